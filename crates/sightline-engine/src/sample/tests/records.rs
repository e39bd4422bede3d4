//! Expressions over case records.

use std::sync::Arc;

use super::super::*;
use super::plan;
use crate::catalog::Catalog;
use crate::read;
use crate::source::SourceFile;

const TEMPLATE: &str = "
template: visits
version: 1.0.0
title: Visits
subject: child
grade_scale: none
record:
  in_care_since: {type: date}
  previous_plans: {type: number}
  date_of_birth: {type: date, identifying: true}
eligible: record.in_care_since != ()
sections: [{id: s, title: S, questions: [{id: Q1, ask: Was the child seen?, type: yes-no}]}]
";

const HISTORY: &str = "
history:
  plans: {fields: {started_on: {type: date}, ended_on: {type: date}}}
";

const CASES: [&str; 4] = [
    r#"{"case":"C-1","fields":{"in_care_since":"2025-01-01","previous_plans":2,"worker":"S-1","family":"F-1","team":" North "},"history":{"workers":[{"worker":"S-2"},{"started_on":"2025-01-01"}]}}"#,
    r#"{"case":"C-2","fields":{"in_care_since":"2025-01-01","previous_plans":0},"history":{"plans":[{"started_on":"2023-01-01"}]}}"#,
    r#"{"case":"C-3","fields":{"previous_plans":4}}"#,
    r#"{"case":"C-4","fields":{"in_care_since":"2025-01-01"}}"#,
];

fn files() -> [Arc<SourceFile>; 2] {
    [
        SourceFile::new("audit-templates/visits/template.yaml", TEMPLATE),
        SourceFile::new("audit-templates/_shared/history.yaml", HISTORY),
    ]
}

fn rules(plan: &Plan) -> Result<Rules, crate::Diagnostics> {
    let (catalog, _) = Catalog::load(&files());
    Rules::new(
        plan,
        catalog.template("visits").expect("it is right"),
        &files(),
    )
}

fn looked(plan: &Plan) -> Frame {
    let rules = rules(plan).expect("no mistake");
    let mut frame = Frame::default();
    for line in CASES {
        let case = read::case(&SourceFile::new("cases.jsonl", line)).expect("a case");
        rules.look(case, &mut frame);
    }
    frame
}

fn with(theme: Option<&str>, risk: &[(&str, u32)]) -> Plan {
    Plan {
        theme: theme.map(str::to_owned),
        risk: risk
            .iter()
            .map(|(when, points)| RiskRule {
                when: (*when).to_owned(),
                points: *points,
            })
            .collect(),
        ..plan(Method::Equal {
            fact: "team".to_owned(),
            size: 2,
        })
    }
}

#[test]
fn a_record_gives_family_workers_stratum_and_points() {
    let long = "history.plans.some(|plan| plan.ended_on == () && months_between(plan.started_on, today) >= 18)";
    let frame = looked(&with(
        None,
        &[
            (
                "record.previous_plans != () && record.previous_plans >= 1",
                3,
            ),
            (long, 2),
        ],
    ));
    let first = &frame.entries[0];
    assert_eq!(first.family.as_deref(), Some("F-1"));
    assert_eq!(first.stratum.as_deref(), Some("North"));
    assert!(first.workers.iter().eq(["S-1", "S-2"]));
    let risk: Vec<u64> = frame.entries.iter().map(|one| one.risk).collect();
    assert_eq!(risk, [3, 2, 3, 0]);
    assert!(frame.failures().is_none());
    assert!(frame.knows_families() && frame.knows_workers());
    let other = Plan {
        worker: "team".to_owned(),
        family: "household".to_owned(),
        ..with(None, &[])
    };
    let frame = looked(&other);
    assert!(frame.entries[0].workers.iter().eq(["North", "S-2"]));
    assert!(!frame.knows_families());
}

#[test]
fn a_theme_and_the_template_say_whom_a_plan_is_about() {
    let frame = looked(&with(Some("record.previous_plans > 0"), &[]));
    let barred: Vec<_> = frame.entries.iter().map(|one| one.barred).collect();
    assert_eq!(
        barred,
        [
            None,
            Some(Barred::NotOfTheme),
            Some(Barred::NotEligible),
            Some(Barred::NotOfTheme)
        ]
    );
}

#[test]
fn what_cannot_be_worked_out_is_counted_and_left_out() {
    let frame = looked(&with(
        Some("months_between(history.plans[0].started_on, today) > 12"),
        &[],
    ));
    let barred: Vec<_> = frame.entries.iter().map(|one| one.barred).collect();
    assert_eq!(
        barred,
        [
            Some(Barred::Unclear),
            None,
            Some(Barred::NotEligible),
            Some(Barred::Unclear)
        ]
    );
    let (n, failure) = frame.failures().expect("two failed");
    assert_eq!((n, failure.at.path()), (2, "theme"));
}

#[test]
fn a_mistake_in_an_expression_is_named() {
    let found = rules(&with(Some("record.previous_plan > 0"), &[("today ==", 1)]))
        .expect_err("two mistakes");
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("risk:1:"), "{said:?}");
    assert!(
        said[1].starts_with("theme:1:8") && said[1].contains("`previous_plan`"),
        "{said:?}"
    );
}

#[test]
fn strata_never_tell_who_a_child_is() {
    let plan = Plan {
        method: Method::Equal {
            fact: "date_of_birth".to_owned(),
            size: 1,
        },
        ..with(None, &[])
    };
    let past = Past::of(&plan).expect("a length of time");
    let mistake = draw(&plan, &looked(&plan), &past).expect_err("it is refused");
    assert_eq!(mistake, Mistake::Identifying("date_of_birth".to_owned()));
}
