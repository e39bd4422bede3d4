//! Dates and periods in prose.

use chrono::{Months, NaiveDate};

use sightline_engine::calendar::month_named;

use super::token::Token;

/// The date that begins with a token: a day, or the last day of a month that is named without one.
///
/// `31 March 2014`, `31st March 2014`, `March 2014`, `31/03/2014`, `2014-03-31`.
pub(super) fn date(tokens: &[Token], text: &str) -> Option<NaiveDate> {
    let [first, rest @ ..] = tokens else {
        return None;
    };
    let words = |token: &Token| {
        text.get(token.at.clone())
            .unwrap_or_default()
            .to_lowercase()
    };
    let own = words(first);
    let year = |token: Option<&Token>| {
        token
            .map(&words)
            .filter(|text| text.len() == 4)
            .and_then(|text| text.parse::<i32>().ok())
    };
    if let Some(found) = in_digits(&own) {
        return Some(found);
    }
    if let Some(found) = month_named(&own) {
        return last_of(year(rest.first())?, found);
    }
    let day = own
        .trim_end_matches(|letter: char| letter.is_ascii_lowercase())
        .parse()
        .ok()?;
    let at = usize::from(rest.first().is_some_and(|token| token.says("of")));
    let found = month_named(&words(rest.get(at)?))?;
    NaiveDate::from_ymd_opt(year(rest.get(at + 1))?, found, day)
}

fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

fn in_digits(text: &str) -> Option<NaiveDate> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4;
    is_whole.then_some(())?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
