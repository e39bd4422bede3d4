//! A described template and audit in the words of the files that people write.

mod expression;
mod lines;
mod question;
mod template;

pub use template::yaml;

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use super::Trial;
use crate::reference::{Answer, Audit, Calendar, Template, Value, plain};

/// The files that one trial amounts to.
#[derive(Clone, Debug)]
pub struct Files {
    /// `template.yaml`.
    pub template: String,
    /// `calendar.yaml`.
    pub calendar: String,
    /// One line of a file of cases.
    pub case: String,
    /// One line of a file of answers.
    pub answers: String,
}

/// Writes a trial out.
#[must_use]
pub fn files(trial: &Trial) -> Files {
    Files {
        template: yaml(&trial.template),
        calendar: calendar(&trial.calendar),
        case: case_line(&trial.audit),
        answers: line(&trial.template, &trial.audit),
    }
}

fn calendar(calendar: &Calendar) -> String {
    let mut out =
        "calendar:\n  version: \"random\"\n  first_year: 2024\n  last_year: 2026\n".to_owned();
    out.push_str("  source: made up\n  holidays:\n");
    for day in &calendar.0 {
        let _ = writeln!(out, "    - {{date: {day}, title: A day off}}");
    }
    out
}

/// One line of a file of cases.
#[must_use]
pub fn case_line(audit: &Audit) -> String {
    json!({"case": audit.case, "fields": audit.facts}).to_string()
}

/// One line of a file of answers; every other answer carries a comment.
#[must_use]
pub fn line(template: &Template, audit: &Audit) -> String {
    let mut answers = Map::new();
    for (at, (id, answer)) in audit.answers.iter().enumerate() {
        let value = match answer {
            Answer::Given(value) if at % 2 == 0 => json(value),
            Answer::Given(value) => json!({"value": json(value), "comment": "Seen in the record"}),
            Answer::NotApplicable => json!({"not_applicable": "It does not arise"}),
            Answer::NotEnoughEvidence => json!({"not_enough_evidence": "Nothing was found"}),
        };
        answers.insert(id.clone(), value);
    }
    let mut object = json!({
        "audit": audit.id,
        "case": audit.case,
        "template": template.id,
        "auditor": "S-12",
        "team": "North",
        "date": audit.date.to_string(),
        "answers": answers,
    });
    if !audit.other_voice.is_empty() {
        let said = audit.other_voice.iter().map(|(id, answer)| {
            let Answer::Given(value) = answer else {
                unreachable!("the other voice gives answers")
            };
            (id.clone(), json(value))
        });
        object["voices"] = json!({"practitioner": said.collect::<Map<_, _>>()});
    }
    if let Some((grade, reason)) = &audit.recorded {
        object["recorded"] = json!({"grade": grade, "reason": reason});
    }
    object.to_string()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Word(word) => json!(word),
        Value::Words(words) => json!(words),
        Value::Number(number) => serde_json::from_str(&plain(number)).expect("a number"),
        Value::Rows(rows) => json!(rows),
    }
}
