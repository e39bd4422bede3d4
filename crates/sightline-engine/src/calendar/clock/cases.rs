//! The worked cases of the field, by the timescales that are shipped.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::cases::england;
use super::super::{Timeliness, timeliness};
use crate::model::{Timescale, Timescales};
use crate::source::SourceFile;
use crate::validate::load_shared;

const CASES: &str = include_str!("../../../../../tests/suite/calendar/clock.csv");
const SHIPPED: &str = include_str!("../../../../../audit-templates/_shared/timescales.yaml");

fn shipped() -> Timescales {
    let file = SourceFile::new("_shared/timescales.yaml", SHIPPED);
    let (shared, found) = load_shared(&[file]);
    assert!(found.is_empty(), "{found}");
    (**shared.timescales()).clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// `later-review`, or `later-review month_rule days`: the rule as a template would change it.
fn rule(text: &str) -> Timescale {
    let Some((id, change)) = text.split_once(' ') else {
        return shipped().find(text).expect(text).clone();
    };
    let (key, value) = change.split_once(' ').expect(text);
    let change = match key {
        "next_from" | "held_on" => format!("parts: {{{key}: {value}}}"),
        _ => format!("{key}: {value}"),
    };
    let template = format!(
        "template: t\nversion: 1.0.0\ntitle: T\ngrade_scale: none\ntimescales: {{{id}: {{{change}}}}}\n\
         sections: [{{id: s, title: S, questions: [{{id: Q, ask: Q?, type: yes-no}}]}}]\n"
    );
    let shared = SourceFile::new("_shared/timescales.yaml", SHIPPED);
    let (shared, _) = load_shared(&[shared]);
    let file = SourceFile::new("t/template.yaml", template);
    let (template, found) = crate::load_template(&file, &shared, &Default::default());
    let template = template.unwrap_or_else(|| panic!("{found}"));
    template.timescales.find(id).expect(id).clone()
}

fn work_out(rule: &Timescale, from: &str, asked: &str) -> String {
    let calendar = england();
    let days = |text: &str| text.split(' ').map(day).collect::<Vec<_>>();
    let due = rule
        .due_from_parts(&days(from), &calendar)
        .expect(from)
        .expect(from);
    let told = |done: Option<NaiveDate>, today: NaiveDate| match timeliness(due, done, today) {
        Timeliness::OnTime => "on time".to_owned(),
        Timeliness::Late(days) => format!("late {days}"),
        Timeliness::Overdue(days) => format!("overdue {days}"),
        Timeliness::NotYetDue => "not yet due".to_owned(),
    };
    if let Some(today) = asked.strip_prefix("not held by ") {
        return told(None, day(today));
    }
    match asked.strip_prefix("held ").map(days) {
        Some(parts) => told(rule.held_on(&parts), day("2030-01-01")),
        None => due.to_string(),
    }
}

#[test]
fn worked_cases_c1_to_c25_by_the_shipped_timescales() {
    let mut seen = BTreeSet::new();
    for line in CASES.lines().skip(1) {
        let [case, about, name, from, asked, expect] = line.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        assert_eq!(
            work_out(&rule(name), from, asked),
            expect,
            "{case}: {about}"
        );
        let number = case.strip_prefix("C-").and_then(|n| n.parse::<u8>().ok());
        seen.insert(number.expect(case));
    }
    assert_eq!(seen, (1..=25).collect());
}

#[test]
fn every_shipped_timescale_says_where_it_is_from() {
    let all = shipped();
    assert!(all.iter().count() >= 30);
    for one in all.iter() {
        assert!(!one.source.is_empty() && !one.from.is_empty(), "{}", one.id);
        assert!(
            !one.verified || one.note.is_some(),
            "{}: verified against what?",
            one.id
        );
    }
}

#[test]
fn e05_a_due_date_on_a_day_off_stays_unless_an_authority_moves_it() {
    let calendar = england();
    let due = |name: &str, from: &str| {
        rule(name)
            .due(day(from), &calendar)
            .expect(from)
            .to_string()
    };
    // A Saturday, a Sunday, Good Friday and Christmas Day: "not more than 3 months" grows by none of them.
    for (from, kept, next) in [
        ("2025-11-30", "2026-02-28", "2026-03-02"),
        ("2025-12-01", "2026-03-01", "2026-03-02"),
        ("2026-01-03", "2026-04-03", "2026-04-07"),
        ("2025-09-25", "2025-12-25", "2025-12-29"),
    ] {
        assert_eq!(due("second-review", from), kept);
        assert_eq!(due("second-review day_off next", from), next);
    }
    assert_eq!(
        due("second-review day_off previous", "2025-09-25"),
        "2025-12-24"
    );
    // A limit in working days ends on a working day by itself.
    assert_eq!(due("first-review", "2025-11-28"), "2025-12-30");
}

#[test]
fn a_template_is_another_edition_only_where_a_timescale_that_it_uses_changed() {
    let digest = |shared: &str, own: &str| {
        let template = format!(
            "template: t\nversion: 1.0.0\ntitle: T\ngrade_scale: none\nrecord: {{on: {{type: date}}}}\n{own}\
             sections: [{{id: s, title: S, questions: [{{id: Q, ask: Q?, type: date, prefill: 'due(\"icpc\", record.on)'}}]}}]\n"
        );
        let files = [
            SourceFile::new("_shared/timescales.yaml", shared),
            SourceFile::new("t/template.yaml", template),
        ];
        let (catalog, found) = crate::Catalog::load(&files);
        let template = catalog.template("t").unwrap_or_else(|| panic!("{found}"));
        template.reference().digest.clone()
    };
    let other = SHIPPED.replace("limit: 26 weeks", "limit: 30 weeks");
    let words = SHIPPED.replace("title: Initial child protection conference", "title: ICPC");
    let longer = SHIPPED.replacen("limit: 15 working days", "limit: 16 working days", 9);
    assert_ne!(other, SHIPPED);
    assert_eq!(digest(&other, ""), digest(SHIPPED, ""));
    assert_eq!(digest(&words, ""), digest(SHIPPED, ""));
    assert_ne!(digest(&longer, ""), digest(SHIPPED, ""));
}
