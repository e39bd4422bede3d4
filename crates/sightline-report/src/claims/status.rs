//! Counts of what was late or in time, with nothing to say of how many.

use std::collections::BTreeMap;

use super::data::singular;
use super::figure::Unit;
use super::found::{Found, Topic};
use super::sentence::Sentence;
use super::share::{count, fractions};
use super::words;

/// The largest count that a section has had so far, by what was counted; of anything under the empty word.
pub(super) type Seen = BTreeMap<String, i128>;

/// Names counts like `one review late` where the section has had none that it could be a part of.
pub(super) fn judge(sentence: &Sentence, seen: &Seen, found: &mut Found<'_>) {
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
        let nouns = nouns(sentence, at);
        let is_known = |noun: &str| seen.get(noun).is_some_and(|most| *most > n);
        let known = if nouns.is_empty() {
            is_known("")
        } else {
            nouns.iter().any(|noun| is_known(noun))
        };
        if !known {
            found.not_judged(Topic::Share, sentence.at(at, last), "no denominator");
        }
    }
}

/// Remembers the counts of a sentence.
pub(super) fn remember(sentence: &Sentence, seen: &mut Seen) {
    for (at, _) in sentence.all(Unit::Count) {
        let Some(n) = count(sentence, at) else {
            continue;
        };
        for noun in nouns(sentence, at).into_iter().chain([String::new()]) {
            let most = seen.entry(noun).or_default();
            *most = n.max(*most);
        }
    }
}

/// What a count counts: the words behind it, up to a verb or a status.
fn nouns(sentence: &Sentence, at: usize) -> Vec<String> {
    let words = (at + 1..at + 4).map(|at| sentence.word(at));
    let nouns = words.take_while(|word| {
        !word.is_empty() && !words::is_verb(word) && !is_status(word) && *word != "of"
    });
    nouns.map(singular).collect()
}

fn is_status(word: &str) -> bool {
    matches!(word, "late" | "overdue" | "missed" | "delayed")
        || words::is_in_time(word) && word != "time"
}
