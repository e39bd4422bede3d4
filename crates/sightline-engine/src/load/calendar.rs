//! The calendar of bank holidays.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::fields::Block;
use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::shape::scalar;
use crate::source::{Span, Spanned};

/// Reads a calendar, and makes sure that no year in it was forgotten.
pub(super) fn calendar(block: &Block<'_>, found: &mut Diagnostics) -> Option<Calendar> {
    let version = block.words("version")?;
    let first = year(block, "first_year", found);
    let last = year(block, "last_year", found);
    let (first, last) = (first?, last?);
    if first.value > last.value {
        let message = format!(
            "the calendar ends in {}, before it starts in {}",
            last.value, first.value
        );
        let help = "put the earlier year first";
        found.push(Diagnostic::error(Code::BAD_RANGE, &last.at, message).help(help));
        return None;
    }
    let dates: Vec<Spanned<NaiveDate>> = block
        .blocks("holidays")
        .iter()
        .filter_map(|day| day.read("date", scalar::date))
        .collect();
    let mut seen: BTreeMap<NaiveDate, &Span> = BTreeMap::new();
    for date in &dates {
        let year = date.value.year();
        if !(first.value..=last.value).contains(&year) {
            let message = format!(
                "{} lies outside {} to {}",
                date.value, first.value, last.value
            );
            let help = "change the years of the calendar, or the date";
            found.push(Diagnostic::error(Code::BAD_RANGE, &date.at, message).help(help));
        }
        if let Some(before) = seen.insert(date.value, &date.at) {
            let message = format!("{} is listed twice", date.value);
            let help = "take one of the two out";
            found.push(
                Diagnostic::error(Code::DUPLICATE_ID, &date.at, message)
                    .related(before, "the first time")
                    .help(help),
            );
        }
    }
    forgotten_years(block, (first.value, last.value), &dates, found);
    Some(Calendar::new(
        version,
        seen.into_keys().collect(),
        first.value,
        last.value,
    ))
}

/// A year without bank holidays would be counted wrongly and never noticed.
fn forgotten_years(
    block: &Block<'_>,
    (first, last): (i32, i32),
    dates: &[Spanned<NaiveDate>],
    found: &mut Diagnostics,
) {
    let Some(at) = block.key_at("holidays") else {
        return;
    };
    let missing: Vec<String> = (first..=last)
        .filter(|year| !dates.iter().any(|date| date.value.year() == *year))
        .map(|year| year.to_string())
        .collect();
    if !missing.is_empty() {
        let message = format!("no bank holidays are listed for {}", missing.join(", "));
        let help = "list them, or take the year out of `first_year` and `last_year`";
        found.push(Diagnostic::error(Code::BAD_RANGE, &at, message).help(help));
    }
}

fn year(block: &Block<'_>, key: &str, found: &mut Diagnostics) -> Option<Spanned<i32>> {
    let year = block.read(key, |text| text.parse::<i32>().ok())?;
    if (1900..=2200).contains(&year.value) {
        return Some(year);
    }
    let message = format!("`{key}` is {}, which is no year of ours", year.value);
    found.push(
        Diagnostic::error(Code::BAD_RANGE, &year.at, message).help("write a year such as 2025"),
    );
    None
}
