//! What is known of a child already, and what a new import says.

use sightline_engine::model::{Case, Event};

use crate::event::{fill, is_same, order};
use crate::vocabulary::List;

/// The case after an import.
///
/// A new fact takes the place of the old one. A plan, review or visit is known by its date (and kind): where both have it,
/// the new one says what is true of it and the old one what the new one leaves out. What the import does not mention
/// stays. A value that is still the same keeps the place where it was first read, so that importing the same again, under
/// whatever name, changes nothing.
///
/// ```
/// use sightline_engine::model::Case;
/// use sightline_records::merge;
///
/// let case = Case { id: "C-1".to_owned(), ..Case::default() };
/// assert_eq!(merge(case.clone(), case.clone()), case);
/// ```
#[must_use]
pub fn merge(old: Case, new: Case) -> Case {
    let mut case = old;
    let mut sources = new.sources;
    for (name, value) in new.facts {
        if case.facts.get(&name) == Some(&value) {
            continue;
        }
        match sources.remove(&name) {
            Some(source) => case.sources.insert(name.clone(), source),
            None => case.sources.remove(&name),
        };
        case.facts.insert(name, value);
    }
    for (name, events) in new.history {
        let before = case.history.remove(&name).unwrap_or_default();
        case.history
            .insert(name.clone(), join(&name, before, events));
    }
    case
}

fn join(name: &str, mut before: Vec<Event>, new: Vec<Event>) -> Vec<Event> {
    let list = List::named(name);
    let mut joined = Vec::with_capacity(before.len() + new.len());
    for mut event in new {
        // Equal values first: two rows of one day may both be there.
        let equal = before.iter().position(|one| one.values == event.values);
        let same = equal.or_else(|| {
            before
                .iter()
                .position(|one| list.is_some_and(|list| is_same(list, one, &event)))
        });
        if let Some(at) = same {
            let old = before.remove(at);
            fill(&mut event, &old);
            if event.values == old.values {
                event = old;
            }
        }
        joined.push(event);
    }
    joined.extend(before);
    order(name, &mut joined);
    joined
}
