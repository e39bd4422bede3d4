//! Mistakes in a report's text, said so that its writer can mend them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};
use sightline_engine::{Code, Diagnostic, SourceFile, Span, did_you_mean, suggest};

use crate::number::list;

/// The report, or what it came to, is too large.
pub(super) fn too_large(template: &Arc<SourceFile>, message: &str) -> Diagnostic {
    let at = Span::new(template, 0, 0);
    Diagnostic::error(Code::REPORT_TOO_LARGE, &at, message)
}

/// A chart's name that nothing answers to.
pub(super) fn chart<'a>(
    template: &Arc<SourceFile>,
    at: Option<Range<usize>>,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let all = || {
        let plain = known.iter().filter(|name| !name.contains('/'));
        let plain: Vec<String> = plain.map(|name| format!("`{name}`")).collect();
        format!("choose from {}", list(&plain))
    };
    let at = find(template, at, &format!("chart:{name}"));
    Diagnostic::error(
        Code::REPORT_CHART,
        &at,
        format!("there is no chart `{name}`"),
    )
    .help(suggest(name, known.iter().copied()).unwrap_or_else(all))
}

/// A picture that is no chart.
pub(super) fn picture(at: &Span) -> Diagnostic {
    let message = "this picture is no chart, so only its words are printed";
    Diagnostic::warning(Code::REPORT_CHART, at, message).help(
        "write a chart as `![its words](chart:measures)`; put other pictures into the Word file",
    )
}

/// A name that nothing answers to.
pub(super) fn placeholder(at: &Span, path: &str, help: Option<String>) -> Diagnostic {
    let wrong = Diagnostic::error(
        Code::REPORT_PLACEHOLDER,
        at,
        format!("there is no placeholder `{path}`"),
    );
    wrong.help(help.unwrap_or_else(|| "docs/reports.md lists what a report can say".to_owned()))
}

/// Something that is called and cannot be.
pub(super) fn function(at: &Span, name: &str, is_filter: bool) -> Diagnostic {
    let wrong = Diagnostic::error(
        Code::REPORT_PLACEHOLDER,
        at,
        format!("there is no function `{name}`"),
    );
    wrong.help(if is_filter {
        format!("`{name}` is a filter: write it behind a placeholder, `{{{{ … | {name} }}}}`")
    } else {
        "write a placeholder's name without brackets; docs/reports.md lists them".to_owned()
    })
}

/// A filter that there is not.
pub(super) fn filter(at: &Span, typed: &str) -> Diagnostic {
    let wrong = Diagnostic::error(
        Code::REPORT_FILTER,
        at,
        format!("there is no filter `{typed}`"),
    );
    let all = || format!("choose from {}", list(&super::FILTERS.map(quoted)));
    wrong.help(suggest(typed, super::FILTERS).unwrap_or_else(all))
}

/// What may stand behind `is`, of what there is.
const TESTS: [&str; 6] = [
    "defined",
    "undefined",
    "none",
    "string",
    "number",
    "sequence",
];

/// What stands behind `is` and is none of what may.
pub(super) fn test(at: &Span, typed: &str) -> Diagnostic {
    let message = format!("nothing can be asked by `is {typed}`");
    let wrong = Diagnostic::error(Code::REPORT_FILTER, at, message);
    let all = || "compare with `==`, as in `{% if audience == \"public\" %}`".to_owned();
    let near = did_you_mean(typed, TESTS);
    wrong.help(near.map_or_else(all, |near| format!("did you mean `{near}`?")))
}

/// Something other than a table before `| table`.
pub(super) fn not_a_table(at: &Span) -> Diagnostic {
    let message = "what stands before `| table` is not a table";
    Diagnostic::error(Code::REPORT_FILTER, at, message)
        .help("use `table` with a value that ends in `_table`, or one such as `part.grades`")
}

/// What the filter says of a table that there is none of this time.
pub(super) const MISSING: &str = "there is none";

/// A table that may be missing, and is.
fn missing(at: &Span, path: &str) -> Diagnostic {
    let message = format!("there is no `{path}` this time, so it cannot be printed");
    Diagnostic::error(Code::REPORT_FILTER, at, message).help(format!(
        "write `{{% if {path} %}}` before it and `{{% endif %}}` behind it"
    ))
}

/// What is printed and is no text: a table, a list, or what has parts.
pub(super) fn not_a_text(at: &Span, path: &str, is_table: bool, kind: ValueKind) -> Diagnostic {
    let (what, help) = if is_table {
        let help = format!("put `| table` behind it: `{{{{ {path} | table }}}}`");
        ("a table", help)
    } else if kind == ValueKind::Seq {
        let help = format!(
            "go through it: `{{% for one in {path} %}}`, `{{{{ one }}}}` and `{{% endfor %}}`"
        );
        ("a list", help)
    } else {
        let help =
            format!("name one of its parts, such as `{path}.title`; docs/reports.md lists them");
        ("no text but has parts", help)
    };
    let message = format!("`{path}` is {what}, so it cannot be printed as it is");
    Diagnostic::error(Code::REPORT_PLACEHOLDER, at, message).help(help)
}

/// A loop through something that is no list.
pub(super) fn not_a_list(at: &Span, path: &str, kind: ValueKind, lists: &[String]) -> Diagnostic {
    let message = format!("`{path}` is no list, so a loop cannot go through it");
    let wrong = Diagnostic::error(Code::REPORT_PLACEHOLDER, at, message);
    wrong.help(match (kind, lists) {
        (ValueKind::Map, [only]) => format!("did you mean {only}?"),
        (ValueKind::Map, lists) if !lists.is_empty() => format!("choose from {}", list(lists)),
        (ValueKind::Map, _) => "docs/reports.md says which placeholders are lists".to_owned(),
        _ => format!("write `{{{{ {path} }}}}` without a loop"),
    })
}

/// The first place within a range where some words stand; else the start of the file.
fn find(template: &Arc<SourceFile>, within: Option<Range<usize>>, words: &str) -> Span {
    let text = template.text();
    let within = within.unwrap_or(0..text.len());
    let found = text.get(within.clone()).and_then(|text| text.find(words));
    let at = found.map(|at| within.start + at);
    at.map_or_else(
        || Span::new(template, 0, 0),
        |at| Span::new(template, at, at + words.len()),
    )
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
        ErrorKind::UnknownFilter => filter(&at, typed),
        ErrorKind::CannotDeserialize if error.detail() == Some(MISSING) => {
            filtered(&at).map_or_else(|| not_a_table(&at), |path| missing(&at, path))
        }
        ErrorKind::CannotDeserialize => not_a_table(&at),
        ErrorKind::BadSerialization => not_a_text(&at, near, false, ValueKind::Map),
        ErrorKind::SyntaxError => Diagnostic::error(
            Code::REPORT_SYNTAX,
            &at,
            format!(
                "this placeholder is not finished or not understood: {}",
                detail()
            ),
        )
        .help(super::syntax::FORMS),
        ErrorKind::OutOfFuel => too_large(template, "the report's text asks for too much work")
            .help("look for a loop inside a loop"),
        _ => Diagnostic::error(
            Code::REPORT_SYNTAX,
            &at,
            format!("`{near}` cannot be filled in: {}", detail()),
        ),
    }
}

/// The placeholder right before the filter that a place is in; nothing where another filter stands there.
fn filtered(at: &Span) -> Option<&str> {
    let text = at.file().text().get(..at.range().end)?;
    let (before, _) = text.rsplit_once('|')?;
    let before = before.trim_end();
    let is_name = |one: char| one.is_alphanumeric() || matches!(one, '_' | '.');
    let rest = before.trim_end_matches(is_name);
    let is_filter = rest.trim_end().ends_with('|');
    let path = before.get(rest.len()..)?;
    (!is_filter && !path.is_empty()).then_some(path)
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
