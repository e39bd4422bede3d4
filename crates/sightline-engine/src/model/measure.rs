use std::collections::BTreeMap;

use crate::exact::Exact;
use crate::model::{Expression, FactKind};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// What a case record holds: the facts and lists that measures may read, with their types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Facts, by name.
    pub facts: BTreeMap<String, FactKind>,
    /// The lists of a case's history, by name: each with the fields of its rows.
    pub lists: BTreeMap<String, BTreeMap<String, FactKind>>,
}

/// A measure (KPI): what is counted, of what, and what it is held against.
///
/// It is a pair of counts. Periods and areas are pooled by adding counts; a mean of percentages is never made.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Permanent; reports find it by this.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// What exactly is counted, for the footnote.
    pub definition: Option<String>,
    /// What one counted thing is called.
    pub unit: String,
    /// What several are called.
    pub units: String,
    /// What it goes through.
    pub rows: Rows,
    /// What makes a row the same thing as another of its case, such as the day of a conference that two lists name; it is counted
    /// once. Absent, or where it comes to nothing, every row is its own.
    pub once: Option<Expression>,
    /// The script file whose functions its expressions may call.
    pub script: Option<Arc<SourceFile>>,
    /// Whether a row belongs to the period: the date that decides, or true or false; absent is always.
    pub in_period: Option<Expression>,
    /// Holds for what is counted below the line; absent is always.
    pub denominator: Option<Expression>,
    /// Rows that are not counted, each with its reason.
    pub exclude: Vec<Exclusion>,
    /// Holds where it cannot be told; absent is never. Such rows are counted apart and shown.
    pub unknown: Option<Expression>,
    /// Holds for what is counted above the line.
    pub numerator: Expression,
    /// Counts a child once, by all of its rows; absent counts every row.
    pub per_child: Option<PerChild>,
    /// How far back the records must be whole before a row; absent where it can be told from the row alone.
    pub looks_back: Option<LooksBack>,
    /// What the numerator is out of, where it is not the rows themselves.
    pub out_of: Option<OutOf>,
    /// Which way is better.
    pub direction: Better,
    /// What it should be: a share, or for a rate a plain number.
    pub target: Option<Exact>,
    /// How far on the wrong side of the target is still amber; absent is the default.
    pub amber: Option<Exact>,
    /// With fewer below the line there is no color.
    pub at_least: u64,
    /// What others have.
    pub comparators: Vec<Comparator>,
    /// The kinds of period that it makes sense for; empty is all.
    pub periods: Vec<PeriodKind>,
    /// Where it is written.
    pub at: Span,
}

/// What a measure goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Each case once.
    Case,
    /// The rows of lists of the history, one list after another.
    Lists(Vec<String>),
}

/// How a child's rows make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerChild {
    /// Above the line where every row is.
    All,
    /// Above the line where a row is.
    Any,
    /// Above the line where the last row of the period is.
    Latest,
}

/// What a row's answer rests on besides the row.
#[derive(Clone, Debug)]
pub struct LooksBack {
    /// The records must be whole for so many months before the row's date.
    pub months: u32,
    /// Holds where the record says by itself what happened in that time.
    pub unless: Option<Expression>,
}

/// Rows that are left out, for a reason.
#[derive(Clone, Debug)]
pub struct Exclusion {
    /// As a command names it.
    pub id: String,
    /// Holds for the rows.
    pub when: Expression,
    /// Why they are left out.
    pub because: String,
    /// Whether they are left out only where somebody asks for it.
    pub optional: bool,
}

/// A sum below the line, in place of a count of rows: full-time equivalents, say.
#[derive(Clone, Debug)]
pub struct OutOf {
    /// What is added up.
    pub sum: Expression,
    /// What it is added up once for, such as a worker who has many rows.
    pub once_for: Expression,
    /// What is added up, as a reader sees it: `full-time equivalents`.
    pub units: Option<String>,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
}

/// What others have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparator {
    /// Who.
    pub name: String,
    /// How much: a share, or for a rate a plain number.
    pub value: Exact,
    /// Where that is written.
    pub source: String,
    /// The year it is about.
    pub year: String,
}

/// A kind of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// `2025-26-Q2`.
    Quarter,
    /// `2025-26-H1`.
    HalfYear,
    /// `2025-26`.
    Year,
    /// `2025-04-01..2025-06-14`.
    Dates,
}

impl Measure {
    /// Whether it is a share of a whole; else it is a rate, such as cases for each full-time equivalent.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.out_of.is_none()
    }
}
