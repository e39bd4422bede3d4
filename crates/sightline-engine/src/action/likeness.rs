//! How alike two actions are, by their words.

use std::collections::BTreeSet;

/// From this likeness on, in hundredths, an action is taken for an earlier one again.
///
/// Three words in five are the same: rewording a line for next year's programme keeps more than that, and two actions about
/// different things share less. A person who knows better says so, and is believed.
pub const LIKE: u32 = 60;

/// Words that say nothing of what is to be done.
const SMALL: &[&str] = &[
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "for", "from", "in",
    "into", "is", "it", "its", "of", "on", "or", "our", "so", "that", "the", "their", "them",
    "these", "they", "this", "to", "we", "which", "will", "with", "continue", "further", "ensure",
];

/// The words of a text that tell what it is about, each once, without endings and numbers.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}'));
    let words = words.map(|word| word.replace(['\'', '\u{2019}'], ""));
    words
        .filter(|word| {
            !word.is_empty()
                && !word.chars().any(char::is_numeric)
                && !SMALL.contains(&word.as_str())
        })
        .map(|word| stem(&word))
        .collect()
}

/// A word without the ending that number and time give it; it need not be a word any more, only the same one each time.
fn stem(word: &str) -> String {
    let cut = |ending: &str, put: &str| {
        let start = word.strip_suffix(ending)?;
        (start.chars().count() >= 3).then(|| format!("{start}{put}"))
    };
    if word.ends_with("ss") {
        return word.to_owned();
    }
    let found = cut("ies", "y")
        .or_else(|| cut("ing", ""))
        .or_else(|| cut("ed", ""))
        .or_else(|| cut("es", ""));
    let found = found.or_else(|| cut("s", "")).or_else(|| cut("e", ""));
    found.unwrap_or_else(|| word.to_owned())
}

/// How alike two sets of words are, in hundredths: twice the words they share, of all the words they have (Dice).
pub(super) fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> u32 {
    in_hundredths(a.intersection(b).count(), a.len() + b.len())
}

/// The same, given how many words both have, and how many each has, added up.
pub(super) fn in_hundredths(both: usize, all: usize) -> u32 {
    (both * 200)
        .checked_div(all)
        .and_then(|likeness| u32::try_from(likeness).ok())
        .unwrap_or(0)
}

/// How alike two actions are by their words, from 0 to 100.
///
/// ```
/// use sightline_engine::action::{LIKE, likeness};
///
/// let before = "Peer observation of review chairs to begin";
/// assert!(likeness(before, "Begin peer observations of the review chairs in 2026-27") >= LIKE);
/// assert!(likeness(before, "Publish a guide to reviews for parents") < LIKE);
/// ```
#[must_use]
pub fn likeness(a: &str, b: &str) -> u32 {
    shared(&words(a), &words(b))
}
