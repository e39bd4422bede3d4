#[cfg(test)]
mod cases;

use chrono::{Days, NaiveDate};

use super::{BeyondCalendar, Calendar, Timeliness, add_months, timeliness};
use crate::model::{CountFrom, DayOff, Direction, MonthRule, Part, Timescale, Unit};

/// When something was due, and whether it was done by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The last day on which it was on time.
    pub due: NaiveDate,
    /// How it came out.
    pub timeliness: Timeliness,
}

impl Timescale {
    /// The last day on which it is on time, counted from the day that starts the clock.
    ///
    /// # Errors
    /// When working days run into a year whose holidays are not known, or the date leaves the calendar altogether.
    pub fn due(&self, from: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, BeyondCalendar> {
        let sign = match self.direction {
            Direction::After => 1,
            Direction::Before => -1,
        };
        let n = i64::from(self.limit.n) * sign;
        let due = match self.limit.unit {
            // Counting begins a day earlier, so that the first day itself is the first to be counted.
            Unit::WorkingDays => {
                let from = self.first(from, -sign, calendar)?;
                return calendar.add_working_days(from, n);
            }
            Unit::Days => days(from, n),
            Unit::Weeks => days(from, n * 7),
            Unit::Months => self.months(from, n),
            Unit::Years => self.months(from, n * 12),
        };
        let due = due.ok_or_else(|| calendar.beyond(sign > 0))?;
        let due = self.first(due, -sign, calendar)?;
        self.moved(due, calendar)
    }

    /// The same, from the parts of a meeting that was held in parts; nothing where there are none.
    ///
    /// # Errors
    /// As for [`Timescale::due`].
    pub fn due_from_parts(
        &self,
        parts: &[NaiveDate],
        calendar: &Calendar,
    ) -> Result<Option<NaiveDate>, BeyondCalendar> {
        pick(parts, self.parts.next_from)
            .map(|from| self.due(from, calendar))
            .transpose()
    }

    /// The day on which a meeting counts as held that was held in parts; nothing where there are none.
    #[must_use]
    pub fn held_on(&self, parts: &[NaiveDate]) -> Option<NaiveDate> {
        pick(parts, self.parts.held_on)
    }

    /// When it was due and whether it was done by then; `today` is the day of asking.
    ///
    /// ```
    /// use sightline_engine::calendar::Timeliness;
    /// use sightline_engine::{SourceFile, load_shared};
    ///
    /// let rules = SourceFile::new("_shared/timescales.yaml", "
    /// timescales:
    ///   return-interview:
    ///     {title: Return home interview, from: The return, limit: 3 days, standing: guidance, source: A made-up page, verified: no}
    /// ");
    /// let (shared, _) = load_shared(&[rules]);
    /// let rule = shared.timescales().find("return-interview").ok_or("it is there")?;
    /// let judged = rule.judge("2025-09-01".parse()?, None, "2025-09-06".parse()?, &shared.calendar)?;
    /// assert_eq!((judged.due.to_string(), judged.timeliness), ("2025-09-04".into(), Timeliness::Overdue(2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`Timescale::due`].
    pub fn judge(
        &self,
        from: NaiveDate,
        done: Option<NaiveDate>,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Judged, BeyondCalendar> {
        let due = self.due(from, calendar)?;
        Ok(Judged {
            due,
            timeliness: timeliness(due, done, today),
        })
    }

    /// A day earlier (or later, with `by` above 0) where the day that starts the clock counts as day 1.
    fn first(
        &self,
        day: NaiveDate,
        by: i64,
        calendar: &Calendar,
    ) -> Result<NaiveDate, BeyondCalendar> {
        match self.count_from {
            CountFrom::Next => Ok(day),
            // No time at all has no first day.
            CountFrom::Same if self.limit.n == 0 => Ok(day),
            CountFrom::Same => days(day, by).ok_or_else(|| calendar.beyond(by > 0)),
        }
    }

    fn months(&self, from: NaiveDate, n: i64) -> Option<NaiveDate> {
        match self.month_rule {
            MonthRule::Calendar => add_months(from, n),
            // 365.25 / 12 is 1461 / 48; halves go up.
            MonthRule::Days => days(from, n.signum() * ((n.abs() * 1461 + 24) / 48)),
        }
    }

    fn moved(&self, due: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, BeyondCalendar> {
        let step = match self.day_off {
            DayOff::Keep => return Ok(due),
            DayOff::Next => 1,
            DayOff::Previous => -1,
        };
        if calendar.is_working_day(due)? {
            Ok(due)
        } else {
            calendar.add_working_days(due, step)
        }
    }
}

fn pick(parts: &[NaiveDate], part: Part) -> Option<NaiveDate> {
    match part {
        Part::First => parts.iter().min(),
        Part::Last => parts.iter().max(),
    }
    .copied()
}

fn days(from: NaiveDate, n: i64) -> Option<NaiveDate> {
    let days = Days::new(n.unsigned_abs());
    if n < 0 {
        from.checked_sub_days(days)
    } else {
        from.checked_add_days(days)
    }
}
