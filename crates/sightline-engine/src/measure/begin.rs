//! Where records begin: with their first row, or where they come in number, if what lies before is a few stragglers.
//!
//! One case that has been open for years puts one old row into an extract of six months. Taken for the beginning, it would make
//! everything in between look like time without referrals.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::exact::grouped;

/// In a year of which month a quarter is looked at.
const YEAR: usize = 12;
/// Below a quarter of what the fullest year holds there is too little to call it a beginning.
const PART: u64 = 4;
/// With fewer in the fullest year, a quarter with none is nothing strange, and the first row of all is taken.
const FEWEST: u64 = 16;
/// Months that are looked at together, so that one quiet month ends nothing.
const TOGETHER: usize = 3;

/// How many rows have which day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dated(BTreeMap<NaiveDate, u64>);

/// The day from which records count as whole, and what lies before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The day.
    pub day: NaiveDate,
    /// Whether somebody said so; else it is taken from the rows.
    pub told: bool,
    /// How many rows lie before it.
    pub rows_before: u64,
    /// The first day that any row has.
    pub first_row: Option<NaiveDate>,
}

impl Begin {
    /// What the records do, as the end of a sentence: `begin on 2 April 2025`.
    #[must_use]
    pub fn said(&self) -> String {
        let day = self.day.format("%-d %B %Y");
        if self.told || self.rows_before == 0 {
            format!("begin on {day}")
        } else {
            format!("come in number only from {day}")
        }
    }

    /// The same with how it is known: a reader may know better.
    pub(super) fn said_in_full(&self) -> String {
        let (day, written) = (self.day, |day: NaiveDate| day.format("%-d %B %Y"));
        match self.first_row.filter(|_| !self.told) {
            None => self.said(),
            Some(first) if first == day => {
                format!(
                    "are taken to begin with their first row, on {}",
                    written(day)
                )
            }
            Some(first) => {
                let older = if self.rows_before == 1 {
                    "1 row is older,".to_owned()
                } else {
                    format!(
                        "{} rows are older, the first",
                        grouped(&self.rows_before.to_string())
                    )
                };
                format!(
                    "are taken to begin on {}, from when they come in number ({older} from {})",
                    written(day),
                    written(first)
                )
            }
        }
    }
}

impl Dated {
    /// Adds a row of this day.
    pub(super) fn add(&mut self, day: NaiveDate) {
        *self.0.entry(day).or_default() += 1;
    }

    /// Adds what another counted.
    pub(super) fn merge(&mut self, other: Self) {
        for (day, rows) in other.0 {
            *self.0.entry(day).or_default() += rows;
        }
    }

    /// Where the records begin: on the day that somebody told, else where their rows do.
    pub(super) fn begin(&self, told: Option<NaiveDate>) -> Option<Begin> {
        let day = told.or_else(|| self.in_number())?;
        Some(Begin {
            day,
            told: told.is_some(),
            rows_before: self.0.range(..day).map(|(_, rows)| rows).sum(),
            first_row: self.0.keys().next().copied(),
        })
    }

    /// The first day of the first month that holds at least a quarter of what a month of the fullest year does, where no three
    /// months after it hold less than a quarter of what three do. Where a year holds too few rows to tell, it is the first row.
    fn in_number(&self) -> Option<NaiveDate> {
        let (first, last) = (*self.0.keys().next()?, *self.0.keys().next_back()?);
        let nth = |day: NaiveDate| usize::try_from(number(day) - number(first)).unwrap_or(0);
        let mut months = vec![0; nth(last) + 1];
        for (day, rows) in &self.0 {
            if let Some(month) = months.get_mut(nth(*day)) {
                *month += rows;
            }
        }
        let fullest: u64 = sums(&months, YEAR).max().unwrap_or(0);
        let enough = |rows: u64, in_months: usize| {
            fullest < FEWEST || rows * YEAR as u64 * PART >= fullest * in_months as u64
        };
        let thin = sums(&months, TOGETHER).rposition(|sum| !enough(sum, TOGETHER));
        let after = thin.map_or(0, |at| at + 1);
        let begin = (after..months.len()).find(|at| {
            let here = months.get(*at).copied().unwrap_or(0);
            here > 0 && enough(here, 1)
        });
        let begin = begin.unwrap_or(0);
        self.0.keys().copied().find(|day| nth(*day) == begin)
    }
}

/// What so many months in a row hold, for each month that begins as many; all of them where there are fewer.
fn sums(
    months: &[u64],
    together: usize,
) -> impl ExactSizeIterator<Item = u64> + DoubleEndedIterator {
    months
        .windows(together.min(months.len()).max(1))
        .map(|window| window.iter().sum())
}

/// Months since the year nought.
fn number(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many rows on the fifth of each of these months.
    fn dated(months: &[(&str, u64)]) -> Dated {
        let mut dated = Dated::default();
        for (month, rows) in months {
            let day: NaiveDate = format!("{month}-05").parse().expect("a day");
            (0..*rows).for_each(|_| dated.add(day));
        }
        dated
    }

    #[track_caller]
    fn begins(months: &[(&str, u64)], on: &str, rows_before: u64) {
        let begin = dated(months).begin(None).expect("there are rows");
        assert_eq!(
            (begin.day.to_string().as_str(), begin.rows_before),
            (on, rows_before)
        );
    }

    #[test]
    fn stragglers_do_not_make_a_short_extract_long() {
        let half_a_year = [
            ("2025-04", 9),
            ("2025-05", 11),
            ("2025-06", 10),
            ("2025-07", 8),
            ("2025-08", 4),
            ("2025-09", 10),
        ];
        begins(&half_a_year, "2025-04-05", 0);
        for stragglers in [
            &[("2019-05", 1)][..],
            &[("2025-02", 1)],
            // Where a system was changed, one day has all that was open then.
            &[("2019-05", 40)],
            &[("2017-01", 1), ("2019-05", 2), ("2024-12", 1)],
        ] {
            let all = [stragglers, &half_a_year].concat();
            let before = stragglers.iter().map(|(_, rows)| rows).sum();
            begins(&all, "2025-04-05", before);
        }
    }

    #[test]
    fn a_quiet_month_ends_nothing_and_few_rows_tell_nothing() {
        begins(
            &[
                ("2024-04", 20),
                ("2024-05", 22),
                ("2024-07", 19),
                ("2024-08", 1),
                ("2024-09", 25),
            ],
            "2024-04-05",
            0,
        );
        begins(
            &[("2024-02", 1), ("2025-01", 1), ("2025-05", 2)],
            "2024-02-05",
            0,
        );
        assert_eq!(Dated::default().begin(None), None);
    }

    #[test]
    fn what_somebody_told_goes_before_what_the_rows_say() {
        let told = "2025-05-01".parse().ok();
        let begin = dated(&[("2025-04", 3), ("2025-05", 9)])
            .begin(told)
            .expect("told");
        assert_eq!((begin.told, begin.rows_before), (true, 3));
        assert_eq!(
            Dated::default()
                .begin(told)
                .and_then(|begin| begin.first_row),
            None
        );
    }
}
