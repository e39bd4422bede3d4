//! Figures that are said in several words: `a third of`, `one in five`, `between 40% and 50%`, `three percentage points`.

use sightline_engine::Exact;

use super::super::figure::{Figure, Unit};
use super::super::token::{Kind, Token};
use super::super::words;
use super::settle::is_span;

/// Puts each such figure together from its words.
pub(super) fn join(tokens: &mut Vec<Token>, text: &str) {
    let mut joined = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let words = Words { tokens, at };
        let found = (words.hundred())
            .or_else(|| words.with_unit())
            .or_else(|| words.range())
            .or_else(|| words.one_in())
            .or_else(|| words.fraction());
        match found.and_then(|(n, figure)| Some((n, figure, tokens.get(at + n - 1)?.at.end))) {
            Some((n, mut figure, end)) => {
                let span = first.at.start..end;
                if figure.unit == Unit::Rough {
                    let said = text.get(span.clone()).unwrap_or_default();
                    figure.said = Some(said.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                joined.push(Token {
                    at: span,
                    kind: Kind::Figure(figure),
                });
                at += n;
            }
            None => {
                joined.push(first.clone());
                at += 1;
            }
        }
    }
    *tokens = joined;
}

/// The tokens from one on.
struct Words<'t> {
    tokens: &'t [Token],
    at: usize,
}

/// How many tokens were read, and what they say.
type Said = Option<(usize, Figure)>;

impl Words<'_> {
    fn token(&self, n: usize) -> Option<&Token> {
        self.tokens.get(self.at + n)
    }

    fn word(&self, n: usize) -> &str {
        self.token(n).and_then(Token::word).unwrap_or_default()
    }

    fn before(&self) -> &str {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.and_then(Token::word).unwrap_or_default()
    }

    /// A count in words, such as `three`.
    fn count(&self, n: usize) -> Option<i64> {
        let figure = self.token(n)?.figure()?;
        let value = figure.whole().filter(|_| figure.in_words)?;
        i64::try_from(value).ok()
    }

    /// `one hundred and twenty`.
    fn hundred(&self) -> Said {
        let n = match self.word(0) {
            "a" => 1,
            _ => self.count(0).filter(|n| (1..10).contains(n))?,
        };
        (self.word(1) == "hundred").then_some(())?;
        let more = (self.word(2) == "and").then(|| self.count(3));
        Some(match more.flatten().filter(|more| *more < 100) {
            Some(more) => (4, Figure::word(n * 100 + more)),
            None => (2, Figure::word(n * 100)),
        })
    }

    /// `sixty per cent`, `three percentage points`, `two points`.
    fn with_unit(&self) -> Said {
        let n = self.count(0)?;
        let is_points = |n| matches!(self.word(n), "point" | "points");
        let (len, unit) = match (self.word(1), self.word(2)) {
            ("per", "cent") => (3, Unit::Percent),
            ("percentage" | "percent", _) if is_points(2) => (3, Unit::Points),
            ("percent", _) => (2, Unit::Percent),
            _ if is_points(1) => (2, Unit::Points),
            _ => return None,
        };
        let figure = Figure::word(n);
        Some((len, Figure { unit, ..figure }))
    }

    /// `between 40% and 50%`.
    fn range(&self) -> Said {
        (self.word(0) == "between" && self.word(2) == "and").then_some(())?;
        let (low, high) = (self.token(1)?.figure()?, self.token(3)?.figure()?);
        let fits = high.unit == Unit::Percent
            && matches!(low.unit, Unit::Percent | Unit::Count)
            && low.sign.is_none()
            && high.sign.is_none()
            && low.value < high.value;
        fits.then(|| {
            let low = Some(low.value.clone());
            (
                4,
                Figure {
                    low,
                    ..Figure::rough(high.value.clone())
                },
            )
        })
    }

    /// `one in five`, `1 in 5`, `two in every three`; nothing of years or days.
    fn one_in(&self) -> Said {
        let whole = |n| self.token(n).and_then(Token::figure)?.whole();
        (self.word(1) == "in").then_some(())?;
        let last = if self.word(2) == "every" { 3 } else { 2 };
        let (part, of) = (whole(0)?, whole(last)?);
        let fits = (1..10).contains(&part)
            && part < of
            && (of <= 12 || matches!(of, 20 | 50 | 100))
            && !is_span(self.word(last + 1));
        fits.then(|| (last + 1, Figure::rough(Exact::ratio(part * 100, of))))
    }

    /// `half of`, `a third of`, `two-thirds of`, `(three quarters)`.
    ///
    /// A quarter may be three months, a third the one after the second, and a half that of a year: so it must say what it is of, or
    /// stand beside a figure.
    fn fraction(&self) -> Said {
        let (len, part, of) = self.ratio()?;
        let spans = matches!(
            self.before(),
            "first"
                | "second"
                | "latter"
                | "other"
                | "last"
                | "past"
                | "next"
                | "previous"
                | "this"
                | "that"
                | "each"
                | "every"
                | "the"
                | "and"
                | "by"
        );
        let next = self.word(len);
        let article = |word: &str| words::is_article(word) && !matches!(word, "a" | "an");
        let is_of_time = |n: usize| {
            let n = if article(self.word(n)) { n + 1 } else { n };
            let is_year = self
                .token(n)
                .and_then(Token::figure)
                .is_some_and(|one| one.may_be_year);
            is_year
                || is_span(self.word(n))
                || matches!(
                    self.word(n),
                    "year" | "time" | "quarter" | "term" | "day" | "a" | "an"
                )
        };
        let says_of = match next {
            "of" => !is_of_time(len + 1),
            _ if of == 2 && article(next) => !is_of_time(len),
            _ => words::is_verb(next),
        };
        let beside = |mark: char| self.token(len).is_some_and(|token| token.is(mark));
        let stands = says_of || [')', '(', ','].iter().any(|mark| beside(*mark));
        (stands && !spans).then(|| (len, Figure::rough(Exact::ratio(part * 100, of))))
    }

    /// How many tokens a fraction takes, and what it is: `two thirds`, `two-thirds`, `half`.
    fn ratio(&self) -> Option<(usize, i128, i128)> {
        let one = |word: &str| match word {
            "a" | "an" | "one" => Some(1),
            word => words::count(word).map(i128::from),
        };
        let first = self.word(0);
        if first == "half" {
            return Some((1, 1, 2));
        }
        let (len, part, name) = match first.split_once('-') {
            Some((part, name)) => (1, one(part)?, name),
            None => (
                2,
                one(first).or_else(|| self.count(0).map(i128::from))?,
                self.word(1),
            ),
        };
        let of = denominator(name)?;
        let is_one = !name.ends_with('s');
        (part < of && (part == 1) == is_one).then_some((len, part, of))
    }
}

fn denominator(name: &str) -> Option<i128> {
    Some(match name.strip_suffix('s').unwrap_or(name) {
        "half" => 2,
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "eighth" => 8,
        "tenth" => 10,
        _ => return None,
    })
}
