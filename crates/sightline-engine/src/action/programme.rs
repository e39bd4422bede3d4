//! Rows of a programme of work.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::likeness::{LIKE, shared, words};
use super::reconcile::{Step, last_said, since};
use super::{Action, Change, Event, Origin, Setting, Via, When};

/// A row of a programme of work as it was read; a column that the file does not have is absent, a blank cell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Its number, as it was written.
    pub number: Option<String>,
    /// By when, as it was written; it is read here, among the programme's years.
    pub when: Option<String>,
    /// Everything else.
    pub change: Change,
}

/// What a programme adds to the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// What is to be added, in the order of the rows.
    pub steps: Vec<Step>,
    /// For each row, the action that it is.
    pub ids: Vec<String>,
    /// Actions of the programme that no row is about; they stay as they are.
    pub missing: Vec<String>,
}

/// What a programme of this name adds, given the register's actions.
///
/// A row is known again by its words, then by words that are alike ([`LIKE`]), the same number deciding between equals. So
/// rows may be sorted, numbered anew and reworded, and keep their history.
#[must_use]
pub fn programme(
    name: &str,
    rows: &[ProgrammeRow],
    known: &[Action],
    today: NaiveDate,
) -> Reconciled {
    let is_of_it = |action: &&Action| matches!(action.origin(), Origin::Programme { programme, .. } if programme == name);
    let own: Vec<&Action> = known.iter().filter(is_of_it).collect();
    let matched = matched(rows, &own);
    let mut taken: BTreeSet<String> = known.iter().map(|one| one.id().to_owned()).collect();
    let mut reconciled = Reconciled::default();
    for (row, found) in rows.iter().zip(&matched) {
        if let Some(action) = found.and_then(|at| own.get(at)) {
            let wanted = change(row, &action.setting());
            reconciled
                .steps
                .extend(since(action, &wanted, Via::Import, today));
            reconciled.ids.push(action.id().to_owned());
            continue;
        }
        let id = free(name, row.number.as_deref(), &taken);
        taken.insert(id.clone());
        let setting = Setting {
            period: name.parse().ok(),
            made_on: today,
        };
        let mut change = change(row, &setting);
        change.when.get_or_insert_with(When::unwritten);
        let change = without_blanks(change);
        let made = Event {
            on: today,
            by: None,
            via: Via::Import,
            change,
        };
        let origin = Origin::Programme {
            programme: name.to_owned(),
            number: row.number.clone(),
        };
        reconciled.ids.push(id.clone());
        reconciled
            .steps
            .push(Step::Add(Action::new(id, origin, made)));
    }
    let met: BTreeSet<usize> = matched.iter().flatten().copied().collect();
    let missing = own.iter().enumerate().filter(|(at, _)| !met.contains(at));
    reconciled.missing = missing.map(|(_, action)| action.id().to_owned()).collect();
    reconciled
}

/// The place among the known actions of the one that each row is.
fn matched(rows: &[ProgrammeRow], own: &[&Action]) -> Vec<Option<usize>> {
    let number = |action: &Action| match action.origin() {
        Origin::Programme { number, .. } => number.clone(),
        Origin::Hand | Origin::Audit { .. } => None,
    };
    let said: Vec<_> = own
        .iter()
        .map(|one| {
            let what = last_said(one, Via::Import).what;
            (words(&what), what, number(one))
        })
        .collect();
    let mut pairs = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let text = row.change.what.as_deref().unwrap_or_default();
        let wanted = words(text);
        for (place, (known, said, number)) in said.iter().enumerate() {
            let likeness = if said == text {
                200
            } else {
                shared(&wanted, known)
            };
            if likeness >= LIKE {
                let same_number = row.number.is_some() && row.number == *number;
                pairs.push((likeness, same_number, std::cmp::Reverse((at, place))));
            }
        }
    }
    pairs.sort_unstable();
    let mut found = vec![None; rows.len()];
    let mut taken = BTreeSet::new();
    for (.., std::cmp::Reverse((at, place))) in pairs.into_iter().rev() {
        if let Some(slot @ None) = found.get_mut(at)
            && taken.insert(place)
        {
            *slot = Some(place);
        }
    }
    found
}

fn change(row: &ProgrammeRow, setting: &Setting) -> Change {
    Change {
        when: row.when.as_deref().map(|text| When::read(text, setting)),
        ..row.change.clone()
    }
}

/// A new action has nothing that a blank cell could take away.
fn without_blanks(mut change: Change) -> Change {
    let texts = [
        &mut change.owner,
        &mut change.team,
        &mut change.commentary,
        &mut change.evidence,
        &mut change.difference,
    ];
    for text in texts {
        if text.as_deref() == Some("") {
            *text = None;
        }
    }
    change
}

/// An id that is not taken: the programme and the row's number, or the next one that is free.
fn free(name: &str, number: Option<&str>, taken: &BTreeSet<String>) -> String {
    let slug = |text: &str| {
        let parts = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("-")
    };
    let name = slug(name);
    let wanted = number
        .map(slug)
        .filter(|number| !number.is_empty())
        .map(|number| format!("{name}/{number}"));
    if let Some(wanted) = wanted.filter(|id| !taken.contains(id)) {
        return wanted;
    }
    let mut n = 1_u64;
    loop {
        let id = format!("{name}/{n}");
        if !taken.contains(&id) {
            return id;
        }
        n += 1;
    }
}
