//! Shares in rough words, beside the counts or the percentage that they put into words: `nearly half (33 of 69)`.

use sightline_engine::Exact;

use super::super::figure::{Figure, Unit, shown};
use super::super::found::{Found, Topic};
use super::super::near;
use super::super::sentence::Sentence;
use super::super::words;
use super::counts::{Fraction, count, whole_after};
use super::number;

/// What a rough share is held against: its value, as it is said, and the first and last token of it.
struct Beside {
    value: Exact,
    said: String,
    tokens: (usize, usize),
}

/// Judges the rough shares of a sentence; one that stands alone says what it is of to nobody, and cannot be judged.
pub(super) fn judge(sentence: &Sentence, fractions: &[Fraction], found: &mut Found<'_>) {
    for (at, figure) in sentence.all(Unit::Rough) {
        match after(sentence, at, fractions).or_else(|| before(sentence, at, fractions)) {
            Some(beside) => hold(sentence, at, figure, &beside, found),
            None if sentence.word(at + 1) == "of" || figure.low.is_some() => {
                found.unless_judged(sentence.at(at, at), "no counts stand beside it");
            }
            None => {}
        }
    }
}

fn hold(sentence: &Sentence, at: usize, figure: &Figure, beside: &Beside, found: &mut Found<'_>) {
    let hedge = sentence.hedge(at);
    let fits = near::is_rough(figure, &beside.value, hedge);
    let meant = match &figure.low {
        Some(_) => figure.shown(),
        None => format!(
            "{} is {}",
            figure.shown(),
            shown(&figure.value, 0, Unit::Percent)
        ),
    };
    // `more than` is two words, `nearly` one.
    let n_hedge = hedge.map_or(0, |_| {
        if words::hedge(sentence.before(at, 1)).is_some() {
            1
        } else {
            2
        }
    });
    let first = at.saturating_sub(n_hedge);
    let place = sentence.at(first.min(beside.tokens.0), at.max(beside.tokens.1));
    let problem = (!fits).then(|| {
        let hedges = (first..at).map(|at| sentence.word(at));
        let shown_figure = figure.shown();
        let said: Vec<&str> = hedges.chain([shown_figure.as_str()]).collect();
        let said = said.join(" ");
        let value = shown(&beside.value, 1, Unit::Percent);
        (
            format!("`{said}` does not fit {value}"),
            "put the words or the figures right".to_owned(),
        )
    });
    found.mark(sentence.at(at, at).start);
    found.judge(
        Topic::Share,
        place,
        format!("{meant}, and {}", beside.said),
        problem,
    );
}

fn of_counts(part: i128, whole: i128, tokens: (usize, usize)) -> Option<Beside> {
    let value = near::percent(part, whole)?;
    let percent = shown(&value, 1, Unit::Percent);
    Some(Beside {
        said: format!("{} of {} is {percent}", number(part), number(whole)),
        value,
        tokens,
    })
}

fn of_percent(sentence: &Sentence, at: usize) -> Option<Beside> {
    let percent = sentence
        .of(at, Unit::Percent)
        .filter(|one| one.sign.is_none())?;
    Some(Beside {
        value: percent.value.clone(),
        said: format!("{} stands beside it", percent.shown()),
        tokens: (at, at),
    })
}

/// `half of audits (33 of 69)`, `a third (33.3%)`, `half of the 20 files (10)`, and `Of 20 files, half (10) …`.
fn after(sentence: &Sentence, at: usize, fractions: &[Fraction]) -> Option<Beside> {
    let whole = (sentence.word(at + 1) == "of").then(|| whole_after(sentence, at + 2));
    let whole = whole
        .flatten()
        .or_else(|| whole_after(sentence, at + 1).filter(|_| sentence.word(at + 1) == "the"));
    let from = whole.map_or(at, |(whole, _)| whole) + 1;
    let open = (from..from + 9).find(|at| sentence.word(*at).is_empty())?;
    sentence.is(open, '(').then_some(())?;
    if let Some(one) = fractions.iter().find(|one| one.first == open + 1) {
        return of_counts(one.part, one.whole, (one.first, one.last));
    }
    if let Some(beside) = of_percent(sentence, open + 1) {
        return Some(beside);
    }
    let part = count(sentence, open + 1).filter(|_| sentence.is(open + 2, ')'))?;
    let opener = || {
        let opens = matches!(sentence.word(0), "of" | "among" | "from");
        opens.then(|| whole_after(sentence, 1)).flatten()
    };
    let (_, whole) = whole.or_else(opener)?;
    of_counts(part, whole, (open + 1, open + 1))
}

/// `33 of 69 audits (nearly half)`, `47.8%, or nearly half`.
fn before(sentence: &Sentence, at: usize, fractions: &[Fraction]) -> Option<Beside> {
    let mut joint = at.checked_sub(1)?;
    let stop = at.saturating_sub(5);
    while joint > stop && !sentence.word(joint).is_empty() {
        joint -= 1;
    }
    let or = (joint..at).any(|at| sentence.word(at) == "or");
    let joins = sentence.is(joint, '(') || (sentence.is(joint, ',') && or);
    let left = joint.checked_sub(1).filter(|_| joins)?;
    let mut last = left;
    let stop = left.saturating_sub(6);
    while last > stop && sentence.figure(last).is_none() && !sentence.word(last).is_empty() {
        last -= 1;
    }
    let counts = fractions.iter().find(|one| one.last == last);
    let counts = counts.and_then(|one| of_counts(one.part, one.whole, (one.first, last)));
    counts.or_else(|| of_percent(sentence, last))
}
