//! What a row or an event is about.

use sightline_engine::model::Event;

use super::date;
use crate::layout::{Table, Target};
use crate::vocabulary::List;

/// Whether two events of a list are about the same plan, review or visit.
pub(crate) fn is_same(list: &List, one: &Event, other: &Event) -> bool {
    let days = |event: &Event| {
        (
            date(event, list.key()),
            list.due().and_then(|due| date(event, due)),
        )
    };
    let same_day = match (days(one), days(other)) {
        ((Some(one), _), (Some(other), _)) => one == other,
        // What was due is the same as what was then held.
        ((_, one), (_, other)) => one.is_some() && one == other,
    };
    same_day
        && list.apart.is_none_or(|apart| {
            let (one, other) = (one.values.get(apart), other.values.get(apart));
            one.is_none() || other.is_none() || one == other
        })
}

/// The list that a table's rows are about: the first one whose date is among its columns.
pub(super) fn main_list(table: &Table) -> Option<&'static List> {
    let fields = table.columns.iter().flat_map(|column| &column.to);
    let lists = fields.filter_map(|to| match to {
        Target::Field { list, .. } => List::named(list),
        Target::Case
        | Target::Through(_)
        | Target::Gives(_)
        | Target::Never
        | Target::Ignore
        | Target::Fact { .. } => None,
    });
    lists
        .into_iter()
        .find(|list| column_of(table, list).is_some())
}

/// The column that holds the date of a list.
pub(super) fn column_of(table: &Table, list: &List) -> Option<usize> {
    let is_key = |to: &Target| matches!(to, Target::Field { list: of, field, .. } if of == list.name && field == list.key());
    table
        .columns
        .iter()
        .position(|column| column.to.iter().any(is_key))
}
