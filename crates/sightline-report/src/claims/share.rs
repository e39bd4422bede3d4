//! Percentages and the counts beside them: `12 of 20 (60.0%)`, `98.1% of 1,398 (12 late)`, `86.6% (1,049)`.

mod counts;

use std::ops::Range;

use super::figure::{Figure, Unit, grouped, shown};
use super::found::{Found, Topic};
use super::near;
use super::sentence::Sentence;
use super::token::Token;
use super::words;

pub(super) use counts::{Fraction, count, fractions, whole_after};

const NO_DENOMINATOR: &str = "no denominator";

/// What a percentage was found to be of.
enum Of {
    Counts(Counts),
    /// A count stands beside it, and nothing says of how many; these tokens.
    Unknown(Range<usize>),
    Nothing,
}

struct Counts {
    part: i128,
    whole: i128,
    /// The first and last token of the claim.
    tokens: (usize, usize),
    /// Whether the part may be the rest: those that were late, beside the share in time.
    may_be_rest: bool,
    /// Whether the counts and the percentage are one phrase.
    is_phrase: bool,
}

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
    grouped(&n.to_string())
}

fn of(paragraph: &[Sentence], here: usize, at: usize, fractions: &[Fraction]) -> Of {
    let Some(sentence) = paragraph.get(here) else {
        return Of::Nothing;
    };
    let found = after_fraction(sentence, at, fractions)
        .or_else(|| before_fraction(sentence, at, fractions))
        .or_else(|| of_whole(paragraph, here, at));
    if let Some(counts) = found {
        return Of::Counts(counts);
    }
    let Some((part, tokens)) =
        beside(sentence, at).filter(|(_, tokens)| !is_change(sentence, tokens.0))
    else {
        return Of::Nothing;
    };
    counts::whole_for(paragraph, here, at, part, tokens).map_or(
        Of::Unknown(tokens.0..tokens.1),
        |(whole, is_phrase)| {
            Of::Counts(Counts {
                part,
                whole,
                tokens,
                may_be_rest: false,
                is_phrase,
            })
        },
    )
}

/// `12 of 20 audits (60%)`, `12 of 20, or 60%`, `12 of 1,398 were late, so 98.1% were in time`.
fn after_fraction(sentence: &Sentence, at: usize, fractions: &[Fraction]) -> Option<Counts> {
    let before = fractions.iter().rev().find(|one| one.last < at)?;
    let between = sentence.tokens.get(before.last + 1..at)?;
    let is_free = between.len() <= 14
        && between
            .iter()
            .all(|token| token.figure().is_none() && !token.is(';') && !token.is(')'));
    is_free.then_some(())?;
    let counts = |may_be_rest, is_phrase| Counts {
        part: before.part,
        whole: before.whole,
        tokens: (before.first, at),
        may_be_rest,
        is_phrase,
    };
    let mut joint = at.checked_sub(1)?;
    while joint > before.last && is_filler(sentence.word(joint)) {
        joint -= 1;
    }
    if sentence.is(joint, '(') {
        return Some(counts(false, true));
    }
    // `12 of 20 audits, 60% of which …` is another share.
    if sentence.word(at + 1) == "of" {
        return None;
    }
    let or = between.iter().any(|token| token.says("or"));
    if at - before.last <= if or { 10 } else { 5 }
        && (sentence.is(joint, ',')
            || sentence.is(joint, '=')
            || matches!(sentence.word(joint), "or" | "is"))
    {
        return Some(counts(false, true));
    }
    let follows = between.iter().rev().take(5).any(|token| {
        matches!(
            token.word(),
            Some("so" | "giving" | "leaving" | "meaning" | "making" | "equating" | "means")
        )
    });
    follows.then(|| counts(true, false))
}

fn is_filler(word: &str) -> bool {
    words::hedge(word).is_some()
        || matches!(
            word,
            "or" | "ie" | "just" | "only" | "at" | "which" | "is" | "that" | "equals" | "being"
        )
}

/// `60% (12 of 20)`, `60% of audits (12 of 20)`, `60%, 12 of 20 audits`.
fn before_fraction(sentence: &Sentence, at: usize, fractions: &[Fraction]) -> Option<Counts> {
    let after = fractions.iter().find(|one| one.first > at)?;
    let between = sentence.tokens.get(at + 1..after.first)?;
    let open = between.iter().rposition(|token| token.word().is_none());
    let joint = between.get(open?)?;
    let (before, rest) = (between.get(..open?)?, between.get(open? + 1..)?);
    let is_plain = |token: &Token| {
        token
            .word()
            .is_some_and(|word| !words::is_verb(word) && word != "and")
    };
    let is_near = before.len() <= 8
        && rest.len() <= 3
        && before.iter().all(|token| token.word().is_some())
        && rest.iter().all(is_plain);
    let is_mark = [',', ':', '=', '–'].iter().any(|mark| joint.is(*mark));
    let joins = joint.is('(') || (before.is_empty() && rest.len() <= 1 && is_mark);
    let inside = sentence.tokens.get(after.last..).into_iter().flatten();
    let late = inside
        .take_while(|token| !token.is(')'))
        .take(6)
        .filter_map(Token::word)
        .any(words::is_negative);
    (is_near && joins).then(|| Counts {
        part: after.part,
        whole: after.whole,
        tokens: (at, after.last),
        may_be_rest: joint.is('(') && late,
        is_phrase: true,
    })
}

/// `98.1% of 1,398 (12 late)`, `98.1% of 1,398 reviews were in time; 12 were late`.
fn of_whole(paragraph: &[Sentence], here: usize, at: usize) -> Option<Counts> {
    let sentence = paragraph.get(here)?;
    (sentence.word(at + 1) == "of").then_some(())?;
    let (whole_at, whole) = whole_after(sentence, at + 2)?;
    let counts = |part, last, may_be_rest, is_phrase| Counts {
        part,
        whole,
        tokens: (at, last),
        may_be_rest,
        is_phrase,
    };
    let mut open = whole_at + 1;
    while open < whole_at + 10 && !sentence.word(open).is_empty() {
        open += 1;
    }
    if sentence.is(open, '(')
        && let Some(part) = count(sentence, open + 1)
    {
        let close = (open + 1..open + 12)
            .find(|at| sentence.is(*at, ')'))
            .unwrap_or(open + 2);
        let inside = sentence.tokens.get(open + 2..close).unwrap_or_default();
        if inside.iter().all(|token| token.figure().is_none()) {
            let late = inside
                .iter()
                .filter_map(Token::word)
                .any(words::is_negative);
            return Some(counts(part, close - 1, late, true));
        }
    }
    let noun = sentence.word(whole_at + 1);
    if let Some((late_at, part)) = counts::late(sentence, whole_at + 1, noun) {
        return Some(counts(part, late_at, true, false));
    }
    let in_time = sentence.words().any(|(_, word)| words::is_in_time(word));
    let next = paragraph.get(here + 1..)?.iter().take(3);
    let (_, part) = next
        .filter(|_| in_time)
        .find_map(|next| counts::late(next, 0, noun))?;
    Some(counts(part, whole_at, true, false))
}

/// `from 180 to 198 (10%)`: the percentage is of the change, and not a share.
fn is_change(sentence: &Sentence, count: usize) -> bool {
    sentence.before(count, 1) == "to" && (2..8).any(|n| sentence.before(count, n) == "from")
}

/// The count of `12 audits (60%)` or `60% (12)`, and the first and last token of the two.
fn beside(sentence: &Sentence, at: usize) -> Option<(i128, (usize, usize))> {
    if at >= 2 && sentence.is(at - 1, '(') {
        let mut first = at - 2;
        // Where the sentence opens with what it is of, its counts may stand further off.
        let opens = matches!(sentence.word(0), "of" | "among");
        let stop = at.saturating_sub(if opens { 14 } else { 6 });
        while first > stop && !sentence.word(first).is_empty() {
            first -= 1;
        }
        if let Some(part) = count(sentence, first) {
            return Some((part, (first, at)));
        }
    }
    if sentence.is(at + 1, '(')
        && let Some(part) = count(sentence, at + 2)
    {
        let mut last = at + 2;
        while last < at + 8 && !sentence.word(last + 1).is_empty() {
            last += 1;
        }
        return sentence.is(last + 1, ')').then_some((part, (at, last)));
    }
    None
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
