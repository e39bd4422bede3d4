//! A mistake in a report's text, said so that its writer can mend it.

use std::collections::BTreeSet;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};
use sightline_engine::{SourceFile, suggest};

use crate::error::ReportError;
use crate::number::list;

pub(super) fn at(
    template: &SourceFile,
    line: usize,
    message: String,
    help: Option<String>,
) -> ReportError {
    ReportError::Template {
        file: template.path().to_owned(),
        line,
        message,
        help,
    }
}

/// A chart's name that nothing answers to.
pub(super) fn chart<'a>(
    template: &SourceFile,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> ReportError {
    let wanted = format!("chart:{name}");
    let line = template
        .text()
        .lines()
        .position(|line| line.contains(&wanted))
        .map_or(1, |at| at + 1);
    let known: Vec<&str> = known.collect();
    let all = || {
        let plain = known.iter().filter(|name| !name.contains('/'));
        let plain: Vec<String> = plain.map(|name| format!("`{name}`")).collect();
        format!("choose from {}", list(&plain))
    };
    at(
        template,
        line,
        format!("there is no chart `{name}`"),
        suggest(name, known.iter().copied()).or_else(|| Some(all())),
    )
}

/// A path whose first names are known and then one is not: `teams.minimun`.
pub(super) fn unknown(template: &SourceFile, path: &str, values: &Value) -> Option<ReportError> {
    let mut here = values.clone();
    for name in path.split('.') {
        if here.kind() != ValueKind::Map {
            return None;
        }
        let next = here
            .get_item(&Value::from(name))
            .unwrap_or(Value::UNDEFINED);
        if next.is_undefined() {
            let keys: Vec<String> = here
                .try_iter()
                .into_iter()
                .flatten()
                .map(|key| key.to_string())
                .collect();
            let line = line_of(template, path);
            let help = suggest(name, keys.iter().map(String::as_str));
            return Some(at(
                template,
                line,
                format!("there is no placeholder `{path}`"),
                help,
            ));
        }
        here = next;
    }
    None
}

/// The first line that has a path between braces.
fn line_of(template: &SourceFile, path: &str) -> usize {
    let mut lines = template.text().lines();
    let place = lines.position(|line| line.contains('{') && line.contains(path));
    place.map_or(1, |at| at + 1)
}

pub(super) fn explain(template: &SourceFile, error: &Error, values: &Value) -> ReportError {
    let line = error.line().unwrap_or(1);
    let near = error
        .range()
        .and_then(|range| template.text().get(range))
        .unwrap_or_default()
        .trim();
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
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => {
            let known = names(values);
            let help = suggest(typed, known.iter().map(String::as_str));
            (format!("there is no placeholder `{near}`"), help)
        }
        ErrorKind::UnknownFilter => (
            format!("there is no filter `{typed}`"),
            suggest(
                typed,
                ["table", "length", "join", "first", "last", "upper", "lower"],
            ),
        ),
        ErrorKind::CannotDeserialize => (
            "what stands before `| table` is not a table".to_owned(),
            Some(
                "use `table` with a value that ends in `_table`, or one such as `part.grades`"
                    .to_owned(),
            ),
        ),
        ErrorKind::SyntaxError => (
            format!(
                "this placeholder is not finished or not understood: {}",
                detail()
            ),
            Some(
                "write `{{ name }}` for a value and `{% if name %}…{% endif %}` for a condition"
                    .to_owned(),
            ),
        ),
        ErrorKind::OutOfFuel => (
            "the report's text asks for too much work".to_owned(),
            Some("look for a loop inside a loop".to_owned()),
        ),
        _ => (format!("`{near}` cannot be filled in: {}", detail()), None),
    };
    at(template, line, message, help)
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
