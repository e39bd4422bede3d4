//! What is asked together is what may be.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::answers::{Answers, code};
use crate::model::Case;
use crate::{Catalog, CompiledTemplate, Dates, SourceFile};

const SECTIONS: &str = r#"
  - id: one
    title: One
    questions:
      - {id: Q1, ask: One?, type: yes-no}
      - {id: Q2, ask: Two?, type: yes-no, show_when: answers.Q1 == "yes"}
      - {id: Q3, ask: Three?, type: yes-no, show_when: answers.Q1 == "no"}
      - {id: Q4, ask: Four?, type: yes-no, critical: true, show_when: answers.Q1 == "no"}
"#;

fn compiled(questions: &str, rules: &str) -> Arc<CompiledTemplate> {
    let text = format!(
        r#"
template: stages
version: 1.0.0
title: Stages
subject: child
grade_scale: four
scales: {{four: {{title: Four, grades: [{{id: a, label: A, letter: A, value: 4}}, {{id: b, label: B, letter: B, value: 3}}, {{id: c, label: C, letter: C, value: 2}}, {{id: d, label: D, letter: D, value: 1}}], good_enough: b, strength: a}}}}
sections:{SECTIONS}{questions}
{rules}
"#
    );
    let files = [SourceFile::new("stages/template.yaml", text)];
    let (catalog, diagnostics) = Catalog::load(&files);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    Arc::clone(catalog.template("stages").expect("it compiles"))
}

/// How many conditions each stage asks that decides what is shown.
fn shown(questions: &str) -> Vec<usize> {
    let shown = &compiled(questions, "").conditions.shown;
    shown.iter().map(|run| run.things.len()).collect()
}

#[test]
fn what_looks_at_what_another_decides_is_asked_after_it() {
    assert_eq!(shown(""), [3]);
    let question =
        |when: &str| format!("      - {{id: Q5, ask: Five?, type: yes-no, show_when: {when}}}\n");
    assert_eq!(shown(&question("answers.Q1 == \"no\"")), [4]);
    assert_eq!(shown(&question("answers.Q4 == \"no\"")), [3, 1]);
    // How many critical questions are blank changes as they are hidden.
    assert_eq!(shown(&question("critical_unanswered() > 0")), [3, 1]);
    let months = "      - {id: C1, ask: Five, type: computed, computed: 'answers.Q1 == \"no\"'}\n";
    assert_eq!(
        shown(&format!("{months}{}", question("answers.C1 == true"))),
        [4, 1]
    );
}

#[test]
fn a_limit_is_asked_after_those_that_change_what_it_looks_at() {
    let rules = r#"
limits:
  - {id: ONE, when: answers.Q1 == "no", cap: b, because: One}
  - {id: TWO, when: grade("one").is("d"), cap: c, because: Two}
  - {id: THREE, when: overall.is("c"), cap: d, because: Three}
  - {id: OWN, when: answers.Q1 == "no", cap: d, section: one, because: Own}
  - {id: FOUR, when: answers.Q2 == "no", cap: d, because: Four}
"#;
    let compiled = compiled("", rules);
    let conditions = &compiled.conditions;
    let numbers = |runs: &[super::Run<usize>]| -> Vec<Vec<usize>> {
        runs.iter().map(|run| run.things.clone()).collect()
    };
    assert_eq!(numbers(&conditions.section_limits), [[3]]);
    assert_eq!(
        numbers(&conditions.overall_limits),
        [vec![0, 1], vec![2, 4]]
    );
}

#[test]
fn conditions_that_look_at_the_same_share_a_look_and_those_written_alike_are_one() {
    let actions: String = (0..60)
        .map(|n| {
            let option = ["\"yes\"", "\"no\""][n % 2];
            format!(
                "  - {{when: answers.Q{} == {option}, action: Do, owner: auditor}}\n",
                n % 3 + 1
            )
        })
        .collect();
    let stage = &compiled("", &format!("actions:\n{actions}"))
        .conditions
        .follow_up;
    let all: Vec<usize> = stage
        .tables
        .iter()
        .map(|table| table.all().count())
        .collect();
    assert_eq!(all, [2, 2, 2]);
    let decided = stage.tables.iter().flat_map(|table| table.all());
    let decided = decided.fold(0, |bits, asked| {
        assert_eq!(bits & asked.decides, 0, "each is decided once");
        bits | asked.decides
    });
    assert_eq!(decided, (1 << 60) - 1);
}

#[test]
fn more_than_a_table_takes_go_into_another() {
    let action = |n: usize| {
        let (open, close) = ("(".repeat(n), ")".repeat(n));
        format!("  - {{when: {open}answers.Q1 == \"no\"{close}, action: Do, owner: auditor}}\n")
    };
    let actions: String = (0..9).map(action).collect();
    let compiled = compiled("", &format!("actions:\n{actions}"));
    let tables = &compiled.conditions.follow_up.tables;
    let all: Vec<usize> = tables.iter().map(|table| table.all().count()).collect();
    assert_eq!(all, [7, 2]);
    for (first, expected) in [(code::FIRST, 0), (code::FIRST + 1, (1 << 9) - 1)] {
        let answers = Answers {
            codes: vec![first, 0, 0, 0],
            ..Answers::default()
        };
        // As it is worked out, and as it was kept.
        for _ in 0..2 {
            let scored =
                compiled.score(&answers, &Case::default(), Dates::on(NaiveDate::default()));
            assert_eq!(scored.actions, expected);
        }
    }
}
