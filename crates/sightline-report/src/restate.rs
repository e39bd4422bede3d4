//! What a report says otherwise than an earlier one on the same period.

use std::collections::BTreeMap;

use crate::Report;
use crate::document::plain;
use crate::parts::RestatedPart;
use crate::spec::{Place, Restates};
use crate::table::{Table, filled};

/// What the list of changes is called; it is no part of what is compared.
const CAPTION: &str = "What changed since the report was signed off";
/// What stands for a cell that one of the reports does not have.
const ABSENT: &str = "not there";
/// The most differences that are listed one by one.
const LISTED: usize = 100;

impl Restates {
    /// Of the report as it was signed off, the day of that in words, and why the figures changed.
    #[must_use]
    pub fn new(was: &Report, date: impl Into<String>, because: impl Into<String>) -> Self {
        Self {
            was: cells(was),
            date: date.into(),
            because: because.into(),
        }
    }
}

/// Every cell of the new report's tables that says something else than the old one's, in order.
///
/// ```
/// # use sightline_report::changes;
/// # fn shown(old: &sightline_report::Report, new: &sightline_report::Report) {
/// for [table, row, column, was, is] in changes(old, new) {
///     println!("{table}: {row}, {column}: {was}, now {is}");
/// }
/// # }
/// ```
#[must_use]
pub fn changes(old: &Report, new: &Report) -> Vec<[String; 5]> {
    between(&cells(old), &cells(new))
}

fn between(old: &BTreeMap<Place, String>, new: &BTreeMap<Place, String>) -> Vec<[String; 5]> {
    let mut all = Vec::new();
    for (place, is) in new {
        match old.get(place) {
            Some(was) if was == is => {}
            Some(was) => all.push((place, was.as_str(), is.as_str())),
            None => all.push((place, ABSENT, is.as_str())),
        }
    }
    for (place, was) in old {
        if !new.contains_key(place) {
            all.push((place, was.as_str(), ABSENT));
        }
    }
    all.sort();
    let words = |(place, was, is): (&Place, &str, &str)| {
        let [table, row, column] = place.clone();
        [table, row, column, was.to_owned(), is.to_owned()]
    };
    all.into_iter().map(words).collect()
}

/// Whether a cell's text is more than a sign that nothing is told.
fn is_told(text: &str) -> bool {
    ![ABSENT, "c", ":"].contains(&text)
}

/// Text by table, row and column; tables that show the same things again say the same.
fn cells(report: &Report) -> BTreeMap<Place, String> {
    let mut cells = BTreeMap::new();
    for grid in report
        .document
        .grids()
        .filter(|grid| grid.caption != CAPTION)
    {
        let heads: Vec<String> = grid.columns.iter().map(|one| plain(&one.head)).collect();
        for row in &grid.rows {
            let texts: Vec<String> = row.iter().map(|cell| plain(&cell.text)).collect();
            let name = texts.first().cloned().unwrap_or_default();
            for (head, text) in heads.iter().zip(texts).skip(1) {
                let place = [grid.caption.clone(), name.clone(), head.clone()];
                cells.insert(place, text);
            }
        }
    }
    cells
}

/// What a restated report says of it. One for everybody lists the numbers that both reports show; what either hides it passes over.
pub(crate) fn part(restates: &Restates, new: &Report) -> RestatedPart {
    let mut changes = between(&restates.was, &cells(new));
    if new.context.audience == "public" {
        changes.retain(|[.., was, is]| [was, is].iter().all(|text| is_told(text)));
    }
    let mut table = Table::new(CAPTION, ["Table", "Row", "Column", "Was", "Is"]);
    let n = changes.len();
    for change in changes.into_iter().take(LISTED) {
        table.row(change);
    }
    RestatedPart {
        date: restates.date.clone(),
        because: restates.because.clone(),
        differences: n as u64,
        table: filled(table),
    }
}
