//! Measures as JSON: an object a line, as `sightline measures --format json` prints them, or one list of such objects.

use std::sync::Arc;

use serde_json::{Map, Value};
use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use super::Raw;

/// How an object of one shape is read.
type Shape = fn(&Map<String, Value>) -> Vec<Raw>;

/// A shape of object that is known, and how it is read.
///
/// A report's own tables, once it is written as JSON, are one line more here.
const SHAPES: [(&str, Shape); 2] = [("measure", measure), ("name", measure)];

/// The deepest that a list may hold lists.
const DEPTH: usize = 4;

pub(super) fn rows(file: &Arc<SourceFile>, wrong: &mut Diagnostics) -> Vec<(Raw, Span)> {
    let text = file.text().trim_start_matches('\u{feff}');
    if let Ok(whole) = serde_json::from_str::<Value>(text) {
        let mut found = Vec::new();
        read(&whole, &Span::whole(file), DEPTH, &mut found, wrong);
        return found;
    }
    let mut found = Vec::new();
    let mut start = file.text().len() - text.len();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let at = Span::new(file, start, start + line.trim_end().len());
        start += line.len();
        if trimmed.is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(trimmed) {
            Ok(value) => read(&value, &at, DEPTH, &mut found, wrong),
            Err(_) => wrong.push(
                Diagnostic::error(Code::LINE_SYNTAX, &at, "the line is not a JSON object")
                    .help("write one object a line, as `sightline measures --format json` does"),
            ),
        }
    }
    found
}

fn read(
    value: &Value,
    at: &Span,
    depth: usize,
    found: &mut Vec<(Raw, Span)>,
    wrong: &mut Diagnostics,
) {
    match value {
        Value::Array(all) if depth > 0 => {
            for one in all {
                read(one, at, depth - 1, found, wrong);
            }
        }
        Value::Object(object) => {
            match SHAPES.iter().find(|(key, _)| object.contains_key(*key)) {
                Some((_, read)) => found.extend(read(object).into_iter().map(|raw| (raw, at.clone()))),
                None => wrong.push(
                    Diagnostic::error(Code::LINE_SYNTAX, at, "the object is no measure")
                        .help("a measure has `measure` or `name`, and `numerator` and `denominator` or `percent`"),
                ),
            }
        }
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            wrong.push(Diagnostic::error(Code::LINE_SYNTAX, at, "measures are JSON objects, and this is none"));
        }
    }
}

fn measure(object: &Map<String, Value>) -> Vec<Raw> {
    let mut raw = one(object);
    // What it was, as `sightline measures` has it; where the two periods cannot be compared it has no value.
    if let Some(Value::Object(change)) = object.get("change") {
        let period = change.get("since").and_then(Value::as_str);
        raw.earlier = Some(Box::new(Raw {
            period: period.map(str::to_owned),
            ..one(change)
        }));
    }
    vec![raw]
}

fn one(object: &Map<String, Value>) -> Raw {
    let text = |key: &str| match object.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => None,
    };
    Raw {
        id: text("measure"),
        title: text("title").or_else(|| text("name")),
        period: text("period"),
        numerator: text("numerator"),
        denominator: text("denominator"),
        percent: text("percent"),
        value: text("value"),
        target: text("target"),
        direction: text("direction"),
        rag: text("rag"),
        earlier: None,
    }
}
