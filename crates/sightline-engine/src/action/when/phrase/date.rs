//! Days and months, in figures and in words.

use chrono::{Datelike as _, NaiveDate};

use super::super::Why;
use crate::calendar::{Period, add_months, month_named};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `2025-10-31`, `31/10/2025`, `31.10.25`, `31st October 2025`, `Friday 31 October` of a programme's year.
pub(super) fn day(text: &str, period: Option<Period>) -> Option<NaiveDate> {
    figures(text).or_else(|| words(text, period))
}

fn figures(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(
            number(a)?,
            u32::try_from(number(b)?).ok()?,
            u32::try_from(number(c)?).ok()?,
        );
    }
    let month = match month_named(b) {
        Some(month) => month,
        None => u32::try_from(number(b)?).ok()?,
    };
    NaiveDate::from_ymd_opt(year(c)?, month, u32::try_from(number(a)?).ok()?)
}

fn words(text: &str, period: Option<Period>) -> Option<NaiveDate> {
    let mut words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !matches!(*word, "" | "of" | "the"))
        .collect();
    let is_weekday = |word: &&str| {
        word.get(..3).is_some_and(|start| WEEKDAYS.contains(&start)) && word.ends_with("day")
    };
    if words.first().is_some_and(is_weekday) {
        words.remove(0);
    }
    let (day, month, year) = match words.as_slice() {
        [day, month, year] => (day, month_named(month)?, Some(self::year(year)?)),
        [day, month] => (day, month_named(month)?, None),
        _ => return None,
    };
    let day = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| day.strip_suffix(end))
        .unwrap_or(day);
    let day = u32::try_from(number(day)?).ok()?;
    let year = match year {
        Some(year) => year,
        None => year_within(month, period?)?,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// `March 2026`, `Mar-26`, `March` of a programme's year: the last day.
pub(super) fn month(text: &str, period: Option<Period>) -> Option<Result<NaiveDate, Why>> {
    let (name, year) = match text.split_once([' ', '-', '/']) {
        Some((name, year)) => (name, Some(self::year(year.trim())?)),
        None => (text, None),
    };
    let month = month_named(name)?;
    let year = year.or_else(|| year_within(month, period?));
    let Some(year) = year else {
        return Some(Err(Why::NoYear));
    };
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    add_months(first, 1)?.pred_opt().map(Ok)
}

/// The year in which a month lies in a period, where that is one.
fn year_within(month: u32, period: Period) -> Option<i32> {
    let (first, last) = (period.first_day(), period.last_day());
    let mut years = (first.year()..=last.year()).filter(|year| {
        NaiveDate::from_ymd_opt(*year, month, 1).is_some_and(|day| period.contains(day))
    });
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

/// `2026` or `26`.
fn year(text: &str) -> Option<i32> {
    let n = number(text)?;
    match text.len() {
        4 => Some(n),
        2 => Some(2000 + n),
        _ => None,
    }
}

fn number(text: &str) -> Option<i32> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
