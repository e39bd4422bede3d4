//! Days without a year, and months that are nearly as telling; whole dates tell in every text ([`crate::personal`]).

use super::{Personal, bytes};
use crate::calendar::month_named;
use crate::coding::words::Word;

/// Days as `12 March` and `March 12th`; a month with its year is only likely to tell.
pub(super) fn dates(text: &str, words: &[Word]) -> Vec<Personal> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        if let Some(range) = with_a_name(text, words, at) {
            found.extend(bytes(words, range).map(|at| Personal {
                at,
                what: "a day".to_owned(),
                fix: "say the season, or how long after what it was".to_owned(),
                sure: true,
            }));
        } else if month(text, words, at) && words.get(at + 1).is_some_and(is_year) {
            found.extend(bytes(words, at..at + 2).map(|at| Personal {
                at,
                what: "too exact a time".to_owned(),
                fix: "say the season".to_owned(),
                sure: false,
            }));
        }
    }
    found
}

/// A day's number before or after the name of a month.
fn with_a_name(text: &str, words: &[Word], at: usize) -> Option<std::ops::Range<usize>> {
    if !month(text, words, at) {
        return None;
    }
    let before = at.checked_sub(1);
    // `12th of March`.
    let of = before
        .filter(|before| words.get(*before).is_some_and(|word| word.lower == "of"))
        .and_then(|before| before.checked_sub(1));
    let is_day = |at: usize| words.get(at).is_some_and(is_day);
    match (
        before
            .filter(|at| is_day(*at))
            .or(of.filter(|at| is_day(*at))),
        is_day(at + 1),
    ) {
        (Some(start), _) => Some(start..at + 1),
        (None, true) => Some(at..at + 2),
        (None, false) => None,
    }
}

/// The name of a month with its capital, so that what somebody may do is none.
fn month(text: &str, words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        let capital = text
            .get(word.at.clone())
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_uppercase);
        capital && month_named(&word.lower).is_some()
    })
}

fn is_day(word: &Word) -> bool {
    let digits = word
        .lower
        .trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = word.lower.get(digits.len()..).unwrap_or_default();
    ["", "st", "nd", "rd", "th"].contains(&ending)
        && digits.len() <= 2
        && digits.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
}

fn is_year(word: &Word) -> bool {
    word.lower.len() == 4
        && word
            .lower
            .parse()
            .is_ok_and(|year: u32| (1900..2200).contains(&year))
}
