//! Colours and targets: `21.6% against a target of 19%, lower is better: red`.

mod color;

use super::figure::{Figure, Unit, shown};
use super::found::{Found, Topic};
use super::near;
use super::sentence::Sentence;
use super::words::{self, Color};
pub(super) use color::judge_color;

/// A value held against a target.
pub(super) struct Held<'f> {
    pub(super) value: &'f Figure,
    pub(super) target: &'f Figure,
    /// Whether higher is better, where that is known.
    pub(super) better: Option<bool>,
}

/// Judges the colour and the place of one sentence against its target.
pub(super) fn judge(
    paragraph: &[Sentence],
    here: usize,
    better: Option<bool>,
    found: &mut Found<'_>,
) {
    let Some(sentence) = paragraph.get(here) else {
        return;
    };
    against(sentence, better, found);
    let Some(word) = sentence
        .words()
        .find_map(|(at, word)| matches!(word, "target" | "targets" | "goal").then_some(at))
    else {
        return;
    };
    let Some(target_at) = target(sentence, word) else {
        return;
    };
    let Some(target) = sentence.figure(target_at) else {
        return;
    };
    let own = value(sentence, word.min(target_at), target_at, target.unit);
    // In `12.3 below the target of 70.0` the 12.3 is the gap, and the value stands before it.
    let gap = own.filter(|at| target.unit == Unit::Count && side(sentence.word(at + 1)).is_some());
    let own = gap.map_or(own, |gap| value(sentence, gap, target_at, target.unit));
    let back = paragraph
        .get(here.saturating_sub(3)..here)
        .unwrap_or_default();
    let value = own.and_then(|at| sentence.figure(at)).or_else(|| {
        // `31.0 percentage points above the target`: the value was said before.
        let before = back.iter().rev().find_map(|one| stated(one, target.unit));
        before.filter(|_| gap.is_some() || sentence.all(Unit::Points).any(|(at, _)| at < target_at))
    });
    let Some(value) = value else { return };
    let held = Held {
        value,
        target,
        better,
    };
    let first = own.unwrap_or(word).min(word);
    let colors: Vec<(usize, Color)> = sentence
        .words()
        .filter_map(|(at, word)| Some((at, words::color(word)?)))
        .collect();
    if let Some(own) = own {
        found.mark(sentence.at(own, own).start);
    }
    place_against(sentence, &held, target_at, found);
    if let [(at, color)] = colors.as_slice() {
        found.mark(sentence.at(target_at, target_at).start);
        let last = (*at).max(target_at);
        judge_color(&held, *color, sentence.at(first.min(*at), last), found);
    }
}

/// The figure of the target: behind the word, or just before it.
fn target(sentence: &Sentence, word: usize) -> Option<usize> {
    let level = |at: usize| {
        sentence
            .figure(at)
            .is_some_and(|figure| figure.unit != Unit::Points && figure.sign.is_none())
    };
    let after = (word + 1..word + 5)
        .take_while(|at| !sentence.is(*at, ',') && !sentence.is(*at, ';'))
        // `the 90% target by 3 points, at 87%`.
        .take_while(|at| !matches!(sentence.word(*at), "by" | "at"))
        .find(|at| level(*at));
    after.or_else(|| word.checked_sub(1).filter(|at| level(*at)))
}

/// The figure that is held against it: the nearest before, else the first after.
fn value(sentence: &Sentence, before: usize, target: usize, unit: Unit) -> Option<usize> {
    let fits = |at: &usize| {
        *at != target
            && sentence
                .of(*at, unit)
                .is_some_and(|figure| figure.sign.is_none())
    };
    let stop = before.saturating_sub(25);
    (stop..before).rev().find(fits).or_else(|| {
        let opens = matches!(sentence.word(0), "against" | "with" | "the");
        (target + 1..(target + 12).min(sentence.len()))
            .find(fits)
            .filter(|at| opens || sentence.before(*at, 1) == "at")
    })
}

/// The last level that a sentence states: one in brackets, `57.7 (450 children to 7.8)`, only where there is no other.
fn stated(sentence: &Sentence, unit: Unit) -> Option<&Figure> {
    let mut depth = 0_usize;
    let (mut open, mut bracketed) = (None, None);
    for token in &sentence.tokens {
        if token.is('(') {
            depth += 1;
        } else if token.is(')') {
            depth = depth.saturating_sub(1);
        }
        if let Some(figure) = token.of(unit).filter(|figure| figure.sign.is_none()) {
            let place = if depth == 0 {
                &mut open
            } else {
                &mut bracketed
            };
            *place = Some(figure);
        }
    }
    open.or(bracketed)
}

/// `Red: repeat plans (26.3% against 19.0%, where lower is better)`: a list by colour, each with its own target.
fn against(sentence: &Sentence, better: Option<bool>, found: &mut Found<'_>) {
    let mut colors = sentence
        .words()
        .filter_map(|(at, word)| Some((at, words::color(word)?)));
    let (Some((color_at, color)), None) = (colors.next(), colors.next()) else {
        return;
    };
    for (at, _) in sentence.words().filter(|(_, word)| *word == "against") {
        let Some(before) = at.checked_sub(1) else {
            continue;
        };
        let (Some(value), Some(target)) = (sentence.figure(before), sentence.figure(at + 1)) else {
            continue;
        };
        let is_level = |one: &Figure| one.unit != Unit::Points && one.sign.is_none();
        if value.unit != target.unit || !is_level(value) || !is_level(target) {
            continue;
        }
        let held = Held {
            value,
            target,
            better: sentence.better_after(at).or(better),
        };
        for place in [before, at + 1] {
            found.mark(sentence.at(place, place).start);
        }
        let first = before.min(color_at);
        judge_color(&held, color, sentence.at(first, at + 1), found);
    }
}

/// Which side of a target a word says.
fn side(word: &str) -> Option<bool> {
    match word {
        "above" | "over" | "exceeds" | "exceeded" | "exceeding" => Some(true),
        "below" | "under" | "short" => Some(false),
        _ => None,
    }
}

/// Whether a word says that a target was reached or missed, whichever way is better.
fn reached(word: &str) -> Option<bool> {
    match word {
        "beat" | "beats" | "beating" | "surpassed" => Some(true),
        "missed" | "missing" | "misses" => Some(false),
        _ => None,
    }
}

/// The side of its target that a sentence says a value to be on; nothing known of the side where that hangs on which way is better.
fn side_said(sentence: &Sentence, better: Option<bool>) -> Option<(usize, Option<bool>)> {
    sentence.words().find_map(|(at, word)| {
        let by_way = reached(word).map(|good| better.map(|high| high == good));
        Some((at, side(word).map(Some).or(by_way)?))
    })
}

/// The gap to a target: `3 points below it`, `missed it by 3 points`.
fn gap(sentence: &Sentence, side: usize, target: usize, unit: Unit) -> Option<usize> {
    let fits = |at: &usize| *at != target && sentence.of(*at, unit).is_some();
    let before = side.checked_sub(1).filter(fits);
    let by = |at: &usize| {
        (1..4).any(|n| sentence.before(*at, n) == "by") && sentence.before(*at, 1) != "target"
    };
    before.or_else(|| (side + 1..side + 12).filter(fits).find(by))
}

/// `2.6 percentage points above the target of 19%`, `below target`.
fn place_against(sentence: &Sentence, held: &Held<'_>, target_at: usize, found: &mut Found<'_>) {
    let Some((at, above)) = side_said(sentence, held.better) else {
        return;
    };
    let near_target = (at + 1..at + 6).any(|at| matches!(sentence.word(at), "target" | "goal"));
    if !near_target
        || (1..3).any(|n| {
            matches!(sentence.before(at, n), "not" | "no" | "well" | "slightly")
                && sentence.before(at, n) != "well"
                && sentence.before(at, n) != "slightly"
        })
    {
        return;
    }
    let (value, target) = (&held.value.value, &held.target.value);
    let unit = if held.target.unit == Unit::Percent {
        Unit::Points
    } else {
        Unit::Count
    };
    let off = near::distance(value, target);
    let is_above = value > target;
    let word = if off.is_zero() {
        "at"
    } else if is_above {
        "above"
    } else {
        "below"
    };
    let places = held.value.places.max(held.target.places);
    let computed = format!(
        "{} is {} {word} the target of {}",
        held.value.shown(),
        shown(&off, places, unit),
        held.target.shown()
    );
    let given =
        gap(sentence, at, target_at, unit).and_then(|at| Some((at, sentence.of(at, unit)?)));
    let first = given.map_or(at, |(at, _)| at);
    let place = sentence.at(first.min(at).min(target_at), target_at.max(at).max(first));
    let right = format!("write {} {word} the target", shown(&off, places, unit));
    let problem = if above.is_some_and(|above| above != is_above) || off.is_zero() {
        Some((
            format!("`{}` does not fit the figures", sentence.word(at)),
            right,
        ))
    } else {
        let wrong = given.filter(|(at, figure)| !near::is(figure, &off, sentence.hedge(*at)));
        wrong.map(|(_, figure)| {
            (
                format!("the gap to the target is not {}", figure.shown()),
                right,
            )
        })
    };
    if let Some((at, _)) = given {
        found.mark(sentence.at(at, at).start);
    }
    found.mark(sentence.at(target_at, target_at).start);
    found.judge(Topic::Rag, place, computed, problem);
}
