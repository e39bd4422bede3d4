//! Prose as words, figures and marks.

use std::ops::Range;

use super::figure::{Figure, Unit};

/// A word, a figure or a mark, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// In small letters.
    Word(String),
    /// A count, a percentage or a difference of percentages.
    Figure(Figure),
    /// A number that claims nothing: a date, an age, a section of an Act.
    Number,
    Mark(char),
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            Kind::Figure(_) | Kind::Number | Kind::Mark(_) => None,
        }
    }

    pub(super) fn figure(&self) -> Option<&Figure> {
        match &self.kind {
            Kind::Figure(figure) => Some(figure),
            Kind::Word(_) | Kind::Number | Kind::Mark(_) => None,
        }
    }

    pub(super) fn of(&self, unit: Unit) -> Option<&Figure> {
        self.figure().filter(|figure| figure.unit == unit)
    }

    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn says(&self, word: &str) -> bool {
        self.word() == Some(word)
    }
}
