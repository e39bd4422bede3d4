use std::collections::BTreeMap;

use crate::model::LengthOfTime;

/// One rule of the clock: what must be done how long after, or before, what.
///
/// A rule is data, because authorities differ: in what starts it, in how they count, and in what the law says by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timescale {
    /// As scripts name it.
    pub id: String,
    /// Other names for the same rule.
    pub also_called: Vec<String>,
    /// As a reader sees it.
    pub title: String,
    /// What starts the clock, in words.
    pub from: String,
    /// How long there is.
    pub limit: LengthOfTime,
    /// Whether the limit lies after what starts the clock, or before it.
    pub direction: Direction,
    /// Whether it binds everybody.
    pub standing: Standing,
    /// The statute, guidance or practice that it comes from, by name.
    pub source: String,
    /// Whether somebody has held it against the source's own words.
    pub verified: bool,
    /// What a reader should know besides.
    pub note: Option<String>,
    /// Which day is the first that counts.
    pub count_from: CountFrom,
    /// What a month is.
    pub month_rule: MonthRule,
    /// Which part of a meeting in parts counts.
    pub parts: Parts,
    /// What becomes of a due date on a day off.
    pub day_off: DayOff,
}

/// On which side of what starts the clock the limit lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// At the latest so long after it.
    #[default]
    After,
    /// At the latest so long before it, like a report before a review.
    Before,
}

/// What a timescale rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An act or regulations.
    Law,
    /// Statutory guidance.
    Guidance,
    /// An authority's own rule.
    Local,
}

/// Which day is the first that counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountFrom {
    /// The day after; the day that starts the clock is day 0.
    #[default]
    Next,
    /// The day that starts the clock is day 1.
    Same,
}

/// What a month is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MonthRule {
    /// The same day number, else the month's last day.
    #[default]
    Calendar,
    /// A twelfth of 365¼ days: 3 months are 91 days and 6 months 183, as some case systems count.
    Days,
}

/// Which part of a meeting counts that was held in parts.
///
/// Both are the stricter by default: the next one is due from the first part, and it was held when its last part was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// From which part the next due date is counted.
    pub next_from: Part,
    /// On which part it counts as held.
    pub held_on: Part,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            next_from: Part::First,
            held_on: Part::Last,
        }
    }
}

/// The first part or the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The earliest day.
    First,
    /// The latest day.
    Last,
}

/// What becomes of a due date on a Saturday, Sunday or bank holiday.
///
/// It is kept by default. Where a limit is "not more than 3 months", the law does not say that a weekend makes it longer, so
/// only an authority that has decided otherwise moves it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOff {
    /// The due date stays.
    #[default]
    Keep,
    /// It moves to the next working day.
    Next,
    /// It moves to the working day before.
    Previous,
}

/// Timescales by id, found by any of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timescales(BTreeMap<String, Timescale>);

impl Timescales {
    /// The timescale with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Timescale> {
        let called = |one: &&Timescale| one.also_called.iter().any(|other| other == name);
        self.0.get(name).or_else(|| self.0.values().find(called))
    }

    /// All of them, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Timescale> {
        self.0.values()
    }

    /// Every name that one can be found by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.values().flat_map(|one| {
            std::iter::once(one.id.as_str()).chain(one.also_called.iter().map(String::as_str))
        })
    }

    /// Adds one in place of another with its id.
    pub(crate) fn put(&mut self, one: Timescale) {
        self.0.insert(one.id.clone(), one);
    }
}
