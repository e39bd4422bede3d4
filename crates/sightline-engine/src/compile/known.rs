//! What is known of an audit while scripts are asked about it.

use std::sync::Arc;

use chrono::NaiveDate;

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
}
