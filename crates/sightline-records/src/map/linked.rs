//! Rows that belong to rows of other tables by an id: factors to their assessment, a conference to the enquiry it came of.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sightline_engine::model::FactValue;

use super::about::column_of;
use crate::layout::{Table, Target};
use crate::spool::Held;
use crate::vocabulary::List;

/// An id that stands for a row of another table, after its kind.
type Link = (String, String);

/// The ids by which other tables name a row.
pub(super) fn given(table: &Table, row: &Held<'_>) -> Vec<Link> {
    let kind = |to: &Target| match to {
        Target::Gives(link) => Some(link.clone()),
        Target::Case
        | Target::Through(_)
        | Target::Never
        | Target::Ignore
        | Target::Fact { .. }
        | Target::Field { .. } => None,
    };
    links(table, row, kind)
}

/// The id by which a row names one of another table.
pub(super) fn through(table: &Table, row: &Held<'_>) -> Option<Link> {
    links(table, row, |to| match to {
        Target::Through(link) => Some(link.clone()),
        Target::Case
        | Target::Gives(_)
        | Target::Never
        | Target::Ignore
        | Target::Fact { .. }
        | Target::Field { .. } => None,
    })
    .pop()
}

/// Whether rows of a table say something of the rows of another, whose day they take.
pub(super) fn is_lent_a_day(table: &Table) -> bool {
    let mut columns = table.columns.iter();
    columns.any(|column| column.through().is_some()) && {
        let mut targets = table.columns.iter().flat_map(|column| &column.to);
        targets.any(|to| matches!(to, Target::Field { list, .. } if is_dayless(table, list)))
    }
}

/// Whether a table has no day of its own for what it says of a list.
pub(super) fn is_dayless(table: &Table, list: &str) -> bool {
    List::named(list).is_some_and(|list| column_of(table, list).is_none())
}

/// Gives an event the day of the row that its own belongs to.
pub(super) fn lend(list: &str, values: &mut BTreeMap<String, FactValue>, day: NaiveDate) {
    if let Some(list) = List::named(list) {
        values.insert(list.key().to_owned(), FactValue::Date(day));
    }
}

fn links(table: &Table, row: &Held<'_>, kind: impl Fn(&Target) -> Option<String>) -> Vec<Link> {
    let cells = row.cells.iter().filter_map(|(at, cell)| {
        let link = table.columns.get(*at)?.to.iter().find_map(&kind)?;
        Some((link, cell.text().into_owned()))
    });
    cells.filter(|(_, id)| !id.is_empty()).collect()
}
