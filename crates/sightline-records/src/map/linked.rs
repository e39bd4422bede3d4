//! Rows that belong to rows of other tables by an id: factors to their assessment.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sightline_engine::model::FactValue;

use super::about::main_list;
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
        | Target::CaseThrough(_)
        | Target::Never
        | Target::Ignore
        | Target::Fact { .. }
        | Target::Field { .. } => None,
    };
    links(table, row, kind)
}

/// The id by which a row names one of another table.
pub(super) fn through(table: &Table, row: &Held<'_>) -> Option<Link> {
    links(table, row, kind_through).pop()
}

/// Whether the rows of a table belong to others and have no day of their own.
pub(super) fn is_undated(table: &Table) -> bool {
    let mut targets = table.columns.iter().flat_map(|column| &column.to);
    targets.any(|to| kind_through(to).is_some()) && main_list(table).is_none()
}

/// Gives events the day of the row that theirs belongs to.
pub(super) fn dated(events: &mut BTreeMap<String, BTreeMap<String, FactValue>>, day: NaiveDate) {
    for (list, values) in events {
        if let Some(list) = List::named(list) {
            values.insert(list.key().to_owned(), FactValue::Date(day));
        }
    }
}

fn kind_through(to: &Target) -> Option<String> {
    match to {
        Target::CaseThrough(link) => Some(link.clone()),
        Target::Case
        | Target::Gives(_)
        | Target::Never
        | Target::Ignore
        | Target::Fact { .. }
        | Target::Field { .. } => None,
    }
}

fn links(table: &Table, row: &Held<'_>, kind: impl Fn(&Target) -> Option<String>) -> Vec<Link> {
    let cells = row.cells.iter().filter_map(|(at, cell)| {
        let link = table.columns.get(*at)?.to.iter().find_map(&kind)?;
        Some((link, cell.text().into_owned()))
    });
    cells.filter(|(_, id)| !id.is_empty()).collect()
}
