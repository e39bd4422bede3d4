//! Something that happened: its dates, whether two are the same, and one made whole by the other.

use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::model::{Event, FactValue};

use crate::vocabulary::List;

/// Puts events in the order of their dates; those of one day stay as the files have them.
pub(crate) fn order(list: &str, events: &mut [Event]) {
    let list = List::named(list);
    events.sort_by_key(|event| list.and_then(|list| list.day(&event.values)));
}

/// A date of an event.
pub(crate) fn date(event: &Event, field: &str) -> Option<NaiveDate> {
    match event.values.get(field) {
        Some(FactValue::Date(date)) => Some(*date),
        _ => None,
    }
}

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

/// Gives an event the values of another that it lacks, each with the place where it was read.
pub(crate) fn fill(event: &mut Event, other: &Event) {
    let missing: Vec<_> = other
        .values
        .iter()
        .filter(|(name, _)| !event.values.contains_key(*name))
        .collect();
    if missing.is_empty() {
        return;
    }
    let columns = Arc::make_mut(&mut event.columns);
    for (name, value) in missing {
        event.values.insert(name.clone(), value.clone());
        let column = other.columns.get(name).cloned();
        let elsewhere = event.origin != other.origin;
        let place = match (&other.origin, column) {
            (Some(origin), Some(column)) if elsewhere => Some(format!("{origin}, {column}")),
            (_, column) => column,
        };
        columns.extend(place.map(|place| (name.clone(), place)));
    }
}
