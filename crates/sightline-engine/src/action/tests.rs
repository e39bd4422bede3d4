mod counts;
mod reconcile;
mod repeats;

use chrono::NaiveDate;

use super::reconcile::{FromAudit, ProgrammeRow, Step, audit, programme};
use super::*;
use crate::outcome;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn event(on: &str, via: Via, change: Change) -> Event {
    Event {
        on: day(on),
        by: None,
        via,
        change,
    }
}

fn status(status: Status) -> Change {
    Change {
        status: Some(status),
        ..Change::default()
    }
}

fn by_hand(id: &str, on: &str, due: &str) -> Action {
    let change = Change {
        what: Some(format!("Do {id}")),
        when: Some(When::by(day(due))),
        ..Change::default()
    };
    Action::new(id, Origin::Hand, event(on, Via::Hand, change))
}

/// Rows of one of the two made-up programmes, which are also what the command line is tested with.
fn rows(text: &str, columns: [usize; 3], separator: u8) -> Vec<ProgrammeRow> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(separator)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().map(Result::unwrap);
    let [number, what, when] = columns;
    records
        .filter(|record| {
            record
                .get(number)
                .is_some_and(|cell| cell.parse::<u32>().is_ok())
        })
        .map(|record| ProgrammeRow {
            number: Some(record[number].to_owned()),
            when: Some(record[when].to_owned()),
            change: Change {
                what: Some(record[what].to_owned()),
                ..Change::default()
            },
        })
        .collect()
}

fn first_year() -> Vec<ProgrammeRow> {
    let text =
        include_str!("../../../../tests/suite/cli/action-programme/files/programme-2024.csv");
    rows(text, [0, 1, 3], b',')
}

fn second_year() -> Vec<ProgrammeRow> {
    let text =
        include_str!("../../../../tests/suite/cli/action-programme/files/programme-2025.csv");
    rows(text, [5, 1, 0], b';')
}

fn take(steps: Vec<Step>, into: &mut Vec<Action>) -> usize {
    let n = steps.len();
    for step in steps {
        match step {
            Step::Add(action) => into.push(action),
            Step::Change { action, event } => {
                into.iter_mut()
                    .find(|one| one.id() == action)
                    .unwrap()
                    .push(event);
            }
        }
    }
    n
}

fn both_years() -> Vec<Action> {
    let mut all = Vec::new();
    take(
        programme("2024-25", &first_year(), &all, day("2024-04-22")).steps,
        &mut all,
    );
    take(
        programme("2025-26", &second_year(), &all, day("2025-04-14")).steps,
        &mut all,
    );
    all
}

fn asked(action: &str, due: &str) -> outcome::Action {
    outcome::Action {
        action: action.to_owned(),
        due: Some(due.to_owned()),
        owner: Some("allocated-worker".to_owned()),
    }
}
