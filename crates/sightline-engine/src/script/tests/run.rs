//! What expressions and hooks come to.

use std::sync::Arc;

use super::build::*;
use crate::exact::Exact;
use crate::model::{FactValue, GradeIx};
use crate::scored::{FindingKind, Score};
use crate::script::{HostFunctions, OverallBy, Place, ScriptValue};

#[test]
fn answers_are_words_numbers_dates_and_lists() {
    check("answers.L05 == \"started\"", &[("L05", "started")], true);
    check("answers[\"L05\"] != \"none\"", &[("L05", "none")], false);
    check("answers.L05 == ()", &[], true);
    check("answers.L05 == ()", &[("L05", "na")], true);
    check(
        "answers.S1 > 7 && answers.S1 == 7.5",
        &[("S1", "7.5")],
        true,
    );
    check("answers.N1 + 0.2 == 0.3", &[("N1", "0.1")], true);
    check(
        "answers.L06 >= date(\"2025-09-01\") && answers.L06.year == 2025",
        &[("L06", "2025-09-30")],
        true,
    );
    check(
        "answers.L06 < \"2025-10-01\" && \"2025-10-01\" > answers.L06",
        &[("L06", "2025-09-30")],
        true,
    );
    check(
        "\"neglect\" in answers.R22",
        &[("R22", "neglect|emotional")],
        true,
    );
    check("\"emotional\" in answers.R22", &[("R22", "neglect")], false);
    check(
        "answers.L07 in [\"partly\", \"no\"]",
        &[("L07", "partly")],
        true,
    );
    check(
        "answers.M1.len() == 1 && answers.M1[0].who == \"Sam\" && answers.M1[0].on < today",
        &[("M1", "[{\"who\":\"Sam\",\"on\":\"2025-01-02\"}]")],
        true,
    );
    check(
        "answers.R01.is_below(\"good\")",
        &[("R01", "inadequate")],
        true,
    );
    check(
        "answers.R01.is_at_least(\"good\")",
        &[("R01", "outstanding")],
        true,
    );
    check(
        "answers.R01.is(\"good\") || answers.R01.is_below(\"good\") || answers.R01.is_at_least(\"good\")",
        &[],
        false,
    );
}

#[test]
fn the_four_kinds_of_answer_stay_apart() {
    check("answered(\"L05\")", &[("L05", "none")], true);
    check(
        "answered(\"L05\") || not_applicable(\"L05\")",
        &[("L05", "nee")],
        false,
    );
    check("not_enough_evidence(\"L05\")", &[("L05", "nee")], true);
    check("not_applicable(\"L05\")", &[("L05", "na")], true);
    check(
        "not_applicable(\"L05\") || not_enough_evidence(\"L05\") || answered(\"L05\")",
        &[],
        false,
    );
    check(
        "count_answers([\"L03\", \"L07\", \"C1\"], \"no\") == 2",
        &[("L03", "no"), ("L07", "no"), ("C1", "na")],
        true,
    );
    check(
        "count_answers([\"R22\"], \"neglect\") == 1",
        &[("R22", "neglect|emotional")],
        true,
    );
    check("critical_unanswered() == 2", &[], true);
    check(
        "critical_unanswered() == 1",
        &[("L05", "nee"), ("C1", "na")],
        true,
    );
}

#[test]
fn facts_are_read_and_missing_ones_are_nothing() {
    let with = |text: &str| {
        value_of(text, |template| {
            let mut facts = blank(template);
            facts.case = case(&[
                ("date_of_birth", FactValue::Text("2012-02-29".into())),
                (
                    "in_care_since",
                    FactValue::Date("2025-04-17".parse().unwrap()),
                ),
                ("moves", FactValue::Number(Exact::ratio(7, 2))),
                ("secret", FactValue::Text("unseen".into())),
            ]);
            facts
        })
        .unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    let date = |text: &str| ScriptValue::Date(text.parse().unwrap());
    assert_eq!(
        with("record.plan == () && record.plan != \"adoption\""),
        ScriptValue::Bool(true)
    );
    assert_eq!(
        with("age_on(record.date_of_birth, date(\"2025-02-28\"))"),
        ScriptValue::Number(12.into())
    );
    assert_eq!(
        with("record.moves"),
        ScriptValue::Number(Exact::ratio(7, 2))
    );
    assert_eq!(
        with("add_working_days(record.in_care_since, 20)"),
        date("2025-05-20")
    );
    assert_eq!(
        with("working_days_between(record.in_care_since, date(\"2025-04-22\"))"),
        ScriptValue::Number(1.into())
    );
    assert_eq!(
        with("add_months(date(\"2025-11-30\"), 3)"),
        date("2026-02-28")
    );
    assert_eq!(
        with("months_between(record.in_care_since, today) >= 3"),
        ScriptValue::Bool(true)
    );
    assert_eq!(
        with("quarter_of(today)"),
        ScriptValue::Text("2025-26-Q2".into())
    );
    assert_eq!(with("record[\"in_care_since\"]"), date("2025-04-17"));
    assert_eq!(
        with("days_between(record.in_care_since, add_days(record.in_care_since, -3))"),
        ScriptValue::Number(Exact::from(-3))
    );
}

#[test]
fn numbers_are_exact() {
    let of = |text: &str| value_of(text, blank).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(of("0.1 + 0.2 == 0.3"), ScriptValue::Bool(true));
    assert_eq!(of("1 / 3 + 1 / 3 + 1 / 3 == 1"), ScriptValue::Bool(true));
    assert_eq!(of("5 / 7"), ScriptValue::Number(Exact::ratio(5, 7)));
    assert_eq!(of("0.1 / 0.3"), ScriptValue::Number(Exact::ratio(1, 3)));
    assert_eq!(
        of("5 / 7 > 0.5 && 0.5 < 5 / 7 && 1 > 5 / 7 && -(5 / 7) < 0"),
        ScriptValue::Bool(true)
    );
    assert_eq!(of("points(1, 3) * 3 == 1"), ScriptValue::Bool(true));
    assert_eq!(
        of("points(14, 20)"),
        ScriptValue::Points(14.into(), 20.into())
    );
    assert_eq!(
        of(
            "[(7 / 2).floor(), (7 / 2).ceiling(), (7 / 2).round(), (-(7 / 2)).floor()] == [3, 4, 4, -4]"
        ),
        ScriptValue::Bool(true)
    );
    assert_eq!(
        of("band(5, #{\"low\": 0, \"middle\": 4.5, \"high\": 5})"),
        ScriptValue::Text("high".into())
    );
    assert_eq!(of("band(-1, #{\"low\": 0})"), ScriptValue::Nothing);
    assert_eq!(of("band((), #{\"low\": 0})"), ScriptValue::Nothing);
    assert_eq!(of("percent(5 / 7)"), ScriptValue::Text("71.43%".into()));
    assert_eq!(
        of("if answers.L05 == () { \"blank\" } else { \"filled\" }"),
        ScriptValue::Text("blank".into())
    );
}

fn scored(built: &Built, grades: [Option<u8>; 2], overall: Option<u8>) -> crate::script::Facts {
    let share = |grade: u8| Exact::ratio(i128::from(4 - grade), 4);
    let score = |grade: Option<u8>| Score {
        share: grade.map(share),
        points: None,
        computed: grade.map(GradeIx),
        grade: grade.map(GradeIx),
    };
    let mut facts = blank(&built.template);
    facts.sections = grades.into_iter().map(score).collect();
    facts.overall = score(overall);
    facts
}

#[test]
fn grades_compare_and_missing_grades_never_hold() {
    let of = |text: &str, grades, overall| {
        let built = template().limit(text);
        let facts = Arc::new(scored(&built, grades, overall));
        built
            .ready()
            .truth(Place::Limit(0), &facts)
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    let some = ([Some(1), Some(2)], Some(2));
    assert!(of(
        "overall.is_below(\"good\") && overall.is(\"requires-improvement\")",
        some.0,
        some.1
    ));
    assert!(of(
        "grade(\"recording\").is_at_least(\"good\") && grade(\"voice\") == \"requires-improvement\"",
        some.0,
        some.1
    ));
    assert!(of(
        "score(\"recording\") == 0.75 && overall.score == 1 / 2",
        some.0,
        some.1
    ));
    assert!(of("overall != \"good\" && overall != ()", some.0, some.1));
    assert!(!of(
        "overall.is(\"good\") || overall.is_below(\"good\") || overall.is_at_least(\"inadequate\")",
        [None; 2],
        None
    ));
    assert!(of(
        "overall == () && score(\"voice\") == ()",
        [None; 2],
        None
    ));
    assert!(of(
        "sections.filter(|s| s.grade.is_below(\"good\")).len() == 1",
        some.0,
        some.1
    ));
}

#[test]
fn hooks_give_scores_findings_actions_and_suggestions() {
    let built = template().script(
        r#"
        fn section_score(section) {
            if section.id == "voice" { return (); }
            points(count_answers(section.questions, "yes"), section.questions.len())
        }
        fn overall(sections) {
            let sum = 0;
            let of = 0;
            for s in sections {
                if s.score != () { sum += s.score * s.weight; of += s.weight; }
            }
            points(sum, of)
        }
        fn findings() {
            if answers.L03 == "no" { [concern("voice", `Not ${answers.L03}`), strength("recording", "Kept")] } else { [] }
        }
        fn actions() { [#{action: "Meet", due: "5 working days", owner: "manager"}, #{action: "Now", due: today}] }
        fn prefill(record) { #{"L06": record.in_care_since, "N1": record.moves} }
        "#,
    );
    let script = built.ready();
    let mut facts = answered(&built.template, &[("L03", "yes"), ("L07", "yes")]);
    facts.case = case(&[(
        "in_care_since",
        FactValue::Date("2025-01-01".parse().unwrap()),
    )]);
    let facts = Arc::new(facts);
    assert_eq!(
        script.section_score(0, &facts),
        Ok(Some((2.into(), 4.into())))
    );
    assert_eq!(script.section_score(1, &facts), Ok(None));
    assert_eq!(script.findings(&facts), Ok(vec![]));
    let prefilled = vec![(
        built.template.question("L06").unwrap(),
        ScriptValue::Date("2025-01-01".parse().unwrap()),
    )];
    assert_eq!(script.prefill(&facts), Ok(prefilled));
    let actions = script.actions(&facts).unwrap();
    assert_eq!(actions[0].due.unwrap().to_string(), "2025-10-07");
    assert_eq!(
        (actions[0].owner.as_deref(), actions[1].owner.as_deref()),
        (Some("manager"), None)
    );
    let facts = Arc::new(answered(&built.template, &[("L03", "no")]));
    let findings = script.findings(&facts).unwrap();
    assert_eq!(
        (
            findings[0].theme,
            findings[0].kind,
            findings[0].text.as_str()
        ),
        (0, FindingKind::Concern, "Not no")
    );
    assert_eq!(
        (findings[1].theme, findings[1].kind),
        (1, FindingKind::Strength)
    );
    let facts = Arc::new(scored(&built, [Some(1), Some(2)], None));
    let weighted = Exact::ratio(3, 4) * 30.into() + Exact::ratio(1, 2) * 70.into();
    assert_eq!(
        script.overall(&facts),
        Ok(OverallBy::Points(weighted, 100.into()))
    );
    let usual = |work: &str| {
        let built = template().script(&format!("fn overall(sections) {{ {work}(sections) }}"));
        built.ready().overall(&facts)
    };
    // Handed back unread, it is not worked out here at all.
    assert_eq!(usual("weighted_mean"), Ok(OverallBy::Mean(vec![0, 1])));
    assert_eq!(
        usual("1 * weighted_mean"),
        Ok(OverallBy::Points(Exact::ratio(23, 40), 1.into()))
    );
    assert_eq!(
        usual("worst"),
        Ok(OverallBy::Points(Exact::ratio(1, 2), 1.into()))
    );
    let facts = Arc::new(scored(&built, [None, None], None));
    assert_eq!(script.overall(&facts), Ok(OverallBy::Nothing));
    let hooks = script.hooks();
    assert!(
        hooks.section_score && hooks.overall && hooks.findings && hooks.actions && hooks.prefill
    );
}

#[test]
fn the_overall_hook_may_give_a_grade() {
    let built = template().script(
        "fn overall(sections) { band(sections.len(), #{\"good\": 2, \"outstanding\": 3}) }",
    );
    let facts = Arc::new(scored(&built, [Some(1), Some(2)], None));
    assert_eq!(
        built.ready().overall(&facts),
        Ok(OverallBy::Grade(GradeIx(1)))
    );
    let built = template().script("fn overall(sections) { sections[0].grade }");
    assert_eq!(
        built.ready().overall(&facts),
        Ok(OverallBy::Grade(GradeIx(1)))
    );
}

#[test]
fn functions_of_an_embedder_are_called() {
    let host = HostFunctions::new().with("doubled", 1, |values| match values {
        [ScriptValue::Number(number)] => Ok(ScriptValue::Number(number.clone() * 2.into())),
        _ => Err("`doubled` takes a number".into()),
    });
    let built = template()
        .limit("doubled(answers.S1) == 15")
        .limit("doubled(\"x\") == 1");
    let (script, found) = built.compile_with(&host);
    let script = script.unwrap_or_else(|| panic!("{found}"));
    let facts = Arc::new(answered(&built.template, &[("S1", "7.5")]));
    assert_eq!(script.truth(Place::Limit(0), &facts), Ok(true));
    let error = script.truth(Place::Limit(1), &facts).unwrap_err();
    assert_eq!(
        error.message,
        "`when` of limit `LJ-2`: `doubled` takes a number"
    );
}

#[test]
fn a_long_text_is_cut_and_fails_nothing() {
    let long = "é".repeat(9000);
    check(
        "answers.T1.len() == 2048 && answers.T1 != ()",
        &[("T1", &long)],
        true,
    );
}

#[test]
fn the_facts_are_let_go_after_each_call() {
    let built =
        template().limit("answers.L05 == \"none\" && record.moves == () && sections.len() == 2");
    let script = built.ready();
    let mut facts = Arc::new(answered(&built.template, &[("L05", "none")]));
    assert_eq!(script.truth(Place::Limit(0), &facts), Ok(true));
    assert!(Arc::get_mut(&mut facts).is_some());
}

#[test]
fn one_script_serves_every_thread() {
    fn shared<T: Send + Sync>() {}
    shared::<crate::script::Script>();
    shared::<crate::script::Facts>();
}
