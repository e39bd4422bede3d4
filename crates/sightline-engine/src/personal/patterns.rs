//! Dates, numbers and addresses, by their form.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::{Hit, Kind};

/// What is looked for. Every pattern is bounded in length, so that looking takes time in proportion to the text.
const PATTERNS: [(Kind, &str); 16] = [
    // The parts of dates are named d, m and y; see `day`.
    (
        Kind::Date,
        r"\b(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4}|\d{2})\b",
    ),
    (
        Kind::Date,
        r"\b(?P<y>\d{4})[/\-](?P<m>\d{1,2})[/\-](?P<d>\d{1,2})\b",
    ),
    (
        Kind::Date,
        r"(?i)\b(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s{1,3}of)?\s{0,3}(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s{0,3}['’]?(?P<y>\d{4}|\d{2})\b",
    ),
    (
        Kind::Date,
        r"(?i)\b(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,3}(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?P<y>\d{4})\b",
    ),
    (
        Kind::DateOfBirth,
        r"(?i)\bd\.?o\.?b\b\.?|\bborn\s{1,3}(?:on|in)\b|\bdate\s{1,3}of\s{1,3}birth\s{0,3}(?:is|was|:|-|–)?\s{0,3}\d{1,4}\b",
    ),
    (Kind::NhsNumber, r"\b\d{3}[ \-]?\d{3}[ \-]?\d{4}\b"),
    (Kind::Upn, r"(?i)\b[a-z]\d{11}[a-z\d]\b"),
    (
        Kind::Postcode,
        r"(?i)\b[a-z]{1,2}\d[a-z\d]? {0,2}\d[a-z]{2}\b",
    ),
    (
        Kind::Phone,
        r"(?:\+44[ ()0]{0,5}|\b0|\(0)\d(?:[ \-()]{0,2}\d){8,9}\b",
    ),
    (
        Kind::Email,
        r"[a-zA-Z0-9.+%_'\-]{1,64}@[a-zA-Z0-9\-]{1,63}(?:\.[a-zA-Z0-9\-]{1,63}){1,4}",
    ),
    (
        Kind::Id,
        r"(?i)\b[a-z]{1,6}[\-/_]?\d{5,20}[a-z]?\b|\b\d{6,20}\b",
    ),
    // As cases and audits are numbered: C-0042.
    (Kind::Id, r"\b[A-Z]{1,4}-\d{3,20}\b"),
    (
        Kind::NiNumber,
        r"(?i)\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b",
    ),
    // J.B. (7); JB, aged 7; J (7 years); child J (7). A figure in brackets after an abbreviation is a count.
    (
        Kind::Initials,
        r"\b(?:[A-Z]\.\s?){1,3}[,(]?\s{0,2}(?:aged\s)?\d{1,2}\b\)?",
    ),
    (
        Kind::Initials,
        r"\b[A-Z]{1,3}(?:,\s?|\s?\(|\s)(?:aged\s\d{1,2}\b|\d{1,2}\s(?:years?|yrs?|months?)(?:\sold|\)))|\b(?i:child|boy|girl|baby|sibling)\s[A-Z],?\s?\(?\d{1,2}\b\)?",
    ),
    (
        Kind::Id,
        r"(?i)\b(?:id|ref|reference|(?:case|child|client|person|pupil|mosaic|liquidlogic)\s{1,3}(?:no|number|id|ref))\b[.:]?\s{0,3}#?[a-z]{0,4}\-?\d{2,20}\b",
    ),
];

/// How far before a date words of birth make it one of birth.
const NEAR: usize = 40;

static COMPILED: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let compiled = PATTERNS
        .iter()
        .map(|&(kind, pattern)| Some((kind, Regex::new(pattern).ok()?)));
    compiled.flatten().collect()
});

/// Everything with one of the forms, in no order.
pub(super) fn find(text: &str, days: Option<&RangeInclusive<NaiveDate>>) -> Vec<Hit> {
    let hit = |kind, range| Hit {
        kind,
        sure: true,
        range,
    };
    let mut found = Vec::new();
    for &(kind, ref pattern) in COMPILED.iter() {
        if kind != Kind::Date {
            let all = pattern.find_iter(text);
            let all = all.filter(|one| kind != Kind::Postcode || !is_ordinal(one.as_str()));
            found.extend(all.map(|one| hit(kind, one.range())));
            continue;
        }
        for one in pattern.captures_iter(text) {
            let part = |name| one.name(name).map_or("", |part| part.as_str());
            let at = |name| one.name(name).map_or(0, |part| part.start());
            let year_first = at("y") < at("m");
            let Some(day) = day(part("y"), part("m"), part("d"), year_first) else {
                continue;
            };
            let range = one.get(0).map_or(0..0, |all| all.range());
            let is_bare = || {
                part("m").starts_with(|one: char| one.is_ascii_digit())
                    && !year_first
                    && !is_of_time(text, &range)
            };
            if of_birth(text, range.start) {
                found.push(hit(Kind::DateOfBirth, range));
            } else if days.is_none_or(|days| !days.contains(&day))
                || of_a_baby(text, range.start)
                || is_bare()
            {
                found.push(hit(Kind::Date, range));
            }
        }
    }
    found
}

/// Whether it ends in `1st`, `2nd`, `3rd` or `4th`, as in `Q2 1st year`, and is no postcode.
fn is_ordinal(text: &str) -> bool {
    ["st", "nd", "rd", "th"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// The day, where there is such a day: 31/13/2015 is none, and neither is version 4.20.11.
fn day(year: &str, month: &str, day: &str, year_first: bool) -> Option<NaiveDate> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let month = month.to_ascii_lowercase();
    let named = || MONTHS.find(&month).map(|at| at / 3 + 1);
    let month: u32 = month.parse().ok().or_else(|| named()?.try_into().ok())?;
    let short = year.len() == 2;
    let year: i32 = year.parse().ok()?;
    let day: u32 = day.parse().ok()?;
    let year = if short { 2000 + year } else { year };
    // Some write the month first, but nobody after the year: 2025-26/7 is the seventh of a financial year.
    let other = || NaiveDate::from_ymd_opt(year, day, month).filter(|_| !year_first);
    NaiveDate::from_ymd_opt(year, month, day).or_else(other)
}

fn of_birth(text: &str, start: usize) -> bool {
    let near = before(text, start);
    ["dob", "d.o.b", "born", "birth"]
        .iter()
        .any(|word| near.contains(word))
}

/// Whether somebody who was born not long ago stands before a date in its sentence.
fn of_a_baby(text: &str, start: usize) -> bool {
    let near = before(text, start);
    let sentence = near.rsplit(['.', '!', '?', '\n']).next().unwrap_or(&near);
    let words = sentence.split(|one: char| !one.is_alphabetic());
    let mut young = words.filter(|word| {
        [
            "baby", "babies", "newborn", "newborns", "infant", "infants", "twin", "twins",
        ]
        .contains(word)
    });
    young.next().is_some()
}

/// Whether a word or sign of time stands at a date: `on 3/7/25`, `1/7/25 to 30/9/25`.
fn is_of_time(text: &str, date: &Range<usize>) -> bool {
    const BEFORE: [&str; 16] = [
        "on", "by", "until", "till", "from", "to", "since", "before", "after", "between", "and",
        "of", "dated", "due", "at", "for",
    ];
    let near = before(text, date.start);
    let near = near.trim_end();
    let word = near.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text.get(date.end..).unwrap_or_default().trim_start();
    let goes_on = ["to ", "until ", "and "].iter().any(|word| {
        let rest = after.strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()))
    });
    BEFORE.contains(&word)
        || word.ends_with(['–', '—', '-'])
        || after.starts_with(['–', '—', '-'])
        || goes_on
}

/// What stands close before a place, in small letters.
fn before(text: &str, start: usize) -> String {
    let before = text.get(..start).unwrap_or_default();
    let near: Vec<char> = before.chars().rev().take(NEAR).collect();
    let near: String = near.into_iter().rev().collect();
    near.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for (kind, pattern) in PATTERNS {
            assert!(Regex::new(pattern).is_ok(), "{kind}: {pattern}");
        }
    }
}
