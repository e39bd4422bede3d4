//! What a second reading of an audit or a programme of work adds to the register.
//!
//! Both compare with what the last reading said, event by event, and not with what people recorded since: reading the same
//! again gives no step at all, and never undoes anybody's work.

use chrono::NaiveDate;

pub use super::collect::{FromAudit, audit};
pub use super::programme::{ProgrammeRow, Reconciled, programme};
use super::{Action, Change, Event, State, Via};

/// One thing to be added to the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new action.
    Add(Action),
    /// What happened to a known one.
    Change {
        /// Its id.
        action: String,
        /// What happened.
        event: Event,
    },
}

/// What is otherwise than the last reading said, as an event; nothing where nothing is.
pub(super) fn since(action: &Action, wanted: &Change, via: Via, on: NaiveDate) -> Option<Step> {
    let said = last_said(action, via);
    let change = said.differing(wanted);
    (!change.is_empty()).then(|| Step::Change {
        action: action.id().to_owned(),
        event: Event {
            on,
            by: None,
            via,
            change,
        },
    })
}

/// How an action stands by what came in one way alone.
pub(super) fn last_said(action: &Action, via: Via) -> State {
    State::of(action.events().iter().filter(|event| event.via == via))
}
