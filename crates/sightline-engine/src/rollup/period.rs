//! Quarters as a rollup counts them.

use chrono::NaiveDate;

use crate::calendar::Quarter;

/// The quarter before.
#[must_use]
pub fn previous(quarter: Quarter) -> Quarter {
    if quarter.n <= 1 {
        Quarter {
            year: quarter.year - 1,
            n: 4,
        }
    } else {
        Quarter {
            n: quarter.n - 1,
            ..quarter
        }
    }
}

/// The quarters before, latest first.
pub fn before(quarter: Quarter) -> impl Iterator<Item = Quarter> {
    std::iter::successors(Some(previous(quarter)), |at| Some(previous(*at)))
}

/// Its first and last day.
#[must_use]
pub fn days(quarter: Quarter) -> Option<(NaiveDate, NaiveDate)> {
    let first = first_day(quarter)?;
    let next = first.checked_add_months(chrono::Months::new(3))?;
    Some((first, next.pred_opt()?))
}

/// Its name: `2025-26-Q2`.
#[must_use]
pub fn label(quarter: Quarter) -> String {
    format!(
        "{:04}-{:02}-Q{}",
        quarter.year,
        (quarter.year + 1).rem_euclid(100),
        quarter.n
    )
}

fn first_day(quarter: Quarter) -> Option<NaiveDate> {
    let (year, month) = match quarter.n {
        1 => (quarter.year, 4),
        2 => (quarter.year, 7),
        3 => (quarter.year, 10),
        _ => (quarter.year + 1, 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)
}
