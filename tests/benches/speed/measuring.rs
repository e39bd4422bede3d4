//! The shipped measures over cases with a history, beside the least that counting them can cost.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use sightline_engine::measure::{Asked, CompiledMeasure, Counting, Measured, Measures};
use sightline_engine::model::{Case, Event, FactValue};
use sightline_engine::{Exact, SourceFile};

use super::timer::{Contestant, race, thousands};
use super::workload::Draw;

type Row = Vec<(&'static str, FactValue)>;

/// Times all measures together over a quarter, then each by itself.
pub fn run(cases: usize) {
    let measures = shipped();
    let cases: Vec<Arc<Case>> = (0..cases).map(|n| Arc::new(case(n))).collect();
    let rows: usize = cases
        .iter()
        .flat_map(|case| case.history.values())
        .map(Vec::len)
        .sum();
    let n = measures.iter().count();
    println!("\n## Measures\n");
    println!(
        "{n} measures of a quarter over {} cases with {} rows of history, held in memory.",
        thousands(cases.len() as f64),
        thousands(rows as f64)
    );
    let today = day(2025, 10, 10);
    let asked = Asked::new("2025-26-Q2".parse().unwrap(), today);
    let all: Vec<&CompiledMeasure> = measures.iter().collect();
    let mut floor = 0;
    race(
        "All of them",
        "cases",
        cases.len(),
        3,
        &mut [
            Contestant::new("every row's dates looked at once", || {
                floor = looked_at(&cases, &asked);
            }),
            Contestant::new("all measures", || {
                count(&all, &cases, &asked);
            }),
        ],
    );
    println!("\n| measure | counted | ms |\n| --- | ---: | ---: |");
    for one in all {
        let began = Instant::now();
        let found = count(&[one], &cases, &asked);
        println!(
            "| {} | {} of {}, {} unknown | {:.0} |",
            found[0].measure,
            found[0].numerator,
            found[0].denominator.plain(),
            found[0].unknown,
            began.elapsed().as_secs_f64() * 1000.0
        );
    }
    assert!(floor > 0, "no row lies in the period");
}

fn count(measures: &[&CompiledMeasure], cases: &[Arc<Case>], asked: &Asked) -> Vec<Measured> {
    let mut counting = Counting::new(measures.iter().copied(), asked);
    for case in cases {
        counting.add(Arc::clone(case));
    }
    counting.come_to()
}

/// The least: how many rows have a date in the period.
fn looked_at(cases: &[Arc<Case>], asked: &Asked) -> usize {
    let inside =
        |value: &FactValue| matches!(value, FactValue::Date(day) if asked.period.contains(*day));
    cases
        .iter()
        .flat_map(|case| case.history.values().flatten())
        .filter(|row| row.values.values().any(inside))
        .count()
}

pub(super) fn shipped() -> Measures {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for (folder, place) in [
        ("audit-templates/_shared", "_shared/"),
        ("audit-templates/_shared/measures", "_shared/measures/"),
        ("scripts", "scripts/"),
    ] {
        for entry in fs::read_dir(top.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("yaml" | "rhai")) {
                let name = path.file_name().unwrap().to_str().unwrap();
                files.push(SourceFile::new(
                    format!("{place}{name}"),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    let (measures, found) = Measures::load(&files);
    assert!(found.is_empty(), "{found}");
    measures
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn text(value: &str) -> FactValue {
    FactValue::Text(value.to_owned())
}

fn number(value: u64) -> FactValue {
    FactValue::Number(Exact::from(i64::try_from(value).unwrap()))
}

/// A child in care or with a plan, as five years of an authority's records would have one.
fn case(n: usize) -> Case {
    let mut draw = Draw::new(n as u64 + 1);
    let first = day(2020, 10, 1);
    let end = day(2025, 10, 1);
    let mut on = |from: NaiveDate, least: u64, most: u64| {
        FactValue::Date(from + Days::new(least + draw.next(most - least)))
    };
    let date = |value: &FactValue| match value {
        FactValue::Date(day) => *day,
        FactValue::Text(_) | FactValue::Number(_) => unreachable!("only dates are asked for"),
    };
    let born = on(day(2008, 1, 1), 0, 5_000);
    let began = on(first, 0, 1_800);
    let in_care = n.is_multiple_of(2);
    let kind = if in_care { "cic" } else { "cp" };

    let mut referrals: Vec<Row> = vec![vec![("received_on", on(date(&began), 0, 30))]];
    if n.is_multiple_of(3) {
        referrals.push(vec![("received_on", on(date(&began), 40, 900))]);
    }
    let mut reviews: Vec<Row> = Vec::new();
    let mut records: Vec<Row> = Vec::new();
    let mut due = date(&began) + Days::new(28);
    for at in 0..8_usize {
        let held = on(due, 0, 12);
        let held = FactValue::Date(date(&held) - Days::new(8));
        if date(&held) > end {
            break;
        }
        let mut row = vec![
            ("held_on", held.clone()),
            ("kind", text(kind)),
            (
                "participation",
                text(["PN1", "PN4", "PN7", "PN0"][(n + at) % 4]),
            ),
        ];
        // One extract in five does not say when reviews were due.
        if !n.is_multiple_of(5) {
            row.push(("due_on", FactValue::Date(due)));
        }
        reviews.push(row);
        if in_care {
            records.push(vec![
                ("decisions_on", on(date(&held), 2, 10)),
                ("distributed_on", on(date(&held), 10, 35)),
                ("held_on", held.clone()),
            ]);
        }
        due = date(&held) + Days::new(if at == 0 { 91 } else { 180 });
    }
    let mut history: BTreeMap<&str, Vec<Row>> = BTreeMap::from([
        ("referrals", referrals),
        ("reviews", reviews),
        ("records", records),
    ]);
    if in_care {
        history.insert("care_periods", vec![vec![("started_on", began.clone())]]);
        let worker = text(&format!("W{:03}", n % 400));
        history.insert(
            "workers",
            vec![vec![
                ("worker", worker),
                ("started_on", began.clone()),
                ("fte", number(1)),
                ("role", text("IRO")),
            ]],
        );
    } else {
        let strategy = FactValue::Date(date(&began) - Days::new(20));
        history.insert(
            "section_47",
            vec![vec![
                ("started_on", strategy),
                ("conference_on", began.clone()),
            ]],
        );
        history.insert("conferences", vec![vec![("held_on", began.clone())]]);
        let again = on(date(&began), 500, 900);
        let plans = vec![
            vec![
                ("started_on", began.clone()),
                ("ended_on", on(date(&began), 200, 480)),
                ("previous_plans", number(0)),
            ],
            vec![("started_on", again), ("previous_plans", number(1))],
        ];
        history.insert("plans", plans);
    }
    let event = |row: Row| Event {
        values: row
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        ..Event::default()
    };
    Case {
        id: format!("C-{n:06}"),
        facts: BTreeMap::from([("date_of_birth".to_owned(), born)]),
        history: history
            .into_iter()
            .map(|(list, rows)| (list.to_owned(), rows.into_iter().map(event).collect()))
            .collect(),
        ..Case::default()
    }
}
