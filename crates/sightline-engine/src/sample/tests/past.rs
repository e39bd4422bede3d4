//! What keeps cases out of a draw.

use super::super::*;
use super::{cases, entry, frame, plan};
use crate::model::{LengthOfTime, Unit};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

/// What the register says of each case, in the order of their ids.
fn reasons(plan: &Plan, frame: &Frame, past: &Past) -> Vec<String> {
    let draw = draw(plan, frame, past).expect("a draw");
    let mut rows = draw.rows;
    rows.sort_by(|a, b| a.case.cmp(&b.case));
    rows.iter()
        .map(|row| match &row.fate {
            Fate::Excluded(why) => why.to_string(),
            Fate::Drawn | Fate::Reserve | Fate::NotDrawn => row.fate.word().to_owned(),
        })
        .collect()
}

fn family(case: &str, family: &str) -> Entry {
    Entry {
        family: Some(family.to_owned()),
        ..entry(case, "")
    }
}

#[test]
fn an_audit_of_the_last_twelve_months_counts_and_a_later_one_does_not_exist_yet() {
    let plan = plan(Method::Random { size: 9 });
    let mut past = Past::of(&plan).expect("a length of time");
    for (case, on) in [
        ("C-1", "2024-10-10"),
        ("C-2", "2024-10-11"),
        ("C-2", "2024-12-01"),
        ("C-2", "2024-11-01"),
        ("C-3", "2025-10-10"),
        ("C-4", "2025-10-11"),
    ] {
        past.audit(case, day(on));
    }
    let frame = frame((1..=4).map(|n| entry(&format!("C-{n}"), "")));
    assert_eq!(
        reasons(&plan, &frame, &past),
        [
            "drawn",
            "audited on 2024-12-01",
            "audited on 2025-10-10",
            "drawn"
        ]
    );
}

#[test]
fn a_length_of_time_is_counted_back_by_the_calendar() {
    let since = |n, unit| {
        let plan = Plan {
            not_audited_for: LengthOfTime { n, unit },
            ..plan(Method::Random { size: 1 })
        };
        plan.since().map(|day| day.to_string())
    };
    assert_eq!(since(0, Unit::Days).as_deref(), Ok("2025-10-10"));
    assert_eq!(since(2, Unit::Weeks).as_deref(), Ok("2025-09-26"));
    assert_eq!(since(8, Unit::Months).as_deref(), Ok("2025-02-10"));
    assert_eq!(since(2, Unit::Years).as_deref(), Ok("2023-10-10"));
    let mistake = since(20, Unit::WorkingDays).expect_err("there is no calendar");
    assert_eq!(
        mistake.to_string(),
        "`20 working days` cannot be counted back from the day of the draw"
    );
}

#[test]
fn an_auditor_gets_no_case_of_their_own() {
    let mut own = entry("C-1", "");
    own.workers = ["S-3", "S-12"].map(str::to_owned).into();
    let mut other = entry("C-2", "");
    other.workers = ["S-1".to_owned()].into();
    let plan = Plan {
        auditors: vec!["S-9".to_owned(), "S-12".to_owned()],
        ..plan(Method::Random { size: 2 })
    };
    let past = Past::of(&plan).expect("a length of time");
    assert_eq!(
        reasons(&plan, &frame([own, other, entry("C-3", "")]), &past),
        ["an auditor's own case", "drawn", "drawn"]
    );
}

#[test]
fn one_child_stands_for_a_family() {
    // Their order is C-4, C-2, C-3, C-1.
    let plan = plan(Method::Random { size: 4 });
    let past = Past::of(&plan).expect("a length of time");
    let all = frame([
        family("C-1", "F-1"),
        family("C-2", "F-1"),
        family("C-3", "F-2"),
        entry("C-4", ""),
    ]);
    assert_eq!(
        reasons(&plan, &all, &past),
        [
            "sibling of C-2, who comes first in the order",
            "drawn",
            "drawn",
            "drawn"
        ]
    );
}

#[test]
fn cases_of_an_earlier_draw_stay_out_and_so_do_their_siblings() {
    let plan = plan(Method::Random { size: 1 });
    let first = draw(
        &plan,
        &frame([family("C-4", "F-1"), entry("C-2", "")]),
        &Past::of(&plan).expect("a length of time"),
    )
    .expect("a draw");
    assert_eq!(cases(first.drawn()), ["C-4"]);
    let register = Register::read(&first.register()).expect("a register");
    let mut past = Past::of(&plan).expect("a length of time");
    past.draw(&register);
    let all = frame([family("C-1", "F-1"), entry("C-2", ""), family("C-4", "F-1")]);
    let id = &first.id;
    assert_eq!(
        reasons(&plan, &all, &past),
        [
            format!("sibling of C-4, who was drawn on 2025-10-10 in {id}"),
            "drawn".to_owned(),
            format!("drawn on 2025-10-10 in {id}")
        ]
    );
}

#[test]
fn every_exclusion_is_counted_and_said_in_words() {
    let barred = |case: &str, barred| Entry {
        barred: Some(barred),
        ..entry(case, "")
    };
    let mut own = entry("C-5", "");
    own.workers = ["S-12".to_owned()].into();
    let plan = Plan {
        auditors: vec!["S-12".to_owned()],
        theme: Some("true".to_owned()),
        ..plan(Method::Random { size: 3 })
    };
    let mut past = Past::of(&plan).expect("a length of time");
    past.audit("C-6", day("2025-06-01"));
    let all = frame([
        barred("C-1", Barred::NotEligible),
        barred("C-2", Barred::NotOfTheme),
        barred("C-3", Barred::NotOfTheme),
        barred("C-4", Barred::Unclear),
        own,
        entry("C-6", ""),
        family("C-7", "F-1"),
        family("C-8", "F-1"),
    ]);
    let draw = draw(&plan, &all, &past).expect("a draw");
    assert_eq!(
        draw.excluded(),
        [
            ("not-eligible", 1),
            ("not-of-the-theme", 2),
            ("unclear", 1),
            ("audited", 1),
            ("own-case", 1),
            ("sibling", 1)
        ]
    );
    assert_eq!(
        draw.sentence(),
        "Drew 1 of 8 cases (seed 2025-Q3), at random, from those of the theme: 1 is not eligible for the template, 2 are not of the theme, \
         1 could not be worked out, 1 was audited in the last 12 months, 1 is an auditor's own case, 1 is a sibling of cases \
         that come first. 1 was left to draw from. 2 cases fewer than asked for: there are no more."
    );
}
