//! An audit, described as plainly as the reference scorer needs it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::number::Number;

/// One audit of one case.
#[derive(Clone, Debug)]
pub struct Audit {
    pub id: String,
    pub case: String,
    pub date: NaiveDate,
    pub answers: BTreeMap<String, Answer>,
    /// What another voice said; it must change nothing.
    pub other_voice: BTreeMap<String, Answer>,
    pub facts: BTreeMap<String, String>,
    /// The auditor's own grade and why.
    pub recorded: Option<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Given(Value),
    NotApplicable,
    NotEnoughEvidence,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Word(String),
    Words(Vec<String>),
    Number(Number),
    Rows(Vec<BTreeMap<String, String>>),
}
