//! What a percentage is of.

use std::ops::Range;

use super::super::figure::Unit;
use super::super::sentence::Sentence;
use super::super::token::Token;
use super::super::words;
use super::counts::{self, Fraction, count, whole_after};

/// What a percentage was found to be of.
pub(super) enum Of {
    Counts(Counts),
    /// A count stands beside it, and nothing says of how many; these tokens.
    Unknown(Range<usize>),
    Nothing,
}

pub(super) struct Counts {
    pub(super) part: i128,
    pub(super) whole: i128,
    /// The first and last token of the claim.
    pub(super) tokens: (usize, usize),
    /// Whether the part may be the rest: those that were late, beside the share in time.
    pub(super) may_be_rest: bool,
    /// Whether the counts and the percentage are one phrase.
    pub(super) is_phrase: bool,
}

/// What the percentage at a token is of.
pub(super) fn of(paragraph: &[Sentence], here: usize, at: usize, fractions: &[Fraction]) -> Of {
    let Some(sentence) = paragraph.get(here) else {
        return Of::Nothing;
    };
    let found = after_fraction(sentence, at, fractions)
        .or_else(|| before_fraction(sentence, at, fractions))
        .or_else(|| of_whole(paragraph, here, at))
        .or_else(|| in_time(paragraph, here, at));
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

/// `Of 1,398 reviews, 12 were late: 98.1% were in timescale`.
fn in_time(paragraph: &[Sentence], here: usize, at: usize) -> Option<Counts> {
    let sentence = paragraph.get(here)?;
    let mut shares = sentence.all(Unit::Percent);
    let is_only = shares.next().is_some_and(|(only, _)| only == at) && shares.next().is_none();
    (is_only && sentence.words().any(|(_, word)| words::is_in_time(word))).then_some(())?;
    let said = |word: usize| {
        let of = sentence.word(word) == "of" && (word == 0 || count(sentence, word - 1).is_none());
        of.then(|| whole_after(sentence, word + 1)).flatten()
    };
    // `1,398 reviews were held, of which 98.1% …`.
    let of_which = sentence.before(at, 1) == "which" && sentence.before(at, 2) == "of";
    let before = || {
        let mut back = (0..at).rev();
        let last = back.find_map(|at| Some((at, count(sentence, at)?)));
        last.filter(|_| of_which)
    };
    let (whole_at, whole) = (0..sentence.len()).find_map(said).or_else(before)?;
    let noun = sentence.word(whole_at + 1);
    let next = paragraph.get(here + 1..)?.iter().take(3);
    let (late_at, part) = counts::late(sentence, whole_at + 1, noun).or_else(|| {
        let mut late = next.filter_map(|next| counts::late(next, 0, noun));
        late.next().map(|(_, part)| (at, part))
    })?;
    Some(Counts {
        part,
        whole,
        tokens: (whole_at.min(at), late_at.max(at)),
        may_be_rest: true,
        is_phrase: false,
    })
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
