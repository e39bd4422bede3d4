//! Where the counts of a share stand.

use super::super::figure::Unit;
use super::super::near;
use super::super::sentence::Sentence;
use super::super::words;

/// `12 of 20`, `12 of the 20 audits`, `12 out of 20`, `12/20`.
pub(in super::super) struct Fraction {
    pub(in super::super) part: i128,
    pub(in super::super) whole: i128,
    /// The token of the part.
    pub(in super::super) first: usize,
    /// The token of the whole.
    pub(in super::super) last: usize,
}

/// How many sentences back the whole of a count is looked for.
const BACK: usize = 4;

/// The whole count at a token.
pub(in super::super) fn count(sentence: &Sentence, at: usize) -> Option<i128> {
    sentence
        .figure(at)
        .filter(|figure| figure.sign.is_none())?
        .whole()
}

/// All fractions of a sentence.
pub(in super::super) fn fractions(sentence: &Sentence) -> Vec<Fraction> {
    let all = sentence.all(Unit::Count).filter_map(|(first, _)| {
        let part = count(sentence, first)?;
        if sentence.is(first + 1, '/') {
            return Some(Fraction {
                part,
                whole: count(sentence, first + 2)?,
                first,
                last: first + 2,
            });
        }
        let is_noun = |at: usize| {
            let word = sentence.word(at);
            !word.is_empty()
                && !words::is_verb(word)
                && !matches!(
                    word,
                    "and" | "or" | "in" | "to" | "with" | "for" | "by" | "from" | "more"
                )
        };
        let mut of = first + 1;
        while of < first + 3 && !matches!(sentence.word(of), "of" | "out") && is_noun(of) {
            of += 1;
        }
        if sentence.word(of) == "out" {
            of += 1;
        }
        (sentence.word(of) == "of").then_some(())?;
        let (last, whole) = whole_after(sentence, of + 1)?;
        Some(Fraction {
            part,
            whole,
            first,
            last,
        })
    });
    all.collect()
}

/// The count that follows `of`, behind `the`, `all the` or `a total of`.
pub(in super::super) fn whole_after(sentence: &Sentence, from: usize) -> Option<(usize, i128)> {
    let mut at = from;
    while at < from + 4
        && (words::is_article(sentence.word(at)) || (at > from && sentence.word(at) == "of"))
    {
        at += 1;
    }
    Some((at, count(sentence, at)?))
}

/// The first count of what was late, about the same things: `12 were late`, `12 late reviews`.
pub(super) fn late(sentence: &Sentence, from: usize, noun: &str) -> Option<(usize, i128)> {
    let may_stand = |word: &str| {
        word == noun
            || matches!(
                word,
                "were"
                    | "was"
                    | "are"
                    | "is"
                    | "being"
                    | "of"
                    | "them"
                    | "these"
                    | "which"
                    | "held"
                    | "those"
            )
    };
    (from..sentence.len()).find_map(|at| {
        let part = count(sentence, at)?;
        let mut next = at + 1;
        while next < at + 5 && may_stand(sentence.word(next)) {
            next += 1;
        }
        words::is_negative(sentence.word(next)).then_some((next, part))
    })
}

/// What a count beside a percentage is of, and whether the phrase itself says so.
///
/// `Of 20 audits, 12 (60%) …` and `12 (60%) of 20` say so. Otherwise every count of the sentence and of a few before it may be
/// the whole: one that fits is taken, and one that does not is held against the claim only where it is the only one of the sentence.
pub(super) fn whole_for(
    paragraph: &[Sentence],
    here: usize,
    at: usize,
    part: i128,
    tokens: (usize, usize),
) -> Option<(i128, bool)> {
    let sentence = paragraph.get(here)?;
    let figure = sentence.figure(at)?;
    let close = tokens.1.max(at) + 1;
    if sentence.is(close, ')') && matches!(sentence.word(close + 1), "of" | "out") {
        let from = if sentence.word(close + 1) == "out" {
            close + 3
        } else {
            close + 2
        };
        if let Some((_, whole)) = whole_after(sentence, from) {
            return Some((whole, true));
        }
    }
    if matches!(sentence.word(0), "of" | "among" | "from")
        && let Some((opener, whole)) = whole_after(sentence, 1)
        && opener < tokens.0
    {
        return Some((whole, false));
    }
    let fits = |whole: i128| {
        near::percent(part, whole).is_some_and(|share| near::is(figure, &share, sentence.hedge(at)))
    };
    let around = || wholes(sentence).filter(|(_, whole)| *whole >= part);
    let own: Vec<i128> = around()
        .filter(|(at, _)| *at < tokens.0)
        .map(|(_, whole)| whole)
        .collect();
    let back = paragraph
        .get(here.saturating_sub(BACK)..here)
        .unwrap_or_default();
    let earlier = back.iter().flat_map(wholes).map(|(_, whole)| whole);
    if let Some(whole) = around()
        .map(|(_, whole)| whole)
        .chain(earlier)
        .find(|whole| fits(*whole))
    {
        return Some((whole, true));
    }
    match own.as_slice() {
        [only] if !compares(sentence) => Some((*only, true)),
        _ => None,
    }
}

/// Counts that others may be a part of: not those that are a part of something, or stand beside a percentage, themselves.
fn wholes(sentence: &Sentence) -> impl Iterator<Item = (usize, i128)> + '_ {
    let fractions = fractions(sentence);
    sentence.all(Unit::Count).filter_map(move |(at, _)| {
        let open = (at + 1..at + 5).find(|at| sentence.word(*at).is_empty());
        let beside = open.is_some_and(|open| {
            sentence.is(open, '(') && sentence.of(open + 1, Unit::Percent).is_some()
        });
        let inside =
            at >= 2 && sentence.is(at - 1, '(') && sentence.of(at - 2, Unit::Percent).is_some();
        let is_whole = fractions.iter().any(|one| one.last == at);
        let is_part =
            fractions.iter().any(|one| one.first == at) || (!is_whole && (beside || inside));
        (!is_part).then_some((at, count(sentence, at)?))
    })
}

fn compares(sentence: &Sentence) -> bool {
    sentence.words().any(|(_, word)| {
        matches!(
            word,
            "compared"
                | "than"
                | "from"
                | "against"
                | "addition"
                | "besides"
                | "further"
                | "another"
                | "since"
                | "after"
        )
    })
}
