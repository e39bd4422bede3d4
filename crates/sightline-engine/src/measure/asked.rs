//! What is asked of measures: over which days, and looked at when.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::calendar::Period;
use crate::model::Exclusion;

/// What is asked of measures.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The period.
    pub period: Period,
    /// The day of asking: what is not done by then is overdue, and what lies after it has not happened.
    pub today: NaiveDate,
    /// Ids of optional exclusions that are to be applied.
    pub exclude: BTreeSet<String>,
    /// Ids of exclusions that are not to be applied.
    pub include: BTreeSet<String>,
    /// The day from which the records are whole, where somebody knows; else they begin where their rows do.
    pub complete_from: Option<NaiveDate>,
}

impl Asked {
    /// A period, looked at on a day, with every exclusion as its measure has it.
    #[must_use]
    pub fn new(period: Period, today: NaiveDate) -> Self {
        Self {
            period,
            today,
            exclude: BTreeSet::new(),
            include: BTreeSet::new(),
            complete_from: None,
        }
    }

    /// The same of the period before.
    #[must_use]
    pub fn before(&self) -> Self {
        Self {
            period: self.period.previous(),
            ..self.clone()
        }
    }

    pub(super) fn leaves_out(&self, one: &Exclusion) -> bool {
        let asked_for = !one.optional || self.exclude.contains(&one.id);
        asked_for && !self.include.contains(&one.id)
    }
}
