//! Where what is prefilled was read, and what becomes of answers that differ from it.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::Case;
use crate::source::SourceFile;
use crate::{Code, CompiledTemplate, Diagnostics, Disagreement, read};

const TEMPLATE: &str = r#"
template: t
version: 1.0.0
title: T
grade_scale: none
record:
  born: {type: date}
  plan: {type: choice, options: [short, long]}
  moved: {type: yes-no}
  homes: {type: number}
history:
  reviews: {fields: {held_on: {type: date}, kind: {type: text}, seen: {type: yes-no}}}
sections:
  - id: s
    title: S
    questions:
      - {id: FACT, ask: A fact, type: date, prefill: record.born}
      - {id: ROW, ask: A field of a row, type: date, prefill: 'history.reviews.filter(|r| r.kind == "cp").last()?.held_on'}
      - {id: LAST, ask: The last thing read, type: yes-no, scored: false, prefill: history.reviews.first()?.seen}
      - {id: MADE, ask: Worked out, type: yes-no, scored: false, prefill: 'if record.moved == "yes" && history.reviews.len() > 9 { "no" } else { "yes" }'}
      - {id: COUNT, ask: A number, type: number, prefill: history.reviews.len()}
      - {id: LIST, ask: Several, type: choices, options: [{id: a, label: A}, {id: b, label: B}], prefill: '["a", "b"]'}
      - {id: SCORED, ask: Suggested, type: yes-no, prefill: record.moved}
      - {id: HOOK, ask: By the script, type: text}
scoring: {script: t.rhai}
"#;

const SCRIPT: &str = r#"
fn prefill(record) {
    let kind = history.reviews.last()?.kind;
    #{HOOK: if kind == () { record.plan } else { kind }}
}
"#;

const CASE: &str = r#"{"case":"C-1","fields":{"born":"2014-05-01","moved":"no","homes":2,"plan":"long"},"history":{"reviews":[
{"held_on":"2025-03-01","kind":"cp","source":{"file":"reviews.csv","row":12,"columns":{"held_on":"Date of latest review","kind":"Kind"}}},
{"held_on":"2024-03-01","kind":"cic","seen":"yes","source":{"file":"reviews.csv","row":13,"columns":{"held_on":"Date of latest review","seen":"Seen?"}}}]},
"sources":{"born":{"file":"people.xlsx","sheet":"List 1","row":7,"column":"Date\nof birth"}}}"#;

fn compiled() -> Arc<CompiledTemplate> {
    let files = [
        SourceFile::new("t/template.yaml", TEMPLATE),
        SourceFile::new("scripts/t.rhai", SCRIPT),
    ];
    let (catalog, found) = Catalog::load(&files);
    Arc::clone(catalog.template("t").unwrap_or_else(|| panic!("{found}")))
}

fn case() -> Case {
    let line = CASE.replace('\n', "");
    read::case(&SourceFile::line("cases.jsonl", 1, line.as_str()))
        .unwrap_or_else(|one| panic!("{one}"))
}

#[test]
fn what_is_suggested_says_where_it_was_read() {
    let suggested = compiled().suggestions(&case(), "2025-09-30".parse().unwrap());
    let source = |id: &str| {
        let found = suggested.iter().find(|one| one.question == id);
        found.unwrap_or_else(|| panic!("{id}")).source.clone()
    };
    assert_eq!(
        source("FACT"),
        "from people.xlsx, List 1, row 7, Date of birth"
    );
    assert_eq!(
        source("ROW"),
        "from reviews.csv, row 12, Date of latest review"
    );
    // The rows are in order of time, whatever their order in the file.
    assert_eq!(source("LAST"), "from reviews.csv, row 13, Seen?");
    assert!(source("MADE").starts_with("if record.moved"));
    assert_eq!(source("COUNT"), "history.reviews.len()");
    assert_eq!(source("SCORED"), "record.moved");
    assert_eq!(source("HOOK"), "from reviews.csv, row 12, Kind");
}

fn answered(answers: &str) -> (Vec<Disagreement>, Diagnostics) {
    let line = format!(
        r#"{{"audit":"A-1","case":"C-1","template":"t","date":"2025-09-30","answers":{{{answers}}}}}"#
    );
    let file = SourceFile::line("answers.jsonl", 1, line.as_str());
    let audit = read::audit(&file).unwrap_or_else(|one| panic!("{one}"));
    let template = compiled();
    let (encoded, found) = template.encode(&audit, &case(), audit.date, &read::places(&file));
    let answers = encoded.unwrap_or_else(|| panic!("{found}")).answers;
    (template.disagreements(&answers), found)
}

#[test]
fn an_answer_that_differs_is_kept_with_its_reason() {
    let (all, found) = answered(
        r#""FACT":{"value":"2014-05-02","comment":"The certificate says the 2nd"},"SCORED":"yes","MADE":{"not_enough_evidence":"No note"}"#,
    );
    let shown: Vec<_> = all
        .iter()
        .map(|one| {
            [
                one.question.as_str(),
                &one.record,
                &one.source,
                &one.answered,
                &one.reason,
            ]
        })
        .collect();
    assert_eq!(
        shown,
        [
            [
                "FACT",
                "2014-05-01",
                "from people.xlsx, List 1, row 7, Date of birth",
                "2014-05-02",
                "The certificate says the 2nd"
            ],
            [
                "MADE",
                "yes",
                all[1].source.as_str(),
                "not enough evidence",
                "No note"
            ],
            ["SCORED", "no", "record.moved", "yes", ""],
        ]
    );
    let codes: Vec<Code> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::REASON_MISSING]);
    assert!(
        !format!("{all:?}{found}").contains("2014"),
        "a child's story is never shown"
    );
}

#[test]
fn the_same_in_other_words_is_no_disagreement() {
    let (all, found) = answered(
        r#""FACT":"2014-05-01","COUNT":"2.0","LIST":["b","a"],"SCORED":"no","HOOK":" cp ""#,
    );
    assert!(all.is_empty() && found.is_empty(), "{all:?} {found}");
}

#[test]
fn where_the_record_says_nothing_nobody_disagrees() {
    let line = r#"{"audit":"A-1","case":"C-2","template":"t","date":"2025-09-30","answers":{"FACT":"2014-05-01","SCORED":"yes"}}"#;
    let file = SourceFile::line("answers.jsonl", 1, line);
    let audit = read::audit(&file).unwrap();
    let template = compiled();
    let (encoded, found) =
        template.encode(&audit, &Case::default(), audit.date, &read::places(&file));
    let answers = encoded.unwrap().answers;
    assert!(
        template.disagreements(&answers).is_empty() && found.is_empty(),
        "{found}"
    );
}

#[test]
fn another_place_is_not_another_answer() {
    let template = compiled();
    let line = r#"{"audit":"A-1","case":"C-1","template":"t","date":"2025-09-30","answers":{"SCORED":"yes"}}"#;
    let file = SourceFile::line("answers.jsonl", 1, line);
    let audit = read::audit(&file).unwrap();
    let encode = |case: &Case| {
        let (encoded, _) = template.encode(&audit, case, audit.date, &read::places(&file));
        encoded.unwrap().answers
    };
    let (mut elsewhere, mut other) = (case(), case());
    elsewhere.sources.clear();
    other.facts.remove("born");
    let (first, moved, changed) = (encode(&case()), encode(&elsewhere), encode(&other));
    assert!(first != moved && first.is_same(&moved) && !first.is_same(&changed));
}
