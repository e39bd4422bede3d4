//! What an event is about.

use sightline_engine::model::Event;

use super::date;
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
