//! Quarters, half-years and financial years.

use chrono::NaiveDate;

use super::super::Why;
use crate::calendar::{Period, Quarter};

/// `2025-26`, `2025/26`, `2025-2026`, `25-26`: the year in which it starts.
pub(super) fn financial_year(text: &str) -> Option<i32> {
    let (from, to) = text.split_once(['-', '/'])?;
    let number = |text: &str| -> Option<i32> {
        let is_year = matches!(text.len(), 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
        let n: i32 = is_year.then(|| text.parse().ok()).flatten()?;
        Some(if text.len() == 2 { 2000 + n } else { n })
    };
    let (from_year, to_year) = (number(from.trim())?, number(to.trim())?);
    let follows = to_year == from_year + 1
        || (to.trim().len() == 2 && to_year % 100 == (from_year + 1) % 100);
    follows.then_some(from_year)
}

/// `Q2`, `Q2 2025-26`, `2025-26 Q2`, `second quarter of 2025-26`, `H1 2025-26`, `Q1-Q2`: the last day.
pub(super) fn last_day(text: &str, period: Option<Period>) -> Option<Result<NaiveDate, Why>> {
    let (mut last, mut year, mut kind) = (None, None, None);
    let joined = text
        .replace("-q", " q")
        .replace("/q", " q")
        .replace("-h", " h");
    for word in joined.split(' ') {
        let number = match word {
            "first" | "1st" => Some(1),
            "second" | "2nd" => Some(2),
            "third" | "3rd" => Some(3),
            "fourth" | "4th" | "final" | "last" => Some(4),
            "1" | "2" | "3" | "4" if kind.is_some() => word.parse().ok(),
            _ => None,
        };
        let lettered = |letter, most: u8| {
            word.strip_prefix(letter)?
                .parse()
                .ok()
                .filter(|n| (1..=most).contains(n))
        };
        if let Some(n) = lettered('q', 4) {
            (last, kind) = (Some(n), Some('q'));
        } else if let Some(n) = lettered('h', 2) {
            (last, kind) = (Some(n), Some('h'));
        } else if let Some(n) = number {
            last = Some(n);
        } else if matches!(word, "quarter" | "qtr" | "quarters") {
            kind = Some('q');
        } else if matches!(word, "half") {
            kind = Some('h');
        } else if let Some(found) = financial_year(word) {
            year = Some(found);
        } else if !matches!(
            word,
            "of" | "the" | "and" | "&" | "to" | "-" | "year" | "financial" | "end" | "by"
        ) {
            return None;
        }
    }
    let (n, kind) = (last?, kind?);
    let quarter = if kind == 'h' { n * 2 } else { n };
    let year = year.or_else(|| only_year(period?));
    Some(match year {
        Some(year) if quarter <= 4 => Ok(Quarter { year, n: quarter }.last_day()),
        Some(_) => return None,
        None => Err(Why::NoYear),
    })
}

/// The financial year that a period lies in, where it lies in one.
fn only_year(period: Period) -> Option<i32> {
    let (first, last) = (
        Quarter::of(period.first_day()),
        Quarter::of(period.last_day()),
    );
    (first.year == last.year).then_some(first.year)
}
