//! Counts of what was late or in time, with nothing to say of how many.

use super::figure::Unit;
use super::found::{Found, Topic};
use super::sentence::Sentence;
use super::share::{count, fractions};
use super::words;

/// Names counts like `one review late`; `seen` is the largest count that the section has had so far.
pub(super) fn judge(sentence: &Sentence, seen: i128, found: &mut Found<'_>) {
    if sentence.all(Unit::Percent).next().is_some() || !fractions(sentence).is_empty() {
        return;
    }
    let all = sentence.all(Unit::Count);
    for (at, n) in all.filter_map(|(at, _)| Some((at, count(sentence, at)?))) {
        let Some(last) = (at + 1..at + 6)
            .take_while(|at| !sentence.word(*at).is_empty())
            .find(|at| is_status(sentence.word(*at)))
        else {
            continue;
        };
        if seen <= n {
            found.not_judged(Topic::Share, sentence.at(at, last), "no denominator");
        }
    }
}

fn is_status(word: &str) -> bool {
    matches!(word, "late" | "overdue" | "missed" | "delayed")
        || words::is_in_time(word) && word != "time"
}

/// The largest count of a sentence.
pub(super) fn largest(sentence: &Sentence) -> i128 {
    sentence
        .all(Unit::Count)
        .filter_map(|(at, _)| count(sentence, at))
        .max()
        .unwrap_or_default()
}
