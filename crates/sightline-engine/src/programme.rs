//! An audit programme: `programme.yaml`.
//!
//! What was planned, who was let off, why reviews were late and what children said stands in no audit, so it is told and not
//! counted. The engine reads it because its mistakes are to be named like those of a template.

mod load;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::{Period, Quarter};
use crate::source::Span;

pub use load::load_programme;

/// What an authority tells of its audit programme.
#[derive(Clone, Debug, Default)]
pub struct Programme {
    /// By quarter.
    pub quarters: BTreeMap<Quarter, Told>,
    /// Shares of answers that stand under activity.
    pub asked: Vec<Asked>,
    /// What was done about earlier findings.
    pub learning: Vec<Learning>,
}

/// What is told of one quarter.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The audits that were to be done.
    pub planned: Vec<Planned>,
    /// The audits that somebody was let off.
    pub exempted: Vec<Exempted>,
    /// Why reviews were late, and how many.
    pub late_reviews: Vec<(String, u64)>,
    /// Quality assurance alerts.
    pub alerts: Vec<Alerts>,
    /// What children and families said.
    pub voice: Vec<Voice>,
}

/// Audits that were to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// With which template.
    pub template: String,
    /// Of which team's work; absent is all.
    pub team: Option<String>,
    /// How many were planned.
    pub audits: u64,
    /// How many had an auditor.
    pub allocated: Option<u64>,
    /// How many were done after the day they were due.
    pub late: Option<u64>,
    /// How many will not be done.
    pub cancelled: u64,
}

/// Audits that somebody was let off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exempted {
    /// With which template.
    pub template: String,
    /// Which team.
    pub team: Option<String>,
    /// How many.
    pub audits: u64,
    /// Who agreed to it, by role.
    pub by: String,
    /// Why.
    pub because: String,
}

/// Alerts about one kind of concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alerts {
    /// What they were about.
    pub concern: String,
    /// Whether they were at a formal stage.
    pub formal: bool,
    /// How many were opened.
    pub opened: u64,
    /// How many were resolved.
    pub resolved: u64,
    /// How many had been open for more than 20 working days.
    pub overdue: u64,
}

/// What a child or a family member said.
#[derive(Clone)]
pub struct Voice {
    /// The words.
    pub said: String,
    /// Where they are written.
    pub at: Span,
    /// Who, in general.
    pub who: String,
    /// The theme that it belongs to.
    pub theme: Option<String>,
    /// What was done because of it, where anything was.
    pub did: Option<String>,
}

/// A share of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is the share of.
    pub what: String,
    /// The template.
    pub template: String,
    /// The question.
    pub question: String,
    /// The answers that count.
    pub answers: Vec<String>,
}

/// What was done about an earlier finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    /// What it was.
    pub what: String,
    /// When.
    pub on: NaiveDate,
    /// The template.
    pub template: String,
    /// The question that is measured again.
    pub question: String,
    /// The answers that count; empty is the question's average.
    pub answers: Vec<String>,
}

impl std::fmt::Debug for Voice {
    /// Says who and hides what was said.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Voice")
            .field("who", &self.who)
            .finish_non_exhaustive()
    }
}

impl Programme {
    /// What is told of the quarters of a period, one after the other.
    pub fn told(&self, period: Period) -> impl Iterator<Item = &Told> {
        period
            .quarters()
            .into_iter()
            .filter_map(|quarter| self.quarters.get(&quarter))
    }
}
