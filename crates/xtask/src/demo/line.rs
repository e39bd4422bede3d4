//! Audits and cases as lines of a file.

use serde_json::{Map, Value as Json, json};

use sightline_engine::Exact;
use sightline_engine::model::{Answer, Audit, Case, FactValue, Value};

/// A line of a file of cases.
pub(crate) fn case(case: &Case) -> String {
    let value = |value: &FactValue| match value {
        FactValue::Text(text) => json!(text),
        FactValue::Number(exact) => number(exact),
        FactValue::Date(date) => json!(date.to_string()),
    };
    let fields: Map<String, Json> = case
        .facts
        .iter()
        .map(|(id, one)| (id.clone(), value(one)))
        .collect();
    json!({"case": case.id, "fields": fields}).to_string()
}

/// A line of a file of answers.
pub(crate) fn audit(audit: &Audit) -> String {
    let mut line = Map::new();
    let mut put = |key: &str, value: Json| line.insert(key.to_owned(), value);
    put("audit", json!(audit.id));
    put("case", json!(audit.case));
    put("template", json!(audit.template));
    for (key, value) in [
        ("auditor", &audit.auditor),
        ("team", &audit.team),
        ("service", &audit.service),
    ] {
        if let Some(value) = value {
            put(key, json!(value));
        }
    }
    put("date", json!(audit.date.to_string()));
    put(
        "answers",
        audit
            .answers
            .iter()
            .map(|(id, one)| (id.clone(), answer(one)))
            .collect(),
    );
    if !audit.voices.is_empty() {
        let said = |answers: &std::collections::BTreeMap<String, Answer>| -> Json {
            answers
                .iter()
                .map(|(id, one)| (id.clone(), answer(one)))
                .collect()
        };
        put(
            "voices",
            audit
                .voices
                .iter()
                .map(|(voice, answers)| (voice.clone(), said(answers)))
                .collect(),
        );
    }
    if let Some(one) = &audit.recorded {
        put(
            "recorded",
            json!({"grade": one.grade, "reason": one.reason}),
        );
    }
    if let Some(one) = &audit.moderated {
        let date = one.date.to_string();
        put(
            "moderated",
            json!({"grade": one.grade, "moderator": one.moderator, "date": date, "basis": one.basis}),
        );
    }
    Json::Object(line).to_string()
}

fn answer(answer: &Answer) -> Json {
    match answer {
        Answer::Given {
            value: given,
            comment: None,
        } => value(given),
        Answer::Given {
            value: given,
            comment: Some(comment),
        } => json!({"value": value(given), "comment": comment}),
        Answer::NotApplicable { reason } => json!({"not_applicable": reason}),
        Answer::NotEnoughEvidence { reason } => json!({"not_enough_evidence": reason}),
    }
}

fn value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Number(exact) => number(exact),
        Value::List(words) => json!(words),
        Value::Rows(rows) => json!(rows),
    }
}

/// Digits as they are, never through a float.
fn number(exact: &Exact) -> Json {
    serde_json::from_str(&exact.plain()).unwrap_or(Json::Null)
}
