//! How many actions were open at the end of each quarter.

use chrono::NaiveDate;

use crate::calendar::{Period, Quarter};

/// How many actions were open at the end of a day: one point of a burn-down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burned {
    /// The day.
    pub on: NaiveDate,
    /// Open, overdue ones included.
    pub open: u64,
    /// Of these: overdue.
    pub overdue: u64,
    /// Done until then, from the beginning.
    pub done: u64,
}

impl Burned {
    /// A day of which nothing was counted yet.
    #[must_use]
    pub fn none(on: NaiveDate) -> Self {
        Self {
            on,
            open: 0,
            overdue: 0,
            done: 0,
        }
    }

    /// Adds the counts of other actions on the same day.
    pub fn merge(&mut self, other: &Self) {
        self.open += other.open;
        self.overdue += other.overdue;
        self.done += other.done;
    }
}

/// The last days of a period's quarters and of some quarters before it, in order.
#[must_use]
pub fn quarter_ends(period: Period, before: usize) -> Vec<NaiveDate> {
    let mut quarters = period.quarters();
    for _ in 0..before {
        let Some(first) = quarters.first().copied() else {
            break;
        };
        quarters.insert(0, first.previous());
    }
    quarters.into_iter().map(Quarter::last_day).collect()
}
