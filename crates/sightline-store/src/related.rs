//! Actions parted into those that can have to do with each other.

use std::collections::{BTreeMap, BTreeSet};

use sightline_engine::action::{Action, Origin, Repeats};

/// First those of programmes and by hand, with all of the cases that somebody tied to another action; then each other case's.
pub(crate) fn related(actions: Vec<Action>) -> Vec<Vec<Action>> {
    let mut named = BTreeSet::new();
    for action in &actions {
        for event in action.events() {
            if let Some(Repeats::Action(id)) = &event.change.repeats {
                named.extend([id.clone(), action.id().to_owned()]);
            }
        }
    }
    let tied: BTreeSet<String> = actions
        .iter()
        .filter(|action| named.contains(action.id()))
        .filter_map(|action| case(action).map(str::to_owned))
        .collect();
    let mut first = Vec::new();
    let mut cases: BTreeMap<String, Vec<Action>> = BTreeMap::new();
    for action in actions {
        match case(&action) {
            Some(case) if !tied.contains(case) => {
                cases.entry(case.to_owned()).or_default().push(action);
            }
            _ => first.push(action),
        }
    }
    std::iter::once(first)
        .chain(cases.into_values())
        .filter(|group| !group.is_empty())
        .collect()
}

/// The case that an action was asked for, where an audit asked.
pub(crate) fn case(action: &Action) -> Option<&str> {
    match action.origin() {
        Origin::Audit { case, .. } => Some(case),
        Origin::Hand | Origin::Programme { .. } => None,
    }
}
