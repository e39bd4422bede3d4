//! The JSON Schema of a report as JSON: written from the doc lines of the context's own types, and held against reports.
//!
//! `UPDATE=1 cargo test -p sightline-report --test report_schema` writes it anew.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[expect(dead_code, reason = "the page of placeholders needs more of it")]
#[path = "support/words.rs"]
mod words;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use chrono::NaiveDate;
    use serde_json::{Map, Value, json};
    use sightline_engine::Rollup;
    use sightline_report::{Audience, Figures, Spec, json, report, report_schema};

    use crate::words::{Field, structs};
    use crate::{figures, world};

    /// What is not a structure of the context: cells, tables and charts.
    fn others() -> Value {
        let text = json!({"type": "string"});
        let count = json!({"type": "integer", "minimum": 0});
        let exact = json!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$"});
        let cell = |kind: &str, about: &str, more: &[(&str, &Value)]| {
            let mut properties = Map::from_iter([
                (
                    "text".to_owned(),
                    json!({"type": "string", "description": "What a reader sees."}),
                ),
                ("kind".to_owned(), json!({"const": kind})),
            ]);
            properties.extend(
                more.iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).clone())),
            );
            object(about, &properties)
        };
        let share = json!({"type": "array", "items": count, "minItems": 2, "maxItems": 2,
            "description": "The part and the whole."});
        let named = |about: &str, members: &Value| object(about, members.as_object().unwrap());
        json!({
            "Cell": {"oneOf": [
                cell("text", "Words.", &[]),
                cell("count", "How many.", &[("count", &count)]),
                cell("share", "So many of so many; the whole may be nothing.", &[("part", &count), ("whole", &count)]),
                cell("percent", "A percentage without counts; the number is a fraction such as 1/4.", &[("exact", &exact)]),
                cell("number", "A number; a fraction such as 7/3 where it does not end.", &[("exact", &exact)]),
                cell("points", "A change in percentage points; a fraction such as -1/20.", &[("exact", &exact)]),
                cell("hidden", "Hidden, so that no child can be recognized.", &[]),
                cell("missing", "Nothing to show.", &[]),
            ]},
            "Table": named("A table; its first column names the row.", &json!({
                "caption": {"type": "string", "description": "What it shows."},
                "head": {"type": "array", "items": text, "description": "One heading a column."},
                "rows": {"type": "array", "items": {"type": "array", "items": {"$ref": "#/$defs/Cell"}},
                    "description": "As many cells a row as there are headings."},
            })),
            "Term": named("A word.", &json!({"singular": text, "plural": text})),
            "Chart": {"oneOf": [
                named("Bars cut by grade, or by whatever else the parts of a whole are.", &json!({
                    "kind": {"const": "stacked"},
                    "title": text,
                    "series": {"type": "array", "items": {"type": "array", "items": text, "minItems": 2, "maxItems": 2},
                        "description": "A letter and a label each, best first."},
                    "bars": {"type": "array", "items": named("One bar.", &json!({
                        "label": text,
                        "values": {"type": "array", "items": count, "description": "A count each series."},
                        "note": {"type": ["string", "null"], "description": "What stands in place of the bar."},
                    }))},
                    "to_scale": {"type": "boolean", "description": "Whether a bar is as long as its count; else all are of equal length."},
                    "table": {"$ref": "#/$defs/Table"},
                })),
                named("Shares then and now, a line a theme.", &json!({
                    "kind": {"const": "movement"},
                    "title": text,
                    "from": {"type": "string", "description": "The earlier quarter."},
                    "to": {"type": "string", "description": "This quarter."},
                    "rows": {"type": "array", "items": named("One theme's two shares.", &json!({
                        "label": text,
                        "from": {"anyOf": [share, {"type": "null"}]},
                        "to": share,
                    }))},
                    "table": {"$ref": "#/$defs/Table"},
                })),
                named("Shares as bars, each with the line it should reach or stay under.", &json!({
                    "kind": {"const": "targets"},
                    "title": text,
                    "rows": {"type": "array", "items": named("One share and its target.", &json!({
                        "label": text,
                        "value": share,
                        "target": exact,
                        "lower_is_better": {"type": "boolean", "description": "Whether it should stay under the line."},
                        "rag": {"type": "string", "description": "How it stands."},
                        "likely": {"description": "The range that chance alone could explain.", "anyOf": [
                            {"type": "array", "items": exact, "minItems": 2, "maxItems": 2}, {"type": "null"}]},
                    }))},
                    "table": {"$ref": "#/$defs/Table"},
                })),
            ]},
        })
    }

    /// An object that has these members and no others.
    fn object(about: &str, properties: &Map<String, Value>) -> Value {
        let required: Vec<String> = properties.keys().cloned().collect();
        json!({"type": "object", "description": about, "properties": properties, "required": required,
            "additionalProperties": false})
    }

    fn kind(kind: &str) -> Value {
        let inside = |before: &str| {
            kind.strip_prefix(before)
                .and_then(|rest| rest.strip_suffix('>'))
        };
        if let Some(one) = inside("Option<") {
            return json!({"anyOf": [self::kind(one), {"type": "null"}]});
        }
        if let Some(one) = inside("Vec<") {
            return json!({"type": "array", "items": self::kind(one)});
        }
        if let Some(one) = inside("BTreeMap<String, ") {
            return json!({"type": "object", "additionalProperties": self::kind(one)});
        }
        match kind {
            "String" => json!({"type": "string"}),
            "u64" | "u32" | "usize" => json!({"type": "integer", "minimum": 0}),
            "i64" | "i32" => json!({"type": "integer"}),
            "bool" => json!({"type": "boolean"}),
            "Terms" => json!({"type": "object", "additionalProperties": {"$ref": "#/$defs/Term"}}),
            other => json!({"$ref": format!("#/$defs/{other}")}),
        }
    }

    fn structure(fields: &[Field]) -> Value {
        let member = |field: &Field| {
            let mut member = kind(&field.kind);
            member["description"] = json!(field.about);
            (field.name.clone(), member)
        };
        object("", &fields.iter().map(member).collect())
    }

    fn schema() -> Value {
        let mut defs: Map<String, Value> = structs()
            .iter()
            .map(|(name, fields)| {
                let mut one = structure(fields);
                one.as_object_mut().unwrap().shift_remove("description");
                (name.clone(), one)
            })
            .collect();
        defs.extend(others().as_object().unwrap().clone());
        let mut whole = object(
            "A quarter's report, as `sightline report --format json` writes it.",
            &Map::from_iter([
                (
                    "version".to_owned(),
                    json!({"const": 1, "description": "Changes when a program that reads it has to."}),
                ),
                (
                    "title".to_owned(),
                    json!({"type": "string", "description": "What the report is called."}),
                ),
                (
                    "context".to_owned(),
                    json!({"$ref": "#/$defs/Context", "description": "Everything that the report was filled in from."}),
                ),
                (
                    "tables".to_owned(),
                    json!({"type": "array", "items": {"$ref": "#/$defs/Table"},
                    "description": "The report's tables from top to bottom, those beneath charts among them."}),
                ),
            ]),
        );
        whole["$defs"] = Value::Object(defs);
        let mut schema = Map::from_iter([
            (
                "$schema".to_owned(),
                json!("http://json-schema.org/draft-07/schema#"),
            ),
            ("title".to_owned(), json!("Sightline report")),
        ]);
        schema.extend(whole.as_object().unwrap().clone());
        Value::Object(schema)
    }

    #[test]
    fn the_schema_says_what_the_types_say() {
        let wanted = format!("{:#}\n", schema());
        if std::env::var_os("UPDATE").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report.schema.json");
            fs::write(path, wanted).unwrap();
            return;
        }
        assert!(
            report_schema() == wanted,
            "UPDATE=1 writes src/report.schema.json anew"
        );
    }

    fn made(figures: impl Into<Figures>, audience: Audience) -> Value {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        let spec = Spec {
            audience,
            ..Spec::new("Sampleshire", world::NOW, day)
        };
        let report = report(figures, &spec).unwrap();
        serde_json::from_str(&json(&report.document, &report.context).unwrap()).unwrap()
    }

    fn internal() -> Value {
        made(figures::figures(&world::rollup()), Audience::Internal)
    }

    #[test]
    fn reports_are_what_the_schema_says() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        for report in [
            internal(),
            made(figures::figures(&world::rollup()), Audience::Public),
            made(&Rollup::new(), Audience::Internal),
        ] {
            let wrong: Vec<String> = validator
                .iter_errors(&report)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }

    #[test]
    fn what_is_not_a_report_is_refused() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let good = internal();
        let refuse = |at: &str, value: Value| {
            let mut bad = good.clone();
            *bad.pointer_mut(at).unwrap() = value;
            assert!(!validator.is_valid(&bad), "{at}");
        };
        refuse("/version", json!(2));
        refuse("/context/audits", json!("84"));
        refuse("/context/summary", json!({}));
        refuse("/tables/0/rows/0/0", json!("a bare text"));
        refuse("/tables/0/rows/0/0/kind", json!("formula"));
        refuse("/context/charts/theme-movement/kind", json!("pie"));
    }

    #[test]
    fn tables_carry_the_numbers_behind_their_texts() {
        let report = internal();
        let cells = report["tables"].as_array().unwrap().iter();
        let cells = cells.flat_map(|table| table["rows"].as_array().unwrap());
        let cells: Vec<&Value> = cells.flat_map(|row| row.as_array().unwrap()).collect();
        for kind in [
            "count", "share", "percent", "number", "points", "missing", "text",
        ] {
            assert!(cells.iter().any(|cell| cell["kind"] == kind), "no {kind}");
        }
        for cell in cells.iter().filter(|cell| cell["kind"] == "count") {
            assert_eq!(cell["text"], cell["count"].to_string());
        }
    }
}
