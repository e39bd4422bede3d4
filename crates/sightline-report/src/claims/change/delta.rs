//! By how much a figure changed.

use sightline_engine::Exact;

use super::super::figure::{Figure, Unit, shown};
use super::super::found::{Found, Topic};
use super::super::near;
use super::super::sentence::Sentence;
use super::super::words::{self, Way};
use super::from_shown;
use super::pair::Pair;

pub(super) fn is_relative(sentence: &Sentence, at: usize, (from, to): (&Figure, &Figure)) -> bool {
    let relative = near::relative(&from.value, &to.value);
    sentence
        .figure(at)
        .zip(relative)
        .is_some_and(|(figure, value)| near::is(figure, &value, None))
}

/// The figure that says by how much: `by 16.3 points`, `up 16.3 points`, `(+106)`.
pub(super) fn delta(sentence: &Sentence, pair: &Pair) -> Option<usize> {
    let is_delta = |at: &usize| {
        let Some(figure) = sentence
            .figure(*at)
            .filter(|_| *at != pair.from && *at != pair.to)
        else {
            return false;
        };
        let mut joint = 1;
        while joint < 4
            && (words::hedge(sentence.before(*at, joint)).is_some()
                || matches!(
                    sentence.before(*at, joint),
                    "of" | "by" | "just" | "only" | "a" | "an" | "than" | "more" | "less"
                ))
        {
            joint += 1;
        }
        let led = matches!(
            words::way(sentence.before(*at, joint)),
            Some(Way::Up | Way::Down | Way::Better | Way::Worse)
        );
        let by = sentence.before(*at, 1) == "by"
            && joint > 1
            && words::way(sentence.before(*at, joint)).is_some();
        of_change(sentence, pair, *at)
            || figure.sign.is_some()
            || figure.unit == Unit::Points
            || led
            || by
            || is_difference_word(sentence, *at)
    };
    (pair.first..pair.last).find(is_delta)
}

/// `from 180 to 198 (10%)`.
pub(super) fn of_change(sentence: &Sentence, pair: &Pair, at: usize) -> bool {
    let counts = [pair.from, pair.to]
        .iter()
        .all(|at| sentence.of(*at, Unit::Count).is_some());
    counts
        && at == pair.to + 2
        && sentence.is(at - 1, '(')
        && sentence.of(at, Unit::Percent).is_some()
}

/// `106 more`, `a difference of 106`.
fn is_difference_word(sentence: &Sentence, at: usize) -> bool {
    sentence.before(at, 1) == "of"
        && matches!(sentence.before(at, 2), "difference" | "change" | "gap")
}

pub(super) fn judge_delta(
    sentence: &Sentence,
    at: usize,
    (from, to): (&Figure, &Figure),
    ends: (usize, usize),
    way: Option<Way>,
    found: &mut Found<'_>,
) {
    let Some(figure) = sentence.figure(at) else {
        return;
    };
    let place = sentence.at(at.min(ends.0), at.max(ends.1));
    let hedge = sentence.hedge(at);
    let is_share = to.unit == Unit::Percent;
    let by = near::distance(&from.value, &to.value);
    let places = from.places.max(to.places).max(figure.places);
    let points = shown(
        &by,
        places,
        if is_share { Unit::Points } else { Unit::Count },
    );
    let relative = near::relative(&from.value, &to.value);
    let percent = relative
        .as_ref()
        .map(|value| shown(value, 1, Unit::Percent));
    let computed = match (&percent, figure.unit) {
        (Some(percent), Unit::Percent) => format!(
            "the change is {points}, or {percent} of {}",
            from_shown(from, to)
        ),
        _ => format!("the change is {points}"),
    };
    found.mark(sentence.at(at, at).start);
    let fits = near::is_difference(figure, (from, to), hedge);
    let fits_relative = relative
        .as_ref()
        .is_some_and(|value| near::is(figure, value, hedge));
    let is_level = figure.value == to.value || figure.value == from.value;
    let right = || format!("write {points}");
    let problem = match figure.unit {
        Unit::Percent if fits_relative => None,
        Unit::Percent if is_share && fits => Some((
            format!(
                "{} is a change in percentage points, not per cent",
                figure.shown()
            ),
            right(),
        )),
        Unit::Percent if is_level && is_share => Some((
            format!("{} is the level and not the change", figure.shown()),
            right(),
        )),
        Unit::Points if !is_share => None,
        Unit::Rough if relative.is_none_or(|value| near::is_rough(figure, &value, hedge)) => None,
        Unit::Count | Unit::Points if fits => None,
        Unit::Percent | Unit::Count | Unit::Points | Unit::Rough => {
            Some((format!("the change is not {}", figure.shown()), right()))
        }
    };
    let problem = problem.or_else(|| against_sign(figure, &to.value, &from.value, way));
    found.judge(Topic::Change, place, computed, problem);
}

/// `with 24 audits, one more or less is 4.2 percentage points`: one of them as a share of all.
pub(super) fn one_more(sentence: &Sentence, found: &mut Found<'_>) {
    let says = |at: &usize| {
        sentence.word(*at) == "more"
            && sentence.word(at + 1) == "or"
            && sentence.word(at + 2) == "less"
    };
    let Some(said) = (0..sentence.len()).find(says) else {
        return;
    };
    let is_one = |at: usize| {
        sentence
            .figure(at)
            .is_some_and(|one| one.whole() == Some(1))
    };
    let mut counts = sentence
        .all(Unit::Count)
        .filter(|(at, _)| *at < said && !is_one(*at));
    let mut points = sentence
        .all(Unit::Points)
        .filter(|(at, figure)| *at > said && figure.sign.is_none());
    let (Some((first, whole)), None) = (counts.next(), counts.next()) else {
        return;
    };
    let (Some((last, figure)), None) = (points.next(), points.next()) else {
        return;
    };
    let one = (said.saturating_sub(3)..said).any(is_one);
    let share = whole.whole().and_then(|whole| near::percent(1, whole));
    let Some(share) = share.filter(|_| one) else {
        return;
    };
    let right = shown(&share, figure.places.max(1), Unit::Points);
    let problem = (!near::is(figure, &share, sentence.hedge(last))).then(|| {
        (
            format!("one of {} is not {}", whole.shown(), figure.shown()),
            format!("write {right}"),
        )
    });
    found.mark(sentence.at(last, last).start);
    let computed = format!("one of {} is {right}", whole.shown());
    found.judge(Topic::Change, sentence.at(first, last), computed, problem);
}

fn against_sign(
    figure: &Figure,
    to: &Exact,
    from: &Exact,
    way: Option<Way>,
) -> Option<(String, String)> {
    let up = figure.sign?;
    let wrong = if up { to < from } else { to > from };
    // The word has been judged already; a sign that only repeats it would be named twice.
    let said = matches!((way, up), (Some(Way::Up), true) | (Some(Way::Down), false));
    (wrong && !said).then(|| {
        (
            "the sign is the wrong way round".to_owned(),
            "change the sign".to_owned(),
        )
    })
}
