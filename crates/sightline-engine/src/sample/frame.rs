use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;

use super::{Mistake, Plan, Register};
use crate::diagnostic::Diagnostic;

/// A case as a draw sees it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub case: String,
    /// What siblings share.
    pub family: Option<String>,
    /// Codes of everybody who is or was its worker.
    pub workers: BTreeSet<String>,
    /// The value of the fact that makes the strata.
    pub stratum: Option<String>,
    /// The points of the risk rules that hold.
    pub risk: u64,
    /// Why the plan is not about it.
    pub barred: Option<Barred>,
}

impl fmt::Debug for Entry {
    /// Names the case and hides what is known of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("case", &self.case)
            .finish_non_exhaustive()
    }
}

/// Why a plan is not about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// The template says that it is not for it.
    NotEligible,
    /// The theme does not hold.
    NotOfTheme,
    /// Whether one of these is so could not be worked out.
    Unclear,
}

/// The cases that are drawn from.
#[derive(Debug, Default)]
pub struct Frame {
    pub(super) entries: Vec<Entry>,
    /// Names of facts that some case has.
    pub(super) facts: BTreeSet<String>,
    /// Whether the strata could tell who a child is.
    pub(super) identifying: bool,
    /// How often an expression could not be worked out.
    pub(super) failed: usize,
    pub(super) failure: Option<Box<Diagnostic>>,
}

impl Frame {
    /// Adds a case that was looked at elsewhere; [`Rules::look`](super::Rules::look) looks at a record.
    pub fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// How often an expression could not be worked out, and one of these failures; such a theme leaves the case out, and such a
    /// risk rule gives it no points.
    #[must_use]
    pub fn failures(&self) -> Option<(usize, &Diagnostic)> {
        Some((self.failed, self.failure.as_deref()?))
    }

    /// Whether some case says who its siblings are; where none does, none can be left out.
    #[must_use]
    pub fn knows_families(&self) -> bool {
        self.entries.iter().any(|entry| entry.family.is_some())
    }

    /// Whether some case says who its worker is.
    #[must_use]
    pub fn knows_workers(&self) -> bool {
        self.entries.iter().any(|entry| !entry.workers.is_empty())
    }

    /// Names of the facts that some case has.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(String::as_str)
    }
}

/// What became of cases before the draw.
#[derive(Debug)]
pub struct Past {
    since: NaiveDate,
    today: NaiveDate,
    /// The last audit of a case that keeps it out.
    audited: BTreeMap<String, NaiveDate>,
    /// The draw in which a case was drawn, and its day.
    drawn: BTreeMap<String, (String, NaiveDate)>,
}

impl Past {
    /// Nothing known yet; what a plan does not ask about will not be kept.
    ///
    /// # Errors
    /// Where the plan's time without an audit cannot be counted back.
    pub fn of(plan: &Plan) -> Result<Self, Mistake> {
        Ok(Self {
            since: plan.since()?,
            today: plan.today,
            audited: BTreeMap::new(),
            drawn: BTreeMap::new(),
        })
    }

    /// An audit of a case. One after the day of the draw is left alone, so that a draw can be replayed when its audits are done.
    pub fn audit(&mut self, case: &str, on: NaiveDate) {
        if self.since < on && on <= self.today {
            let last = self.audited.entry(case.to_owned()).or_insert(on);
            *last = on.max(*last);
        }
    }

    /// An earlier draw.
    pub fn draw(&mut self, register: &Register) {
        for case in register.drawn() {
            let said = (register.id().to_owned(), register.plan().today);
            self.drawn.entry(case.to_owned()).or_insert(said);
        }
    }

    pub(super) fn audited(&self, case: &str) -> Option<NaiveDate> {
        self.audited.get(case).copied()
    }

    pub(super) fn drawn(&self, case: &str) -> Option<&(String, NaiveDate)> {
        self.drawn.get(case)
    }
}
