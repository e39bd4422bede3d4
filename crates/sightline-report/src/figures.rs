use chrono::NaiveDate;
use sightline_engine::action::{Burned, Origin, Register, Row, Summary, quarter_ends};
use sightline_engine::calendar::Period;
use sightline_engine::measure::Measured;
use sightline_engine::rollup::{CodedTheme, Moderations};
use sightline_engine::sample::Chosen;
use sightline_engine::vignette::Vignette;
use sightline_engine::{Programme, Rollup};

use crate::public::Published;

/// Everything a report is worked out from.
///
/// Nothing in it names a case or an auditor. What an authority has none of stays empty, and the report says so.
#[derive(Clone, Debug)]
pub struct Figures<'a> {
    /// The counts of all audits up to the end of the period.
    pub rollup: &'a Rollup,
    /// What measures came to: in the reported period and in earlier ones of its length, earliest first.
    pub measures: Vec<(Period, Vec<Measured>)>,
    /// Moderated audits by group of auditors; empty where the workspace names no groups.
    pub moderations: Moderations,
    /// What was planned, and what is told and not counted.
    pub programme: Programme,
    /// The register of actions, where there is one.
    pub actions: Option<Actions>,
    /// What is told under another name than when it was counted, in sentences.
    pub restated: Vec<String>,
    /// Themes that people found in comments in the period.
    pub coded: Vec<CodedTheme>,
    /// What happened in single cases, chosen by a person and told so that nobody can know whose they are.
    pub vignettes: Vec<Vignette>,
    /// Samples of cases that were drawn, in the order in which they were.
    pub draws: Vec<Chosen>,
    /// What public reports have shown and hidden before.
    pub published: Vec<Published>,
}

/// The register of actions as it stood at the end of the period.
#[derive(Clone, Debug)]
pub struct Actions {
    /// Actions of programmes of work and those added by hand.
    pub rows: Vec<Row>,
    /// What single audits asked for, without their cases: only the team whose work was audited is shown it.
    pub of_audits: Vec<Row>,
    /// All actions, counted.
    pub summary: Summary,
    /// How many were open at the end of each quarter.
    pub burn_down: Vec<Burned>,
}

impl Actions {
    /// The register in a period, as known on a day; no case is named.
    #[must_use]
    pub fn of(register: &Register, period: Period, as_at: NaiveDate) -> Self {
        let rows = register.rows(period, as_at);
        let is_audits = |row: &Row| matches!(row.origin, Origin::Audit { .. });
        let (mut of_audits, rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_audits);
        for row in &mut of_audits {
            if let Origin::Audit { case, .. } = &mut row.origin {
                case.clear();
            }
        }
        let ends = quarter_ends(period, crate::BACK);
        Self {
            rows,
            of_audits,
            summary: register.summary(period, as_at),
            burn_down: register.burn_down(&ends),
        }
    }
}

impl<'a> From<&'a Rollup> for Figures<'a> {
    /// Audits alone.
    fn from(rollup: &'a Rollup) -> Self {
        Self {
            rollup,
            measures: Vec::new(),
            moderations: Moderations::new(),
            programme: Programme::default(),
            actions: None,
            restated: Vec::new(),
            coded: Vec::new(),
            vignettes: Vec::new(),
            draws: Vec::new(),
            published: Vec::new(),
        }
    }
}
