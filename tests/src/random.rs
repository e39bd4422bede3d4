//! Random templates and answers, as both scorers take them.
//!
//! Each is drawn from a tape of numbers, so that a failing case shrinks by shortening the tape and making its numbers
//! smaller: past the end of the tape every choice is the first and plainest one.

mod answers;
mod condition;
mod question;
mod rules;
mod tape;
mod template;
mod text;

pub use text::{Files, case_line, files, line, yaml};

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use crate::reference::{Audit, Calendar, Template};
use tape::Tape;

/// A template, an audit that it accepts, the day it is scored on, and the bank holidays.
#[derive(Clone, Debug)]
pub struct Trial {
    pub template: Template,
    pub audit: Audit,
    /// More audits by the same template.
    pub others: Vec<Audit>,
    pub today: NaiveDate,
    pub calendar: Calendar,
}

impl Trial {
    /// All audits, the first one first.
    pub fn audits(&self) -> impl DoubleEndedIterator<Item = &Audit> {
        std::iter::once(&self.audit).chain(&self.others)
    }
}

/// Any trial.
pub fn trial() -> impl Strategy<Value = Trial> {
    vec(any::<u32>(), 0..1200).prop_map(|numbers| {
        let mut tape = Tape::new(numbers);
        let template = template::template(&mut tape);
        let audit = answers::audit(&mut tape, &template);
        let others = (2..=1 + tape.below(4))
            .map(|n| Audit {
                id: format!("A-{n}"),
                ..answers::audit(&mut tape, &template)
            })
            .collect();
        let today = audit.date + chrono::Days::new(tape.below(60).try_into().expect("few days"));
        Trial {
            template,
            audit,
            others,
            today,
            calendar: template::calendar(),
        }
    })
}
