//! A report's text filled in.

mod blocks;
mod check;
mod marks;
mod mistake;
mod names;
mod syntax;
mod value;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;
use sightline_engine::{Diagnostics, SourceFile, Span};

use crate::chart::Chart;
use crate::context::Context;
use crate::error::ReportError;
use crate::escape::escape;
use crate::table::Table;

/// The longest report text.
pub const LONGEST_TEMPLATE: usize = 256 * 1024;
/// The longest report.
pub const LONGEST_REPORT: usize = 4 * 1024 * 1024;
/// How much work a report's text may ask for.
const FUEL: u64 = 5_000_000;
/// How deep its blocks may nest.
const DEPTH: usize = 64;

/// What may stand after a `|`.
pub(crate) const FILTERS: [&str; 7] =
    ["table", "length", "join", "first", "last", "upper", "lower"];

/// Fills in a report's text, charts still by name.
///
/// A placeholder that is not there is a mistake and never an empty line: a report with a hole in it looks like a report
/// with nothing to say.
pub fn markdown(context: &Context, template: &Arc<SourceFile>) -> Result<String, ReportError> {
    fill(context, &context.charts, template).map_err(ReportError::Template)
}

/// Fills in a text from any data, or names every mistake in it.
pub(crate) fn fill(
    data: &impl Serialize,
    charts: &BTreeMap<String, Chart>,
    template: &Arc<SourceFile>,
) -> Result<String, Diagnostics> {
    if template.text().len() > LONGEST_TEMPLATE {
        return Err(
            mistake::too_large(template, "the report's text is longer than 256 KiB").into(),
        );
    }
    let values = Value::from(Serde(data));
    let environment = environment();
    let parsed = environment.template_from_named_str(template.path(), template.text());
    let undeclared = parsed.as_ref().ok().map(|parsed| {
        let names = parsed.undeclared_variables(false);
        names.into_iter().collect::<BTreeSet<String>>()
    });
    // A part that this period leaves out may be in the next one, so what is in it is looked through all the same.
    let found = check::check(template, &environment, &values, undeclared.as_ref());
    let mut wrong = found.names;
    if let Err(error) = &parsed {
        if found.unreadable.is_empty() {
            wrong.push(mistake::explain(template, error, &values));
        }
        wrong.extend(found.unreadable);
    }
    wrong.extend(unknown_charts(template, charts));
    let (Ok(parsed), false) = (parsed, wrong.has_errors()) else {
        return Err(wrong.sorted());
    };
    let mut filled = Capped {
        text: Vec::new(),
        full: false,
    };
    let rendered = parsed.render_captured_to(values.clone(), &mut filled);
    if filled.full {
        return Err(
            mistake::too_large(template, "the filled-in report is longer than 4 MiB").into(),
        );
    }
    rendered.map_err(|error| mistake::explain(template, &error, &values))?;
    let text = String::from_utf8_lossy(&filled.text).into_owned();
    // A chart that does not exist is a mistake as much as any other placeholder.
    for name in crate::charts::names(&text) {
        if !charts.contains_key(&name) {
            wrong.push(mistake::chart(
                template,
                None,
                &name,
                charts.keys().map(String::as_str),
            ));
        }
    }
    if wrong.has_errors() {
        return Err(wrong.sorted());
    }
    Ok(tidy(&text))
}

/// Charts that no report has, wherever they stand.
fn unknown_charts(template: &Arc<SourceFile>, charts: &BTreeMap<String, Chart>) -> Diagnostics {
    let of_a_template = |name: &str| {
        let (before, after) = name.split_once('/').unwrap_or((name, "-"));
        !after.is_empty() && crate::charts::NAMES.contains(&before)
    };
    let is_unknown = |name: &str| {
        let is_filled_in = name.contains(['{', '}']);
        !is_filled_in && !charts.contains_key(name) && !of_a_template(name)
    };
    let known = || {
        let here = charts.keys().map(String::as_str);
        here.chain(crate::charts::NAMES).collect::<BTreeSet<&str>>()
    };
    let mut wrong = Diagnostics::new();
    for (address, at) in printed_images(template) {
        if let Some(name) = crate::charts::name(&address).filter(|name| is_unknown(name)) {
            wrong.push(mistake::chart(
                template,
                Some(at),
                name,
                known().into_iter(),
            ));
        }
    }
    wrong
}

/// Warns of pictures that are no charts: a report prints their words alone, since a page that fetched one would tell where it is read.
#[must_use]
pub fn pictures(template: &Arc<SourceFile>) -> Diagnostics {
    let pictures = printed_images(template).into_iter();
    pictures
        .filter(|(address, _)| crate::charts::name(address).is_none())
        .map(|(_, at)| mistake::picture(&Span::new(template, at.start, at.end)))
        .collect()
}

/// The images of a report's text, but for those in notes that are never printed.
fn printed_images(template: &Arc<SourceFile>) -> Vec<(String, Range<usize>)> {
    let text = template.text();
    let asides = marks::marks(text).asides;
    let is_aside = |at: &Range<usize>| asides.iter().any(|aside| aside.contains(&at.start));
    let images = crate::charts::images(text);
    images.filter(|(_, at)| !is_aside(at)).collect()
}

/// Whether a text reads a part of a name.
pub(crate) fn reads_of(template: &Arc<SourceFile>, name: &str) -> bool {
    let is_part = |read: &str| {
        let part = read.strip_prefix(name);
        part.is_some_and(|part| part.starts_with('.'))
    };
    let environment = environment();
    match environment.template_from_named_str(template.path(), template.text()) {
        Ok(parsed) => {
            let read = parsed.undeclared_variables(true);
            read.iter().any(|read| is_part(read))
        }
        // Its mistakes are named as those of the report that it is meant to be.
        Err(_) => {
            let all = marks::marks(template.text()).all;
            let mut words = all.iter().flat_map(|mark| &mark.words);
            words.any(|word| word.token == marks::Token::Name && is_part(word.text))
        }
    }
}

/// No more than one empty line anywhere, and none at the end: placeholders that had nothing to say leave gaps.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom(Cow::Borrowed("markdown")));
    environment.set_formatter(format);
    // A line that holds only a block leaves no empty line behind; the default marks cannot clash.
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.set_debug(true);
    environment.add_filter("table", table);
    environment
}

/// Values are shown and never obeyed: whatever a title holds, it is text.
fn format(out: &mut Output<'_>, _state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    if value.is_none() {
        return Ok(());
    }
    if matches!(value.kind(), ValueKind::Map | ValueKind::Seq) {
        return Err(Error::from(ErrorKind::BadSerialization));
    }
    let text = value.to_string();
    let text = if value.is_safe() { text } else { escape(&text) };
    out.write_str(&text)
        .map_err(|_| Error::from(ErrorKind::WriteFailure))
}

/// `{{ part.grades | table }}`: a table's data as a Markdown table.
fn table(Serde(table): Serde<Option<Table>>) -> Result<Value, Error> {
    let missing = || Error::new(ErrorKind::CannotDeserialize, mistake::MISSING);
    let table = table.ok_or_else(missing)?;
    Ok(Value::from_safe_string(table.markdown()))
}

/// Stops a loop from filling the memory.
struct Capped {
    text: Vec<u8>,
    full: bool,
}

impl io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.text.len() + bytes.len() > LONGEST_REPORT {
            self.full = true;
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
