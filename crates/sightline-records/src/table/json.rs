//! Rows of JSON: an object a line, a list of objects, or lists of objects by the names of their tables.

use std::borrow::Cow;
use std::io::{BufRead as _, BufReader, Read};
use std::sync::Arc;

use serde_json::{Map, Value};
use sightline_engine::Code;

use super::{LARGEST_ROW, Stop, Take};
use crate::cell::Cell;
use crate::normal::heading;
use crate::problem::Said;

/// The largest file that is read whole.
const LARGEST: u64 = 200 * 1024 * 1024;

/// Reads an object a line; memory does not grow with the file.
pub(crate) fn lines(from: impl Read, take: &mut dyn Take) -> Result<(), Stop> {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let n = from
            .by_ref()
            .take(LARGEST_ROW + 1)
            .read_until(b'\n', &mut line)?;
        if n == 0 {
            break;
        }
        if n as u64 > LARGEST_ROW {
            return Err(Stop::refused(
                format!("line {number} is longer than 1 MB"),
                "write one object a line",
            ));
        }
        let Ok(text) = std::str::from_utf8(&line) else {
            let said = Said::error(Code::NOT_UTF8, "the line is not saved as UTF-8");
            take.say(Some(number), &said.help("save the file as UTF-8"));
            continue;
        };
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) => {
                let table = table(&object, None, take);
                row(table, number, &object, take);
            }
            Ok(_) | Err(_) => {
                let said = Said::error(Code::LINE_SYNTAX, "the line is not one JSON object");
                take.say(Some(number), &said.help("write one object a line"));
            }
        }
    }
    Ok(())
}

/// Reads a whole value.
pub(crate) fn whole(from: impl Read, size: u64, take: &mut dyn Take) -> Result<(), Stop> {
    if size > LARGEST {
        return Err(Stop::refused(
            "the file is larger than 200 MB, which is the most for a single piece of JSON",
            "save it as JSON Lines, one object a line, or as CSV",
        ));
    }
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let message = format!(
            "the file is not well-formed JSON, from line {} on",
            error.line()
        );
        Stop::refused(message, "save it again where it was made")
    })?;
    match value {
        Value::Array(rows) => list(None, &rows, take),
        Value::Object(tables) => {
            for (name, rows) in &tables {
                match rows.as_array() {
                    Some(rows) => list(Some(name), rows, take),
                    None => take.unknown(name, None),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(Stop::refused(
                "the file holds no list of records",
                "write a list of objects, or an object a line",
            ));
        }
    }
    Ok(())
}

/// Rows count from 1 within their list.
fn list(name: Option<&str>, rows: &[Value], take: &mut dyn Take) {
    take.sheet(name, false);
    for (number, one) in (1..).zip(rows) {
        match one {
            Value::Object(object) => {
                let table = table(object, name, take);
                row(table, number, object, take);
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => {
                take.say(
                    Some(number),
                    &Said::error(Code::LINE_SYNTAX, "an item of the list is not an object"),
                );
            }
        }
    }
}

/// The table that a list's name or an object's keys tell.
fn table(object: &Map<String, Value>, name: Option<&str>, take: &dyn Take) -> Option<usize> {
    let tables = &take.layout().tables;
    let called = name.map(heading);
    let by_name = tables.iter().position(|table| {
        called
            .as_ref()
            .is_some_and(|name| table.found_as.contains(name))
    });
    by_name.or_else(|| {
        let known = |at: &usize| {
            let table = tables.get(*at);
            let keys = object.keys().map(|key| heading(key));
            keys.filter(|key| table.is_some_and(|table| table.column(key).is_some()))
                .count()
        };
        let best = (0..tables.len()).rev().max_by_key(known)?;
        (known(&best) > 1).then_some(best)
    })
}

fn row(table: Option<usize>, number: u64, object: &Map<String, Value>, take: &mut dyn Take) {
    let Some(table) = table else {
        if take.stray(object) {
            return;
        }
        let said = Said::error(
            Code::NO_TABLE,
            "the object belongs to no table of the layout",
        );
        take.say(Some(number), &said);
        return;
    };
    let cells: Vec<(Arc<str>, Cell<'_>)> = object
        .iter()
        .map(|(key, value)| (Arc::from(key.as_str()), cell(value)))
        .collect();
    take.named(table, number, &cells);
}

/// What a value is as a cell.
pub(crate) fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Blank,
        Value::Bool(yes) => Cell::Text(Cow::Borrowed(if *yes { "yes" } else { "no" })),
        Value::Number(number) => Cell::Number(Cow::Owned(number.to_string())),
        Value::String(text) => Cell::of(Cow::Borrowed(text)),
        Value::Array(_) | Value::Object(_) => Cell::Text(Cow::Owned(value.to_string())),
    }
}
