//! Days, counted one by one.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::template::Length;

/// The bank holidays.
#[derive(Clone, Debug, Default)]
pub struct Calendar(pub BTreeSet<NaiveDate>);

impl Calendar {
    /// A day plus a length of time.
    #[must_use]
    pub fn add(&self, from: NaiveDate, length: Length) -> NaiveDate {
        match length {
            Length::SameDay => from,
            Length::Days(n) => from + Days::new(n.into()),
            Length::Weeks(n) => from + Days::new(u64::from(n) * 7),
            Length::Months(n) => from + Months::new(n),
            Length::WorkingDays(n) => {
                let mut day = from;
                let mut left = n;
                while left > 0 {
                    day = day.succ_opt().expect("a day in range");
                    left -= u32::from(self.is_working(day));
                }
                day
            }
        }
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.0.contains(&day)
    }
}
