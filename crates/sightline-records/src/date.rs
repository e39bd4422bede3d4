//! Dates as files write them.
//!
//! `03/04/2025` has two readings. Nothing here guesses between them: either the whole column tells, or somebody is asked.

use chrono::{Datelike as _, Days, NaiveDate};
use sightline_engine::calendar::month_named;

/// Which number of a written date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrder {
    /// `27/03/2008`, as England writes it.
    DayFirst,
    /// `03/27/2008`.
    MonthFirst,
}

impl DateOrder {
    /// The order with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "day-first" => Some(Self::DayFirst),
            "month-first" => Some(Self::MonthFirst),
            _ => None,
        }
    }

    /// Its name in mappings and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }
}

/// What a text says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// One date and no other: ISO, a month in words, or numbers that fit one order or read the same in both.
    Plain(NaiveDate),
    /// A date in one order only.
    Only(DateOrder, NaiveDate),
    /// A date in both orders.
    Either {
        day_first: NaiveDate,
        month_first: NaiveDate,
    },
    /// A day number of a spreadsheet, with what is left of the day dropped.
    Serial(i64),
    /// No date.
    Nothing,
}

/// Reads a date; a time of day behind it is dropped.
pub(crate) fn written(text: &str) -> Written {
    let text = text.trim();
    if let Some(found) = in_ten(text.as_bytes()) {
        return found;
    }
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let in_words = || in_words(text).map_or(Written::Nothing, Written::Plain);
    if !rest_is_time(text, day) {
        return in_words();
    }
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => match (number(year), number(month), number(day)) {
            (Some(year), Some(month), Some(day)) => date(year, month, day),
            _ => None,
        }
        .map_or(Written::Nothing, Written::Plain),
        [first, second, year] if year.len() == 4 || year.len() == 2 => {
            match (number(first), number(second), full_year(year)) {
                (Some(first), Some(second), Some(year)) => two_ways(first, second, year),
                _ => in_words(),
            }
        }
        [whole] | [whole, _] => serial(whole).map_or(Written::Nothing, Written::Serial),
        _ => Written::Nothing,
    }
}

/// The forms that nearly every file has, `27/03/2008` and `2008-03-27`, which the rest of this reads alike and slower.
fn in_ten(text: &[u8]) -> Option<Written> {
    let &[a, b, c, d, e, f, g, h, i, j] = text else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| i32::from(digit - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    match (c, f, e, h) {
        (b'/', b'/', ..) => Some(two_ways(
            number(&[a, b])?,
            number(&[d, e])?,
            number(&[g, h, i, j])?,
        )),
        (.., b'-', b'-') => {
            let found = date(number(&[a, b, c, d])?, number(&[f, g])?, number(&[i, j])?);
            Some(found.map_or(Written::Nothing, Written::Plain))
        }
        _ => None,
    }
}

fn two_ways(first: i32, second: i32, year: i32) -> Written {
    match (date(year, second, first), date(year, first, second)) {
        (Some(day_first), Some(month_first)) if day_first == month_first => {
            Written::Plain(day_first)
        }
        (Some(day_first), Some(month_first)) => Written::Either {
            day_first,
            month_first,
        },
        (Some(only), None) => Written::Only(DateOrder::DayFirst, only),
        (None, Some(only)) => Written::Only(DateOrder::MonthFirst, only),
        (None, None) => Written::Nothing,
    }
}

/// Day numbers that a spreadsheet would show as a date between 1927 and 2119; shorter ones are rather years or ids.
fn serial(text: &str) -> Option<i64> {
    (text.len() == 5)
        .then(|| number(text))
        .flatten()
        .map(i64::from)
        .filter(|n| *n >= 10_000)
}

/// The date of a day number. Before March 1900 spreadsheets count a day that never was, so nothing there is trusted.
pub(crate) fn from_serial(day: i64, counts_from_1904: bool) -> Option<NaiveDate> {
    let start = if counts_from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)?
    } else if day > 60 {
        NaiveDate::from_ymd_opt(1899, 12, 30)?
    } else {
        return None;
    };
    let found = start.checked_add_days(Days::new(u64::try_from(day).ok()?))?;
    (found.year() <= 2200).then_some(found)
}

/// `27 March 2008`, `27-Mar-08`, `Mar 27, 2008`.
fn in_words(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split([' ', '-', '/', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, year, ..] if month.starts_with(char::is_alphabetic) => (day, month, year),
        [month, day, year, ..] if month.starts_with(char::is_alphabetic) => (day, month, year),
        _ => return None,
    };
    let day = day.trim_end_matches(char::is_alphabetic);
    date(
        full_year(year)?,
        i32::try_from(month_named(month)?).ok()?,
        number(day)?,
    )
}

/// Two digits are of this century up to 40: nobody's record is of a child born in 1940, or of a plan for 2041.
fn full_year(text: &str) -> Option<i32> {
    let year = number(text)?;
    match text.len() {
        4 => Some(year),
        2 => Some(if year <= 40 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn rest_is_time(text: &str, day: &str) -> bool {
    let rest = text.get(day.len()..).unwrap_or_default();
    rest.is_empty()
        || rest
            .trim_start_matches(['T', ' '])
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z'))
}

fn number(text: &str) -> Option<i32> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A date that a living child's record can hold.
fn date(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let found =
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    (1900..=2200).contains(&year).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn c01_a_date_with_two_readings_is_told_from_one_with_one() {
        let plain = |text: &str| Written::Plain(ymd(text));
        assert_eq!(written("2025-04-03"), plain("2025-04-03"));
        assert_eq!(written("2025-04-03T00:00:00"), plain("2025-04-03"));
        assert_eq!(written("04/04/2025 00:00"), plain("2025-04-04"));
        assert_eq!(written("3 April 2025"), plain("2025-04-03"));
        assert_eq!(written("03-Apr-25"), plain("2025-04-03"));
        assert_eq!(
            written("27/03/2008"),
            Written::Only(DateOrder::DayFirst, ymd("2008-03-27"))
        );
        assert_eq!(
            written("03/27/2008"),
            Written::Only(DateOrder::MonthFirst, ymd("2008-03-27"))
        );
        assert_eq!(
            written("03/04/2025"),
            Written::Either {
                day_first: ymd("2025-04-03"),
                month_first: ymd("2025-03-04")
            }
        );
        for none in [
            "",
            "31/02/2024",
            "99/99/9999",
            "tomorrow",
            "2025",
            "1.23E+11",
            "0000-00-00",
            "27/03/20088",
        ] {
            assert_eq!(written(none), Written::Nothing, "{none}");
        }
    }

    #[test]
    fn what_is_read_at_once_is_read_as_the_slow_way_reads_it() {
        for first in 0..40 {
            for second in 0..40 {
                for year in [0, 1899, 1900, 2008, 2200, 2201, 9999] {
                    let slashes = format!("{first:02}/{second:02}/{year:04}");
                    let dashes = format!("{year:04}-{second:02}-{first:02}");
                    for text in [slashes, dashes] {
                        let slow = format!("{text} 00:00");
                        assert_eq!(written(&text), written(&slow), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn c02_day_numbers_are_dates_in_both_systems() {
        assert_eq!(written("45123"), Written::Serial(45123));
        assert_eq!(written("45123.5"), Written::Serial(45123));
        assert_eq!(from_serial(45123, false), Some(ymd("2023-07-16")));
        assert_eq!(from_serial(43661, true), Some(ymd("2023-07-16")));
        assert_eq!(from_serial(61, false), Some(ymd("1900-03-01")));
        assert_eq!(from_serial(60, false), None, "29 February 1900 never was");
        assert_eq!(from_serial(i64::MAX, false), None);
        assert_eq!(from_serial(-1, true), None);
    }
}
