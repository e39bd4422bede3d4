//! What is known of an audit while scripts are asked about it.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::exact::Exact;
use crate::model::{Case, Fact, FactKind, FactValue};
use crate::script::{Facts, Input};

/// What is known of an audit when a script is asked.
pub(crate) trait Known {
    /// The code of an answer.
    fn code(&self, question: usize) -> usize;
    /// A section's grade: its place in the scale plus 1, or 0 for none.
    fn grade(&self, section: usize) -> usize;
    /// The overall grade, in the same way.
    fn overall(&self) -> usize;
    /// How many critical questions are without an answer; absent before anybody counted.
    fn critical(&self) -> Option<usize>;
    /// What a script sees there, where it is a small number; the same as [`Known::seen`] gives then.
    fn small(&self, input: Input) -> Option<u16>;
    /// What a script sees there; absent where it is nothing to remember, such as words that somebody wrote.
    fn seen(&self, input: Input) -> Option<Seen>;
    /// Everything, for a script to look at.
    fn facts(&self) -> Arc<Facts>;
}

/// What is seen where a script looks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Seen {
    /// A code, a grade, a count, or that there is nothing.
    Small(u16),
    /// A date.
    Day(NaiveDate),
    /// A number as it stands.
    Number(i64, i64),
    /// A number, date or list as it was answered, or a choice: never words that somebody wrote freely.
    Word(Box<str>),
    /// All that a script can see of a list of the history, as a hash that tells none of it.
    List(u128),
}

impl Seen {
    /// That there is nothing.
    pub(crate) const NOTHING: Self = Self::Small(0);

    /// What a case says of a declared fact.
    pub(crate) fn fact(fact: &Fact, case: &Case) -> Option<Self> {
        match (case.facts.get(&fact.id), &fact.kind) {
            (None, _) => Some(Self::NOTHING),
            (Some(_), FactKind::Text) => None,
            (Some(FactValue::Date(day)), _) => Some(Self::Day(*day)),
            (Some(FactValue::Number(number)), _) => Self::number(number),
            (Some(FactValue::Text(text)), _) => Self::word(text),
        }
    }

    /// A number, where it is one that fits.
    pub(crate) fn number(number: &Exact) -> Option<Self> {
        let (numerator, denominator) = number.as_it_stands()?;
        Some(Self::Number(numerator, denominator))
    }

    /// A word, where it is no longer than words of lists are.
    pub(crate) fn word(text: &str) -> Option<Self> {
        (text.len() <= 64).then(|| Self::Word(text.into()))
    }
}
