use sightline_engine::calendar::Period;
use sightline_engine::measure::Measured;
use sightline_engine::rollup::Moderations;
use sightline_engine::{Programme, Rollup};

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
}

impl<'a> From<&'a Rollup> for Figures<'a> {
    /// Audits alone.
    fn from(rollup: &'a Rollup) -> Self {
        Self {
            rollup,
            measures: Vec::new(),
            moderations: Moderations::new(),
            programme: Programme::default(),
        }
    }
}
