//! What was kept is what a run would give.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{Case, Event, FactValue};
use crate::{Catalog, CompiledTemplate, Dates, SourceFile, read};

const TEMPLATE: &str = r#"
template: looks
version: 1.0.0
title: Looks
subject: child
grade_scale: four
scales: {four: {title: Four, grades: [{id: a, label: A, letter: A, value: 4}, {id: b, label: B, letter: B, value: 3}, {id: c, label: C, letter: C, value: 2}, {id: d, label: D, letter: D, value: 1}], good_enough: b, strength: a}}
themes: [{id: one, title: One}, {id: two, title: Two}]
record:
  opened_on: {type: date}
  visits: {type: number}
  plan: {type: choice, options: [short, long]}
  words: {type: text}
history:
  calls: {fields: {made_on: {type: date}}}
eligible: record.opened_on == () || months_between(record.opened_on, today) >= 1
sections:
  - id: first
    title: First
    weight: 2
    questions:
      - {id: Q1, ask: One?, type: yes-partly-no, themes: [one]}
      - {id: N1, ask: How many?, type: number}
      - {id: N2, ask: How often?, type: number}
      - {id: D1, ask: When?, type: date}
      - {id: T1, ask: What?, type: text}
      - {id: L1, ask: Which?, type: choices, options: [{id: x, label: X}, {id: y, label: Y}], themes: [two]}
      - {id: C1, ask: Months, type: computed, computed: "if record.opened_on == () { () } else { months_between(record.opened_on, today) }"}
      - {id: Q2, ask: Still?, type: yes-no, show_when: answers.C1 != () && answers.C1 > 3, critical: true}
  - id: second
    title: Second
    weight: 1
    scoring: {section: script}
    questions:
      - {id: Q3, ask: Three?, type: yes-no, themes: [two]}
      - {id: G1, ask: Grade?, type: grade}
limits:
  - {id: SELDOM, when: answers.N1 != () && answers.N2 != () && answers.N1 > answers.N2 * 2, cap: c, because: Seldom}
  - {id: LONG, when: record.plan == "long" && record.visits != () && record.visits < 3, cap: b, because: Long}
  - {id: SAID, when: answers.T1 != () && answers.T1.len() > 3, cap: b, because: Said}
alerts:
  - {id: OLD, when: "answers.D1 != () && working_days_between(answers.D1, today) > 30", within: same day, to: manager}
  - {id: CALLED, when: 'answers.Q1 == "no" && history.calls.len() > 1', within: same day, to: manager}
  - {id: OPEN, when: critical_unanswered() > 0 && record.words == "x", within: same day, to: manager}
actions:
  - {when: overall.score != () && overall.score < 0.5, action: Look again, due: 5 working days, owner: auditor}
scoring:
  section: weighted-mean
  overall: script
  of: scores
  bands: {a: 3.5, b: 2.5, c: 1.5, d: 1}
  script: looks.rhai
"#;

const SCRIPT: &str = r#"
// What each hook looks at hangs on what it saw before.
fn section_score(section) {
    if answers.Q3 == () { return (); }
    points(if answers.Q3 == "yes" { 3 } else { 1 }, if answers.G1.is_at_least("b") { 3 } else { 4 })
}
fn overall(sections) {
    if count_grades(sections, "d") > 0 { return "d"; }
    if grade("second").is("a") { return weighted_mean(sections.filter(|one| one.id == "first")); }
    let mean = weighted_mean(sections);
    if answers.Q1 == "partly" && mean != () && mean > 0.6 { return "b"; }
    mean
}
fn findings() {
    let found = [];
    if answered("L1") { for each in answers.L1 { found.push(concern("two", each)); } }
    if score("first") != () && score("first") == 1 { found.push(strength("one", "All of it")); }
    found
}
fn actions() {
    if answers.N1 == () { return []; }
    [#{action: "Count", due: if answers.N1 > 5 { "3 working days" } else { add_months(today, 1) }, owner: "auditor"}]
}
"#;

fn compiled() -> Arc<CompiledTemplate> {
    let holidays = "calendar: {version: test, first_year: 2025, last_year: 2026, source: made up, holidays: [{date: 2025-12-25, title: Christmas Day}, {date: 2026-12-25, title: Christmas Day}]}\n";
    let files = [
        SourceFile::new("looks/template.yaml", TEMPLATE),
        SourceFile::new("scripts/looks.rhai", SCRIPT),
        SourceFile::new("_shared/calendar.yaml", holidays),
    ];
    let (catalog, diagnostics) = Catalog::load(&files);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    Arc::clone(catalog.template("looks").expect("it compiles"))
}

/// A few of everything, so that most things are seen again and some are not.
fn audits(n: u64) -> Vec<(String, Case, NaiveDate)> {
    let mut state = 9_u64;
    let mut draw = |of: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % of
    };
    let one = |at: u64| {
        let mut answers = Vec::new();
        let mut put = |id: &str, options: &[&str], drawn: u64| {
            let option = options.get(usize::try_from(drawn).unwrap()).copied();
            answers.extend(
                option
                    .filter(|one| !one.is_empty())
                    .map(|one| format!("\"{id}\":{one}")),
            );
        };
        put("Q1", &["", "\"yes\"", "\"partly\"", "\"no\""], draw(4));
        put("N1", &["", "2", "6", "9", "2.0"], draw(5));
        put("N2", &["", "1", "3"], draw(3));
        put("D1", &["", "\"2025-07-01\"", "\"2025-09-01\""], draw(3));
        put("T1", &["", "\"ab\"", "\"abcd\""], draw(3));
        put("L1", &["", "[\"x\"]", "[\"x\",\"y\"]"], draw(3));
        put("Q2", &["", "\"yes\"", "\"no\""], draw(3));
        put("Q3", &["", "\"yes\"", "\"no\""], draw(3));
        put("G1", &["", "\"a\"", "\"b\"", "\"d\""], draw(4));
        let mut facts = Vec::new();
        let mut know = |name: &str, values: &[Option<FactValue>], drawn: u64| {
            let value = values
                .get(usize::try_from(drawn).unwrap())
                .cloned()
                .flatten();
            facts.extend(value.map(|value| (name.to_owned(), value)));
        };
        let day = |text: &str| Some(FactValue::Date(text.parse().unwrap()));
        let text = |text: &str| Some(FactValue::Text(text.to_owned()));
        let number = |n: i64| Some(FactValue::Number(n.into()));
        know(
            "opened_on",
            &[
                None,
                day("2025-09-20"),
                day("2025-02-01"),
                day("2025-07-01"),
            ],
            draw(4),
        );
        know("visits", &[None, number(2), number(4)], draw(3));
        know("plan", &[None, text("short"), text("long")], draw(3));
        know("words", &[None, text("x"), text("y")], draw(3));
        let date = ["2025-09-30", "2025-10-15"][usize::try_from(draw(2)).unwrap()];
        let line = format!(
            r#"{{"audit":"A-{at}","case":"C-1","template":"looks","date":"{date}","answers":{{{}}}}}"#,
            answers.join(",")
        );
        let calls = (0..draw(3)).map(|_| Event::default()).collect();
        let case = Case {
            id: "C-1".to_owned(),
            facts: facts.into_iter().collect(),
            history: [("calls".to_owned(), calls)].into(),
            ..Case::default()
        };
        (line, case, date.parse().unwrap())
    };
    (0..n).map(one).collect()
}

fn score(
    template: &CompiledTemplate,
    (line, case, day): &(String, Case, NaiveDate),
) -> crate::scored::Scored {
    let file = SourceFile::line("a.jsonl", 1, line.as_str());
    let audit = read::audit(&file).expect("a line");
    let dates = Dates::on(*day);
    let (encoded, wrong) = template.encode(&audit, case, *day, &read::places(&file));
    let answers = encoded.unwrap_or_else(|| panic!("{wrong}")).answers;
    template.score(&answers, case, dates)
}

#[test]
fn what_is_remembered_is_what_a_run_would_give() {
    let audits = audits(3_000);
    let (forth, back) = (compiled(), compiled());
    let first: Vec<_> = audits.iter().map(|audit| score(&forth, audit)).collect();
    let mut second: Vec<_> = audits
        .iter()
        .rev()
        .map(|audit| score(&back, audit))
        .collect();
    second.reverse();
    for (n, (a, b)) in first.iter().zip(&second).enumerate() {
        assert_eq!(a, b, "{:?}", audits[n].0);
    }
    // Nothing can be remembered by one that has seen nothing.
    for n in (0..audits.len()).step_by(60) {
        assert_eq!(
            first[n],
            score(&compiled(), &audits[n]),
            "{:?}",
            audits[n].0
        );
    }
    let used = |memo: &crate::compile::memo::Memo<bool>| memo.uses();
    let limits = &forth.conditions.overall_limits;
    let limits: Vec<_> = limits.iter().flat_map(|run| run.stage.memos()).collect();
    let seldom = limits[0];
    assert!(used(seldom) > 2_000, "the same numbers are looked at again");
    assert!(forth.memos.findings.uses() > 1_000);
    // Words that somebody wrote are looked at anew each time, and nothing of them is kept.
    let said = limits[2];
    assert!(said.uses() < 2_000 && said.words().is_empty());
    assert!(seldom.words().iter().any(|word| word == "9"), "a number is");
    // What is kept is not for showing.
    assert!(!format!("{forth:?}").contains("Word("));
}
