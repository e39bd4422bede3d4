use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};

use super::Quarter;
use super::quarter::{parse_year, part_of_year, year_label};

/// What a report is about: a quarter, half a year, a year, or any run of days.
///
/// ```
/// use sightline_engine::calendar::Period;
///
/// let half: Period = "2025-26-H1".parse().unwrap();
/// assert_eq!((half.first_day().to_string(), half.last_day().to_string()), ("2025-04-01".into(), "2025-09-30".into()));
/// assert_eq!(half.previous().label(), "2024-25-H2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2025-26-Q2`.
    Quarter(Quarter),
    /// `2025-26-H1`: April to September, or October to March.
    HalfYear {
        /// The calendar year in which the financial year starts.
        year: i32,
        /// 1 or 2.
        n: u8,
    },
    /// `2025-26`: April to March.
    Year(i32),
    /// `2025-04-01..2025-06-14`, both days included.
    Dates {
        /// The first day.
        from: NaiveDate,
        /// The last day, not before the first.
        to: NaiveDate,
    },
}

impl Period {
    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Quarter(quarter) => quarter.first_day(),
            Self::HalfYear { year, n } => Quarter {
                year,
                n: if n <= 1 { 1 } else { 3 },
            }
            .first_day(),
            Self::Year(year) => Quarter { year, n: 1 }.first_day(),
            Self::Dates { from, .. } => from,
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Quarter(quarter) => quarter.last_day(),
            Self::HalfYear { year, n } => Quarter {
                year,
                n: if n <= 1 { 2 } else { 4 },
            }
            .last_day(),
            Self::Year(year) => Quarter { year, n: 4 }.last_day(),
            Self::Dates { to, .. } => to,
        }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// The quarters that it touches, in order.
    #[must_use]
    pub fn quarters(self) -> Vec<Quarter> {
        let last = Quarter::of(self.last_day());
        std::iter::successors(Some(Quarter::of(self.first_day())), |quarter| {
            Some(quarter.next())
        })
        .take_while(|quarter| *quarter <= last)
        .collect()
    }

    /// The period of the same length that ends the day before it starts.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Quarter(quarter) => Self::Quarter(quarter.previous()),
            Self::HalfYear { year, n } if n <= 1 => Self::HalfYear {
                year: year - 1,
                n: 2,
            },
            Self::HalfYear { year, .. } => Self::HalfYear { year, n: 1 },
            Self::Year(year) => Self::Year(year - 1),
            Self::Dates { from, to } => {
                let days = u64::try_from((to - from).num_days()).unwrap_or(0);
                let last = from.pred_opt().unwrap_or(from);
                Self::Dates {
                    from: last.checked_sub_days(Days::new(days)).unwrap_or(last),
                    to: last,
                }
            }
        }
    }

    /// The name reports and commands use.
    #[must_use]
    pub fn label(self) -> String {
        self.to_string()
    }
}

impl From<Quarter> for Period {
    fn from(quarter: Quarter) -> Self {
        Self::Quarter(quarter)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => write!(f, "{quarter}"),
            Self::HalfYear { year, n } => write!(f, "{}-H{n}", year_label(*year)),
            Self::Year(year) => f.write_str(&year_label(*year)),
            Self::Dates { from, to } => write!(f, "{from}..{to}"),
        }
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((from, to)) = text.split_once("..") {
            let day = |text: &str| text.trim().parse::<NaiveDate>().map_err(|_| ());
            let (from, to) = (day(from)?, day(to)?);
            return if from <= to {
                Ok(Self::Dates { from, to })
            } else {
                Err(())
            };
        }
        if let Ok(quarter) = text.parse() {
            return Ok(Self::Quarter(quarter));
        }
        match part_of_year(text, 'H') {
            Ok((year, n @ 1..=2)) => Ok(Self::HalfYear { year, n }),
            _ => parse_year(text).map(Self::Year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, first: &str, last: &str, quarters: usize, previous: &str) {
        let period: Period = text.parse().expect(text);
        let shown = (
            period.first_day().to_string(),
            period.last_day().to_string(),
        );
        assert_eq!(shown, (first.to_owned(), last.to_owned()));
        assert_eq!(period.label(), text);
        assert_eq!(period.quarters().len(), quarters, "{text}");
        assert_eq!(period.previous().label(), previous);
        assert_eq!(
            period.previous().last_day().succ_opt(),
            Some(period.first_day())
        );
        assert!(
            period.contains(period.last_day()) && !period.contains(period.previous().last_day())
        );
    }

    #[test]
    fn each_kind_reads_and_writes_itself() {
        check("2025-26-Q2", "2025-07-01", "2025-09-30", 1, "2025-26-Q1");
        check("2025-26-H2", "2025-10-01", "2026-03-31", 2, "2025-26-H1");
        check("2025-26", "2025-04-01", "2026-03-31", 4, "2024-25");
        check(
            "2025-06-30..2025-07-01",
            "2025-06-30",
            "2025-07-01",
            2,
            "2025-06-28..2025-06-29",
        );
        assert_eq!("2025/26".parse(), Ok(Period::Year(2025)));
    }

    #[test]
    fn refuses_what_is_not_a_period() {
        for not in [
            "2025-26-H3",
            "2025-28",
            "2025-07-01..2025-06-30",
            "2025",
            "Q2",
            "2025-02-30..2025-03-01",
        ] {
            assert_eq!(not.parse::<Period>(), Err(()), "{not}");
        }
    }
}
