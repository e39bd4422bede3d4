use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};

/// A financial quarter in England: Q1 is April to June, Q4 is January to March.
///
/// ```
/// use sightline_engine::calendar::Quarter;
///
/// let quarter: Quarter = "2025-26-Q4".parse().unwrap();
/// assert_eq!(quarter.first_day().to_string(), "2026-01-01");
/// assert_eq!(quarter.next().to_string(), "2026-27-Q1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The calendar year in which the financial year starts.
    pub year: i32,
    /// 1 to 4.
    pub n: u8,
}

impl Quarter {
    /// The quarter a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        match day.month() {
            1..=3 => Self {
                year: day.year() - 1,
                n: 4,
            },
            4..=6 => Self {
                year: day.year(),
                n: 1,
            },
            7..=9 => Self {
                year: day.year(),
                n: 2,
            },
            _ => Self {
                year: day.year(),
                n: 3,
            },
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let (year, month) = match self.n {
            1 => (self.year, 4),
            2 => (self.year, 7),
            3 => (self.year, 10),
            _ => (self.year + 1, 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// The quarter before.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.n <= 1 {
            Self {
                year: self.year - 1,
                n: 4,
            }
        } else {
            Self {
                n: self.n - 1,
                ..self
            }
        }
    }

    /// The quarter after.
    #[must_use]
    pub fn next(self) -> Self {
        if self.n >= 4 {
            Self {
                year: self.year + 1,
                n: 1,
            }
        } else {
            Self {
                n: self.n + 1,
                ..self
            }
        }
    }

    /// The name reports use: `2025-26-Q2`.
    #[must_use]
    pub fn label(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", year_label(self.year), self.n)
    }
}

impl FromStr for Quarter {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, n) = part_of_year(text, 'Q')?;
        if (1..=4).contains(&n) {
            Ok(Self { year, n })
        } else {
            Err(())
        }
    }
}

/// A financial year as it is written: `2025-26`.
pub(super) fn year_label(year: i32) -> String {
    format!("{year:04}-{:02}", (year + 1).rem_euclid(100))
}

/// Reads `2025-26`, also `2025/26`; the second half must follow the first.
pub(super) fn parse_year(text: &str) -> Result<i32, ()> {
    let (year, next) = text.split_once(['-', '/']).ok_or(())?;
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(next, 2) {
        return Err(());
    }
    let year: i32 = year.parse().map_err(|_| ())?;
    if next.parse() == Ok((year + 1).rem_euclid(100)) {
        Ok(year)
    } else {
        Err(())
    }
}

/// Reads `2025-26-Q2` or `2025-26-H1`.
pub(super) fn part_of_year(text: &str, letter: char) -> Result<(i32, u8), ()> {
    let (year, n) = text.rsplit_once('-').ok_or(())?;
    let n = n.strip_prefix(letter).filter(|n| n.len() == 1).ok_or(())?;
    Ok((parse_year(year)?, n.parse().map_err(|_| ())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_lies_in_the_quarter_named_after_it() {
        for day in NaiveDate::from_ymd_opt(2023, 1, 1)
            .unwrap()
            .iter_days()
            .take(1200)
        {
            let quarter = Quarter::of(day);
            assert!(
                quarter.first_day() <= day && day <= quarter.last_day(),
                "{day}"
            );
            assert_eq!(quarter.label().parse(), Ok(quarter));
            assert_eq!(quarter.next().previous(), quarter);
        }
        assert_eq!(
            Quarter::of(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()).label(),
            "2025-26-Q4"
        );
        assert_eq!(Quarter { year: 2099, n: 1 }.label(), "2099-00-Q1");
    }

    #[test]
    fn refuses_what_is_not_a_quarter() {
        for not in [
            "2025-27-Q1",
            "2025-26-Q5",
            "2025-26-Q0",
            "2025-26",
            "25-26-Q1",
            "2025-26-q1",
            "2025-26-Q01",
            "",
        ] {
            assert_eq!(not.parse::<Quarter>(), Err(()), "{not}");
        }
    }
}
