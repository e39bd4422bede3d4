//! Names: known ones, and words that look like one by their capital and by what stands beside them.

mod lists;

use std::collections::BTreeSet;

use super::words::{Word, words};
use super::{Hit, Kind};
use lists::{
    BODIES, DOES, DOES_ONE, EVERYDAY, PLACES, RELATIONS, TITLES, is_common, is_field, is_in,
};

/// What looks like a name of somebody or of a place, in order.
pub(super) fn find(text: &str, known: &[String]) -> Vec<Hit> {
    let known: BTreeSet<String> = known.iter().flat_map(|name| parts(name)).collect();
    let words = words(text);
    let mut found: Vec<Hit> = Vec::new();
    let mut before: Option<&Word<'_>> = None;
    // Where the run of words with capitals began that this word continues.
    let mut run: Option<usize> = None;
    for (at, word) in words.iter().enumerate() {
        let plain = word.plain();
        let rest = words.get(at + 1..).unwrap_or_default();
        let capital = word.is_capitalised();
        let is_word = !capital || is_nobody(&plain);
        let cue = before.and_then(|before| cue(before, word, &plain));
        let is_known = is_known(&plain, capital, &known);
        let earlier = words.get(..at).unwrap_or_default();
        let kind = if is_word || is_of_a_body(earlier, word) {
            None
        } else {
            kind(word, rest)
        };
        let begins = word.begins();
        let likely = kind.is_some() && (!begins || is_subject(word, &plain, rest));
        let continues = word.follows("") && !begins;
        if is_known || cue.is_some() || likely || word.is_foreign() {
            let start = run.filter(|_| continues).unwrap_or(word.range.start);
            let somebody = is_known || cue.is_some() || word.is_foreign();
            let named = kind.filter(|_| !somebody);
            let (kind, end) = named.unwrap_or((Kind::Name, word.range.end));
            let sure = is_known || cue == Some(true) || word.is_foreign() || kind == Kind::Place;
            match found
                .last_mut()
                .filter(|last| last.range.end > start || last.range.start == start)
            {
                Some(last) => {
                    last.range.end = last.range.end.max(end);
                    last.sure |= sure;
                }
                None => found.push(Hit {
                    kind,
                    sure,
                    range: start..end,
                }),
            }
        }
        run = if is_word {
            None
        } else {
            run.filter(|_| continues).or(Some(word.range.start))
        };
        before = Some(word);
    }
    found
}

/// Runs of words in the name of a body that are only a name: `Sampleshire` in `Sampleshire Council`.
pub(super) fn stems(name: &str) -> Vec<String> {
    let words = words(name);
    let mut stems: Vec<Vec<&str>> = vec![Vec::new()];
    for word in &words {
        let is_name = word.is_capitalised() && !is_nobody(&word.plain());
        match stems.last_mut().filter(|_| is_name) {
            Some(stem) => stem.push(word.bare()),
            None => stems.push(Vec::new()),
        }
    }
    stems.retain(|stem| !stem.is_empty());
    stems.into_iter().map(|stem| stem.join(" ")).collect()
}

/// The words of a name, single letters apart.
fn parts(name: &str) -> Vec<String> {
    let words = words(name);
    words
        .iter()
        .map(Word::plain)
        .filter(|word| word.chars().nth(1).is_some())
        .collect()
}

fn is_known(word: &str, capital: bool, names: &BTreeSet<String>) -> bool {
    let known = |word: &str| names.contains(word) && (capital || !is_in(EVERYDAY, word));
    known(word) || word.contains('-') && word.split('-').any(known)
}

/// Whether a capital makes no name of a word.
fn is_nobody(word: &str) -> bool {
    let everyday = |word: &str| is_common(word) && !is_in(EVERYDAY, word);
    let one = |word: &str| is_field(word) || is_in(RELATIONS, word) || everyday(word);
    let whole = |word: &str| one(word) || word.strip_suffix('s').is_some_and(one);
    whole(word) || word.contains('-') && word.split('-').all(whole)
}

/// Whether what kind of body it is stands before it: the Borough of Sampleshire.
fn is_of_a_body(before: &[Word<'_>], word: &Word<'_>) -> bool {
    let [.., body, of] = before else { return false };
    let capital = body.text.starts_with(char::is_uppercase);
    of.text == "of" && capital && word.follows("") && is_in(BODIES, &body.plain())
}

/// Of what a word with a capital is likely to be the name, and where that ends: a person, a place, or, absent, a body such as a
/// council.
fn kind(word: &Word<'_>, rest: &[Word<'_>]) -> Option<(Kind, usize)> {
    let somebody = Some((Kind::Name, word.range.end));
    // Whose it is comes last: Corvin's School is a school, and tells of Corvin.
    if word.is_possessive() {
        return somebody;
    }
    // What kind of thing it is may stand a few words on: the Sampleshire Safeguarding Children Partnership.
    const REACH: usize = 5;
    let on = rest
        .iter()
        .take(REACH)
        .take_while(|word| word.follows("") && word.text.starts_with(char::is_uppercase));
    for next in on {
        let plain = next.plain();
        if is_in(BODIES, &plain) {
            return None;
        }
        if is_in(PLACES, &plain) {
            return Some((Kind::Place, next.range.end));
        }
        if next.is_possessive() {
            break;
        }
    }
    somebody
}

/// Whether the word before makes this one a name, and whether it does so surely.
fn cue(before: &Word<'_>, word: &Word<'_>, plain: &str) -> Option<bool> {
    let cue = before.plain();
    let mut letters = word.text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some();
    if is_in(TITLES, &cue) {
        let is = capital && word.follows(".") && before.text.starts_with(char::is_uppercase);
        return is.then_some(true);
    }
    // An initial: J. Quillfeather.
    let mut initial = before.text.chars();
    let initial = initial.next().is_some_and(char::is_uppercase) && initial.next().is_none();
    let unknown = word.is_capitalised()
        && !is_field(plain)
        && !is_in(RELATIONS, plain)
        && (!is_common(plain) || is_in(EVERYDAY, plain));
    if !unknown {
        return None;
    }
    let signed = initial && word.gap.starts_with('.') && word.follows(".");
    let related = is_in(RELATIONS, &cue) && word.follows(",(");
    if signed {
        Some(true)
    } else {
        related.then_some(false)
    }
}

/// Whether a word that begins a sentence is somebody: what comes next is what people do, or it owns something.
fn is_subject(word: &Word<'_>, plain: &str, rest: &[Word<'_>]) -> bool {
    let thing = [
        "ion", "ing", "ment", "ness", "ity", "ly", "ance", "ence", "ions", "ments",
    ];
    let next = rest.first().filter(|next| next.follows(""));
    let verb = next.map(Word::plain).unwrap_or_default();
    let does = is_in(DOES, &verb) || is_in(DOES_ONE, &verb);
    // `Meetings were late`, and not `Meeting were late`.
    let many = plain.ends_with('s') && !is_in(DOES_ONE, &verb);
    (does && !many || word.is_possessive()) && !thing.iter().any(|end| plain.ends_with(end))
}
