//! Two figures of one thing: what it was, and what it is.

use super::super::figure::{Figure, Unit};
use super::super::sentence::Sentence;
use super::super::words;

/// Two figures of one thing, by their tokens: what it was, and what it is.
pub(in super::super) struct Pair {
    pub(in super::super) from: usize,
    pub(in super::super) to: usize,
    /// The part of the sentence that may speak of them.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// All pairs of a sentence.
pub(in super::super) fn pairs(sentence: &Sentence) -> Vec<Pair> {
    sentence
        .words()
        .filter_map(|(at, word)| match word {
            "from" if is_range(sentence, at) => None,
            "on" => to_from(sentence, at).filter(|pair| pair.to < at && at - pair.to < 9),
            "from" => from_to(sentence, at).or_else(|| to_from(sentence, at)),
            "compared" | "comparing" if matches!(sentence.word(at + 1), "with" | "to") => {
                compared(sentence, at)
            }
            _ => None,
        })
        .collect()
}

/// `ranged from 80% to 95%` is no change.
pub(super) fn is_range(sentence: &Sentence, at: usize) -> bool {
    (1..4).any(|n| {
        matches!(
            sentence.before(at, n),
            "ranged"
                | "range"
                | "ranges"
                | "ranging"
                | "varied"
                | "varies"
                | "vary"
                | "varying"
                | "goes"
                | "aged"
                | "ages"
                | "spread"
                | "runs"
        )
    })
}

/// The first figure of a unit within a few tokens.
fn next(
    sentence: &Sentence,
    from: usize,
    within: usize,
    fits: impl Fn(&Figure) -> bool,
) -> Option<usize> {
    let all = from..(from + within).min(sentence.len());
    all.take_while(|at| !sentence.is(*at, ';'))
        .find(|at| sentence.figure(*at).is_some_and(&fits))
}

fn level(figure: &Figure) -> bool {
    figure.unit != Unit::Points && figure.sign.is_none()
}

fn from_to(sentence: &Sentence, at: usize) -> Option<Pair> {
    let from = next(sentence, at + 1, 5, level)?;
    let to_word = (from + 1..from + 12).find(|at| sentence.word(*at) == "to")?;
    let between = sentence.tokens.get(from + 1..to_word)?;
    if between
        .iter()
        .any(|token| token.figure().is_some() || token.is(';') || token.says("and"))
    {
        return None;
    }
    let to = next(sentence, to_word + 1, 5, level)?;
    let (own, other) = (sentence.figure(from)?, sentence.figure(to)?);
    // `from 46.7 to 63%`: the unit is said once.
    let fits = own.unit == other.unit || (own.unit == Unit::Count && other.unit == Unit::Percent);
    fits.then(|| Pair {
        from,
        to,
        first: clause(sentence, at),
        last: end(sentence, to),
    })
}

/// `63%, up from 46.7%`, `63%, up 16.3 percentage points from 46.7%`.
fn to_from(sentence: &Sentence, at: usize) -> Option<Pair> {
    let from = next(sentence, at + 1, 5, level)?;
    let unit = sentence.figure(from)?.unit;
    let way = (1..9)
        .filter_map(|n| at.checked_sub(n))
        .find(|at| words::way(sentence.word(*at)).is_some())?;
    // `fell to 18% from 22%`.
    let reached = (way + 1..at)
        .find(|to| sentence.before(*to, 1) == "to" && sentence.of(*to, unit).is_some_and(level));
    if let Some(to) = reached {
        return Some(Pair {
            from,
            to,
            first: way,
            last: end(sentence, from),
        });
    }
    let mut to = way.checked_sub(1)?;
    let stop = way.saturating_sub(6);
    // In `84.6% (target 90%), down from 88.2%` the target is no level of ours.
    let is_target = |at: usize| {
        sentence.before(at, 1) == "target"
            || (sentence.before(at, 1) == "of" && sentence.before(at, 2) == "target")
    };
    while to > stop && (sentence.of(to, unit).is_none() || is_target(to)) {
        let joins = matches!(
            sentence.word(to),
            "and" | "while" | "but" | "whereas" | "with"
        ) || sentence.is(to, ';')
            || sentence.is(to, '.');
        if joins || (sentence.figure(to).is_some() && !is_target(to)) {
            return None;
        }
        to -= 1;
    }
    // In `3.4 out of 5, up from 3.1` the five is no level.
    (level(sentence.of(to, unit)?) && sentence.before(to, 1) != "of").then_some(())?;
    Some(Pair {
        from,
        to,
        first: to,
        last: end(sentence, from),
    })
}

/// `1,398 compared with 1,292 (+106)`.
fn compared(sentence: &Sentence, at: usize) -> Option<Pair> {
    let from = next(sentence, at + 2, 6, level)?;
    let unit = sentence.figure(from)?.unit;
    let others = |word: &str| {
        matches!(
            word,
            "target"
                | "neighbour"
                | "neighbours"
                | "neighbors"
                | "national"
                | "england"
                | "nationally"
                | "average"
                | "region"
        )
    };
    let around = (at..(from + 6).min(sentence.len())).any(|at| others(sentence.word(at)));
    if around {
        return None;
    }
    let stop = at.saturating_sub(12);
    let to = (stop..at)
        .rev()
        .find(|at| sentence.of(*at, unit).is_some_and(level))?;
    Some(Pair {
        from,
        to,
        first: to,
        last: end(sentence, from),
    })
}

/// Where the clause behind a figure ends.
fn end(sentence: &Sentence, at: usize) -> usize {
    let most = (at + 9).min(sentence.len());
    let ends = |at: &usize| {
        sentence.is(*at, ';') || matches!(sentence.word(*at), "while" | "whereas" | "but" | "and")
    };
    (at + 1..most).find(ends).unwrap_or(most)
}

/// Where the clause around a token begins.
fn clause(sentence: &Sentence, at: usize) -> usize {
    let stop = at.saturating_sub(12);
    let ends = |at: &usize| {
        sentence.is(*at, ';')
            || sentence.is(*at, ':')
            || (sentence.of(*at, Unit::Percent).is_some()
                && !matches!(sentence.before(*at, 1), "by" | "of"))
            || matches!(sentence.word(*at), "while" | "whereas" | "but")
    };
    (stop..at).rev().find(ends).map_or(stop, |at| at + 1)
}
