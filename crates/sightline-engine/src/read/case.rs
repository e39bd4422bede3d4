//! A case with its history and the places where its facts were read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fact;
use super::json::{Member, Reader};
use crate::model::{Case, Event, FactValue, Origin};

/// The key of an event under which its place stands, beside its values.
pub(super) const SOURCE: &str = "source";

const KEYS: [&str; 4] = ["case", "fields", "history", "sources"];
const SOURCE_KEYS: [&str; 5] = ["file", "sheet", "row", "column", "columns"];

/// Reads a case with every mistake in its place.
pub(super) fn careful(reader: &mut Reader<'_>) -> Case {
    let members = reader.object();
    reader.known_keys(&members, &KEYS);
    let id = reader.text(&members, "case");
    if id.is_none() {
        reader.missing("case", "a case needs its `case` id");
    }
    let fields = reader.inner(&members, "fields");
    let sources = reader.inner(&members, "sources");
    let sources = sources.into_iter().filter_map(|member| {
        let (origin, _) = source(reader, &member)?;
        Some((member.key, origin))
    });
    let sources = sources.collect();
    Case {
        id: id.unwrap_or_default(),
        facts: facts(reader, fields),
        history: history(reader, &members),
        sources,
    }
}

fn facts(reader: &mut Reader<'_>, members: Vec<Member>) -> BTreeMap<String, FactValue> {
    let mut facts = BTreeMap::new();
    for member in members {
        if let Some(fact) = fact(reader, &member) {
            facts.insert(member.key, fact);
        }
    }
    facts
}

fn history(reader: &mut Reader<'_>, members: &[Member]) -> BTreeMap<String, Vec<Event>> {
    let mut history = BTreeMap::new();
    for list in reader.inner(members, "history") {
        let mut events = Vec::new();
        for item in reader.items(&list) {
            if !item.raw.starts_with('{') {
                reader.wrong(
                    &item,
                    "write an object, such as `{\"held_on\": \"2025-09-30\"}`",
                );
                continue;
            }
            let mut parts = reader.members(&item);
            reader.each_once(&parts);
            let source_at = parts.iter().position(|part| part.key == SOURCE);
            let place = source_at.map(|at| parts.remove(at));
            let place = place.and_then(|place| source(reader, &place));
            let (origin, columns) = place.map_or((None, BTreeMap::new()), |(origin, columns)| {
                (Some(origin), columns)
            });
            events.push(Event {
                values: facts(reader, parts),
                origin,
                columns: Arc::new(columns),
            });
        }
        history.insert(list.key, events);
    }
    history
}

/// Reads `{"file": "header.csv", "row": 2, "column": "DOB"}`.
fn source(reader: &mut Reader<'_>, member: &Member) -> Option<(Origin, BTreeMap<String, String>)> {
    if !member.raw.starts_with('{') {
        reader.wrong(member, "write `{\"file\": …, \"row\": …}`");
        return None;
    }
    let parts = reader.members(member);
    reader.known_keys(&parts, &SOURCE_KEYS);
    let text = |reader: &mut Reader<'_>, key: &str| reader.text(&parts, key).map(Arc::from);
    let file = text(reader, "file");
    if file.is_none() {
        reader.wrong(member, "name the `file` that it was read from");
    }
    let row = parts.iter().find(|part| part.key == "row");
    let row = row.map(|part| (part, part.raw.parse::<u64>()));
    if let Some((part, Err(_))) = &row {
        reader.wrong(part, "write the number of the row, from 1");
    }
    let columns = reader.inner(&parts, "columns");
    let columns = columns
        .iter()
        .filter_map(|column| Some((column.key.clone(), reader.string(column)?)));
    let columns = columns.collect();
    let origin = Origin {
        file: file?,
        sheet: text(reader, "sheet"),
        row: row.and_then(|(_, row)| row.ok()).unwrap_or_default(),
        column: text(reader, "column"),
    };
    Some((origin, columns))
}
