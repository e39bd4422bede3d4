//! What was suggested before is suggested again where a script would see the same, and nowhere else.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::{Case, Event, FactValue};
use crate::source::SourceFile;
use crate::{CompiledTemplate, Suggestion, read};

const TEMPLATE: &str = r#"
template: t
version: 1.0.0
title: T
grade_scale: none
record:
  homes: {type: number}
  words: {type: text}
history:
  reviews: {fields: {held_on: {type: date}, kind: {type: choice, options: [cp, cic]}, seen: {type: yes-no}}}
  notes: {fields: {written_on: {type: date}, says: {type: text}}}
sections:
  - id: s
    title: S
    questions:
      - {id: LAST, ask: A, type: date, prefill: 'history.reviews.filter(|r| r.kind == "cp").last()?.held_on'}
      - {id: LATE, ask: A, type: yes-no, prefill: 'if history.reviews.len() > 0 && days_between(history.reviews.last().held_on, today) > 30 { "yes" } else { "no" }'}
      - {id: HOMES, ask: A, type: number, prefill: 'if record.homes == () { () } else { record.homes + 1 }'}
      - {id: FREE, ask: A, type: text, prefill: 'history.notes.last()?.says'}
      - {id: WORDS, ask: A, type: text, prefill: 'if record.words == () { () } else { record.words + "!" }'}
      - {id: FAILS, ask: A, type: number, prefill: '1 / (history.reviews.len() - 2)'}
      - {id: HOOK, ask: A, type: date}
scoring: {script: t.rhai}
"#;

const SCRIPT: &str = "fn prefill(record) { #{HOOK: history.reviews.first()?.held_on} }";

fn compiled() -> Arc<CompiledTemplate> {
    let files = [
        SourceFile::new("t/template.yaml", TEMPLATE),
        SourceFile::new("scripts/t.rhai", SCRIPT),
    ];
    let (catalog, found) = Catalog::load(&files);
    Arc::clone(catalog.template("t").unwrap_or_else(|| panic!("{found}")))
}

/// A few of everything, with the row in its file told by the case's number.
fn case(n: u32) -> Case {
    let mut facts = Vec::new();
    if !n.is_multiple_of(3) {
        facts.push(format!("\"homes\":{}", n % 3));
    }
    if !n.is_multiple_of(5) {
        facts.push(format!("\"words\":\"Made up {}\"", n % 5));
    }
    let reviews = (0..n % 4).map(|at| {
        let kind = ["cp", "cic"][(n / 4 % 2) as usize];
        format!(
            r#"{{"held_on":"2025-0{}-0{}","kind":"{kind}","source":{{"file":"reviews.csv","row":{},"columns":{{"held_on":"Held on"}}}}}}"#,
            9 - at,
            n / 8 % 3 + 1,
            n * 10 + at
        )
    });
    let notes = (0..n % 2).map(|at| format!(r#"{{"written_on":"2025-01-01","says":"Word {at}"}}"#));
    let list = |rows: Vec<String>| rows.join(",");
    let line = format!(
        r#"{{"case":"C-{n}","fields":{{{}}},"history":{{"reviews":[{}],"notes":[{}]}}}}"#,
        list(facts),
        list(reviews.collect()),
        list(notes.collect())
    );
    read::case(&SourceFile::line("cases.jsonl", 1, line.as_str()))
        .unwrap_or_else(|one| panic!("{one}"))
}

fn suggested(template: &CompiledTemplate, n: u32) -> Vec<Suggestion> {
    let day = ["2025-09-30", "2025-12-01"][(n / 7 % 2) as usize];
    template.suggestions(&case(n), day.parse().unwrap())
}

#[test]
fn what_is_remembered_is_what_a_run_would_suggest() {
    let warm = compiled();
    for n in 0..240 {
        drop(suggested(&warm, n));
    }
    for n in 0..240 {
        // One that has seen nothing remembers nothing. Places are of the case that is asked about, and of no earlier one.
        assert_eq!(suggested(&warm, n), suggested(&compiled(), n), "{n}");
    }
    let uses = |question: &str| warm.memos.suggested[warm.ids[question]].uses();
    for question in ["LAST", "LATE", "HOMES"] {
        assert!(uses(question) > 400, "{question} is remembered");
    }
    assert!(warm.memos.suggested_by_hook.uses() > 400);
    let sources: Vec<String> = suggested(&warm, 46)
        .into_iter()
        .map(|one| one.source)
        .collect();
    assert!(
        sources.contains(&"from reviews.csv, row 461, Held on".to_owned()),
        "{sources:?}"
    );
}

#[test]
fn words_that_somebody_wrote_are_not_kept_with_a_suggestion() {
    let template = compiled();
    for n in 0..240 {
        drop(suggested(&template, n));
    }
    let memo = |question: &str| &template.memos.suggested[template.ids[question]];
    for question in ["FREE", "WORDS"] {
        let with_words = (0..240)
            .flat_map(|n| suggested(&template, n))
            .any(|one| one.question == question);
        assert!(with_words, "{question} is suggested");
        assert_eq!(memo(question).words(), Vec::<String>::new());
    }
    assert_eq!(memo("FREE").uses(), 0, "a list with free words in it");
    assert!(memo("WORDS").size() <= 2, "only that there were no words");
}

/// A tree that is full and stays so would remember nothing of the cases after it.
#[test]
fn cases_are_remembered_however_many_came_before() {
    let template = compiled();
    let memo = &template.memos.suggested[template.ids["LAST"]];
    let days = chrono::NaiveDate::default().iter_days();
    let cases = days.take(9_000).map(|day| Case {
        history: [("reviews".to_owned(), vec![held_on(day)])].into(),
        ..Case::default()
    });
    let mut last = None;
    for case in cases {
        for _ in 0..2 {
            last = Some(template.suggestions(&case, day()));
        }
    }
    assert!(last.is_some_and(|found| !found.is_empty()));
    assert_eq!(memo.uses(), 9_000);
    assert!(memo.size() <= 1 << 14);
}

fn day() -> chrono::NaiveDate {
    "2025-09-30".parse().unwrap()
}

fn held_on(day: chrono::NaiveDate) -> Event {
    let values = [
        ("held_on".to_owned(), FactValue::Date(day)),
        ("kind".to_owned(), FactValue::Text("cp".to_owned())),
    ];
    Event {
        values: values.into(),
        ..Event::default()
    }
}
