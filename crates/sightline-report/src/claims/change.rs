//! Changes: `rose from 46.7% to 63%, up 16.3 percentage points`.

mod delta;
mod level;
mod pair;

use super::figure::{Figure, Unit, shown};
use super::found::{Found, Topic};
use super::near;
use super::sentence::Sentence;
use super::token::Token;
use super::words::{self, Way};

use delta::{delta, is_relative, judge_delta, of_change};
use level::level_as_change;
pub(super) use pair::pairs;
use pair::{Pair, is_range};

/// The most tokens of a line that leads into a list and says nothing else.
const LEAD: usize = 8;

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
    delta::one_more(sentence, found);
}

/// Which way is better for the shares of audits in the lists below a heading, where it announces strengths or concerns alone.
pub(super) fn announced(heading: &Sentence) -> Option<bool> {
    let has = |wanted: &[&str]| heading.words().any(|(_, word)| wanted.contains(&word));
    let good_practice =
        |(at, word): (usize, &str)| word == "practice" && heading.before(at, 1) == "good";
    let strengths = has(&["strengths", "strength"]) || heading.words().any(good_practice);
    let concerns = has(&[
        "areas",
        "develop",
        "development",
        "concerns",
        "weaknesses",
        "worried",
        "differently",
    ]);
    (strengths != concerns && !has(&["and"])).then_some(strengths)
}

/// The same for a line that leads into a list: `Concerns found most often:`.
pub(super) fn announced_by(paragraph: &[Sentence]) -> Option<bool> {
    let [line] = paragraph else { return None };
    let leads = line.tokens.last().is_some_and(|token| token.is(':'));
    announced(line).filter(|_| leads && line.len() <= LEAD)
}

/// The same for one item of such a list, where it tells a theme as the share of audits that found it.
///
/// Below `Areas to develop` only a theme and its share, `Planning: 29 of 84 audits (34.5%)`, is sure to be a concern: a sentence
/// may say there of how many a thing was done well.
pub(super) fn of_theme(item: &Sentence, announced: Option<bool>) -> Option<bool> {
    let turned = |word: &str| {
        words::is_negative(word)
            || matches!(
                word,
                "no" | "fewer"
                    | "less"
                    | "concern"
                    | "concerns"
                    | "repeat"
                    | "drift"
                    | "delay"
                    | "gap"
                    | "gaps"
                    | "inadequate"
                    | "red"
            )
    };
    let is_praise = |word: &str| matches!(word, "good" | "better" | "met" | "timely" | "strong");
    let of_audits = item.words().any(|(_, word)| word == "audits");
    let mut tokens = item.tokens.iter();
    let label = tokens.by_ref().take_while(|token| !token.is(':'));
    let plain_label = label
        .filter_map(Token::word)
        .all(|word| !is_praise(word) && !words::is_verb(word));
    let leads = tokens.next().is_some_and(|token| token.figure().is_some());
    match announced? {
        true => !item.words().any(|(_, word)| turned(word)),
        false => plain_label && leads,
    }
    .then_some(())
    .filter(|()| of_audits)
    .and(announced)
}

fn judge_pair(sentence: &Sentence, pair: &Pair, better: Option<bool>, found: &mut Found<'_>) {
    let (Some(from), Some(to)) = (sentence.figure(pair.from), sentence.figure(pair.to)) else {
        return;
    };
    let ends = (pair.from.min(pair.to), pair.from.max(pair.to));
    let ways = ways(sentence, pair, ends);
    let better = better.or_else(|| about(sentence, pair.to));
    for (at, way) in &ways {
        judge_way(sentence, (*at, *way), (from, to), ends, better, found);
    }
    let went = ways
        .iter()
        .find(|(_, way)| matches!(way, Way::Up | Way::Down))
        .map(|(_, way)| *way);
    if let Some(at) = delta(sentence, pair) {
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

/// Which way is better for a share that its own words give away: `60% were good or better`, `the concern … is delay: 73.6%`.
fn about(sentence: &Sentence, to: usize) -> Option<bool> {
    let is_grade = |at: usize| sentence.word(at) == "better" && sentence.before(at, 1) == "or";
    if (to + 1..to + 6).any(is_grade) {
        return Some(true);
    }
    let opens = to.checked_sub(1).is_some_and(|at| sentence.is(at, ':'));
    let is_concern = |(at, word): (usize, &str)| at < to && word == "concern";
    (opens && sentence.words().any(is_concern)).then_some(false)
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
        // In `were good or better, down 0.3 points from …` the word is a grade's.
        let spare = is_direction
            || sentence.before(at, 1) == "or"
            || sentence.word(at + 1) == "is"
            || sentence.word(at + 1) == "to"
            || is_beside_others(sentence, at)
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

/// `lower than moderators` stands one beside another, and says no change; `lower than in Q1` and `lower than the 63%` do.
fn is_beside_others(sentence: &Sentence, at: usize) -> bool {
    let next = sentence.word(at + 2);
    let earlier = matches!(
        next,
        "" | "in"
            | "at"
            | "on"
            | "for"
            | "last"
            | "before"
            | "a"
            | "an"
            | "the"
            | "it"
            | "previously"
            | "its"
    );
    sentence.word(at + 1) == "than" && !earlier && sentence.figure(at + 2).is_none()
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
    let times = words::times(sentence.word(at));
    let fits_times = times
        .as_ref()
        .is_none_or(|by| near::is_times(&from.value, &to.value, by, sentence.hedge(at)));
    let ratio = times.and_then(|_| to.value.divide(&from.value));
    let computed = match ratio {
        Some(ratio) => format!("{computed}, {} times what it was", ratio.decimal(2)),
        None => computed,
    };
    let holds = match (way, better) {
        (Way::Up, _) => is_up && fits_times,
        (Way::Down, _) => !is_up && !same && fits_times,
        (Way::Same, _) => same,
        (Way::Better, Some(high)) => !same && is_up == high,
        (Way::Worse, Some(high)) => !same && is_up != high,
        (Way::Better | Way::Worse, None) if same => false,
        (Way::Better | Way::Worse, None) => {
            found.not_judged(Topic::Change, place, "which way is better is not said");
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
