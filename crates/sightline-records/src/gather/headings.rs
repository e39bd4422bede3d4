//! The row of headings, found among titles.

use std::rc::Rc;
use std::sync::Arc;

use sightline_engine::Code;

use super::Gather;
use crate::cell::Row;
use crate::layout::{Rows, Table};
use crate::normal::heading;
use crate::place::Place;
use crate::problem::Said;
use crate::reject;
use crate::source::stem;
use crate::table::Take as _;

/// What the name of a sheet or file is worth, in columns.
const NAME: usize = 4;

impl Gather<'_> {
    /// Opens the table whose headings a row is, if it is one.
    pub(super) fn headings(&mut self, row: &dyn Row) -> Option<usize> {
        let texts: Vec<String> = (0..row.len())
            .map(|n| row.cell(n).text().into_owned())
            .collect();
        let cells: Vec<String> = texts.iter().map(|text| heading(text)).collect();
        let layout = self.layout;
        let called = heading(self.sheet.as_deref().unwrap_or_else(|| stem(&self.file)));
        let scores = layout
            .tables
            .iter()
            .map(|table| score(table, &cells, &called));
        // The first of equals wins.
        let (table, best) = scores.enumerate().rev().max_by_key(|(_, score)| *score)?;
        let Some(known) = layout.tables.get(table).filter(|_| best > 0) else {
            self.nearest.look(layout, row, &cells);
            return None;
        };
        let mut place = Place::new(
            Arc::clone(&self.file),
            self.sheet.clone(),
            table,
            known.columns.len(),
            cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |last| last + 1),
            self.from_1904,
        );
        place.is_sheet = !row.is_strict();
        place.is_mended = cells.iter().any(|cell| cell == reject::MARK);
        for (at, (cell, text)) in cells.iter().zip(&texts).enumerate() {
            if cell.is_empty() {
                continue;
            }
            if place.is_mended && reject::is_own(cell) {
                continue;
            }
            let Some((n, _)) = known.column(cell) else {
                if known.rows != Rows::Nobody {
                    self.unknown(text, Some(&known.name));
                }
                continue;
            };
            let slots = Rc::make_mut(&mut place.columns)
                .get_mut(n)
                .zip(place.titles.get_mut(n));
            let Some((column, title)) = slots else {
                continue;
            };
            if column.is_some() {
                let said = Said::warning(
                    Code::UNKNOWN_COLUMN,
                    format!("the heading `{text}` stands twice, and the first is read"),
                );
                self.say(
                    Some(row.number()),
                    &said.help("take one of the two columns out"),
                );
                continue;
            }
            *column = Some(at);
            *title = Some(Arc::from(text.as_str()));
        }
        if row.number() > 1 {
            let said = Said::warning(
                Code::ROW_SKIPPED,
                "the headings were found below other rows, which are not read",
            );
            self.say(Some(row.number()), &said);
        }
        Some(self.open(place))
    }
}

/// How many columns of a table a row names; none where it does not name whose rows they are.
fn score(table: &Table, cells: &[String], called: &str) -> usize {
    let known = |cell: &&String| !cell.is_empty() && table.column(cell).is_some();
    let n = cells.iter().filter(known).count();
    let id = table.id().map(|(at, _)| at);
    let says_whose = cells.iter().any(|cell| {
        let column = table.column(cell).map(|(at, _)| at);
        column.is_some() && column == id
    });
    if n < 2 || !(says_whose || table.rows == Rows::Nobody) {
        return 0;
    }
    let padded = format!(" {called} ");
    let is_called = table
        .found_as
        .iter()
        .any(|name| padded.contains(&format!(" {name} ")));
    // Columns that the table alone has tell more than a name; a name tells more than columns that all tables have.
    2 * n + if is_called { 2 * NAME } else { 0 }
}
