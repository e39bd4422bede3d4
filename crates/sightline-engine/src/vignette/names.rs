//! Ids and codes, places, and words that look like names.

use super::{About, Personal, bytes, phrases, split};
use crate::coding::words::Word;

/// What is known of the audit: ids, codes, teams.
pub(super) fn known(words: &[Word], about: &About) -> Vec<Personal> {
    let mut found = Vec::new();
    for (value, what) in &about.known {
        let phrase = split(value);
        for at in phrases(words, &phrase) {
            found.extend(bytes(words, at..at + phrase.len()).map(|at| Personal {
                at,
                what: (*what).to_owned(),
                fix: "leave it out".to_owned(),
                sure: true,
            }));
        }
    }
    found
}

/// Ids of anybody: a few letters and then digits, such as `C-0042`, `S41` or a number of six digits and more.
pub(super) fn codes(text: &str, words: &[Word]) -> Vec<Personal> {
    let mut found = Vec::new();
    let code = |at| Personal {
        at,
        what: "an id or a code".to_owned(),
        fix: "leave it out".to_owned(),
        sure: true,
    };
    for (at, word) in words.iter().enumerate() {
        let digits = |word: &Word| word.lower.chars().filter(char::is_ascii_digit).count();
        let is_all_digits = digits(word) == word.lower.len();
        let letters = word
            .lower
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count();
        let raw = text.get(word.at.clone()).unwrap_or_default();
        let is_upper = raw.chars().any(char::is_uppercase) && !raw.chars().any(char::is_lowercase);
        let joined = words.get(at + 1).is_some_and(|next| {
            text.get(word.at.end..next.at.start) == Some("-")
                && digits(next) == next.lower.len()
                && digits(next) >= 2
        });
        if is_upper && digits(word) == 0 && letters <= 3 && joined {
            found.extend(bytes(words, at..at + 2).map(code));
        } else if is_all_digits && digits(word) >= 6 || is_upper && letters > 0 && digits(word) >= 2
        {
            found.push(code(word.at.clone()));
        }
    }
    found
}

const PLACES: [&str; 26] = [
    "road", "street", "avenue", "lane", "close", "crescent", "drive", "terrace", "estate", "court",
    "school", "academy", "college", "nursery", "primary", "high", "hospital", "surgery", "clinic",
    "ward", "house", "park", "church", "mosque", "library", "town",
];

/// A name before what kind of place it is: `Elm Street`, `St Anne's School`.
pub(super) fn places(text: &str, words: &[Word]) -> Vec<Personal> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let named = at.checked_sub(1).and_then(|before| words.get(before));
        let adjoins = named.is_some_and(|named| text.get(named.at.end..word.at.start) == Some(" "));
        if PLACES.contains(&word.lower.as_str())
            && is_capital(text, word)
            && adjoins
            && named.is_some_and(|named| {
                is_capital(text, named) && !COMMON.contains(&named.lower.as_str())
            })
        {
            found.extend(
                bytes(words, at.saturating_sub(1)..at + 1).map(|at| Personal {
                    at,
                    what: "the name of a place".to_owned(),
                    fix: "say what kind of place it is: “school”, “hospital”".to_owned(),
                    sure: true,
                }),
            );
        }
    }
    found
}

/// Words that have a capital within a sentence and are nobody's name.
const COMMON: [&str; 48] = [
    "i",
    "the",
    "a",
    "an",
    "iro",
    "cic",
    "cin",
    "cp",
    "nhs",
    "camhs",
    "lado",
    "mash",
    "ofsted",
    "police",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "english",
    "england",
    "act",
    "section",
    "children's",
    "council",
    "care",
    "order",
    "family",
    "court",
    "early",
    "help",
    "i'm",
];

/// Words with a capital within a sentence: most of them are names.
pub(super) fn names(text: &str, sentences: &[Vec<Word>]) -> Vec<Personal> {
    let mut found = Vec::new();
    for sentence in sentences {
        for (at, word) in sentence.iter().enumerate() {
            let raw = text.get(word.at.clone()).unwrap_or_default();
            let quoted = text
                .get(..word.at.start)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|mark| matches!(mark, '"' | '\u{201c}' | '\u{2018}' | '\'' | ':'));
            let is_initials = raw
                .chars()
                .all(|letter| letter.is_uppercase() || letter == '\'')
                && raw.chars().count() > 1;
            let own = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
            if at > 0
                && is_capital(text, word)
                && !quoted
                && !is_initials
                && !COMMON.contains(&word.lower.as_str())
                && !COMMON.contains(&own)
            {
                found.push(Personal {
                    at: word.at.clone(),
                    what: "a name".to_owned(),
                    fix: "say who or what it is: “the mother”, “a youth club”".to_owned(),
                    sure: false,
                });
            }
        }
    }
    found
}

fn is_capital(text: &str, word: &Word) -> bool {
    text.get(word.at.clone())
        .and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase)
}
