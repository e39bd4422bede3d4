//! Changes: `rose from 46.7% to 63%, up 16.3 percentage points`.

use sightline_engine::Exact;

use super::figure::{Figure, Unit, shown};
use super::found::{Found, Topic};
use super::near;
use super::sentence::Sentence;
use super::words::{self, Way};

/// Two figures of one thing, by their tokens: what it was, and what it is.
struct Pair {
    from: usize,
    to: usize,
    /// The part of the sentence that may speak of them.
    first: usize,
    last: usize,
}

/// Judges the changes of one sentence; `better` is whether higher is better, where that is known.
pub(super) fn judge(sentence: &Sentence, better: Option<bool>, found: &mut Found<'_>) {
    let ranges = sentence
        .words()
        .filter(|(at, word)| *word == "from" && is_range(sentence, *at));
    for at in ranges.flat_map(|(at, _)| at + 1..at + 8) {
        if let Some(end) = sentence
            .get(at)
            .filter(|token| token.of(Unit::Percent).is_some())
        {
            found.mark(end.at.start);
        }
    }
    let pairs = pairs(sentence);
    for pair in &pairs {
        judge_pair(sentence, pair, better, found);
    }
    if pairs.is_empty() {
        level_as_change(sentence, found);
    }
}

fn pairs(sentence: &Sentence) -> Vec<Pair> {
    sentence
        .words()
        .filter_map(|(at, word)| match word {
            "from" if is_range(sentence, at) => None,
            "from" => from_to(sentence, at).or_else(|| to_from(sentence, at)),
            "compared" | "comparing" if matches!(sentence.word(at + 1), "with" | "to") => {
                compared(sentence, at)
            }
            _ => None,
        })
        .collect()
}

/// `ranged from 80% to 95%` is no change.
fn is_range(sentence: &Sentence, at: usize) -> bool {
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

fn is_relative(sentence: &Sentence, at: usize, (from, to): (&Figure, &Figure)) -> bool {
    let relative = near::relative(&from.value, &to.value);
    sentence
        .figure(at)
        .zip(relative)
        .is_some_and(|(figure, value)| near::is(figure, &value, None))
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

fn judge_pair(sentence: &Sentence, pair: &Pair, better: Option<bool>, found: &mut Found<'_>) {
    let (Some(from), Some(to)) = (sentence.figure(pair.from), sentence.figure(pair.to)) else {
        return;
    };
    let ends = (pair.from.min(pair.to), pair.from.max(pair.to));
    let ways = ways(sentence, pair, ends);
    for (at, way) in &ways {
        judge_way(sentence, (*at, *way), (from, to), ends, better, found);
    }
    let went = ways
        .iter()
        .find(|(_, way)| matches!(way, Way::Up | Way::Down))
        .map(|(_, way)| *way);
    if let Some(at) = delta(sentence, pair, ends) {
        if of_change(sentence, pair, at) && !is_relative(sentence, at, (from, to)) {
            // It may be of something else.
            return;
        }
        judge_delta(sentence, at, (from, to), ends, went, found);
    }
    if !ways.is_empty() {
        found.mark(sentence.at(pair.from, pair.from).start);
        found.mark(sentence.at(pair.to, pair.to).start);
    }
}

/// The nearest word before that says a way, and those after that belong to the change.
fn ways(sentence: &Sentence, pair: &Pair, ends: (usize, usize)) -> Vec<(usize, Way)> {
    let way = |at: usize| {
        let way = words::way(sentence.word(at))?;
        let negated = (1..3).any(|n| {
            matches!(
                sentence.before(at, n),
                "not" | "no" | "never" | "without" | "neither" | "didn't"
            )
        });
        let is_direction = sentence.before(at, 1) == "is"
            && matches!(sentence.before(at, 2), "lower" | "higher" | "low" | "high");
        let spare = is_direction
            || sentence.word(at + 1) == "is"
            || sentence.word(at + 1) == "to"
            || (way == Way::Same && sentence.word(at) == "same");
        (!negated && !spare).then_some((at, way))
    };
    let before = (pair.first..ends.0).rev().find_map(way);
    let between = (ends.0 + 1..ends.1).find_map(way);
    let mut open = false;
    let after = (ends.1 + 1..pair.last)
        .take_while(|at| !sentence.is(*at, ';'))
        .filter_map(|at| {
            open |= sentence.is(at, ',')
                || sentence.is(at, '(')
                || sentence.is(at, '–')
                || sentence.is(at, '—');
            let stands = matches!(sentence.before(at, 1), "an" | "a" | "is" | "of" | "")
                || matches!(sentence.word(at), "up" | "down");
            way(at).filter(|_| open && stands)
        });
    let after: Vec<(usize, Way)> = after.take(2).collect();
    before.into_iter().chain(between).chain(after).collect()
}

fn judge_way(
    sentence: &Sentence,
    (at, way): (usize, Way),
    (from, to): (&Figure, &Figure),
    ends: (usize, usize),
    better: Option<bool>,
    found: &mut Found<'_>,
) {
    let place = sentence.at(at.min(ends.0), at.max(ends.1));
    let went = match to.value.cmp(&from.value) {
        std::cmp::Ordering::Greater => "up",
        std::cmp::Ordering::Less => "down",
        std::cmp::Ordering::Equal => "the same",
    };
    let computed = format!("from {} to {} is {went}", from_shown(from, to), to.shown());
    let is_up = to.value > from.value;
    let same = to.value == from.value;
    let holds = match (way, better) {
        (Way::Up, _) => is_up,
        (Way::Down, _) => !is_up && !same,
        (Way::Same, _) => same,
        (Way::Better, Some(high)) => !same && is_up == high,
        (Way::Worse, Some(high)) => !same && is_up != high,
        (Way::Better | Way::Worse, None) => {
            return;
        }
    };
    let problem = (!holds).then(|| {
        let word = sentence.word(at);
        match (way, better) {
            (Way::Better | Way::Worse, Some(high)) => (
                format!(
                    "`{word}` is the wrong way round: {} is better here",
                    if high { "higher" } else { "lower" }
                ),
                "say which way is better, and change the word".to_owned(),
            ),
            _ => (
                format!("`{word}` does not fit the figures"),
                "put the word or the figures right".to_owned(),
            ),
        }
    });
    found.judge(Topic::Change, place, computed, problem);
}

fn from_shown(from: &Figure, to: &Figure) -> String {
    shown(&from.value, from.places, to.unit)
}

/// The figure that says by how much: `by 16.3 points`, `up 16.3 points`, `(+106)`.
fn delta(sentence: &Sentence, pair: &Pair, ends: (usize, usize)) -> Option<usize> {
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
    (pair.first..pair.last).find(|at| is_delta(at) && (*at < ends.0 || *at > ends.0))
}

/// `from 180 to 198 (10%)`.
fn of_change(sentence: &Sentence, pair: &Pair, at: usize) -> bool {
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

fn judge_delta(
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
        Unit::Count | Unit::Points if fits => None,
        Unit::Percent | Unit::Count | Unit::Points => {
            Some((format!("the change is not {}", figure.shown()), right()))
        }
    };
    let problem = problem.or_else(|| against_sign(figure, &to.value, &from.value, way));
    found.judge(Topic::Change, place, computed, problem);
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

/// `stood at 21.6%, a decrease of 21.6%`: a level that is given out as a change.
fn level_as_change(sentence: &Sentence, found: &mut Found<'_>) {
    for (at, figure) in sentence.all(Unit::Percent) {
        let of = matches!(sentence.before(at, 1), "of" | "by");
        let changed = matches!(
            words::way(sentence.before(at, 2)),
            Some(Way::Up | Way::Down)
        );
        if !(of && changed) {
            continue;
        }
        let elsewhere = sentence
            .all(Unit::Percent)
            .find(|(other, level)| *other != at && level.value == figure.value);
        let place = sentence.at(at - 2, at);
        found.mark(sentence.at(at, at).start);
        match elsewhere {
            Some((other, _)) => {
                found.mark(sentence.at(other, other).start);
                found.judge(
                    Topic::Change,
                    place,
                    format!("{} is also given as the level", figure.shown()),
                    Some((
                        format!("{} is the level and not the change", figure.shown()),
                        "say what it was before, and the change in percentage points".to_owned(),
                    )),
                );
            }
            None => found.not_judged(
                Topic::Change,
                place,
                "the figures before and after are not said",
            ),
        }
    }
}
