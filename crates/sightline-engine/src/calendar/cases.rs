//! The worked cases of the field, and a comparison with counting on fingers.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate};
use proptest::prelude::*;

use super::*;

const CASES: &str = include_str!("../../../../tests/suite/calendar/cases.csv");
const SHIPPED: &str = include_str!("../../../../audit-templates/_shared/calendar.yaml");

/// The shipped calendar, read line by line.
pub(crate) fn england() -> Calendar {
    let dates = SHIPPED
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- {date: ")?.split(',').next());
    Calendar::new("england-2013-2028", dates.map(day).collect(), 2013, 2028)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn work_out(calendar: &Calendar, from: &str, length: &str) -> String {
    let from = day(from);
    let told = |done: Option<&str>, today: &str| match timeliness(from, done.map(day), day(today)) {
        Timeliness::OnTime => "on time".to_owned(),
        Timeliness::Late(days) => format!("late {days}"),
        Timeliness::Overdue(_) => "overdue".to_owned(),
        Timeliness::NotYetDue => "not yet due".to_owned(),
    };
    if let Some(held) = length.strip_prefix("held ") {
        return told(Some(held), held);
    }
    if let Some(today) = length.strip_prefix("not held by ") {
        return told(None, today);
    }
    if let Some(back) = length.strip_prefix('-') {
        let n: i64 = back
            .strip_suffix(" working days")
            .expect(length)
            .parse()
            .expect(length);
        return calendar
            .add_working_days(from, -n)
            .expect(length)
            .to_string();
    }
    calendar
        .add(from, length.parse().expect(length))
        .expect(length)
        .to_string()
}

#[test]
fn worked_cases_c1_to_c25() {
    let calendar = england();
    let mut seen = BTreeSet::new();
    for line in CASES.lines().skip(1) {
        let [case, about, from, length, expect] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert_eq!(work_out(&calendar, from, length), expect, "{case}: {about}");
        seen.insert(
            case.strip_prefix("C-")
                .expect(case)
                .parse::<u8>()
                .expect(case),
        );
    }
    assert_eq!(seen, (1..=25).collect());
}

#[test]
fn the_shipped_calendar_has_the_known_holidays() {
    let calendar = england();
    assert_eq!(calendar.holidays().len(), 131);
    for one_off in [
        "2020-05-08",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
        "2026-12-28",
        "2027-12-27",
    ] {
        assert_eq!(
            calendar.is_working_day(day(one_off)),
            Ok(false),
            "{one_off}"
        );
    }
    assert_eq!(calendar.is_working_day(day("2020-05-04")), Ok(true));
}

#[test]
fn nothing_is_guessed_beyond_the_known_years() {
    let calendar = england();
    let needed =
        |result: Result<NaiveDate, BeyondCalendar>| result.expect_err("beyond").date.to_string();
    assert_eq!(
        needed(calendar.add_working_days(day("2028-12-20"), 20)),
        "2029-01-01"
    );
    assert_eq!(
        needed(calendar.add_working_days(day("2012-12-31"), 1)),
        "2012-12-31"
    );
    assert_eq!(
        needed(calendar.add_working_days(day("2020-01-01"), i64::MAX)),
        "2029-01-01"
    );
    assert_eq!(
        needed(calendar.add_working_days(day("2020-01-01"), i64::MIN)),
        "2012-12-31"
    );
    assert_eq!(
        calendar.add(day("2040-01-31"), "1 month".parse().unwrap()),
        Ok(day("2040-02-29"))
    );
    assert_eq!(
        calendar
            .working_days_between(day("2028-12-31"), day("2029-01-01"))
            .unwrap_err()
            .to_string(),
        "2029-01-01 is outside the calendar of bank holidays, which covers 2013 to 2028"
    );
}

#[test]
fn ages_and_months_are_whole() {
    assert_eq!(age_on(day("2012-02-29"), day("2013-02-28")), Some(0));
    assert_eq!(age_on(day("2012-02-29"), day("2013-03-01")), Some(1));
    assert_eq!(age_on(day("2012-02-29"), day("2016-02-29")), Some(4));
    assert_eq!(age_on(day("2012-02-29"), day("2012-02-28")), None);
    assert_eq!(months_between(day("2025-11-30"), day("2026-02-28")), 3);
    assert_eq!(months_between(day("2025-11-30"), day("2026-02-27")), 2);
    assert_eq!(months_between(day("2026-02-28"), day("2025-11-30")), -3);
    assert_eq!(months_between(day("2024-01-15"), day("2025-01-14")), 11);
}

/// Counts one day at a time.
fn walk(calendar: &Calendar, from: NaiveDate, n: i64) -> NaiveDate {
    let mut at = from;
    let mut left = n.abs();
    while left > 0 {
        at = if n > 0 { at.succ_opt() } else { at.pred_opt() }.unwrap();
        let weekend = matches!(at.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun);
        if !weekend && !calendar.holidays().contains(&at) {
            left -= 1;
        }
    }
    at
}

proptest! {
    #[test]
    fn adding_agrees_with_counting_one_day_at_a_time(offset in 400_u64..5400, n in -260_i64..260) {
        let calendar = england();
        let from = day("2013-01-01").checked_add_days(Days::new(offset)).unwrap();
        let added = calendar.add_working_days(from, n).unwrap();
        prop_assert_eq!(added, walk(&calendar, from, n));
        if n != 0 {
            prop_assert!(calendar.is_working_day(added).unwrap());
        }
    }

    #[test]
    fn between_undoes_adding(offset in 400_u64..5400, n in -260_i64..260) {
        let calendar = england();
        let from = day("2013-01-01").checked_add_days(Days::new(offset)).unwrap();
        let added = calendar.add_working_days(from, n).unwrap();
        let between = calendar.working_days_between(from, added).unwrap();
        // Counting back from a day off, the days in between end before it does.
        let off = n < 0 && !calendar.is_working_day(from).unwrap();
        prop_assert_eq!(between, if off { n + 1 } else { n });
        prop_assert_eq!(calendar.working_days_between(added, from).unwrap(), -between);
    }

    #[test]
    fn months_between_is_the_most_that_fits(a in 0_u64..9000, b in 0_u64..9000) {
        let (from, to) = (day("2010-01-01") + Days::new(a.min(b)), day("2010-01-01") + Days::new(a.max(b)));
        let months = months_between(from, to);
        prop_assert!(add_months(from, months).unwrap() <= to);
        prop_assert!(add_months(from, months + 1).unwrap() > to);
    }
}
