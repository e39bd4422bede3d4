//! Totals and their parts: `12 were late: 4 record errors, 7 first reviews and 1 miscount`.

mod parts;

use std::ops::Range;

use super::found::{Found, Topic};
use super::sentence::Sentence;
use super::token::Token;
use super::words;

use parts::{Part, is_total, item_count, least, partial, parts, totals};

const OVERLAP: &str = "the parts may overlap, or may not be all there are";

/// Judges the lists of one sentence that should sum.
pub(super) fn judge(sentence: &Sentence, found: &mut Found<'_>) {
    if !partial(sentence) {
        let _judged = after_colon(sentence, found)
            || total_last(sentence, found)
            || after_comma(sentence, found);
    }
}

fn after_colon(sentence: &Sentence, found: &mut Found<'_>) -> bool {
    let announces = |at: &usize| {
        let says = matches!(
            sentence.word(*at),
            "comprised" | "comprise" | "comprising" | "namely"
        );
        let mark = [':', '–', '—'].iter().any(|mark| sentence.is(*at, *mark));
        says || mark || (sentence.is(*at, '(') && bracketed(sentence, *at).len() > 1)
    };
    let Some(colon) = (0..sentence.len()).find(announces) else {
        return false;
    };
    let parts = if sentence.is(colon, '(') {
        bracketed(sentence, colon)
    } else {
        parts(sentence, colon + 1)
    };
    if parts.len() < 2 || parts.first().is_none_or(|first| first.at > colon + 3) {
        return false;
    }
    let totals = totals(sentence, colon);
    let nearness = nearness(sentence.tokens.get(..colon).unwrap_or_default());
    judge_parts(sentence, &totals, &parts, &nearness, found)
}

/// The parts in brackets: `(4 record errors, 7 first reviews and 1 miscount)`.
fn bracketed(sentence: &Sentence, open: usize) -> Vec<Part> {
    let close = (open..sentence.len()).find(|at| sentence.is(*at, ')'));
    let mut parts = parts(sentence, open + 1);
    parts.retain(|part| close.is_some_and(|close| part.at < close));
    parts
}

/// `4 record errors, 7 first reviews and 1 miscount, 12 in total`.
fn total_last(sentence: &Sentence, found: &mut Found<'_>) -> bool {
    let counts = totals(sentence, sentence.len());
    let Some((total, before)) = counts.split_last() else {
        return false;
    };
    let in_total = (total.at + 1..total.at + 4).any(|at| {
        matches!(
            (sentence.word(at), sentence.word(at + 1)),
            ("in", "total" | "all") | ("altogether", _)
        )
    });
    let total_of = (1..4).any(|n| {
        matches!(
            sentence.before(total.at, n),
            "total" | "totalling" | "making"
        )
    });
    let Some(first) = before.first().filter(|_| in_total || total_of) else {
        return false;
    };
    let parts: Vec<Part> = parts(sentence, first.at)
        .into_iter()
        .filter(|part| part.at < total.at)
        .collect();
    parts.len() >= 2
        && parts.len() == before.len()
        && judge_parts(sentence, &[*total], &parts, &Nearness::Near, found)
}

/// `12 were late, 4 record errors, 7 first reviews, 1 miscount`.
fn after_comma(sentence: &Sentence, found: &mut Found<'_>) -> bool {
    let all = parts(sentence, 0);
    let Some(first) = all.iter().find(|part| {
        part.at > 0
            && sentence
                .get(part.at - 1)
                .is_some_and(|token| !token.says("and"))
    }) else {
        return false;
    };
    let list: Vec<Part> = all
        .iter()
        .copied()
        .filter(|part| part.at >= first.at)
        .collect();
    let earlier: Vec<Part> = totals(sentence, first.at);
    let mut ways: Vec<(Part, &[Part])> = earlier
        .last()
        .map(|total| (*total, list.as_slice()))
        .into_iter()
        .collect();
    if let [total, rest @ ..] = list.as_slice() {
        ways.push((*total, rest));
    }
    ways.retain(|(total, parts)| {
        parts.len() >= least(sentence) && is_total(sentence, *total, parts)
    });
    let sums = |parts: &[Part]| parts.iter().map(|part| part.n).sum::<i128>();
    let holds = ways.iter().find(|(total, parts)| sums(parts) == total.n);
    let Some((total, parts)) = holds.or(ways.last()) else {
        return false;
    };
    judge_parts(sentence, &[*total], parts, &Nearness::Near, found)
}

/// How far off a sum may be and still be meant as one.
enum Nearness {
    /// What was late was so for one reason each.
    Any,
    /// Others may overlap, or not be all: only what nearly sums was surely meant to, and the rest is said not to be judged.
    Announced,
    /// Only what nearly sums was meant as a list at all.
    Near,
}

/// What a clause that announces a list makes of it.
fn nearness(clause: &[Token]) -> Nearness {
    if clause
        .iter()
        .filter_map(Token::word)
        .any(words::is_negative)
    {
        Nearness::Any
    } else {
        Nearness::Announced
    }
}

fn judge_parts(
    sentence: &Sentence,
    totals: &[Part],
    parts: &[Part],
    nearness: &Nearness,
    found: &mut Found<'_>,
) -> bool {
    let sum: i128 = parts.iter().map(|part| part.n).sum();
    let Some(total) = totals.iter().find(|total| total.n == sum).or(totals.last()) else {
        return false;
    };
    let ends = [
        Some(total.at),
        parts.first().map(|part| part.at),
        parts.last().map(|part| part.at),
    ];
    let (first, last) = (ends.iter().flatten().min(), ends.iter().flatten().max());
    let at = sentence.at(
        first.copied().unwrap_or_default(),
        last.copied().unwrap_or_default(),
    );
    match nearness {
        Nearness::Announced if !is_near(sum, total.n) => {
            found.not_judged(Topic::Sum, at, OVERLAP);
        }
        Nearness::Near if !is_near(sum, total.n) => return false,
        Nearness::Any | Nearness::Announced | Nearness::Near => {
            let each: Vec<i128> = parts.iter().map(|part| part.n).collect();
            tell(at, total.n, &each, found);
        }
    }
    true
}

/// Whether a sum that is not the total was probably meant to be.
pub(super) fn is_near(sum: i128, total: i128) -> bool {
    (sum - total).abs() <= (total / 4).max(2)
}

/// Tells whether parts come to their total.
pub(super) fn tell(at: Range<usize>, total: i128, parts: &[i128], found: &mut Found<'_>) {
    let number = |n: &i128| sightline_engine::grouped(&n.to_string());
    let sum: i128 = parts.iter().sum();
    let shown: Vec<String> = match parts {
        [most @ .., last] if most.len() > 12 => most
            .iter()
            .take(6)
            .map(number)
            .chain(["…".to_owned(), number(last)])
            .collect(),
        all => all.iter().map(number).collect(),
    };
    let computed = format!("{} = {}", shown.join(" + "), number(&sum));
    let problem = (sum != total).then(|| {
        (
            format!(
                "the parts come to {}, and the total is given as {}",
                number(&sum),
                number(&total)
            ),
            "put the total or a part right, or say what the others are".to_owned(),
        )
    });
    found.judge(Topic::Sum, at, computed, problem);
}

/// Judges a list that a sentence ending in a colon announces: one item, one part.
pub(super) fn judge_list(announced: &Sentence, items: &[&Sentence], found: &mut Found<'_>) {
    if items.len() < 2 || partial(announced) || items.iter().any(|item| partial(item)) {
        return;
    }
    let each: Option<Vec<i128>> = items.iter().map(|item| item_count(item)).collect();
    let totals = totals(announced, announced.len());
    let Some(each) = each else { return };
    let sum: i128 = each.iter().sum();
    let Some(total) = totals.iter().find(|total| total.n == sum).or(totals.last()) else {
        return;
    };
    let at = announced.at(total.at, announced.len().saturating_sub(1));
    match nearness(&announced.tokens) {
        Nearness::Announced if !is_near(sum, total.n) => {
            found.not_judged(Topic::Sum, at, OVERLAP);
        }
        Nearness::Any | Nearness::Announced | Nearness::Near => tell(at, total.n, &each, found),
    }
}
