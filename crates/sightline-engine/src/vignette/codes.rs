//! Ids and codes: those of the audit that a vignette is from, and short ones of anybody.

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

/// Codes too short for every text: a few letters and then digits, such as `S-17` or `S41`. In a report they may be a section of an
/// Act; in the story of one child they are somebody.
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
        } else if is_upper && letters > 0 && digits(word) >= 2 {
            found.push(code(word.at.clone()));
        }
    }
    found
}
