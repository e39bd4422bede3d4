//! England's working days, months and quarters.
//!
//! A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday
//! in England (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 2). The
//! bank holidays are data; an answer beyond their last year is an error, never a guess.

use std::fmt;

use chrono::NaiveDate;

use crate::model::LengthOfTime;

/// The bank holidays of a run of years.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub(crate) version: String,
    pub(crate) holidays: Vec<NaiveDate>,
    pub(crate) first_year: i32,
    pub(crate) last_year: i32,
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
        write!(f, "{} is outside the calendar of bank holidays, which covers {first} to {last}", self.date)
    }
}

impl std::error::Error for BeyondCalendar {}

#[expect(clippy::todo, unused_variables, reason = "stub")]
impl Calendar {
    /// The `n`-th working day after `from`; negative counts back; zero is `from` itself.
    pub fn add_working_days(&self, from: NaiveDate, n: i64) -> Result<NaiveDate, BeyondCalendar> {
        todo!()
    }
    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, BeyondCalendar> {
        todo!()
    }
    /// `from` plus a length of time.
    pub fn add(&self, from: NaiveDate, length: LengthOfTime) -> Result<NaiveDate, BeyondCalendar> {
        todo!()
    }
}

/// `from` plus `n` months: the same day number, else the month's last day.
#[must_use]
pub fn add_months(from: NaiveDate, n: i64) -> Option<NaiveDate> {
    let months = u32::try_from(n.unsigned_abs()).ok().map(chrono::Months::new)?;
    if n < 0 { from.checked_sub_months(months) } else { from.checked_add_months(months) }
}

/// A financial quarter in England: Q1 is April to June, Q4 is January to March.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The calendar year in which the financial year starts.
    pub year: i32,
    /// 1 to 4.
    pub n: u8,
}
