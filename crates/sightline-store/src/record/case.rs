//! A case as JSON that a query tool can read: facts by name, and beside them what happened before and where all of it was read.
//!
//! Text stays as it is, a number is `{"number": "1/3"}`, a date `{"date": "2014-05-01"}`. A name that starts with `$` is no
//! fact: `$history` holds lists of events, `$sources` the place of each fact, `$tables` the files that places refer to by
//! number, each named once.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};
use sightline_engine::model::{Case, Event, FactValue, Origin};

use super::bytes::Malformed;
use super::decimal::put_date;
use super::exact::parse;
use super::text::only;

const HISTORY: &str = "$history";
const SOURCES: &str = "$sources";
const TABLES: &str = "$tables";

/// A table of a file: its name, its sheet, and the columns of an event's values.
type Table = (Arc<str>, Option<Arc<str>>, Arc<BTreeMap<String, String>>);

/// Appends to bytes in memory, which does not fail.
macro_rules! put {
    ($out:expr, $($words:tt)*) => {{
        let written = write!($out, $($words)*);
        debug_assert!(written.is_ok());
    }};
}

/// A case with the history that was known before it came without one, and with the places of facts that stayed the same.
///
/// A file of facts says nothing of what happened before, and must not make it forgotten.
pub(crate) fn with_history(case: &Case, before: &Case) -> Option<Case> {
    if !case.history.is_empty() || before.history.is_empty() {
        return None;
    }
    let mut sources = case.sources.clone();
    for (name, origin) in &before.sources {
        if case.facts.get(name) == before.facts.get(name) {
            sources
                .entry(name.clone())
                .or_insert_with(|| origin.clone());
        }
    }
    Some(Case {
        id: case.id.clone(),
        facts: case.facts.clone(),
        history: before.history.clone(),
        sources,
    })
}

/// A case without its id.
///
/// Written as text at once: a tree of JSON for each of a million cases costs more than storing them.
pub(crate) fn case_to_json(case: &Case) -> String {
    let mut out = Vec::with_capacity(1024);
    let mut tables: Vec<Table> = Vec::new();
    out.push(b'{');
    values(&case.facts, &mut out);
    if !case.history.is_empty() {
        key(HISTORY, &mut out);
        out.push(b'{');
        for (name, events) in &case.history {
            key(name, &mut out);
            out.push(b'[');
            for event in events {
                item(&mut out);
                event_to_json(event, &mut tables, &mut out);
            }
            out.push(b']');
        }
        out.push(b'}');
    }
    if !case.sources.is_empty() {
        key(SOURCES, &mut out);
        out.push(b'{');
        for (name, origin) in &case.sources {
            let table = any_number(origin, &mut tables);
            key(name, &mut out);
            put!(out, "[{table},{},", origin.row);
            text(origin.column.as_deref(), &mut out);
            out.push(b']');
        }
        out.push(b'}');
    }
    if !tables.is_empty() {
        key(TABLES, &mut out);
        out.push(b'[');
        for (file, sheet, columns) in &tables {
            item(&mut out);
            out.push(b'[');
            text(Some(file), &mut out);
            out.push(b',');
            text(sheet.as_deref(), &mut out);
            out.extend(b",{");
            for (name, title) in columns.iter() {
                key(name, &mut out);
                text(Some(title), &mut out);
            }
            out.extend(b"}]");
        }
        out.push(b']');
    }
    out.push(b'}');
    // Everything that was written is text.
    String::from_utf8(out).unwrap_or_default()
}

fn event_to_json(event: &Event, tables: &mut Vec<Table>, out: &mut Vec<u8>) {
    out.push(b'{');
    values(&event.values, out);
    if let Some(origin) = &event.origin {
        let table = number(origin, &event.columns, tables);
        key(SOURCES, out);
        put!(out, "[{table},{}]", origin.row);
    }
    out.push(b'}');
}

fn values(facts: &BTreeMap<String, FactValue>, out: &mut Vec<u8>) {
    for (name, fact) in facts {
        key(name, out);
        match fact {
            FactValue::Text(words) => text(Some(words), out),
            FactValue::Number(number) => put!(out, "{{\"number\":\"{number}\"}}"),
            FactValue::Date(date) => {
                out.extend(b"{\"date\":\"");
                put_date(out, *date);
                out.extend(b"\"}");
            }
        }
    }
}

/// A comma, unless nothing stands before it.
fn item(out: &mut Vec<u8>) {
    if !matches!(out.last(), None | Some(b'{' | b'[')) {
        out.push(b',');
    }
}

fn key(name: &str, out: &mut Vec<u8>) {
    item(out);
    text(Some(name), out);
    out.push(b':');
}

fn text(words: Option<&str>, out: &mut Vec<u8>) {
    // Names, codes and headings hold nothing that JSON writes otherwise.
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if let Some(words) = words.filter(|words| words.bytes().all(is_plain)) {
        out.push(b'"');
        out.extend(words.bytes());
        out.push(b'"');
        return;
    }
    // Writing text to memory does not fail.
    let written = serde_json::to_writer(out, &words);
    debug_assert!(written.is_ok());
}

/// A case back from JSON.
pub(crate) fn case_from_json(id: &str, text: &str) -> Result<Case, Malformed> {
    let json: Json = serde_json::from_str(text).map_err(|_| Malformed)?;
    let mut all = json.as_object().ok_or(Malformed)?.clone();
    let (history, sources, tables) = (all.remove(HISTORY), all.remove(SOURCES), all.remove(TABLES));
    let tables = tables.as_ref().map_or(Ok(Vec::new()), tables_from_json)?;
    let mut case = Case {
        id: id.to_owned(),
        facts: facts(&all)?,
        ..Case::default()
    };
    for (name, events) in history.iter().filter_map(Json::as_object).flatten() {
        let events = events.as_array().ok_or(Malformed)?;
        let events: Result<_, _> = events
            .iter()
            .map(|event| event_from_json(event, &tables))
            .collect();
        case.history.insert(name.clone(), events?);
    }
    for (name, source) in sources.iter().filter_map(Json::as_object).flatten() {
        let (mut origin, _) = origin(source, &tables)?;
        origin.column = source.get(2).and_then(Json::as_str).map(Arc::from);
        case.sources.insert(name.clone(), origin);
    }
    Ok(case)
}

fn event_from_json(event: &Json, tables: &[Table]) -> Result<Event, Malformed> {
    let mut all = event.as_object().ok_or(Malformed)?.clone();
    let source = all.remove(SOURCES);
    let place = source.map(|source| origin(&source, tables)).transpose()?;
    let (origin, columns) = place.map_or((None, Arc::default()), |(origin, columns)| {
        (Some(origin), columns)
    });
    Ok(Event {
        values: facts(&all)?,
        origin,
        columns,
    })
}

/// The number of a table with a fact's file and sheet; the fact itself says its column.
fn any_number(origin: &Origin, tables: &mut Vec<Table>) -> usize {
    let found = tables
        .iter()
        .position(|(file, sheet, _)| *file == origin.file && *sheet == origin.sheet);
    found.unwrap_or_else(|| number(origin, &Arc::default(), tables))
}

/// The number of a table, which is added where it is new.
fn number(
    origin: &Origin,
    columns: &Arc<BTreeMap<String, String>>,
    tables: &mut Vec<Table>,
) -> usize {
    let found = tables.iter().position(|(file, sheet, of)| {
        *file == origin.file && *sheet == origin.sheet && of == columns
    });
    found.unwrap_or_else(|| {
        tables.push((
            Arc::clone(&origin.file),
            origin.sheet.clone(),
            Arc::clone(columns),
        ));
        tables.len() - 1
    })
}

fn origin(
    source: &Json,
    tables: &[Table],
) -> Result<(Origin, Arc<BTreeMap<String, String>>), Malformed> {
    let at = |n: usize| source.get(n).and_then(Json::as_u64).ok_or(Malformed);
    let table = usize::try_from(at(0)?).map_err(|_| Malformed)?;
    let (file, sheet, columns) = tables.get(table).ok_or(Malformed)?;
    let origin = Origin {
        file: Arc::clone(file),
        sheet: sheet.clone(),
        row: at(1)?,
        column: None,
    };
    Ok((origin, Arc::clone(columns)))
}

fn tables_from_json(tables: &Json) -> Result<Vec<Table>, Malformed> {
    let all = tables.as_array().ok_or(Malformed)?.iter().map(|table| {
        let file = table.get(0).and_then(Json::as_str).ok_or(Malformed)?;
        let sheet = table.get(1).and_then(Json::as_str);
        let columns = table.get(2).and_then(Json::as_object).ok_or(Malformed)?;
        let columns = columns
            .iter()
            .map(|(name, title)| Ok((name.clone(), title.as_str().ok_or(Malformed)?.to_owned())));
        let columns: Result<BTreeMap<_, _>, Malformed> = columns.collect();
        Ok((Arc::from(file), sheet.map(Arc::from), Arc::new(columns?)))
    });
    all.collect()
}

fn facts(all: &Map<String, Json>) -> Result<BTreeMap<String, FactValue>, Malformed> {
    all.iter()
        .map(|(name, value)| Ok((name.clone(), fact(value)?)))
        .collect()
}

fn fact(value: &Json) -> Result<FactValue, Malformed> {
    if let Some(text) = value.as_str() {
        return Ok(FactValue::Text(text.to_owned()));
    }
    match only(value)? {
        ("number", Json::String(number)) => Ok(FactValue::Number(parse(number)?)),
        ("date", Json::String(date)) => date
            .parse::<NaiveDate>()
            .map(FactValue::Date)
            .map_err(|_| Malformed),
        _ => Err(Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_comes_back_with_its_history_and_sources() {
        let day = |text: &str| FactValue::Date(text.parse().unwrap());
        let origin = |row: u64, column: Option<&str>| Origin {
            file: "a.xlsx".into(),
            sheet: Some("List 7".into()),
            row,
            column: column.map(Arc::from),
        };
        let columns = Arc::new(BTreeMap::from([(
            "started_on".to_owned(),
            "Start".to_owned(),
        )]));
        let event = |row: u64, date: &str| Event {
            values: BTreeMap::from([("started_on".to_owned(), day(date))]),
            origin: Some(origin(row, None)),
            columns: Arc::clone(&columns),
        };
        let bare = Event {
            values: BTreeMap::from([("category".to_owned(), FactValue::Text("NEG".to_owned()))]),
            ..Event::default()
        };
        let case = Case {
            id: "C-1".to_owned(),
            facts: BTreeMap::from([("born".to_owned(), day("2014-05-01"))]),
            history: BTreeMap::from([(
                "plans".to_owned(),
                vec![event(2, "2020-01-01"), event(9, "2024-01-01"), bare],
            )]),
            sources: BTreeMap::from([("born".to_owned(), origin(2, Some("DOB")))]),
        };
        let text = case_to_json(&case);
        assert_eq!(
            text.matches("a.xlsx").count(),
            1,
            "places refer to it by number: {text}"
        );
        assert!(case_from_json("C-1", &text).is_ok_and(|back| back == case));
        assert!(case_from_json("C-1", r#"{"$sources":{"a":[0,1,null]}}"#).is_err());
    }
}
