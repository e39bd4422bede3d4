//! A row below the headings: skipped, refused, or kept until its child's other rows are there.

use std::rc::Rc;

use sightline_engine::Code;

use super::skip::{Skip, skip};
use super::{Gather, Pass};
use crate::cell::{Cell, Row};
use crate::layout::{Rows, Target};
use crate::normal::heading;
use crate::problem::{Said, Where};
use crate::reject::Reject;
use crate::spool::hash;

impl Gather<'_> {
    /// Takes a row of a table by the place of its cells.
    pub(super) fn take(&mut self, place: usize, row: &dyn Row) {
        let layout = self.layout;
        let Some(known) = self.places.get(place) else {
            return;
        };
        let Some(table) = layout
            .tables
            .get(known.table)
            .filter(|table| table.rows != Rows::Nobody)
        else {
            return;
        };
        let id = table.roles.id;
        let id_at = id.and_then(|id| known.columns.get(id).copied().flatten());
        let id_cell = id_at.map_or(Cell::Blank, |at| row.cell(at));
        let id_text = id_cell.text();
        if let Some(skip) = skip(row, &id_text, id_at, known.width) {
            // A row that repeats the headings is told by its own first word.
            self.skipped(place, row.number(), skip);
            return;
        }
        let id_column = id.and_then(|id| table.columns.get(id));
        // Nearly every id has a digit and no heading of ids has one, so few are compared.
        let is_heading = !id_text.bytes().any(|byte| byte.is_ascii_digit())
            && id_column.is_some_and(|column| column.headings.contains(&heading(&id_text)));
        if is_heading {
            self.skipped(place, row.number(), Skip::Headings);
            return;
        }
        let beyond = (known.width..row.len()).any(|n| !row.cell(n).is_blank());
        if beyond && !row.is_strict() {
            let said = "cells stand beyond the last heading, and are not read";
            let help = "look whether the row has slipped to the right";
            let at = known.at(row.number(), None);
            if self.pass == Pass::First {
                self.problems
                    .add(&at, &Said::warning(Code::LINE_SYNTAX, said).help(help));
            }
        }
        let columns = Rc::clone(&known.columns);
        let cell = |n: usize| {
            columns
                .get(n)
                .copied()
                .flatten()
                .map_or(Cell::Blank, |at| row.cell(at))
        };
        if row.is_strict() && row.len() != known.width && is_ragged(row, known.width) {
            let message = format!(
                "the row has {} cells, and the headings are {}",
                row.len(),
                known.width
            );
            let help = "look for a separator or a quote too many or too few: cells may stand under the wrong heading";
            let at = known.at(row.number(), None);
            self.refuse(
                place,
                row.number(),
                &cell,
                &at,
                &Said::error(Code::LINE_SYNTAX, message).help(help),
            );
            return;
        }
        self.put(place, row.number(), &cell);
    }

    fn skipped(&mut self, place: usize, row: u64, skip: Skip) {
        if let Some(at) = self.places.get(place).map(|place| place.at(row, None)) {
            self.say_at(&at, &Said::warning(Code::ROW_SKIPPED, skip.words()));
        }
    }

    /// Keeps a row whose cells are given by the layout's columns.
    pub(super) fn put<'c>(&mut self, place: usize, number: u64, cell: &dyn Fn(usize) -> Cell<'c>) {
        let layout = self.layout;
        let Some(known) = self.places.get(place) else {
            return;
        };
        let Some(table) = layout.tables.get(known.table) else {
            return;
        };
        if self.pass == Pass::First {
            self.n_rows += 1;
        }
        let Some((at, id_column)) = table.id() else {
            return;
        };
        let id_cell = cell(at);
        let written = id_cell.text();
        let whose = || known.at(number, Some(at));
        if written.is_empty() {
            let whose = whose();
            let said = Said::error(Code::DAMAGED_ID, "the row does not say whose it is")
                .help("give it the child's id");
            self.refuse(place, number, cell, &whose, &said);
            return;
        }
        let id = match id_column.to.iter().find_map(Target::through) {
            None => written.into_owned(),
            Some(link) => match self.links.get(&(link.to_owned(), written.into_owned())) {
                Some(id) => id.clone(),
                None if self.pass == Pass::Links => return,
                None => {
                    let said = Said::error(
                        Code::DAMAGED_ID,
                        "no row of another table says which child this belongs to",
                    )
                    .help("import the table that does with it, in one command");
                    let whose = whose();
                    self.refuse(place, number, cell, &whose, &said);
                    return;
                }
            },
        };
        if self.pass == Pass::Links {
            self.link(place, &id, cell);
            return;
        }
        if self.pass == Pass::First {
            self.see(place, &id, cell);
        }
        let hash = hash(&id);
        if hash % self.part.1 != self.part.0 {
            return;
        }
        let kept = table.roles.kept.iter();
        let is_mended = self.places.get(place).is_some_and(|place| place.is_mended);
        let cells = kept.map(|n| (*n, unquoted(cell(*n), is_mended)));
        self.spool.push(hash, place, number, &id, cells);
    }

    /// Notes whose the ids in a row are.
    fn link<'c>(&mut self, place: usize, id: &str, cell: &dyn Fn(usize) -> Cell<'c>) {
        let layout = self.layout;
        let table = self
            .places
            .get(place)
            .and_then(|place| layout.tables.get(place.table));
        let columns = table
            .map(|table| table.columns.as_slice())
            .unwrap_or_default();
        for (n, column) in columns.iter().enumerate() {
            for to in &column.to {
                if let Target::Gives(link) = to
                    && !cell(n).is_blank()
                {
                    self.links
                        .insert((link.clone(), cell(n).text().into_owned()), id.to_owned());
                }
            }
        }
    }

    /// Notes what a row tells of its columns.
    fn see<'c>(&mut self, place: usize, id: &str, cell: &dyn Fn(usize) -> Cell<'c>) {
        let layout = self.layout;
        let Some(known) = self.places.get_mut(place) else {
            return;
        };
        known.widths.see(id);
        let Some(table) = layout.tables.get(known.table) else {
            return;
        };
        let order_is_known =
            |column: &crate::layout::Column| column.dates.or(layout.dates).is_some();
        let columns = table.columns.iter().zip(&mut known.dates).enumerate();
        for (n, (column, dates)) in columns {
            if column.is_date()
                && !order_is_known(column)
                && let Cell::Text(text) = cell(n)
            {
                dates.see(&text);
            }
        }
    }

    /// Refuses a row.
    fn refuse<'c>(
        &mut self,
        place: usize,
        number: u64,
        cell: &dyn Fn(usize) -> Cell<'c>,
        at: &Where,
        said: &Said,
    ) {
        if self.pass != Pass::First {
            return;
        }
        self.n_rejected += 1;
        let layout = self.layout;
        self.problems.add(at, said);
        let Some(known) = self.places.get(place) else {
            return;
        };
        let Some(table) = layout.tables.get(known.table) else {
            return;
        };
        let reject = Reject::new(table, known, number, &said.message, cell);
        (self.reject)(&reject);
    }
}

/// Whether cells are missing or left over, and not just blank ones at the end.
fn is_ragged(row: &dyn Row, width: usize) -> bool {
    row.len() < width || (width..row.len()).any(|n| !row.cell(n).is_blank())
}

/// A cell of a list of refused rows, where a mark keeps text from being taken for a formula.
fn unquoted(cell: Cell<'_>, is_mended: bool) -> Cell<'_> {
    let rest = match &cell {
        Cell::Text(text) if is_mended => text.strip_prefix('\''),
        Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Flaw(_) => None,
    };
    match rest.filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])) {
        Some(rest) => Cell::Text(rest.to_owned().into()),
        None => cell,
    }
}
