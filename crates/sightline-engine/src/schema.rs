//! The JSON Schema of a template, for editors.
//!
//! Written from the same tables that check a file, so an editor never says other than `sightline check`. It is
//! draft 7, which the YAML language server and most editors' JSON support read in full; the later drafts' ways
//! of saying "no other keys" are not needed here.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::shape::{EXAMPLE, Key, Naming, SHARED, Shape, TEMPLATE, Table};

/// The schema of a template.
#[must_use]
pub fn schema() -> Value {
    document(&TEMPLATE, "Sightline audit template")
}

/// The schema of a worked case.
#[must_use]
pub fn example_schema() -> Value {
    document(&EXAMPLE, "Sightline worked case")
}

/// The schema of a file of `_shared/`.
#[must_use]
pub fn shared_schema() -> Value {
    document(&SHARED, "Sightline shared lists")
}

fn document(table: &'static Table, title: &str) -> Value {
    let mut definitions = Definitions::default();
    let root = definitions.table(table);
    let blocks: Map<String, Value> = definitions.0.into_iter().collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "allOf": [root],
        "definitions": blocks,
    })
}

/// The blocks met so far, by name.
#[derive(Default)]
struct Definitions(BTreeMap<String, Value>);

impl Definitions {
    /// A reference to a block, described the first time it is met.
    fn table(&mut self, table: &'static Table) -> Value {
        let name = name_of(table);
        if !self.0.contains_key(&name) {
            self.0.insert(name.clone(), Value::Null);
            let block = self.block(table);
            self.0.insert(name.clone(), block);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    fn block(&mut self, table: &'static Table) -> Value {
        let properties: Map<String, Value> = table
            .keys
            .iter()
            .map(|key| (key.name.to_owned(), self.key(key)))
            .collect();
        let required = |kind: Option<&str>| -> Vec<&str> {
            let must = |key: &&Key| {
                key.required
                    && (key.only.is_empty() || kind.is_some_and(|kind| key.fits(Some(kind))))
            };
            table.keys.iter().filter(must).map(|key| key.name).collect()
        };
        let mut block = json!({
            "type": "object",
            "properties": properties,
            "required": required(None),
            "additionalProperties": false,
        });
        let types: Vec<Value> = table
            .types()
            .iter()
            .map(|kind| {
                let names: Vec<&str> = table.keys.iter().filter(|key| key.fits(Some(kind))).map(|key| key.name).collect();
                json!({
                    "if": { "properties": { "type": { "const": kind } }, "required": ["type"] },
                    "then": { "propertyNames": { "enum": names }, "required": required(Some(kind)) },
                })
            })
            .collect();
        if let (false, Some(block)) = (types.is_empty(), block.as_object_mut()) {
            block.insert("allOf".to_owned(), Value::Array(types));
        }
        block
    }

    fn key(&mut self, key: &Key) -> Value {
        let shape = self.shape(key.shape);
        // Draft 7 reads nothing beside a reference.
        let mut described = if shape.get("$ref").is_some() {
            json!({ "allOf": [shape] })
        } else {
            shape
        };
        if let Some(described) = described.as_object_mut() {
            described.insert("description".to_owned(), json!(key.doc));
        }
        described
    }

    fn shape(&mut self, shape: &'static Shape) -> Value {
        match shape {
            Shape::Prose | Shape::Text => {
                json!({ "type": ["string", "number", "boolean"], "minLength": 1 })
            }
            Shape::Id => json!({ "type": "string", "pattern": ID }),
            Shape::Answer => json!({ "type": ["string", "number", "boolean"], "pattern": ANSWER }),
            Shape::Expression => {
                json!({ "type": ["string", "number", "boolean"], "pattern": ONE_LINE })
            }
            Shape::Word(words) => json!({ "enum": words }),
            Shape::Flag => json!({ "enum": [true, false, "yes", "no"] }),
            Shape::Number => {
                json!({ "type": ["number", "string"], "pattern": NUMBER, "exclusiveMaximum": TOO_LARGE })
            }
            Shape::Count => {
                json!({ "type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0 })
            }
            Shape::Percent => json!({ "type": "string", "pattern": PERCENT }),
            Shape::Bound => {
                json!({ "type": ["number", "string"], "pattern": BOUND, "exclusiveMaximum": TOO_LARGE })
            }
            Shape::Length => json!({ "type": "string", "pattern": LENGTH }),
            Shape::Version => json!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$" }),
            Shape::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
            Shape::List(each) => json!({ "type": "array", "items": self.shape(each) }),
            Shape::Map(table) => self.table(table),
            Shape::Named { key, value } => {
                let pattern = match key {
                    Naming::Id => ID,
                    Naming::Answer => ANSWER,
                    Naming::Words => ".",
                };
                json!({
                    "type": "object",
                    "propertyNames": { "pattern": pattern },
                    "additionalProperties": self.shape(value),
                })
            }
            Shape::Either(several) => {
                let several: Vec<Value> = several.iter().map(|one| self.shape(one)).collect();
                json!({ "anyOf": several })
            }
            Shape::ByKey {
                marker,
                with,
                without,
            } => json!({
                "type": "object",
                "if": { "required": [marker] },
                "then": self.table(with),
                "else": self.table(without),
            }),
        }
    }
}

const ID: &str = "^[A-Za-z][A-Za-z0-9_-]{0,59}$";
const ANSWER: &str = "^[A-Za-z0-9_.+-]{1,60}$";
const ONE_LINE: &str = "^[^\\n]*[^\\s][^\\n]*\\n?$";
const NUMBER: &str = "^[+-]?[0-9]{1,15}(\\.[0-9]{1,6})?$";
const PERCENT: &str = "^(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?) ?%$";
const BOUND: &str = "^([+-]?[0-9]{1,15}(\\.[0-9]{1,6})?( points?)?|(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?) ?%)$";
const LENGTH: &str = "^(same day|[0-9]{1,4} (working days?|days?|weeks?|months?|years?))$";

/// One more digit than a number may have.
const TOO_LARGE: i64 = 1_000_000_000_000_000;

/// A block's name in the schema, such as `section-scoring-block`.
fn name_of(table: &Table) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            ' '
        }
    };
    let words: String = table.noun.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}
