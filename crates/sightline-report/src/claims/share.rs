//! Percentages and the counts beside them: `12 of 20 (60.0%)`, `98.1% of 1,398 (12 late)`, `86.6% (1,049)`.

mod counts;
mod find;
mod rough;

use super::figure::{Figure, Unit, shown};
use super::found::{Found, Topic};
use super::near;
use super::sentence::Sentence;

pub(super) use counts::{count, fractions};
use find::{Counts, Of, of};

const NO_DENOMINATOR: &str = "no denominator";

/// Judges the percentages of one sentence of a paragraph, and gives the sentence with each such phrase as one figure.
pub(super) fn judge(paragraph: &[Sentence], here: usize, found: &mut Found<'_>) -> Sentence {
    let Some(sentence) = paragraph.get(here) else {
        return Sentence { tokens: Vec::new() };
    };
    let fractions = fractions(sentence);
    let mut folds: Vec<(usize, usize, usize)> = Vec::new();
    for (at, figure) in sentence.all(Unit::Percent) {
        match of(paragraph, here, at, &fractions) {
            Of::Counts(counts) => {
                judge_counts(sentence, at, figure, &counts, found);
                if counts.is_phrase {
                    let last = counts.tokens.1;
                    let last = if sentence.is(last + 1, ')') {
                        last + 1
                    } else {
                        last
                    };
                    folds.push((counts.tokens.0, last, at));
                }
            }
            Of::Unknown(tokens) => {
                found.mark(sentence.at(at, at).start);
                found.not_judged(
                    Topic::Share,
                    sentence.at(tokens.start, tokens.end),
                    NO_DENOMINATOR,
                );
                folds.push((
                    tokens.start,
                    if sentence.is(tokens.end + 1, ')') {
                        tokens.end + 1
                    } else {
                        tokens.end
                    },
                    at,
                ));
            }
            Of::Nothing if is_given(sentence, at) => {}
            Of::Nothing => found.unless_judged(sentence.at(at, at), "no counts stand beside it"),
        }
    }
    rough::judge(sentence, &fractions, found);
    fold(sentence, &folds)
}

/// A target, a threshold or somebody else's figure is not a count of ours.
fn is_given(sentence: &Sentence, at: usize) -> bool {
    let near = |n: usize| sentence.before(at, n);
    let given = |word: &str| {
        matches!(
            word,
            "target"
                | "neighbours"
                | "neighbour"
                | "nationally"
                | "threshold"
                | "tolerance"
                | "national"
                | "england"
                | "benchmark"
                | "standard"
                | "goal"
        )
    };
    // `need not come to 100%` speaks of all and not of a part.
    let all = sentence
        .figure(at)
        .is_some_and(|one| one.value == 100.into());
    all || (1..=3).any(|n| given(near(n)))
        || given(sentence.word(at + 1))
        || sentence
            .of(at, Unit::Percent)
            .is_some_and(|one| one.sign.is_some())
}

fn judge_counts(
    sentence: &Sentence,
    at: usize,
    figure: &Figure,
    counts: &Counts,
    found: &mut Found<'_>,
) {
    let Counts {
        part,
        whole,
        tokens,
        may_be_rest,
        ..
    } = *counts;
    let place = sentence.at(tokens.0.min(at), tokens.1.max(at));
    found.mark(sentence.at(at, at).start);
    let Some(share) = near::percent(part, whole) else {
        found.not_judged(Topic::Share, place, "nothing to divide by");
        return;
    };
    let rest = sightline_engine::Exact::from(100) - share.clone();
    let hedge = sentence.hedge(at);
    let holds = near::is(figure, &share, hedge) || (may_be_rest && near::is(figure, &rest, hedge));
    let places = figure.places.max(1);
    let percent = |value| shown(value, places, Unit::Percent);
    let mut computed = format!(
        "{} of {} is {}",
        number(part),
        number(whole),
        percent(&share)
    );
    if may_be_rest {
        computed = format!("{computed}, so the rest is {}", percent(&rest));
    }
    let problem = (!holds).then(|| {
        let right = if may_be_rest { &rest } else { &share };
        (
            format!(
                "{} does not follow from {} of {}",
                figure.shown(),
                number(part),
                number(whole)
            ),
            format!(
                "write {}, or put the counts right",
                shown(right, figure.places, Unit::Percent)
            ),
        )
    });
    found.judge(Topic::Share, place, computed, problem);
}

fn number(n: i128) -> String {
    sightline_engine::grouped(&n.to_string())
}

/// The sentence with each phrase as its percentage alone.
fn fold(sentence: &Sentence, folds: &[(usize, usize, usize)]) -> Sentence {
    let mut tokens = Vec::new();
    let mut next = 0;
    for (first, last, at) in folds {
        if *first < next {
            continue;
        }
        tokens.extend(
            sentence
                .tokens
                .get(next..*first)
                .unwrap_or_default()
                .iter()
                .cloned(),
        );
        tokens.extend(sentence.get(*at).cloned());
        next = last + 1;
    }
    tokens.extend(
        sentence
            .tokens
            .get(next..)
            .unwrap_or_default()
            .iter()
            .cloned(),
    );
    Sentence { tokens }
}
