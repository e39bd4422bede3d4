//! A file as JSON, as editors see it.

use std::sync::Arc;

use serde_json::{Map, Number, Value as Json};

use super::{Node, Scalar, Style, Value, read};
use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;

/// A YAML file as a JSON value, with YAML 1.2's numbers, truth values and nulls.
///
/// For checking a file against the schema; the engine itself takes every scalar as the text that was typed.
pub fn yaml_as_json(file: &Arc<SourceFile>) -> (Option<Json>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let tree = read(file, &mut diagnostics);
    let whole = tree.root.filter(|_| !diagnostics.has_errors());
    (whole.as_ref().map(json), diagnostics.sorted())
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Scalar(scalar) => json_scalar(scalar),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|entry| (entry.key.clone(), json(&entry.value)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
        Value::Broken => Json::Null,
    }
}

fn json_scalar(scalar: &Scalar) -> Json {
    if scalar.style != Style::Plain {
        return Json::String(scalar.text.clone());
    }
    match scalar.text.as_str() {
        _ if scalar.is_nothing() => Json::Null,
        "true" => Json::Bool(true),
        "false" => Json::Bool(false),
        text => number(text).map_or_else(|| Json::String(text.to_owned()), Json::Number),
    }
}

/// Text that is a number in YAML, and what JSON has of it: it knows neither infinity nor not-a-number.
fn number(text: &str) -> Option<Number> {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let starts = text
        .trim_start_matches(['+', '-'])
        .starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !starts || !text.chars().all(numeric) {
        return None;
    }
    match text.trim_start_matches('+').parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => Number::from_f64(text.parse().ok()?),
    }
}
