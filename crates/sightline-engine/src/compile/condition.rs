//! Conditions with few possible inputs, worked out once for each.
//!
//! The sandbox gives a script nothing but its inputs, so the same inputs always give the same truth. Where a condition reads
//! only answers that have codes and grades, its truth is kept in a table and the script runs once for each row that
//! comes up, not once an audit. Filling is lazy and order-free: whoever gets there first writes what everybody would write.
//! Conditions that read more are remembered by what they looked at ([`super::memo`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::answers::code;
use crate::diagnostic::Diagnostic;
use crate::model::Template;
use crate::script::{Facts, Input, Inputs, Place, Script};

use super::memo::{Memo, Seen};

/// The most rows a table may have, a byte each: enough for the grades of eight sections. Beyond it the script runs once an audit.
const MOST_ROWS: usize = 1 << 19;

/// One condition of a template.
#[derive(Debug)]
pub(crate) struct Condition {
    place: Place,
    table: Option<Table>,
    /// Where there is no table.
    memo: Memo<bool>,
}

/// Truth by inputs.
#[derive(Debug)]
struct Table {
    inputs: Vec<(Input, usize)>,
    rows: Box<[AtomicU8]>,
}

/// What is known of an audit when a script is asked.
pub(crate) trait Known {
    /// One input as a small number.
    fn input(&self, input: Input) -> Option<usize>;
    /// What a script sees there; absent where it is nothing to remember, such as words that somebody wrote.
    fn seen(&self, input: Input) -> Option<Seen>;
    /// Everything, for a script to look at.
    fn facts(&self) -> Arc<Facts>;
}

const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

impl Condition {
    /// A condition at a place, with a table where its inputs are few and finite.
    pub(crate) fn new(template: &Template, place: Place, inputs: &Inputs) -> Self {
        Self {
            place,
            table: table(template, inputs),
            memo: Memo::default(),
        }
    }

    #[cfg(test)]
    pub(crate) fn memo(&self) -> &Memo<bool> {
        &self.memo
    }

    /// Whether it holds.
    pub(crate) fn holds(
        &self,
        script: &Script,
        known: &impl Known,
    ) -> Result<bool, Box<Diagnostic>> {
        let Some(row) = self.table.as_ref().and_then(|table| table.row(known)) else {
            let run = || script.truth(self.place, &known.facts());
            return self.memo.recall(known, run);
        };
        match row.load(Ordering::Relaxed) {
            NO => Ok(false),
            YES => Ok(true),
            _ => {
                let holds = script.truth(self.place, &known.facts())?;
                row.store(if holds { YES } else { NO }, Ordering::Relaxed);
                Ok(holds)
            }
        }
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
    let answered = inputs
        .answers
        .iter()
        .map(|question| (Input::Answer(*question), answers(*question)));
    let graded = inputs
        .grades
        .iter()
        .map(|section| (Input::Grade(*section), grades));
    let overall = inputs.overall.then_some((Input::Overall, grades));
    let critical = inputs.critical.then_some((Input::Critical, critical));
    let mut strides = Vec::new();
    let mut rows = 1_usize;
    for (input, n) in answered.chain(graded).chain(overall).chain(critical) {
        strides.push((input, rows));
        rows = rows.checked_mul(n).filter(|rows| *rows <= MOST_ROWS)?;
    }
    Some(Table {
        inputs: strides,
        rows: (0..rows).map(|_| AtomicU8::new(UNKNOWN)).collect(),
    })
}

impl Table {
    fn row(&self, known: &impl Known) -> Option<&AtomicU8> {
        let mut at = 0;
        for (input, stride) in &self.inputs {
            at += known.input(*input)? * stride;
        }
        self.rows.get(at)
    }
}
