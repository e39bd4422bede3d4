//! Conditions with few possible inputs, worked out once for each.
//!
//! The sandbox gives a script nothing but its inputs, so the same inputs always give the same truth. Where a condition reads
//! only answers that have codes and grades, its truth is kept in a table and the script runs once for each row that
//! comes up, not once an audit. Filling is lazy and order-free: whoever gets there first writes what everybody would write.
//! Conditions that read more are remembered by what they looked at ([`super::memo`]).

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use crate::answers::code;
use crate::diagnostic::Diagnostic;
use crate::model::Template;
use crate::script::{Input, Inputs, Place, Script};

use super::known::Known;
use super::memo::Memo;

/// The most rows a table may have, two bits each: enough for the grades of eight sections. Beyond it what scripts gave is
/// remembered in another way.
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
        match self.on_record(known) {
            NO => Ok(false),
            YES => Ok(true),
            _ => self.ask(script, known),
        }
    }

    /// What is kept of it, in the lowest two bits.
    #[inline]
    fn on_record(&self, known: &impl Known) -> u64 {
        match &self.kept {
            Kept::One(input, rows) => match small(known, *input) {
                Some(n) if n < ONE_ROWS => rows.load(Ordering::Relaxed) >> (2 * n) & ROW,
                Some(_) | None => 0,
            },
            Kept::Few(table) => table.row(known).map_or(0, |(rows, shift)| {
                u64::from(rows.load(Ordering::Relaxed) >> shift) & ROW
            }),
            Kept::Tree(_) => 0,
        }
    }

    /// Runs it, and keeps what it says.
    #[inline(never)]
    fn ask(&self, script: &Script, known: &impl Known) -> Result<bool, Box<Diagnostic>> {
        let run = || script.truth(self.place, &known.facts());
        let holds = match &self.kept {
            Kept::Tree(memo) => return memo.recall(known, run),
            Kept::One(..) | Kept::Few(_) => run()?,
        };
        let bits = if holds { YES } else { NO };
        match &self.kept {
            Kept::One(input, rows) => {
                if let Some(n) = small(known, *input).filter(|n| *n < ONE_ROWS) {
                    rows.fetch_or(bits << (2 * n), Ordering::Relaxed);
                }
            }
            Kept::Few(table) => {
                if let Some((rows, shift)) = table.row(known) {
                    let bits = u8::try_from(bits).unwrap_or_default();
                    rows.fetch_or(bits << shift, Ordering::Relaxed);
                }
            }
            Kept::Tree(_) => {}
        }
        Ok(holds)
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
