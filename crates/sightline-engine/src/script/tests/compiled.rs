//! What the result of an expression hangs on.

use super::build::*;
use crate::script::{Inputs, Place};

#[track_caller]
fn check(text: &str, answers: &[&str], grades: &[usize], overall: bool, free: bool) {
    let built = template().limit(text).script(SCRIPT);
    let answers = answers
        .iter()
        .map(|id| built.template.question(id).unwrap())
        .collect();
    let expect = Inputs {
        answers,
        grades: grades.to_vec(),
        overall,
        critical: false,
        free,
    };
    assert_eq!(*built.ready().inputs(Place::Limit(0)), expect, "{text}");
}

const SCRIPT: &str = "
    fn both(word) { answers.L03 == word && deep() }
    fn deep() { answers.L07 == \"no\" || again(1) }
    fn again(n) { if n > 9 { true } else { deep() } }
    fn any(id) { answers[id] == \"no\" }
";

#[test]
fn coded_answers_and_grades_are_finite() {
    check(
        "answers.L05 == \"none\" && answers.L03 == \"no\"",
        &["L05", "L03"],
        &[],
        false,
        false,
    );
    check(
        "answers.L03 == \"no\" || answers[\"L03\"] == \"yes\"",
        &["L03"],
        &[],
        false,
        false,
    );
    check(
        "answers.S1 < 5 && answers.R01.is_below(\"good\")",
        &["R01", "S1"],
        &[],
        false,
        false,
    );
    check(
        "answered(\"T1\") && not_applicable(\"L06\")",
        &["L06", "T1"],
        &[],
        false,
        false,
    );
    check(
        "count_answers([\"L03\", \"L07\"], \"no\") >= 2",
        &["L03", "L07"],
        &[],
        false,
        false,
    );
    check(
        "grade(\"voice\").is(\"good\") && overall.is_below(\"good\")",
        &[],
        &[1],
        true,
        false,
    );
    check(
        "answers.L07 in [\"partly\", \"no\"]",
        &["L07"],
        &[],
        false,
        false,
    );
    check("true", &[], &[], false, false);
}

#[test]
fn the_number_of_critical_questions_without_an_answer_is_an_input_of_its_own() {
    let built = template().limit("critical_unanswered() > 0").script(SCRIPT);
    let inputs = built.ready().inputs(Place::Limit(0)).clone();
    assert_eq!((inputs.critical, inputs.free), (true, false));
}

#[test]
fn everything_else_is_free() {
    check("answers.T1 == \"x\"", &["T1"], &[], false, true);
    check("answers.N1 > 3", &["N1"], &[], false, true);
    check("\"neglect\" in answers.R22", &["R22"], &[], false, true);
    check("record.moves == 3", &[], &[], false, true);
    check("today > date(\"2025-01-01\")", &[], &[], false, true);
    check("score(\"voice\") > 0.5", &[], &[1], false, true);
    check("overall.score > 0.5", &[], &[], true, true);
    check("sections.len() > 2", &[], &[], false, true);
    check(
        "count_answers([\"L03\", answers.T1], \"no\") > 0",
        &["T1"],
        &[],
        false,
        true,
    );
    check("[1, 2].some(|n| record.moves == n)", &[], &[], false, true);
}

#[test]
fn calls_are_followed() {
    check("both(\"no\")", &["L03", "L07"], &[], false, false);
    check("any(\"L03\")", &[], &[], false, true);
    check(
        "[1, 2].some(|n| answers.L03 == \"no\")",
        &["L03"],
        &[],
        false,
        true,
    );
}
