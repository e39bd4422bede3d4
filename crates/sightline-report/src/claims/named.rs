//! Figures that the data have too.

mod earlier;
mod value;

use std::collections::BTreeSet;
use std::ops::Range;

use super::data::{ClaimData, Known, significant};
use super::figure::{Figure, Unit, shown};
use super::found::{Found, Topic};
use super::near;
use super::sentence::Sentence;
use super::token::{Kind, Token};
use super::words::{self, Way};

pub(super) use earlier::judge as judge_earlier;
pub(super) use value::judge_value;
use value::{counts, is_level, values};

/// The measures that a sentence names, for the periods that it speaks of.
pub(super) fn named<'d>(sentence: &Sentence, text: &str, data: &'d ClaimData) -> Vec<&'d Known> {
    if data.is_empty() {
        return Vec::new();
    }
    let all = words_of(sentence, text);
    let years: Vec<String> = all.iter().filter_map(|word| year(word)).collect();
    let quarters: BTreeSet<String> = all
        .iter()
        .filter(|word| matches!(**word, "q1" | "q2" | "q3" | "q4"))
        .map(|word| (*word).to_owned())
        .collect();
    let of_period = |known: &Known| {
        (years.is_empty()
            || known.period.is_empty()
            || years
                .iter()
                .any(|year| known.period.contains(year.as_str())))
            && (quarters.is_empty()
                || !known.period.contains('q')
                || quarters
                    .iter()
                    .any(|quarter| known.period.ends_with(quarter.as_str())))
    };
    let mut found = all_named(sentence, text, data);
    found.retain(|known| of_period(known));
    found
}

/// The words of a sentence, years among them.
fn words_of<'a>(sentence: &'a Sentence, text: &'a str) -> Vec<&'a str> {
    let word = |token: &'a Token| match &token.kind {
        Kind::Word(word) => Some(word.as_str()),
        Kind::Number => text.get(token.at.clone()),
        Kind::Figure(_) | Kind::Mark(_) => None,
    };
    sentence.tokens.iter().filter_map(word).collect()
}

/// The measures that a sentence names, of all periods.
fn all_named<'d>(sentence: &Sentence, text: &str, data: &'d ClaimData) -> Vec<&'d Known> {
    let mut found = data.named(&significant(words_of(sentence, text).into_iter()));
    // What audits found is counted in audits: `Repeat plan analysis: 24 of 48 audits (50.0%)` is no measure of records.
    if speaks_of_audits(sentence, text) {
        found.retain(|known| known.has("audit"));
    }
    found
}

/// Whether it counts audits, or grades, which only audits have; a phrase that became a figure, `24 of 48 audits (50.0%)`, is looked into as well.
fn speaks_of_audits(sentence: &Sentence, text: &str) -> bool {
    let all = sentence.at(0, sentence.len().saturating_sub(1));
    let written = text.get(all).unwrap_or_default();
    written
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| ["audit", "audits", "graded"].contains(&word.to_ascii_lowercase().as_str()))
        || written.to_ascii_lowercase().contains("good or better")
}

/// `2025-26`, from `2025/26` too.
fn year(word: &str) -> Option<String> {
    let digits = |text: &str, len: usize| {
        text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (from, to) = word.split_once(['-', '/', '–'])?;
    (digits(from, 4) && digits(to, 2)).then(|| format!("{from}-{to}"))
}

/// Which way is better for the measures that a sentence names, of whatever period, where all of them agree.
pub(super) fn direction(sentence: &Sentence, text: &str, data: &ClaimData) -> Option<bool> {
    better(&all_named(sentence, text, data))
}

/// Which way is better for what is named, where all of it agrees.
pub(super) fn better(named: &[&Known]) -> Option<bool> {
    let first = named.first()?.better?;
    named
        .iter()
        .all(|one| one.better == Some(first))
        .then_some(first)
}

/// Judges a sentence that names a measure; `raw` is the same sentence before its phrases became figures.
pub(super) fn judge(sentence: &Sentence, raw: &Sentence, named: &[&Known], found: &mut Found<'_>) {
    let Some(first) = named.first() else { return };
    let target = sentence
        .words()
        .find(|(_, word)| *word == "target")
        .and_then(|(at, _)| {
            (at + 1..at + 5)
                .chain(at.checked_sub(1))
                .find(|at| sentence.of(*at, Unit::Percent).is_some())
        });
    let unit = if first.is_share {
        Unit::Percent
    } else {
        Unit::Count
    };
    let levels: Vec<usize> = sentence
        .all(unit)
        .map(|(at, _)| at)
        .filter(|at| Some(*at) != target && is_level(sentence, *at))
        .collect();
    if levels.is_empty() && first.is_share {
        counts(raw, named, found);
    }
    values(sentence, &levels, named, found);
    let all_one = named.iter().all(|one| one.title == first.title);
    for (at, figure) in sentence.all(Unit::Percent).filter(|_| all_one) {
        let changes = matches!(
            words::way(sentence.before(at, 2)),
            Some(Way::Up | Way::Down)
        ) && matches!(sentence.before(at, 1), "of" | "by");
        if let Some(known) = named.iter().find(|one| {
            changes
                && one
                    .value
                    .as_ref()
                    .is_some_and(|value| near::is(figure, value, None))
        }) {
            let help = "say what it was before, and the change in percentage points".to_owned();
            found.mark(sentence.at(at, at).start);
            found.judge(
                Topic::Data,
                sentence.at(at - 2, at),
                told(known),
                Some((
                    format!("{} is the level and not the change", figure.shown()),
                    help,
                )),
            );
        }
    }
    if let Some(at) = target.filter(|_| all_one)
        && let Some(figure) = sentence.figure(at)
    {
        judge_target(figure, sentence.at(at, at), first, found);
    }
    let mut colors = sentence
        .words()
        .filter_map(|(at, word)| Some((at, words::color(word)?)));
    if let (Some((at, color)), None) = (colors.next(), colors.next())
        && all_one
        && named.len() == 1
    {
        judge_color(color, sentence.at(at, at), first, found);
    }
}

fn told(known: &Known) -> String {
    let period = if known.period.is_empty() {
        String::new()
    } else {
        format!(", {}", known.period.to_uppercase())
    };
    format!(
        "the data have {} for {}{period}",
        known.shown(),
        known.title
    )
}

fn differs(figure: &Figure) -> (String, String) {
    (
        format!("{} is not what the data have", figure.shown()),
        "put the figure right, or the data".to_owned(),
    )
}

/// Judges a target by the data.
pub(super) fn judge_target(
    figure: &Figure,
    at: Range<usize>,
    known: &Known,
    found: &mut Found<'_>,
) {
    let Some(target) = &known.target else { return };
    let unit = if known.is_share {
        Unit::Percent
    } else {
        Unit::Count
    };
    let computed = format!(
        "the data have a target of {} for {}",
        shown(target, figure.places.max(1), unit),
        known.title
    );
    let problem = (!near::is(figure, target, None)).then(|| {
        (
            "the target is not that of the data".to_owned(),
            "put the target right, or the data".to_owned(),
        )
    });
    found.judge(Topic::Data, at, computed, problem);
}

/// Judges a colour by the data.
pub(super) fn judge_color(
    color: words::Color,
    at: Range<usize>,
    known: &Known,
    found: &mut Found<'_>,
) {
    let Some(own) = known.color else { return };
    let computed = format!("the data have {} for {}", own.word(), known.title);
    let problem = (own != color).then(|| {
        (
            format!(
                "the colour is {} and the data have {}",
                color.word(),
                own.word()
            ),
            "put the colour right, or the data".to_owned(),
        )
    });
    found.judge(Topic::Data, at, computed, problem);
}
