//! What can be recorded of an action.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Light, When};

/// Something that happened to an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day it happened.
    pub on: NaiveDate,
    /// Who recorded it: a role or a staff code.
    pub by: Option<String>,
    /// How it came in.
    pub via: Via,
    /// What is otherwise since.
    pub change: Change,
}

/// How an event came into the register.
///
/// A second reading of a programme or an audit is held against what the first one said, and not against what people
/// recorded since: a file that is read again must not undo their work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A person recorded it.
    Hand,
    /// A programme of work was imported.
    Import,
    /// It was collected from an audit.
    Audit,
}

/// What an event changes; what is absent stays as it was, and empty text takes away.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// What is to be done.
    pub what: Option<String>,
    /// Who does it.
    pub owner: Option<String>,
    /// The team it concerns.
    pub team: Option<String>,
    /// By when.
    pub when: Option<When>,
    /// Whether it is open.
    pub status: Option<Status>,
    /// The color that a person gave it.
    pub rag: Option<Light>,
    /// What is said of its progress.
    pub commentary: Option<String>,
    /// What shows that it was done.
    pub evidence: Option<String>,
    /// What is better for children since.
    pub difference: Option<String>,
    /// Whether it is an earlier action again, where a person has said so.
    pub repeats: Option<Repeats>,
}

impl fmt::Debug for Change {
    /// Hides the words: what auditors agreed may name a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change")
            .field("when", &self.when)
            .field("status", &self.status)
            .field("rag", &self.rag)
            .finish_non_exhaustive()
    }
}

impl Change {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether an action is to be done yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is to be done.
    #[default]
    Open,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Status {
    type Err = ();

    /// Reads the words that programmes of work use.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().to_lowercase().replace(['-', '_'], " ");
        Ok(match text.as_str() {
            "open" | "not started" | "in progress" | "started" | "ongoing" | "on track"
            | "overdue" | "delayed" | "outstanding" | "not complete" | "incomplete" => Self::Open,
            "done" | "complete" | "completed" | "closed" | "achieved" | "finished" | "met" => {
                Self::Done
            }
            "dropped" | "cancelled" | "canceled" | "withdrawn" | "superseded"
            | "no longer needed" | "no longer required" => Self::Dropped,
            _ => return Err(()),
        })
    }
}

/// What a person said of an action being an earlier one again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// It is this one again.
    Action(String),
    /// It is a new one, however alike.
    Nothing,
}

const NOTHING: &str = "none";

impl fmt::Display for Repeats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Action(id) => id,
            Self::Nothing => NOTHING,
        })
    }
}

impl FromStr for Repeats {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.trim() {
            "" => Err(()),
            NOTHING => Ok(Self::Nothing),
            id => Ok(Self::Action(id.to_owned())),
        }
    }
}
