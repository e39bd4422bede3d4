//! Which counts of a sentence are a total, and which its parts.

use super::super::figure::Unit;
use super::super::sentence::Sentence;
use super::super::share::{count, fractions};
use super::super::token::Token;
use super::super::words;

/// A count that may be a total or a part, by its token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) at: usize,
    pub(super) n: i128,
}

/// Whether a list says that it is not the whole, or that its parts may overlap.
pub(super) fn partial(sentence: &Sentence) -> bool {
    sentence.words().any(|(at, word)| {
        let next = sentence.word(at + 1);
        says_so(word)
            || (matches!(word, "other" | "others") && at == 0)
            || (word == "such" && next == "as")
            || (word == "more" && next == "than")
            || (word == "of" && matches!(next, "which" | "whom" | "these" | "those"))
    })
}

fn says_so(word: &str) -> bool {
    matches!(
        word,
        "including"
            | "includes"
            | "include"
            | "included"
            | "among"
            | "eg"
            | "example"
            | "mainly"
            | "mostly"
            | "about"
            | "around"
            | "approximately"
            | "roughly"
            | "nearly"
            | "almost"
            | "least"
            | "may"
            | "some"
            | "several"
            | "themes"
            | "strengths"
            | "concerns"
            | "factors"
            | "both"
            | "overlap"
            | "overlapping"
            | "each"
            | "compared"
            | "than"
            | "average"
            | "rest"
            | "remaining"
            | "respectively"
            | "most"
            | "top"
            | "further"
            | "additional"
            | "felt"
            | "understood"
            | "knew"
            | "thought"
            | "said"
            | "told"
            | "wanted"
            | "agreed"
            | "liked"
            | "described"
    )
}

/// Counts that begin a member of a list: after a comma, a semicolon, `and`, or `from`.
pub(super) fn parts(sentence: &Sentence, from: usize) -> Vec<Part> {
    let fractions = fractions(sentence);
    let stands_in_fraction = |at: usize| {
        fractions
            .iter()
            .any(|one| one.first == at || one.last == at)
    };
    let all = sentence
        .all(Unit::Count)
        .filter(|(at, _)| *at >= from && !stands_in_fraction(*at));
    let begins = |at: usize| {
        let mut joint = at;
        while joint > from
            && matches!(
                sentence.before(joint, 1),
                "and" | "with" | "another" | "a" | "the" | "only" | "just" | "while" | "or"
            )
        {
            joint -= 1;
        }
        joint == from
            || joint < at && sentence.before(joint + 1, 1) == "and"
            || joint
                .checked_sub(1)
                .is_some_and(|before| sentence.is(before, ',') || sentence.is(before, ';'))
    };
    all.filter_map(|(at, _)| {
        Some(Part {
            at,
            n: count(sentence, at)?,
        })
    })
    .filter(|part| begins(part.at))
    .collect()
}

/// The counts before a list that it may add up to, the likeliest last.
pub(super) fn totals(sentence: &Sentence, before: usize) -> Vec<Part> {
    let all = sentence.all(Unit::Count).take_while(|(at, _)| *at < before);
    all.filter_map(|(at, _)| {
        Some(Part {
            at,
            n: count(sentence, at)?,
        })
    })
    .collect()
}

/// How many parts make a list: two where a word says that they are one.
pub(super) fn least(sentence: &Sentence) -> usize {
    let says = sentence.words().any(|(_, word)| {
        matches!(
            word,
            "because"
                | "owing"
                | "due"
                | "namely"
                | "comprising"
                | "consisting"
                | "made"
                | "split"
                | "broken"
                | "divided"
        )
    });
    if says { 2 } else { 3 }
}

/// A total is said to be or to do something, and its parts either all do or none does.
pub(super) fn is_total(sentence: &Sentence, total: Part, parts: &[Part]) -> bool {
    let until = parts.first().map_or(total.at, |part| part.at);
    let clause = sentence.tokens.get(total.at..until).unwrap_or_default();
    let says = |tokens: &[Token]| tokens.iter().filter_map(Token::word).any(words::is_verb);
    let negative = clause
        .iter()
        .filter_map(Token::word)
        .any(words::is_negative);
    let ends = parts
        .iter()
        .skip(1)
        .map(|part| part.at)
        .chain([sentence.len()]);
    let verbs: Vec<bool> = parts
        .iter()
        .zip(ends)
        .map(|(part, end)| says(sentence.tokens.get(part.at..end).unwrap_or_default()))
        .collect();
    let none = verbs.iter().all(|verb| !verb);
    (none && (says(clause) || negative)) || (negative && verbs.iter().all(|verb| *verb))
}

/// The count that an item begins or ends with: `4 record errors`, `Record errors: 4`.
pub(super) fn item_count(item: &Sentence) -> Option<i128> {
    if let Some(n) = count(item, 0) {
        return Some(n);
    }
    let mut last = item.len().checked_sub(1)?;
    if last > 0 && (item.is(last, '.') || item.is(last, ';') || item.is(last, ',')) {
        last -= 1;
    }
    let joint = last.checked_sub(1)?;
    let joins = item.is(joint, ':') || item.is(joint, '–') || item.is(joint, '-');
    joins.then(|| count(item, last))?
}
