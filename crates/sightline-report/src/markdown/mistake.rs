//! Mistakes in a report's text, said so that its writer can mend them.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};
use sightline_engine::{Code, Diagnostic, SourceFile, Span, did_you_mean, suggest};

use crate::number::list;

/// The most names that are listed where none is like what was typed.
const FEW: usize = 8;

/// The report, or what it came to, is too large.
pub(super) fn too_large(template: &Arc<SourceFile>, message: &str) -> Diagnostic {
    let at = Span::new(template, 0, 0);
    Diagnostic::error(Code::REPORT_TOO_LARGE, &at, message)
}

/// A chart's name that nothing answers to.
pub(super) fn chart<'a>(
    template: &Arc<SourceFile>,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let all = || {
        let plain = known.iter().filter(|name| !name.contains('/'));
        let plain: Vec<String> = plain.map(|name| format!("`{name}`")).collect();
        format!("choose from {}", list(&plain))
    };
    let at = find(template, &format!("chart:{name}"));
    Diagnostic::error(
        Code::REPORT_CHART,
        &at,
        format!("there is no chart `{name}`"),
    )
    .help(suggest(name, known.iter().copied()).unwrap_or_else(all))
}

/// A path of which a name is not known: `teams.minimun`.
pub(super) fn unknown(
    template: &Arc<SourceFile>,
    path: &str,
    values: &Value,
) -> Option<Diagnostic> {
    let mut here = values.clone();
    let mut known: Vec<&str> = Vec::new();
    let mut rest = path.split('.');
    while let Some(name) = rest.next() {
        if here.kind() != ValueKind::Map {
            return None;
        }
        let next = item(&here, name);
        if next.is_undefined() {
            let help = whole(&known, name, rest, &here);
            return Some(placeholder(&place_of(template, path), path, help));
        }
        known.push(name);
        here = next;
    }
    None
}

fn item(values: &Value, name: &str) -> Value {
    values
        .get_item(&Value::from(name))
        .unwrap_or(Value::UNDEFINED)
}

/// What to write in place of a path: all of it, so that it can be copied, as far as names near to what was typed are found.
fn whole<'p>(
    known: &[&str],
    wrong: &'p str,
    rest: impl Iterator<Item = &'p str>,
    values: &Value,
) -> Option<String> {
    let mut whole: Vec<String> = known.iter().copied().map(str::to_owned).collect();
    let mut here = values.clone();
    for name in std::iter::once(wrong).chain(rest) {
        let keys = keys(&here);
        let Some(near) = did_you_mean(name, keys.iter().map(String::as_str)) else {
            let before = whole.join(".");
            let all: Vec<String> = keys
                .iter()
                .map(|key| quoted(format!("{before}.{key}").trim_start_matches('.')))
                .collect();
            return (1..=FEW)
                .contains(&all.len())
                .then(|| format!("choose from {}", list(&all)));
        };
        here = item(&here, near);
        whole.push(near.to_owned());
    }
    Some(format!("did you mean `{}`?", whole.join(".")))
}

/// The names right below a value; none below what is no map.
fn keys(values: &Value) -> Vec<String> {
    if values.kind() != ValueKind::Map {
        return Vec::new();
    }
    let keys = values.try_iter().into_iter().flatten();
    keys.map(|key| key.to_string()).collect()
}

fn placeholder(at: &Span, path: &str, help: Option<String>) -> Diagnostic {
    let wrong = Diagnostic::error(
        Code::REPORT_PLACEHOLDER,
        at,
        format!("there is no placeholder `{path}`"),
    );
    wrong.help(help.unwrap_or_else(|| "docs/reports.md lists what a report can say".to_owned()))
}

/// The first place where some words stand; else the start of the file.
fn find(template: &Arc<SourceFile>, words: &str) -> Span {
    let at = template.text().find(words);
    at.map_or_else(
        || Span::new(template, 0, 0),
        |at| Span::new(template, at, at + words.len()),
    )
}

/// The first place in a line with a brace where a path stands.
fn place_of(template: &Arc<SourceFile>, path: &str) -> Span {
    let mut start = 0;
    for line in template.text().split_inclusive('\n') {
        if let Some(at) = line.find(path).filter(|_| line.contains('{')) {
            return Span::new(template, start + at, start + at + path.len());
        }
        start += line.len();
    }
    find(template, path)
}

/// What went wrong while a text was read or filled in.
pub(super) fn explain(template: &Arc<SourceFile>, error: &Error, values: &Value) -> Diagnostic {
    let at = error.range().map_or_else(
        || line(template, error.line().unwrap_or(1)),
        |range| Span::new(template, range.start, range.end),
    );
    let near = at.text().trim();
    let typed = near.rsplit(['.', ' ', '|']).next().unwrap_or(near).trim();
    let detail = || {
        error
            .detail()
            .unwrap_or("it cannot be understood")
            .trim_end_matches('.')
            .to_owned()
    };
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "another crate's list of kinds, which grows"
    )]
    match error.kind() {
        ErrorKind::UndefinedError => {
            // In a list the first name is the writer's own, such as `part`: it stays as it is.
            let own = near.strip_suffix(typed).unwrap_or_default();
            let known = names(values);
            let meant = did_you_mean(typed, known.iter().map(String::as_str));
            let help = meant.map(|meant| format!("did you mean `{own}{meant}`?"));
            placeholder(&at, near, help)
        }
        ErrorKind::UnknownFilter => {
            let message = format!("there is no filter `{typed}`");
            let wrong = Diagnostic::error(Code::REPORT_FILTER, &at, message);
            wrong.help(
                suggest(typed, super::FILTERS).unwrap_or_else(|| {
                    format!("choose from {}", list(&super::FILTERS.map(quoted)))
                }),
            )
        }
        ErrorKind::CannotDeserialize => Diagnostic::error(
            Code::REPORT_FILTER,
            &at,
            "what stands before `| table` is not a table",
        )
        .help("use `table` with a value that ends in `_table`, or one such as `part.grades`"),
        ErrorKind::SyntaxError => Diagnostic::error(
            Code::REPORT_SYNTAX,
            &at,
            format!(
                "this placeholder is not finished or not understood: {}",
                detail()
            ),
        )
        .help("write `{{ name }}` for a value and `{% if name %}…{% endif %}` for a condition"),
        ErrorKind::OutOfFuel => too_large(template, "the report's text asks for too much work")
            .help("look for a loop inside a loop"),
        _ => Diagnostic::error(
            Code::REPORT_SYNTAX,
            &at,
            format!("`{near}` cannot be filled in: {}", detail()),
        ),
    }
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// A whole line, counted from 1.
fn line(template: &Arc<SourceFile>, number: usize) -> Span {
    let mut start = 0;
    for (n, line) in template.text().split_inclusive('\n').enumerate() {
        if n + 1 == number {
            return Span::new(template, start, start + line.trim_end().len());
        }
        start += line.len();
    }
    Span::new(template, 0, 0)
}

/// Every name a placeholder may end in.
fn names(values: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut left = vec![values.clone()];
    while let Some(value) = left.pop() {
        let map = value.kind() == ValueKind::Map;
        if !map && value.kind() != ValueKind::Seq {
            continue;
        }
        for item in value.try_iter().into_iter().flatten() {
            if map {
                names.insert(item.to_string());
                left.extend(value.get_item(&item));
            } else {
                left.push(item);
            }
        }
    }
    names
}
