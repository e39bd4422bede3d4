//! The register of actions: what was to be done, by whom and when, and what became of it.
//!
//! An action is a list of [`Event`]s that only grows; its [`State`] on any day is folded from those up to that day, so what was
//! open when a quarter began can be said a year later and comes out the same. Actions come from audits, from rows of a
//! programme of work, or by hand; [`reconcile`] tells a second reading of the same thing from a new thing.
//!
//! ```
//! use sightline_engine::action::{Action, Change, Ended, Event, Origin, Register, Standing, Status, Via, When};
//!
//! let made = Event {
//!     on: "2025-05-12".parse()?,
//!     by: None,
//!     via: Via::Hand,
//!     change: Change {
//!         what: Some("Agree who keeps the later life letter up to date".into()),
//!         owner: Some("Service manager".into()),
//!         when: Some(When::by("2025-08-29".parse()?)),
//!         ..Change::default()
//!     },
//! };
//! let mut action = Action::new("H-1", Origin::Hand, made);
//! let done = Change { status: Some(Status::Done), evidence: Some("Agreed in the July meeting".into()), ..Change::default() };
//! action.push(Event { on: "2025-09-05".parse()?, by: None, via: Via::Hand, change: done });
//!
//! let register = Register::new(vec![action]);
//! let (quarter, today) = ("2025-26-Q2".parse().map_err(|()| "it is one")?, "2025-10-10".parse()?);
//! let rows = register.rows(quarter, today);
//! assert_eq!((rows[0].standing, rows[0].ended), (Standing::Carried, Ended::Late));
//! let counts = register.summary(quarter, today).all;
//! assert_eq!((counts.carried, counts.done_late, counts.evidenced, counts.open), (1, 1, 1, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod burned;
mod collect;
mod count;
mod event;
mod light;
mod likeness;
mod programme;
pub mod reconcile;
mod register;
mod repeat;
mod row;
mod state;
#[cfg(test)]
mod tests;
mod when;

use chrono::NaiveDate;

use crate::calendar::{Period, Quarter};

pub use burned::{Burned, quarter_ends};
pub use count::{Counts, Ended, Standing, Summary};
pub use event::{Change, Event, Repeats, Status, Via};
pub use light::Light;
pub use likeness::{LIKE, likeness};
pub use register::Register;
pub use repeat::{Repeat, repeats};
pub use row::Row;
pub use state::State;
pub use when::{Due, Setting, When, Why};

/// Something that is to be done, with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    id: String,
    origin: Origin,
    /// In the order they were recorded; the first made it.
    events: Vec<Event>,
}

/// Where an action comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody wrote it into the register.
    Hand,
    /// An audit asked for it.
    Audit {
        /// The audit.
        audit: String,
        /// Its case.
        case: String,
        /// The template.
        template: String,
    },
    /// A row of a programme of work.
    Programme {
        /// What the programme is called, such as `2025-26`.
        programme: String,
        /// The number of the row, as it was written.
        number: Option<String>,
    },
}

impl Origin {
    /// In a few words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Hand => "added by hand".to_owned(),
            Self::Audit { audit, .. } => format!("audit {audit}"),
            Self::Programme { programme, number } => match number {
                Some(number) => format!("programme {programme}, row {number}"),
                None => format!("programme {programme}"),
            },
        }
    }
}

impl Action {
    /// An action as it was made.
    #[must_use]
    pub fn new(id: impl Into<String>, origin: Origin, made: Event) -> Self {
        Self {
            id: id.into(),
            origin,
            events: vec![made],
        }
    }

    /// Adds what happened next.
    pub fn push(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where it comes from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Everything that was recorded of it, in that order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The day it was made.
    #[must_use]
    pub fn made_on(&self) -> NaiveDate {
        self.events.first().map_or(NaiveDate::MIN, |made| made.on)
    }

    /// The period that it belongs to: its programme's, or the financial year in which it was made.
    #[must_use]
    pub fn edition(&self) -> Period {
        let named = match &self.origin {
            Origin::Programme { programme, .. } => programme.parse().ok(),
            Origin::Hand | Origin::Audit { .. } => None,
        };
        named.unwrap_or_else(|| Period::Year(Quarter::of(self.made_on()).year))
    }

    /// What `When` phrases of it stand among.
    #[must_use]
    pub fn setting(&self) -> Setting {
        let period = match &self.origin {
            Origin::Programme { programme, .. } => programme.parse().ok(),
            Origin::Hand | Origin::Audit { .. } => None,
        };
        Setting {
            period,
            made_on: self.made_on(),
        }
    }

    /// How it stands, by everything that was recorded.
    #[must_use]
    pub fn state(&self) -> State {
        State::of(&self.events)
    }

    /// How it stood at the end of a day; nothing, before it was made.
    #[must_use]
    pub fn as_at(&self, day: NaiveDate) -> Option<State> {
        (self.made_on() <= day)
            .then(|| State::of(self.events.iter().filter(|event| event.on <= day)))
    }
}
