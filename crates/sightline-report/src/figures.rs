use chrono::NaiveDate;
use sightline_engine::action::{Burned, Origin, Register, Row, Summary, quarter_ends};
use sightline_engine::calendar::Period;
use sightline_engine::measure::Measured;
use sightline_engine::rollup::{CodedTheme, Moderations};
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
    /// What public reports have shown and hidden before.
    pub published: Vec<Published>,
}

/// The register of actions as it stood at the end of the period.
#[derive(Clone, Debug)]
pub struct Actions {
    /// Actions of programmes of work and those added by hand; what single audits asked for is counted and not listed.
    pub rows: Vec<Row>,
    /// All actions, counted.
    pub summary: Summary,
    /// How many were open at the end of each quarter.
    pub burn_down: Vec<Burned>,
}

impl Actions {
    /// The register in a period, as known on a day; what names an audit is left out.
    #[must_use]
    pub fn of(register: &Register, period: Period, as_at: NaiveDate) -> Self {
        let mut rows = register.rows(period, as_at);
        rows.retain(|row| !matches!(row.origin, Origin::Audit { .. }));
        let ends = quarter_ends(period, crate::BACK);
        Self {
            rows,
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
            published: Vec::new(),
        }
    }
}
