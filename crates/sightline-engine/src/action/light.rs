//! Red, amber, green.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Due, Ended, State};
use crate::measure::Rag;

/// The color of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Late.
    Red,
    /// At risk.
    Amber,
    /// On track, or done.
    Green,
}

/// From so many days before it is due, an open action is amber.
const SOON: i64 = 28;

impl Light {
    /// The color that follows from the register alone, at the end of a day; none for what was dropped or rolled over.
    ///
    /// Red is overdue. Amber is due within 28 days, or has nobody to do it, or no day that could be read. Green is everything
    /// else that is open, and what is done.
    #[must_use]
    pub fn computed(state: &State, ended: Ended, day: NaiveDate) -> Option<Self> {
        match ended {
            Ended::Dropped | Ended::RolledOver => return None,
            Ended::OnTime | Ended::Late | Ended::Undated => return Some(Self::Green),
            Ended::Overdue => return Some(Self::Red),
            Ended::Open => {}
        }
        let is_soon = match state.when.due {
            Due::By(due) => (due - day).num_days() <= SOON,
            Due::Ongoing => false,
            Due::Untold(_) => true,
        };
        Some(if is_soon || state.owner.is_none() {
            Self::Amber
        } else {
            Self::Green
        })
    }

    /// The same color of a measure, with its letter, word and sign.
    #[must_use]
    pub fn rag(self) -> Rag {
        match self {
            Self::Red => Rag::Red,
            Self::Amber => Rag::Amber,
            Self::Green => Rag::Green,
        }
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.rag().word()
    }
}

impl fmt::Display for Light {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Light {
    type Err = ();

    /// Reads a letter or a word, in any case.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.trim().to_lowercase().as_str() {
            "r" | "red" => Ok(Self::Red),
            "a" | "amber" | "yellow" => Ok(Self::Amber),
            "g" | "green" => Ok(Self::Green),
            _ => Err(()),
        }
    }
}
