//! Values and counts that the data have too.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::data::Known;
use super::super::figure::Figure;
use super::super::found::{Found, Topic};
use super::super::near;
use super::super::sentence::Sentence;
use super::super::share;
use super::super::words::{self, Way};
use super::{differs, told};

/// A figure that says how things stand: no change, no comparator, and not what it was before.
pub(super) fn is_level(sentence: &Sentence, at: usize) -> bool {
    let earlier = (1..=6).map(|n| sentence.before(at, n));
    let other = |word: &str| {
        matches!(
            word,
            "from"
                | "neighbour"
                | "neighbours"
                | "neighbors"
                | "national"
                | "nationally"
                | "england"
                | "average"
                | "compared"
                | "against"
                | "than"
                | "last"
                | "previous"
                | "previously"
                | "regional"
                | "target"
        )
    };
    let changes = words::way(sentence.before(at, 2)).is_some() && sentence.before(at, 1) == "of"
        || words::way(sentence.before(at, 1)).is_some_and(|way| way != Way::Better)
            && sentence.before(at, 1) != "up";
    let signed = sentence
        .figure(at)
        .is_some_and(|figure| figure.sign.is_some());
    let by = sentence.before(at, 1) == "by";
    // `from 19% to 21.6%`: what stands after `to` is the level.
    let reached = sentence.before(at, 1) == "to";
    !signed && !changes && !by && (reached || !earlier.into_iter().any(other))
}

pub(super) fn values(
    sentence: &Sentence,
    levels: &[usize],
    named: &[&Known],
    found: &mut Found<'_>,
) {
    let titles: BTreeSet<&str> = named.iter().map(|one| one.title.as_str()).collect();
    if titles.len() > 1 && titles.len() == named.len() && levels.len() == named.len() {
        let mut in_order = named.to_vec();
        in_order.sort_by_key(|one| own_word(sentence, one, named));
        for (at, known) in levels.iter().zip(in_order) {
            // `92.3% participation` would be the other way round.
            if own_word(sentence, known, named).is_some_and(|word| word < *at) {
                value(sentence, *at, &[known], found);
            }
        }
        return;
    }
    let fits = |at: &&usize| fitting(sentence, **at, named).is_some();
    match (levels.iter().find(fits), levels) {
        (Some(at), _) => value(sentence, *at, named, found),
        // Of several measures the sentence may mean any, and a count may be of anything.
        (None, [at]) if titles.len() == 1 && named.iter().all(|one| one.is_share) => {
            value(sentence, *at, named, found);
        }
        _ => {}
    }
}

/// Where the first word stands that only this measure's name has.
fn own_word(sentence: &Sentence, known: &Known, named: &[&Known]) -> Option<usize> {
    let others = |word: &str| {
        named
            .iter()
            .any(|one| one.title != known.title && one.has(word))
    };
    sentence
        .words()
        .find_map(|(at, word)| (known.has(word) && !others(word)).then_some(at))
}

/// The measure, or the period of it, whose value a figure is.
fn fitting<'d>(sentence: &Sentence, at: usize, named: &[&'d Known]) -> Option<&'d Known> {
    let figure = sentence.figure(at)?;
    let is = |one: &&&Known| {
        one.value
            .as_ref()
            .is_some_and(|value| near::is(figure, value, sentence.hedge(at)))
    };
    named.iter().find(is).copied()
}

fn value(sentence: &Sentence, at: usize, named: &[&Known], found: &mut Found<'_>) {
    let fits = fitting(sentence, at, named);
    let known = fits.or(named.iter().copied().find(|one| one.value.is_some()));
    if let Some((known, figure)) = known.zip(sentence.figure(at)) {
        let problem = fits.is_none().then(|| differs(figure));
        found.mark(sentence.at(at, at).start);
        found.judge(Topic::Data, sentence.at(at, at), told(known), problem);
    }
}

pub(super) fn counts(raw: &Sentence, named: &[&Known], found: &mut Found<'_>) {
    let fractions = share::fractions(raw);
    let [only] = fractions.as_slice() else { return };
    let Some(known) = named.first().filter(|one| one.counts.is_some()) else {
        return;
    };
    let holds = named
        .iter()
        .any(|one| one.counts == Some((only.part, only.whole)));
    let at = raw.at(only.first, only.last);
    let problem = (!holds).then(|| {
        (
            "the data say otherwise".to_owned(),
            "put the counts right, or the data".to_owned(),
        )
    });
    found.judge(Topic::Data, at, told(known), problem);
}

/// Judges a value by the data: a cell of a table.
pub(in super::super) fn judge_value(
    figure: &Figure,
    at: Range<usize>,
    named: &[&Known],
    found: &mut Found<'_>,
) {
    let Some(first) = named.first().filter(|one| one.value.is_some()) else {
        return;
    };
    let fits = |one: &&&Known| {
        one.value
            .as_ref()
            .is_some_and(|value| near::is(figure, value, None))
    };
    let fitting = named.iter().find(fits);
    let problem = fitting.is_none().then(|| differs(figure));
    found.judge(Topic::Data, at, told(fitting.unwrap_or(first)), problem);
}
