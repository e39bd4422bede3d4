use std::collections::BTreeMap;

use sightline_engine::measure::Measures;
use sightline_engine::model::ThemeChanges;
use sightline_engine::vignette::Vignette;
use sightline_engine::{Programme, Spanned};

/// What an authority says beside its audits, as its files have it; it may leave out any of it.
#[derive(Debug, Default)]
pub struct Beside {
    /// What became of themes that are no longer called so.
    pub theme_changes: ThemeChanges,
    /// The group of each auditor that is in one, by staff code.
    pub auditor_groups: BTreeMap<String, String>,
    /// What is counted from case records.
    pub measures: Measures,
    /// What was planned, and what is told and not counted.
    pub programme: Programme,
    /// What happened in single cases, of whichever period; none is told before it is held against the case records.
    pub vignettes: Vec<Spanned<Vignette>>,
}
