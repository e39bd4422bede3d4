//! Conditions with few possible inputs, worked out once for each.
//!
//! The sandbox gives a script nothing but its inputs, so the same inputs always give the same truth. Where conditions look at
//! the same answers that have codes, and grades, a row for each combination keeps which of them hold, and the scripts run once
//! for each row that comes up, not once an audit. Filling is lazy and order-free: whoever gets there first writes what
//! everybody would write. Conditions that look at more are remembered by what they saw ([`super::memo`]).

use std::sync::atomic::{AtomicU8, Ordering};

use crate::answers::code;
use crate::diagnostic::Diagnostic;
use crate::model::Template;
use crate::script::{Inputs, Place};

use super::known::Known;

/// The most rows a table may have, a byte each: enough for the grades of eight sections. Beyond it what scripts gave is
/// remembered in another way.
const MOST_ROWS: usize = 1 << 19;

/// A row that is filled; the bits below are the conditions that hold.
const FILLED: u8 = 1 << 7;

/// The most conditions of one table.
const MOST: usize = 7;

/// A condition that was written, and everything it decides: those that are written alike are asked once.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) place: Place,
    pub(super) decides: u128,
}

/// Which of some conditions hold, by what they look at.
#[derive(Debug)]
pub(super) struct Table {
    look: Look,
    all: Vec<Asked>,
    rows: Box<[AtomicU8]>,
}

/// What conditions look at: each input's small number times its stride, added up, is a row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Questions, by the codes of their answers.
    answers: Vec<(usize, usize)>,
    /// Sections, by their grades.
    grades: Vec<(usize, usize)>,
    /// The overall grade.
    overall: usize,
    /// How many critical questions are without an answer; absent where nobody asks.
    critical: Option<usize>,
}

impl Table {
    pub(super) fn new(look: Look, rows: usize, first: Asked) -> Self {
        Self {
            look,
            all: vec![first],
            rows: (0..rows).map(|_| AtomicU8::new(0)).collect(),
        }
    }

    /// Whether one more condition that looks there has room.
    pub(super) fn takes(&self, look: &Look) -> bool {
        self.look == *look && self.all.len() < MOST
    }

    pub(super) fn push(&mut self, asked: Asked) {
        self.all.push(asked);
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Asked> {
        self.all.iter()
    }

    /// What holds, where that is known.
    #[inline]
    pub(super) fn held(&self, known: &impl Known) -> Option<u128> {
        let row = self.row(known)?.load(Ordering::Relaxed);
        (row & FILLED != 0).then(|| self.decided(row))
    }

    /// Works out what holds, and keeps it.
    pub(super) fn fill(
        &self,
        known: &impl Known,
        run: impl Fn(&Asked) -> Result<bool, Box<Diagnostic>>,
    ) -> Result<u128, Box<Diagnostic>> {
        let mut row = FILLED;
        for (n, asked) in self.all.iter().enumerate() {
            row |= u8::from(run(asked)?) << n;
        }
        if let Some(kept) = self.row(known) {
            kept.store(row, Ordering::Relaxed);
        }
        Ok(self.decided(row))
    }

    /// Everything that the conditions of a row decide. No branches: answers are as good as random to a processor.
    #[inline]
    fn decided(&self, row: u8) -> u128 {
        let conditions = self.all.iter().enumerate();
        conditions.fold(0, |all, (n, asked)| {
            all | asked.decides & u128::from(row >> n & 1).wrapping_neg()
        })
    }

    #[inline]
    fn row(&self, known: &impl Known) -> Option<&AtomicU8> {
        self.rows.get(self.look.at(known)?)
    }
}

impl Look {
    /// What inputs look at, and how many rows that makes; nothing where they are not few and finite.
    pub(super) fn new(template: &Template, inputs: &Inputs) -> Option<(Self, usize)> {
        if inputs.free {
            return None;
        }
        let grades = template.grades().map_or(0, |scale| scale.grades.len()) + 1;
        let critical = template.questions.iter().filter(|one| one.critical).count() + 1;
        let answers = |question: usize| {
            let question = template.questions.get(question);
            usize::from(code::FIRST) + question.map_or(0, |question| question.coded().len())
        };
        let mut look = Self::default();
        let mut rows = 1_usize;
        let mut stride = |n: usize| {
            let before = rows;
            rows = rows.checked_mul(n).filter(|rows| *rows <= MOST_ROWS)?;
            Some(before)
        };
        for question in &inputs.answers {
            look.answers.push((*question, stride(answers(*question))?));
        }
        for section in &inputs.grades {
            look.grades.push((*section, stride(grades)?));
        }
        if inputs.overall {
            look.overall = stride(grades)?;
        }
        if inputs.critical {
            look.critical = Some(stride(critical)?);
        }
        Some((look, rows))
    }

    /// The row that an audit is at.
    #[inline]
    fn at(&self, known: &impl Known) -> Option<usize> {
        let mut at = 0;
        for (question, stride) in &self.answers {
            at += known.code(*question) * stride;
        }
        for (section, stride) in &self.grades {
            at += known.grade(*section) * stride;
        }
        if self.overall > 0 {
            at += known.overall() * self.overall;
        }
        if let Some(stride) = self.critical {
            at += known.critical()? * stride;
        }
        Some(at)
    }
}
