//! The made-up authority's register of actions: two programmes of work, what audits asked for, and what became of it.

use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use sightline_engine::action::reconcile::Step;
use sightline_engine::action::{Change, Event, Origin, Status, Via};
use sightline_store::{Store as _, StoreTxn};

use crate::command::action::{Work, collect, keep, record};
use crate::exit::Failure;
use crate::{files, keep};

/// A programme of work.
struct Programme {
    name: &'static str,
    /// The day it was agreed.
    on: (i32, u32, u32),
    file: &'static str,
    text: &'static str,
}

const PROGRAMMES: [Programme; 2] = [
    Programme {
        name: "2024-25",
        on: (2024, 4, 22),
        file: "work-programme-2024-25.csv",
        text: include_str!("work-programme-2024-25.csv"),
    },
    Programme {
        name: "2025-26",
        on: (2025, 4, 14),
        file: "work-programme-2025-26.csv",
        text: include_str!("work-programme-2025-26.csv"),
    },
];

const UPDATES: (&str, &str) = ("action-updates.csv", include_str!("action-updates.csv"));

/// Writes the files, so that whoever looks at the demonstration can import them too.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    let programmes = PROGRAMMES.iter().map(|one| (one.file, one.text));
    programmes
        .chain([UPDATES])
        .try_for_each(|(name, text)| files::write(&folder.join(name), text.as_bytes()))
}

/// Fills the register of a store that has its audits, as it stood on a day; gives the number of actions.
pub(super) fn fill(store: &Path, today: NaiveDate) -> Result<usize, Failure> {
    let mut store = keep::open_to_write(store)?;
    let mut txn = store.write()?;
    for Programme {
        name,
        on: (year, month, day),
        file,
        text,
    } in PROGRAMMES
    {
        let source: (&str, &[u8]) = (file, text.as_bytes());
        let read = sightline_records::programme(&source, None).map_err(Failure::from)?;
        let on = NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
        keep(
            &mut *txn,
            &read,
            &Work {
                name,
                green_is_done: false,
                on,
            },
        )?;
    }
    collect(&mut *txn, None, today)?;
    let mut steps = updates()?;
    steps.extend(what_became_of_audits(&*txn, today)?);
    record(&mut *txn, &steps)?;
    let n = txn.actions()?.len();
    txn.commit()?;
    Ok(n)
}

fn updates() -> Result<Vec<Step>, Failure> {
    let mut rows = csv::Reader::from_reader(UPDATES.1.as_bytes());
    let mut steps = Vec::new();
    for row in rows.records() {
        let row = row.map_err(io::Error::other)?;
        let cell = |n: usize| {
            row.get(n)
                .filter(|cell| !cell.is_empty())
                .map(str::to_owned)
        };
        let unreadable = || io::Error::other("an update that cannot be read");
        let on = cell(1)
            .and_then(|day| day.parse().ok())
            .ok_or_else(unreadable)?;
        let change = Change {
            status: cell(2).and_then(|text| text.parse().ok()),
            rag: cell(3).and_then(|text| text.parse().ok()),
            commentary: cell(4),
            evidence: cell(5),
            difference: cell(6),
            repeats: cell(7).and_then(|text| text.parse().ok()),
            ..Change::default()
        };
        let event = Event {
            on,
            by: None,
            via: Via::Hand,
            change,
        };
        steps.push(Step::Change {
            action: cell(0).unwrap_or_default(),
            event,
        });
    }
    Ok(steps)
}

/// Of every ten actions of audits six are done in time, one late, one without evidence, and two stay open.
fn what_became_of_audits(
    txn: &(dyn StoreTxn + '_),
    today: NaiveDate,
) -> Result<Vec<Step>, Failure> {
    let all = txn.actions()?;
    let of_audits = all
        .iter()
        .filter(|action| matches!(action.origin(), Origin::Audit { .. }));
    let became = of_audits.enumerate().filter_map(|(n, action)| {
        let due = action.state().when.due.day()?;
        let (day, evidence) = match n % 10 {
            0..=5 => (
                due.checked_sub_days(Days::new(2))?,
                Some("Seen on the record by the team manager"),
            ),
            6 => (
                due.checked_add_days(Days::new(9))?,
                Some("Seen on the record by the team manager"),
            ),
            7 => (due, None),
            _ => return None,
        };
        let on = day.max(action.made_on());
        let change = Change {
            status: Some(Status::Done),
            evidence: evidence.map(str::to_owned),
            difference: (n % 20 == 0)
                .then(|| "The child's plan moved on within the month".to_owned()),
            ..Change::default()
        };
        let event = Event {
            on,
            by: None,
            via: Via::Hand,
            change,
        };
        (on <= today).then(|| Step::Change {
            action: action.id().to_owned(),
            event,
        })
    });
    Ok(became.collect())
}
