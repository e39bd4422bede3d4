//! What an import did.

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline_engine::Severity;
use sightline_engine::model::Case;

use super::Question;
use crate::date::DateOrder;
use crate::gather::{Gather, UnknownColumn};
use crate::layout::{Layout, Table, Target};
use crate::place::Place;
use crate::problem::Problem;

/// What an import did, or would do.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many children have a case now.
    pub cases: u64,
    /// How many rows of tables were read.
    pub rows: u64,
    /// How many of them were refused.
    pub rejected: u64,
    /// How many facts were read.
    pub facts: u64,
    /// How many events of each list were read.
    pub events: BTreeMap<String, u64>,
    /// Tables as they were found.
    pub tables: Vec<TableRead>,
    /// Headings that mean nothing to the layout.
    pub unknown_columns: Vec<UnknownColumn>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What has to be asked before anything can be read.
    pub questions: Vec<Question>,
    /// How dates are written in each source, as somebody said or the file told, to be remembered as [`crate::Answers`].
    pub learned: Vec<(String, DateOrder)>,
}

/// A table of the layout, found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRead {
    /// The file.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The table of the layout.
    pub table: String,
    /// Headings as they stand, and what becomes of each.
    pub columns: Vec<(Arc<str>, String)>,
    /// Headings of the layout that would have been read and are not there: a column that an export has lost, say.
    pub absent: Vec<String>,
}

impl Report {
    /// Whether a file was refused, so that nothing was kept.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems
            .iter()
            .any(|one| one.severity == Severity::Error && one.rows.is_empty())
    }

    pub(super) fn count(&mut self, case: &Case) {
        self.cases += 1;
        self.facts += case.facts.len() as u64;
        for (list, events) in &case.history {
            if !events.is_empty() {
                let n = events.len() as u64;
                match self.events.get_mut(list) {
                    Some(all) => *all += n,
                    None => drop(self.events.insert(list.clone(), n)),
                }
            }
        }
    }
}

/// The tables that were found, with what becomes of their columns.
pub(super) fn tables(layout: &Layout, gather: &Gather<'_>) -> Vec<TableRead> {
    let read = gather.places.iter().filter_map(|place| {
        let table = layout.tables.get(place.table)?;
        let columns = table.columns.iter().zip(&place.titles);
        let columns = columns.filter_map(|(column, title)| {
            let to: Vec<String> = column.to.iter().map(ToString::to_string).collect();
            Some((title.clone()?, to.join(", ")))
        });
        Some(TableRead {
            file: Arc::clone(&place.file),
            sheet: place.sheet.clone(),
            table: table.name.clone(),
            columns: columns.collect(),
            absent: absent(table, place),
        })
    });
    read.collect()
}

/// What of a table's columns a row of headings does not have. XML has no such row, and rows that come back put right have what
/// they had.
fn absent(table: &Table, place: &Place) -> Vec<String> {
    let has_headings = place.columns.iter().any(Option::is_some);
    if place.is_mended || !has_headings {
        return Vec::new();
    }
    let is_read = |to: &Target| !matches!(to, Target::Ignore | Target::Never);
    let columns = table.columns.iter().zip(&place.titles);
    columns
        .filter(|(column, title)| title.is_none() && column.to.iter().any(is_read))
        .map(|(column, _)| column.title.clone())
        .collect()
}
