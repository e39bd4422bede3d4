//! Rows that belong to rows of other tables by an id: factors to their assessment, a conference to the enquiry it came of.

use sightline_engine::Code;
use sightline_engine::model::FactValue;

use super::read::Read;
use super::{Child, Map};
use crate::layout::Table;
use crate::place::Place;
use crate::problem::Said;
use crate::spool::Held;

/// An id that stands for a row of another table, after its kind.
pub(super) type Link = (String, String);

/// The ids by which other tables name a row.
pub(super) fn given<'r>(table: &'r Table, row: &'r Held<'_>) -> impl Iterator<Item = Link> + 'r {
    let gives = table.roles.gives.iter();
    gives.filter_map(|(at, kind)| link(row, *at, kind))
}

fn link(row: &Held<'_>, column: usize, kind: &str) -> Option<Link> {
    let (_, cell) = row.cells.iter().find(|(at, _)| *at == column)?;
    let id = cell.text();
    (!id.is_empty()).then(|| (kind.to_owned(), id.into_owned()))
}

impl Map<'_> {
    /// Gives what a row says of another table's row the day of that row; false where the row is refused for want of it.
    pub(super) fn lend_days(
        &mut self,
        child: &Child<'_>,
        (place, table): (&Place, &Table),
        row: &Held<'_>,
        read: &mut Read<'_>,
    ) -> bool {
        let Some((column, kind)) = &table.roles.through else {
            return true;
        };
        let dayless = &table.roles.dayless;
        if !read.events.iter().any(|(list, _)| dayless.contains(list)) {
            return true;
        }
        let Some(link) = link(row, *column, kind) else {
            return true;
        };
        if let Some(day) = child.days.get(&link) {
            for (list, values) in &mut read.events {
                if dayless.contains(list) {
                    values.insert(list.key().to_owned(), FactValue::Date(*day));
                }
            }
            return true;
        }
        if table.roles.main.is_none() {
            let said = Said::error(
                Code::BAD_CELL,
                "the row that this one belongs to has no date, so nothing can be kept of this one",
            );
            let said = said.help("give the other row its date");
            self.problems.add(&place.at(row.number, None), &said);
            self.refuse(row, &said.message);
            return false;
        }
        read.events.retain(|(list, _)| !dayless.contains(list));
        let message = format!(
            "the {kind} that this row names is in no other table, or has no date there; the row is kept without it"
        );
        let said = Said::warning(Code::BAD_CELL, message)
            .help("import the table that does with it, in one command; or correct the id");
        self.problems
            .add(&place.at(row.number, Some(*column)), &said);
        true
    }
}
