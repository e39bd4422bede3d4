//! Sentences, and how a rule looks around in them.

use std::ops::Range;

use super::figure::{Figure, Unit};
use super::token::{Kind, Token};
use super::words::{self, Hedge};

/// The most tokens that a rule sees at once; a longer sentence is cut, so that no text takes more than its length in time.
const LONGEST: usize = 240;

/// The tokens of one sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) tokens: Vec<Token>,
}

/// Cuts tokens into sentences.
pub(super) fn sentences(tokens: Vec<Token>) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut open: Vec<Token> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let ends = match (&token.kind, tokens.peek()) {
            (Kind::Mark('!' | '?'), _) => true,
            (Kind::Mark('.'), Some(next)) => next.at.start > token.at.end && !is_short(open.last()),
            _ => false,
        };
        open.push(token);
        if ends || open.len() >= LONGEST {
            all.push(Sentence {
                tokens: std::mem::take(&mut open),
            });
        }
    }
    if !open.is_empty() {
        all.push(Sentence { tokens: open });
    }
    all
}

/// Whether a point after this word ends no sentence.
fn is_short(token: Option<&Token>) -> bool {
    let Some(word) = token.and_then(Token::word) else {
        return false;
    };
    word.chars().count() == 1
        || matches!(
            word,
            "eg" | "ie"
                | "vs"
                | "approx"
                | "no"
                | "dr"
                | "mr"
                | "mrs"
                | "ms"
                | "para"
                | "reg"
                | "fig"
                | "st"
                | "ca"
                | "incl"
        )
}

impl Sentence {
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn figure(&self, at: usize) -> Option<&Figure> {
        self.get(at).and_then(Token::figure)
    }

    pub(super) fn of(&self, at: usize, unit: Unit) -> Option<&Figure> {
        self.get(at).and_then(|token| token.of(unit))
    }

    /// The word at a place, or nothing.
    pub(super) fn word(&self, at: usize) -> &str {
        self.get(at).and_then(Token::word).unwrap_or_default()
    }

    pub(super) fn is(&self, at: usize, mark: char) -> bool {
        self.get(at).is_some_and(|token| token.is(mark))
    }

    pub(super) fn before(&self, at: usize, n: usize) -> &str {
        at.checked_sub(n).map_or("", |at| self.word(at))
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The bytes from one token to another, both included.
    pub(super) fn at(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.get(first).map_or(0, |token| token.at.start);
        start..self.get(last).map_or(start, |token| token.at.end)
    }

    /// All figures with a unit, and where they are.
    pub(super) fn all(&self, unit: Unit) -> impl Iterator<Item = (usize, &Figure)> {
        self.tokens
            .iter()
            .enumerate()
            .filter_map(move |(at, token)| Some((at, token.of(unit)?)))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| Some((at, token.word()?)))
    }

    /// How rough the figure at a place is meant to be.
    pub(super) fn hedge(&self, at: usize) -> Option<Hedge> {
        let one = self.before(at, 1);
        match (self.before(at, 2), one) {
            ("more" | "better", "than") => Some(Hedge::AtLeast),
            ("less" | "fewer", "than") | ("up", "to") | ("short", "of") => Some(Hedge::AtMost),
            ("no" | "not", "less" | "fewer") => Some(Hedge::AtLeast),
            _ => words::hedge(one),
        }
    }

    /// Which way is better, where the sentence says so.
    pub(super) fn better(&self) -> Option<bool> {
        self.better_after(0)
    }

    /// The same where it is said behind a place.
    pub(super) fn better_after(&self, from: usize) -> Option<bool> {
        self.words()
            .filter(|(at, _)| *at >= from)
            .find_map(|(at, word)| {
                let high = match word {
                    "lower" | "low" | "less" | "fewer" | "smaller" => false,
                    "higher" | "high" | "more" | "larger" => true,
                    _ => return None,
                };
                let said = (self.word(at + 1) == "is"
                    && matches!(self.word(at + 2), "better" | "good"))
                    || (matches!(self.before(at, 2), "good" | "better")
                        && self.before(at, 1) == "is")
                    || (self.word(at + 1) == "figure"
                        && self.word(at + 2) == "is"
                        && matches!(self.word(at + 3), "better" | "good"));
                said.then_some(high)
            })
    }
}
