//! England's working days, months and quarters.
//!
//! A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday
//! in England (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 2). The
//! bank holidays are data; an answer beyond their last year is an error, never a guess.

#[cfg(test)]
mod cases;
mod clock;
mod ends;
mod months;
mod period;
mod quarter;
mod timeliness;

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::model::{LengthOfTime, Unit};

pub use clock::Judged;
pub use ends::EndsSoon;
pub use months::{add_months, age_on, month_named, months_between};
pub use period::Period;
pub use quarter::Quarter;
pub use timeliness::{Timeliness, timeliness};

/// The bank holidays of a run of years.
///
/// Working days are counted by arithmetic: weekdays since a fixed Monday, less the bank holidays among them, so
/// a count over ten years costs as little as one over a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    version: String,
    /// In order, each once, none on a weekend.
    holidays: Vec<NaiveDate>,
    first_year: i32,
    last_year: i32,
}

/// A date that the calendar does not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeyondCalendar {
    /// The date that was needed, or the nearest one outside.
    pub date: NaiveDate,
    /// First and last year that are known.
    pub known: (i32, i32),
}

impl fmt::Display for BeyondCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.known;
        if first > last {
            return f.write_str("working days are counted here, and no bank holidays are known");
        }
        write!(
            f,
            "{} is outside the calendar of bank holidays, which covers {first} to {last}",
            self.date
        )
    }
}

impl std::error::Error for BeyondCalendar {}

impl Calendar {
    /// A calendar that knows no year at all: whatever is asked of it is beyond it.
    #[must_use]
    pub fn unknown() -> Self {
        Self::new("none", Vec::new(), 1, 0)
    }

    /// Puts a list of bank holidays together with the years it covers, both included.
    ///
    /// Order, repeats and holidays on a weekend make no difference.
    #[must_use]
    pub fn new(
        version: impl Into<String>,
        holidays: Vec<NaiveDate>,
        first_year: i32,
        last_year: i32,
    ) -> Self {
        let mut holidays: Vec<_> = holidays
            .into_iter()
            .filter(|day| !is_weekend(*day))
            .collect();
        holidays.sort_unstable();
        holidays.dedup();
        Self {
            version: version.into(),
            holidays,
            first_year,
            last_year,
        }
    }

    /// Which list of holidays it is; results that hang on working days name it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The bank holidays, in order.
    #[must_use]
    pub fn holidays(&self) -> &[NaiveDate] {
        &self.holidays
    }

    /// First and last year that are known.
    #[must_use]
    pub fn years(&self) -> (i32, i32) {
        (self.first_year, self.last_year)
    }

    /// Whether work is done on a day.
    ///
    /// # Errors
    /// When the day is in a year whose holidays are not known.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, BeyondCalendar> {
        let day = self.known(day)?;
        Ok(!is_weekend(day) && self.holidays.binary_search(&day).is_err())
    }

    /// The `n`-th working day after `from`; negative counts back; zero is `from` itself.
    ///
    /// # Errors
    /// When either end is in a year whose holidays are not known.
    pub fn add_working_days(&self, from: NaiveDate, n: i64) -> Result<NaiveDate, BeyondCalendar> {
        if n == 0 {
            return Ok(from);
        }
        let until = self.count_until(self.known(from)?);
        // Counting back starts before `from`, so a working `from` is not the first one.
        let before = if self.is_working_day(from)? {
            until - 1
        } else {
            until
        };
        let wanted = if n > 0 {
            until.saturating_add(n)
        } else {
            before.saturating_add(n).saturating_add(1)
        };
        // Beyond the known years any day would be a guess, so the error names the first one outside.
        let reached = self
            .working_day(wanted)
            .and_then(|day| self.known(day).ok());
        reached.ok_or_else(|| self.beyond(n > 0))
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    ///
    /// # Errors
    /// When either end is in a year whose holidays are not known.
    pub fn working_days_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<i64, BeyondCalendar> {
        Ok(self.count_until(self.known(to)?) - self.count_until(self.known(from)?))
    }

    /// `from` plus a length of time.
    ///
    /// # Errors
    /// When working days run into a year whose holidays are not known, or the date leaves the calendar altogether.
    pub fn add(&self, from: NaiveDate, length: LengthOfTime) -> Result<NaiveDate, BeyondCalendar> {
        let n = length.n;
        let day = match length.unit {
            Unit::WorkingDays => return self.add_working_days(from, n.into()),
            Unit::Days => from.checked_add_days(Days::new(n.into())),
            Unit::Weeks => from.checked_add_days(Days::new(u64::from(n) * 7)),
            Unit::Months => add_months(from, n.into()),
            Unit::Years => add_months(from, i64::from(n) * 12),
        };
        day.ok_or_else(|| self.beyond(true))
    }

    /// Days from which each of some lengths of time surely stays inside the known years.
    pub(crate) fn surely_counts(
        &self,
        lengths: impl Iterator<Item = LengthOfTime>,
    ) -> RangeInclusive<NaiveDate> {
        let year = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let (first, last) = (year(self.first_year, 1, 1), year(self.last_year, 12, 31));
        let none = NaiveDate::MAX..=NaiveDate::MIN;
        let (Some(first), Some(last)) = (first, last) else {
            return none;
        };
        // From a day as many working days before the end, or an earlier one, they end before it does.
        let working = lengths.filter(|length| length.unit == Unit::WorkingDays);
        match self.add_working_days(
            last,
            -working.map(|one| i64::from(one.n)).max().unwrap_or(0),
        ) {
            Ok(latest) => first..=latest,
            Err(_) => none,
        }
    }

    fn known(&self, day: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        if (self.first_year..=self.last_year).contains(&day.year()) {
            Ok(day)
        } else {
            Err(BeyondCalendar {
                date: day,
                known: self.years(),
            })
        }
    }

    /// The error of a date that is too far off to be named.
    fn beyond(&self, later: bool) -> BeyondCalendar {
        let (year, month, day) = if later {
            (self.last_year + 1, 1, 1)
        } else {
            (self.first_year - 1, 12, 31)
        };
        let end = if later {
            NaiveDate::MAX
        } else {
            NaiveDate::MIN
        };
        BeyondCalendar {
            date: NaiveDate::from_ymd_opt(year, month, day).unwrap_or(end),
            known: self.years(),
        }
    }

    /// How many working days there are up to and including a day, from a fixed Monday long ago.
    fn count_until(&self, day: NaiveDate) -> i64 {
        let holidays = self.holidays.partition_point(|holiday| *holiday <= day);
        weekdays_until(day) - length(holidays)
    }

    /// The working day up to which there are `count`.
    fn working_day(&self, count: i64) -> Option<NaiveDate> {
        // A holiday lies before the day exactly when fewer working days than `count` lead up to it.
        let (mut low, mut high) = (0, self.holidays.len());
        while low < high {
            let middle = low.midpoint(high);
            let holiday = self.holidays.get(middle)?;
            if weekdays_until(*holiday) - length(middle) - 1 < count {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        weekday(count.checked_add(length(low))?)
    }
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn is_weekend(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() >= 5
}

/// Mondays to Fridays up to and including a day; day 1 of the era was a Monday.
fn weekdays_until(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// The Monday to Friday with this number.
fn weekday(number: i64) -> Option<NaiveDate> {
    let days = (number - 1).div_euclid(5).checked_mul(7)? + (number - 1).rem_euclid(5) + 1;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}
