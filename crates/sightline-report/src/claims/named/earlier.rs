//! What a measure was before, as a sentence says it of a change: `up from 21.1% in Q1 2025-26`.

use sightline_engine::Exact;

use super::super::change::pairs;
use super::super::data::{ClaimData, Earlier, Known};
use super::super::figure::Unit;
use super::super::found::{Found, Topic};
use super::super::near;
use super::super::sentence::Sentence;
use super::super::token::{Kind, Token};
use super::{all_named, differs, year};

/// How many tokens behind a figure its period may stand.
const REACH: usize = 6;

/// Judges what a sentence says that a measure was in the period that its data compare it with; `in_period` is what the sentence names
/// of the periods that it speaks of, and has been judged.
pub(in super::super) fn judge(
    sentence: &Sentence,
    text: &str,
    data: &ClaimData,
    in_period: &[&Known],
    found: &mut Found<'_>,
) {
    if data.is_empty() {
        return;
    }
    let pairs = pairs(sentence);
    let [pair] = pairs.as_slice() else { return };
    let Some(period) = period_after(sentence, pair.from, text) else {
        return;
    };
    let named = all_named(sentence, text, data);
    let fitting = named.iter().filter_map(|known| {
        let earlier = known.earlier.as_ref()?;
        (earlier.period == period).then_some((*known, earlier))
    });
    let fitting: Vec<(&Known, &Earlier)> = fitting.collect();
    // Of several measures the sentence may mean any.
    let ([(known, earlier)], Some(figure)) = (fitting.as_slice(), sentence.figure(pair.from))
    else {
        return;
    };
    let unit = if known.is_share {
        Unit::Percent
    } else {
        Unit::Count
    };
    if figure.unit != unit || named.iter().any(|one| one.title != known.title) {
        return;
    }
    let mut judge = |at: usize, value: &Exact, shown: String, period: &str| {
        let Some(figure) = sentence.figure(at) else {
            return;
        };
        let holds = near::is(figure, value, sentence.hedge(at));
        let at = sentence.at(at, at);
        let period = period.to_uppercase();
        let computed = format!("the data have {shown} for {}, {period}", known.title);
        found.mark(at.start);
        found.judge(Topic::Data, at, computed, (!holds).then(|| differs(figure)));
    };
    judge(
        pair.from,
        &earlier.value,
        known.earlier_shown(earlier),
        &period,
    );
    // Where only the earlier period is named, what it came to is of the period that the data are of.
    let is_judged = in_period.iter().any(|one| one.period == known.period);
    if let Some(value) = known.value.as_ref().filter(|_| !is_judged) {
        judge(pair.to, value, known.shown(), &known.period);
    }
}

/// The period that is named right behind a figure, as data write it: `2025-26-q1`, `2024-25`.
fn period_after(sentence: &Sentence, at: usize, text: &str) -> Option<String> {
    let behind = sentence.tokens.get(at + 1..)?;
    let near = || {
        behind
            .iter()
            .take(REACH)
            .take_while(|token| token.figure().is_none() && !token.is(';'))
    };
    let said = |token: &Token| match &token.kind {
        Kind::Number => year(text.get(token.at.clone())?),
        Kind::Word(_) | Kind::Figure(_) | Kind::Mark(_) => None,
    };
    let year = near().find_map(said)?;
    let part = near()
        .filter_map(Token::word)
        .find(|word| matches!(*word, "q1" | "q2" | "q3" | "q4" | "h1" | "h2"));
    Some(match part {
        Some(part) => format!("{year}-{part}"),
        None => year,
    })
}
