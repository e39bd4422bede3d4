//! What the engine says of answers that a template does not take, and of templates that were changed behind its back.

use std::sync::Arc;

use sightline_engine::{Catalog, CompiledTemplate, Diagnostics, SourceFile, read, reused_version};

const TEMPLATE: &str = r#"
template: visits
version: 1.0.0
title: Visits
grade_scale: none
sections:
  - id: seen
    title: Seen
    questions:
      - {id: Q1, ask: "Was the child seen?", type: yes-no, not_applicable: {allowed: false}, not_enough_evidence: refuse}
      - {id: Q2, ask: "When?", type: date}
      - {id: Q3, ask: "How often?", type: number, low: 0, high: 10}
      - id: Q4
        ask: What was agreed?
        type: table
        columns: [{id: what, type: text}]
  - id: later
    title: Later
    stage: record
    opens_after: 20 working days
    questions:
      - {id: Q5, ask: "Was the record sent?", type: yes-no}
"#;

fn template(text: &str) -> Arc<CompiledTemplate> {
    let (catalog, diagnostics) = Catalog::load(&[SourceFile::new("visits/template.yaml", text)]);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    Arc::clone(catalog.template("visits").unwrap())
}

/// Everything that is said of one line.
fn said(line: &str) -> Diagnostics {
    let line = SourceFile::new("answers.jsonl", line);
    let audit = match read::audit(&line) {
        Ok(audit) => audit,
        Err(diagnostics) => return diagnostics,
    };
    let case = sightline_engine::model::Case::default();
    template(TEMPLATE)
        .encode(&audit, &case, audit.date, &|keys| read::place(&line, keys))
        .1
}

/// The codes and places of what is said of these answers.
#[track_caller]
fn check(answers: &str, expect: &[(&str, &str)]) {
    let line = format!(
        r#"{{"audit":"A-1","case":"C-1","template":"visits","date":"2025-09-30","answers":{answers}}}"#
    );
    let said = said(&line);
    let found: Vec<(&str, &str)> = said
        .iter()
        .map(|one| (one.code.id(), one.at.text()))
        .collect();
    assert_eq!(found, expect, "{said}");
}

#[test]
fn answers_that_are_refused_are_named_with_their_place() {
    check(
        r#"{"Q1":"yes","Q2":"2025-09-01","Q3":3,"Q4":[{"what":"Visit"}]}"#,
        &[],
    );
    check(
        r#"{"Q1":{"not_applicable":"why"}}"#,
        &[("SL409", r#"{"not_applicable":"why"}"#)],
    );
    check(
        r#"{"Q1":{"not_enough_evidence":"why"}}"#,
        &[("SL409", r#"{"not_enough_evidence":"why"}"#)],
    );
    check(
        r#"{"Q2":"yesterday","Q3":12}"#,
        &[("SL408", r#""yesterday""#), ("SL403", "12")],
    );
    check(r#"{"Q1":3,"Q2":5}"#, &[("SL403", "3"), ("SL408", "5")]);
    check(r#"{"Q3":["1"]}"#, &[("SL407", r#"["1"]"#)]);
    check(
        r#"{"Q4":[{"who":"S-1"}]}"#,
        &[("SL411", r#"[{"who":"S-1"}]"#)],
    );
}

#[test]
fn keys_that_would_be_lost_are_named() {
    let line =
        r#"{"audit":"A-1","case":"C-1","template":"visits","date":"2025-09-30","answer":{}}"#;
    let said = said(line);
    let only: Vec<_> = said.iter().collect();
    assert_eq!(only.len(), 1, "{said}");
    assert_eq!(
        (only[0].code.id(), only[0].help.as_deref()),
        ("SL411", Some("did you mean `answers`?"))
    );
}

#[test]
fn days_beyond_the_calendar_fail_and_say_so() {
    // There is no calendar here at all, and the second section opens after working days.
    let line = SourceFile::new(
        "answers.jsonl",
        r#"{"audit":"A-1","case":"C-1","template":"visits","date":"2025-09-30","answers":{"Q1":"yes"}}"#,
    );
    let audit = read::audit(&line).unwrap();
    let case = sightline_engine::model::Case::default();
    let outcome = template(TEMPLATE)
        .assess(&audit, &case, audit.date, &|keys| read::place(&line, keys))
        .unwrap();
    let failure = outcome.failure.expect("a failure");
    assert_eq!(
        (outcome.overall.status.as_str(), failure.code.as_str()),
        ("failed", "SL504")
    );
}

#[test]
fn a19_the_same_version_with_other_content_is_refused() {
    let published = template(TEMPLATE);
    let said = |text: &str| {
        reused_version(&template(text), published.reference()).map(|one| one.code.id())
    };
    assert_eq!(said(TEMPLATE), None);
    assert_eq!(
        said(&TEMPLATE.replace("Was the child seen?", "Was the child seen alone?")),
        Some("SL223")
    );
    assert_eq!(said(&TEMPLATE.replace("1.0.0", "1.0.1")), None);
}
