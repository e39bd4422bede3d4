use std::fmt;

use chrono::NaiveDate;

use super::Calendar;

/// How many days before its end a calendar should be made longer: published holidays are known far earlier.
const AHEAD: i64 = 90;

/// A calendar that ends soon, or has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndsSoon {
    /// The last day that is known.
    pub last_day: NaiveDate,
    /// Days from the day of asking to it; negative where it has passed.
    pub days: i64,
}

impl Calendar {
    /// Whether the known bank holidays end within 90 days, so that due dates soon cannot be worked out. A calendar that knows
    /// no year never ends: nothing counts by it.
    ///
    /// ```
    /// use sightline_engine::calendar::Calendar;
    ///
    /// let calendar = Calendar::new("made up", Vec::new(), 2013, 2028);
    /// assert!(calendar.ends_soon("2028-10-01".parse()?).is_none());
    /// let soon = calendar.ends_soon("2028-10-02".parse()?).ok_or("90 days are left")?;
    /// assert_eq!(soon.to_string(), "the calendar of bank holidays ends on 2028-12-31, in 90 days");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ends_soon(&self, today: NaiveDate) -> Option<EndsSoon> {
        let (first, last) = self.years();
        let last_day = NaiveDate::from_ymd_opt(last, 12, 31).filter(|_| first <= last)?;
        let days = (last_day - today).num_days();
        (days <= AHEAD).then_some(EndsSoon { last_day, days })
    }
}

impl fmt::Display for EndsSoon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.last_day;
        match self.days {
            0 => write!(f, "the calendar of bank holidays ends today"),
            1 => write!(f, "the calendar of bank holidays ends on {last}, tomorrow"),
            days if days > 0 => {
                write!(
                    f,
                    "the calendar of bank holidays ends on {last}, in {days} days"
                )
            }
            _ => write!(f, "the calendar of bank holidays ended on {last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Calendar, Quarter, add_months, age_on};
    use chrono::{Datelike as _, NaiveDate};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[test]
    fn e04_a_calendar_says_90_days_ahead_that_it_ends() {
        let calendar = Calendar::new("made up", Vec::new(), 2024, 2025);
        let said = |today: &str| calendar.ends_soon(day(today)).map(|soon| soon.to_string());
        assert_eq!(said("2025-10-01"), None);
        assert_eq!(
            said("2025-10-02").as_deref(),
            Some("the calendar of bank holidays ends on 2025-12-31, in 90 days")
        );
        assert_eq!(
            said("2025-12-31").as_deref(),
            Some("the calendar of bank holidays ends today")
        );
        assert_eq!(
            said("2026-01-01").as_deref(),
            Some("the calendar of bank holidays ended on 2025-12-31")
        );
        assert_eq!(Calendar::unknown().ends_soon(day("2025-12-31")), None);
        // What lies behind the end is unknown, and never wrong.
        assert!(calendar.add_working_days(day("2025-12-30"), 20).is_err());
    }

    /// Days are counted, never hours: a night with 23 hours or 25 is a night.
    #[test]
    fn e02_the_changes_of_the_clocks_change_no_day() {
        let calendar = Calendar::new("made up", Vec::new(), 2024, 2027);
        for sunday in ["2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25"] {
            let sunday: NaiveDate = sunday.parse().unwrap();
            let (friday, monday) = (sunday - chrono::Days::new(2), sunday + chrono::Days::new(1));
            assert_eq!((monday - sunday).num_days(), 1);
            assert_eq!(calendar.working_days_between(friday, monday), Ok(1));
            assert_eq!(calendar.add_working_days(friday, 1), Ok(monday));
            assert_eq!(calendar.add_working_days(monday, -1), Ok(friday));
        }
    }

    #[test]
    fn e03_leap_days_and_the_ends_of_quarters_from_1900_to_2100() {
        for year in 1900..=2100 {
            // 31 March is the last day of a financial year, whatever the hour and the season say elsewhere.
            let last = NaiveDate::from_ymd_opt(year, 3, 31).unwrap();
            let (old, new) = (Quarter::of(last), Quarter::of(last.succ_opt().unwrap()));
            assert_eq!((old.year, old.n, new.year, new.n), (year - 1, 4, year, 1));
            assert_eq!(
                (old.last_day(), new.first_day()),
                (last, last.succ_opt().unwrap())
            );
            // A month before 31 March is the last day of February, and three months after it the last of June.
            let february = add_months(last, -1).unwrap();
            assert_eq!(february.succ_opt(), NaiveDate::from_ymd_opt(year, 3, 1));
            assert_eq!(add_months(last, 3), NaiveDate::from_ymd_opt(year, 6, 30));
            // Whoever was born on 29 February turns 18 on 1 March of a common year.
            if let Some(born) = NaiveDate::from_ymd_opt(year, 2, 29) {
                let common = year + 18;
                let eve = NaiveDate::from_ymd_opt(common, 3, 1)
                    .and_then(|day| day.pred_opt())
                    .unwrap();
                let is_leap_day = eve.day() == 29;
                assert_eq!(age_on(born, eve), Some(if is_leap_day { 18 } else { 17 }));
                assert_eq!(age_on(born, eve.succ_opt().unwrap()), Some(18));
            }
        }
    }
}
