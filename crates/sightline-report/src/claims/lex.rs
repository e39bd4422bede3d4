//! Reads prose into words, figures and marks.

mod loose;
mod settle;

use std::ops::Range;

use super::figure::{self, Figure, Unit};
use super::token::{Kind, Token};
use super::words;
use settle::settle;

/// All tokens of a stretch of a page.
pub(super) fn tokens(text: &str, within: Range<usize>) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    let mut at = within.start;
    let mut before = ' ';
    while let Some(rest) = text.get(at..within.end).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() {
            at += first.len_utf8();
            before = first;
            continue;
        }
        let read = number(rest, before, &all);
        let (len, kinds) = read.unwrap_or_else(|| word_or_mark(rest, first));
        let mut start = at;
        for (part, kind) in kinds {
            let end = start + part;
            all.push(Token {
                at: start..end,
                kind,
            });
            start = end;
        }
        at += len;
        before = rest
            .get(..len)
            .and_then(|part| part.chars().next_back())
            .unwrap_or(' ');
    }
    loose::join(&mut all, text);
    settle(&mut all, text);
    all
}

/// How many bytes were read, and what they hold.
type Read = (usize, Vec<(usize, Kind)>);

fn word_or_mark(rest: &str, first: char) -> Read {
    if !(first.is_alphabetic() || first == '_') {
        let len = first.len_utf8();
        return (len, vec![(len, Kind::Mark(first))]);
    }
    let mut len = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '-' | '\'' | '’')
            && letters
                .peek()
                .is_some_and(|(_, next)| next.is_alphanumeric());
        if !(letter.is_alphanumeric() || letter == '_' || joins) {
            break;
        }
        len = at + letter.len_utf8();
    }
    let word = rest.get(..len).unwrap_or_default().to_lowercase();
    let kind = match words::count(&word) {
        Some(n) => Kind::Figure(Figure::word(n)),
        None => Kind::Word(word),
    };
    (len, vec![(len, kind)])
}

/// A number with its sign and unit, or what only looks like one.
fn number(rest: &str, before: char, earlier: &[Token]) -> Option<Read> {
    let first = rest.chars().next()?;
    let open = before.is_whitespace() || matches!(before, '(' | '[' | '|');
    let (sign, money) = match first {
        '+' if open => (Some(true), false),
        '-' | '\u{2212}' | '–' if before == '(' => (Some(false), false),
        '£' | '$' | '€' => (None, true),
        _ => (None, false),
    };
    let skip = if sign.is_some() || money {
        first.len_utf8()
    } else {
        0
    };
    let digits = rest.get(skip..)?;
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let inside = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '.' | ',' | ':' | '/' | '-' | '–')
    };
    let run = digits
        .find(|letter| !inside(letter))
        .unwrap_or(digits.len());
    let run = digits
        .get(..run)?
        .trim_end_matches(['.', ',', ':', '/', '-', '–']);
    let after = digits.get(run.len()..)?;
    if !money
        && let Some((part, whole)) = run.split_once('/')
        && let (Some(part_of), Some(of)) = (figure::read(part), figure::read(whole))
        && is_fraction(after, earlier)
    {
        let kinds = vec![
            (skip + part.len(), Kind::Figure(part_of)),
            (1, Kind::Mark('/')),
            (whole.len(), Kind::Figure(of)),
        ];
        return Some((skip + run.len(), kinds));
    }
    let (unit, of_unit) = figure::unit(after);
    let len = skip + run.len() + of_unit;
    let read = figure::read(run).filter(|_| !money && !after.starts_with('+'));
    let kind = read.map_or(Kind::Number, |read| {
        Kind::Figure(Figure {
            unit: unit.unwrap_or(read.unit),
            sign,
            ..read
        })
    });
    Some((len, vec![(len, kind)]))
}

/// `12/20` is a fraction beside its percentage; else it may be a year.
fn is_fraction(after: &str, earlier: &[Token]) -> bool {
    let follows = |text: &str| {
        let rest = text.trim_start().strip_prefix(['(', ',', '='])?;
        let rest = rest.trim_start();
        let digits =
            rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        (digits.len() < rest.len()).then(|| figure::unit(digits).0)?
    };
    let opens = earlier.last().is_some_and(|token| token.is('('));
    let share = |token: &Token| token.of(Unit::Percent).is_some();
    let precedes = opens && earlier.iter().rev().take(9).any(share);
    precedes || follows(after) == Some(Unit::Percent)
}
