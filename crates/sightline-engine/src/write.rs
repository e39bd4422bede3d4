//! Cases as lines of JSON, as [`crate::read::case`] reads them.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::model::{Case, Event, FactValue, Origin};

/// A case as one line of JSON, without the end of the line.
///
/// ```
/// use sightline_engine::{SourceFile, read, write};
///
/// let line = r#"{"case":"C-1","fields":{"date_of_birth":"2014-05-01"},"history":{"plans":[{"started_on":"2024-02-01","source":{"file":"plans.csv","row":2}}]},"sources":{"date_of_birth":{"file":"header.csv","row":2,"column":"DOB"}}}"#;
/// let case = read::case(&SourceFile::line("cases.jsonl", 1, line))?;
/// assert_eq!(write::case(&case), line);
/// # Ok::<(), sightline_engine::Diagnostics>(())
/// ```
#[must_use]
pub fn case(case: &Case) -> String {
    let mut line = Map::new();
    line.insert("case".to_owned(), json!(case.id));
    line.insert("fields".to_owned(), values(&case.facts).into());
    if !case.history.is_empty() {
        let lists = case.history.iter().map(|(name, events)| {
            let events: Vec<Json> = events.iter().map(event).collect();
            (name.clone(), Json::Array(events))
        });
        line.insert("history".to_owned(), Json::Object(lists.collect()));
    }
    if !case.sources.is_empty() {
        let sources = case
            .sources
            .iter()
            .map(|(name, origin)| (name.clone(), source(origin, None)));
        line.insert("sources".to_owned(), Json::Object(sources.collect()));
    }
    Json::Object(line).to_string()
}

fn values(facts: &BTreeMap<String, FactValue>) -> Map<String, Json> {
    let all = facts
        .iter()
        .map(|(name, value)| (name.clone(), fact(value)));
    all.collect()
}

fn event(event: &Event) -> Json {
    let mut line = values(&event.values);
    if let Some(origin) = &event.origin {
        line.insert("source".to_owned(), source(origin, Some(&event.columns)));
    }
    Json::Object(line)
}

fn fact(value: &FactValue) -> Json {
    match value {
        FactValue::Text(text) => json!(text),
        FactValue::Date(date) => json!(date.to_string()),
        FactValue::Number(number) => {
            let text = number.plain();
            // A fraction that no decimal ends is text; facts that are read have none.
            text.parse::<serde_json::Number>()
                .map_or_else(|_| json!(text), Json::Number)
        }
    }
}

fn source(origin: &Origin, columns: Option<&BTreeMap<String, String>>) -> Json {
    let mut line = Map::new();
    line.insert("file".to_owned(), json!(&*origin.file));
    if let Some(sheet) = &origin.sheet {
        line.insert("sheet".to_owned(), json!(&**sheet));
    }
    line.insert("row".to_owned(), json!(origin.row));
    if let Some(column) = &origin.column {
        line.insert("column".to_owned(), json!(&**column));
    }
    if let Some(columns) = columns.filter(|columns| !columns.is_empty()) {
        line.insert("columns".to_owned(), json!(columns));
    }
    Json::Object(line)
}
