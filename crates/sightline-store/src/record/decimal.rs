//! Small numbers and dates as decimal digits.
//!
//! The general way of writing a value as text takes as long as a look-up in a table, and an audit has a few of them.

use chrono::{Datelike as _, NaiveDate};

/// Appends a number.
pub(super) fn put_decimal(out: &mut String, number: u16) {
    if number >= 10 {
        put_decimal(out, number / 10);
    }
    out.push(char::from(digit(number.into())));
}

/// A date such as `2025-09-30`.
pub(crate) fn date_to_text(date: NaiveDate) -> String {
    let text = digits(date).and_then(|digits| String::from_utf8(digits.to_vec()).ok());
    // Years of more than four digits, and those before the first, have a sign.
    text.unwrap_or_else(|| date.to_string())
}

/// Appends a date.
pub(super) fn put_date(out: &mut Vec<u8>, date: NaiveDate) {
    match digits(date) {
        Some(digits) => out.extend(digits),
        None => out.extend(date.to_string().bytes()),
    }
}

fn digits(date: NaiveDate) -> Option<[u8; 10]> {
    let year = u32::try_from(date.year())
        .ok()
        .filter(|year| *year <= 9999)?;
    let (month, day) = (date.month(), date.day());
    Some([
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ])
}

/// The last digit of a number.
fn digit(number: u32) -> u8 {
    let [last, ..] = (number % 10).to_le_bytes();
    b'0' + last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_they_are_everywhere() {
        for (year, month, day) in [
            (2025, 9, 30),
            (2024, 2, 29),
            (7, 10, 1),
            (0, 1, 1),
            (9999, 12, 31),
            (10_000, 1, 1),
            (-1, 1, 1),
        ] {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(date_to_text(date), date.to_string());
            let mut out = Vec::new();
            put_date(&mut out, date);
            assert_eq!(out, date.to_string().into_bytes());
        }
    }

    #[test]
    fn numbers_are_written_as_they_are_everywhere() {
        for number in [0, 7, 10, 99, 100, 4095, u16::MAX] {
            let mut out = String::new();
            put_decimal(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }
}
