//! Conditions with few possible inputs, worked out once for each.
//!
//! The sandbox gives a script nothing but its inputs, so the same inputs always give the same truth. Where a condition reads
//! only answers that have codes and grades, its truth is kept in a table and the script runs once for each row that
//! comes up, not once an audit. Filling is lazy and order-free: whoever gets there first writes what everybody would write.
//! Conditions that read more are remembered by what they looked at ([`super::memo`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use crate::answers::code;
use crate::diagnostic::Diagnostic;
use crate::model::Template;
use crate::script::{Facts, Input, Inputs, Place, Script};

use super::memo::{Memo, Seen};

/// The most rows a table may have, two bits each: enough for the grades of eight sections. Beyond it the script runs once an audit.
const MOST_ROWS: usize = 1 << 19;

/// One condition of a template.
#[derive(Debug)]
pub(crate) struct Condition {
    place: Place,
    kept: Kept,
}

/// What is kept of the times it was asked.
#[derive(Debug)]
enum Kept {
    /// It hangs on one small number, as most do: two bits for each.
    One(Input, AtomicU64),
    /// It hangs on a few.
    Few(Box<Table>),
    /// It hangs on more than that.
    Tree(Box<Memo<bool>>),
}

/// Truth by inputs: each input's small number times its stride, added up, is a row.
#[derive(Debug, Default)]
struct Table {
    /// Questions, by the codes of their answers.
    answers: Vec<(usize, usize)>,
    /// Sections, by their grades.
    grades: Vec<(usize, usize)>,
    /// The overall grade.
    overall: usize,
    /// How many critical questions are without an answer; absent where nobody asks.
    critical: Option<usize>,
    /// Two bits a row, four rows a byte: small tables stay where a processor finds them at once.
    rows: Box<[AtomicU8]>,
}

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
    /// What a script sees there; absent where it is nothing to remember, such as words that somebody wrote.
    fn seen(&self, input: Input) -> Option<Seen>;
    /// Everything, for a script to look at.
    fn facts(&self) -> Arc<Facts>;
}

/// Where neither stands yet, nobody knows.
const NO: u64 = 1;
const YES: u64 = 2;
const ROW: u64 = 3;

/// The most rows that stand beside the condition itself.
const ONE_ROWS: usize = 32;

impl Condition {
    /// A condition at a place, with a table where its inputs are few and finite.
    pub(crate) fn new(template: &Template, place: Place, inputs: &Inputs) -> Self {
        let kept = match table(template, inputs) {
            Some(table) => table.kept(),
            None => Kept::Tree(Box::default()),
        };
        Self { place, kept }
    }

    #[cfg(test)]
    pub(crate) fn memo(&self) -> Option<&Memo<bool>> {
        match &self.kept {
            Kept::Tree(memo) => Some(memo),
            Kept::One(..) | Kept::Few(_) => None,
        }
    }

    /// Whether it holds.
    #[inline]
    pub(crate) fn holds(
        &self,
        script: &Script,
        known: &impl Known,
    ) -> Result<bool, Box<Diagnostic>> {
        let run = || script.truth(self.place, &known.facts());
        match &self.kept {
            Kept::One(input, rows) => match small(known, *input).filter(|n| *n < ONE_ROWS) {
                Some(n) => {
                    let truth = rows.load(Ordering::Relaxed) >> (2 * n);
                    known_or(truth, run, |truth| {
                        rows.fetch_or(truth << (2 * n), Ordering::Relaxed);
                    })
                }
                None => run(),
            },
            Kept::Few(table) => match table.row(known) {
                Some((rows, shift)) => {
                    let truth = u64::from(rows.load(Ordering::Relaxed) >> shift);
                    known_or(truth, run, |truth| {
                        let truth = if truth == YES { 2 } else { 1 };
                        rows.fetch_or(truth << shift, Ordering::Relaxed);
                    })
                }
                None => run(),
            },
            Kept::Tree(memo) => memo.recall(known, run),
        }
    }
}

/// What the lowest two bits say, else what a run says, which is kept.
#[inline]
fn known_or(
    bits: u64,
    run: impl FnOnce() -> Result<bool, Box<Diagnostic>>,
    keep: impl FnOnce(u64),
) -> Result<bool, Box<Diagnostic>> {
    match bits & ROW {
        NO => Ok(false),
        YES => Ok(true),
        _ => {
            let holds = run()?;
            keep(if holds { YES } else { NO });
            Ok(holds)
        }
    }
}

#[inline]
fn small(known: &impl Known, input: Input) -> Option<usize> {
    match input {
        Input::Answer(question) => Some(known.code(question)),
        Input::Grade(section) => Some(known.grade(section)),
        Input::Overall => Some(known.overall()),
        Input::Critical => known.critical(),
        Input::Fact(_)
        | Input::History(_)
        | Input::Today
        | Input::HasScore(_)
        | Input::Score(_)
        | Input::OverallScore => None,
    }
}

fn table(template: &Template, inputs: &Inputs) -> Option<Table> {
    if inputs.free {
        return None;
    }
    let grades = template.grades().map_or(0, |scale| scale.grades.len()) + 1;
    let critical = template
        .questions
        .iter()
        .filter(|question| question.critical)
        .count()
        + 1;
    let answers = |question: usize| {
        let coded = template
            .questions
            .get(question)
            .map_or(0, |question| question.coded().len());
        usize::from(code::FIRST) + coded
    };
    let mut table = Table::default();
    let mut rows = 1_usize;
    let mut stride = |n: usize| {
        let before = rows;
        rows = rows.checked_mul(n).filter(|rows| *rows <= MOST_ROWS)?;
        Some(before)
    };
    for question in &inputs.answers {
        table.answers.push((*question, stride(answers(*question))?));
    }
    for section in &inputs.grades {
        table.grades.push((*section, stride(grades)?));
    }
    if inputs.overall {
        table.overall = stride(grades)?;
    }
    if inputs.critical {
        table.critical = Some(stride(critical)?);
    }
    table.rows = (0..rows.div_ceil(4)).map(|_| AtomicU8::new(0)).collect();
    Some(table)
}

impl Table {
    /// In the least room.
    fn kept(self) -> Kept {
        let one = match (
            &self.answers[..],
            &self.grades[..],
            self.overall,
            self.critical,
        ) {
            ([(question, _)], [], 0, None) => Some(Input::Answer(*question)),
            ([], [(section, _)], 0, None) => Some(Input::Grade(*section)),
            ([], [], 1, None) => Some(Input::Overall),
            ([], [], 0, Some(_)) => Some(Input::Critical),
            _ => None,
        };
        match one.filter(|_| self.rows.len() * 4 <= ONE_ROWS) {
            Some(input) => Kept::One(input, AtomicU64::new(0)),
            None => Kept::Few(Box::new(self)),
        }
    }

    /// The byte that has the row, and where in it.
    #[inline]
    fn row(&self, known: &impl Known) -> Option<(&AtomicU8, usize)> {
        let answers = self.answers.iter();
        let mut at: usize = answers
            .map(|(question, stride)| known.code(*question) * stride)
            .sum();
        let grades = self.grades.iter();
        at += grades
            .map(|(section, stride)| known.grade(*section) * stride)
            .sum::<usize>();
        if self.overall > 0 {
            at += known.overall() * self.overall;
        }
        if let Some(stride) = self.critical {
            at += known.critical()? * stride;
        }
        Some((self.rows.get(at / 4)?, at % 4 * 2))
    }
}
