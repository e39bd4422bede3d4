//! By when an action is to be done: as somebody wrote it, and as far as a day can be read from that.

mod phrase;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::calendar::Period;

/// By when something is to be done.
///
/// ```
/// use sightline_engine::action::{Due, Setting, When};
///
/// let setting = Setting { period: "2025-26".parse().ok(), made_on: "2025-04-14".parse()? };
/// let due = |text: &str| When::read(text, &setting).due.to_string();
/// assert_eq!(due("By end of Q2 2025-26"), "2025-09-30");
/// assert_eq!(due("In Q2"), "2025-09-30");
/// assert_eq!(due("Across 2025-26"), "2026-03-31");
/// assert_eq!(due("Ideally, with immediate effect"), "2025-04-14");
/// assert_eq!(due("ongoing"), "ongoing");
/// assert_eq!(due("by the second review"), "waits for an event");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// As it was written; empty where nothing was.
    pub written: String,
    /// What that means.
    pub due: Due,
}

/// What is known of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// By the end of this day: of a period that was named, its last.
    By(NaiveDate),
    /// It goes on, and is never late.
    Ongoing,
    /// No day can be told.
    Untold(Why),
}

/// Why no day can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was written.
    NothingWritten,
    /// A month or quarter without its year, and nothing else says which.
    NoYear,
    /// It hangs on something that happens, such as a review, and not on a day.
    Event,
    /// These words are not known.
    NotUnderstood,
}

/// What the words stand among: they mean other days in another year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The period of the programme of work, for `In Q2` and `October`.
    pub period: Option<Period>,
    /// The day the action was made, for `with immediate effect`.
    pub made_on: NaiveDate,
}

impl When {
    /// Reads what somebody wrote.
    ///
    /// Dates in figures are read day first, as England writes them; one that can only be month first is not read at all.
    #[must_use]
    pub fn read(text: &str, setting: &Setting) -> Self {
        Self {
            written: text.trim().to_owned(),
            due: phrase::due(text, setting),
        }
    }

    /// A day, and no other words for it.
    #[must_use]
    pub fn by(day: NaiveDate) -> Self {
        Self {
            written: String::new(),
            due: Due::By(day),
        }
    }

    /// Nothing at all.
    #[must_use]
    pub fn unwritten() -> Self {
        Self {
            written: String::new(),
            due: Due::Untold(Why::NothingWritten),
        }
    }

    /// As a table shows it: the words, or the day where there are none.
    #[must_use]
    pub fn shown(&self) -> String {
        match (self.written.is_empty(), self.due) {
            (true, Due::By(day)) => day.format("%-d %B %Y").to_string(),
            _ => self.written.clone(),
        }
    }
}

impl Due {
    /// The day, where there is one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::By(day) => Some(day),
            Self::Ongoing | Self::Untold(_) => None,
        }
    }
}

impl Why {
    const ALL: [Self; 4] = [
        Self::NothingWritten,
        Self::NoYear,
        Self::Event,
        Self::NotUnderstood,
    ];

    /// In a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NothingWritten => "nothing written",
            Self::NoYear => "no year",
            Self::Event => "waits for an event",
            Self::NotUnderstood => "not understood",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::NothingWritten => "write by when it is to be done",
            Self::NoYear => "write the year, such as `Q2 2025-26`, or name the programme's year",
            Self::Event => "write the day on which that is expected, too",
            Self::NotUnderstood => {
                "write a day, a month or a quarter, such as `31/10/2025` or `Q2 2025-26`"
            }
        }
    }
}

const ONGOING: &str = "ongoing";

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::By(day) => write!(f, "{day}"),
            Self::Ongoing => f.write_str(ONGOING),
            Self::Untold(why) => f.write_str(why.words()),
        }
    }
}

impl FromStr for Due {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == ONGOING {
            return Ok(Self::Ongoing);
        }
        if let Some(why) = Why::ALL.into_iter().find(|why| why.words() == text) {
            return Ok(Self::Untold(why));
        }
        text.parse().map(Self::By).map_err(|_| ())
    }
}
