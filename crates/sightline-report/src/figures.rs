use chrono::NaiveDate;
use sightline_engine::action::{Burned, Origin, Register, Row, State, Summary, quarter_ends};
use sightline_engine::calendar::Period;
use sightline_engine::measure::Measured;
use sightline_engine::rollup::{CodedTheme, Moderations};
use sightline_engine::sample::Chosen;
use sightline_engine::vignette::Vignette;
use sightline_engine::{Programme, Rollup};

use crate::public::published::Published;

/// How many earlier periods a report looks back.
const BACK: usize = 4;

/// A period and the ones of its length before it that a report on it looks back on, earliest first.
///
/// ```
/// use sightline_engine::calendar::Period;
///
/// let year: Period = "2025-26".parse().map_err(|()| "it is one")?;
/// let labels: Vec<String> = sightline_report::looked_back(year).iter().map(|one| one.label()).collect();
/// assert_eq!(labels, ["2021-22", "2022-23", "2023-24", "2024-25", "2025-26"]);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn looked_back(period: Period) -> Vec<Period> {
    let back = std::iter::successors(Some(period), |period| Some(period.previous()));
    let mut periods: Vec<Period> = back.take(BACK + 1).collect();
    periods.reverse();
    periods
}

/// Everything a report is worked out from.
///
/// Nothing in it names a case or an auditor. What an authority has none of stays empty, and the report says so.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The counts of all audits up to the end of the period.
    pub rollup: Rollup,
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
    /// An empty register, to be filled by [`Actions::add`].
    #[must_use]
    pub fn none(period: Period) -> Self {
        let ends = quarter_ends(period, BACK);
        Self {
            rows: Vec::new(),
            of_audits: Vec::new(),
            summary: Summary::default(),
            burn_down: ends.into_iter().map(Burned::none).collect(),
        }
    }

    /// The register in a period, as known on a day; no case is named.
    #[must_use]
    pub fn of(register: &Register, period: Period, as_at: NaiveDate) -> Self {
        let mut all = Self::none(period);
        all.add(register, period, as_at, |_| true);
        all
    }

    /// Counts further actions, which neither repeat nor carry on any that were added before, and keeps the rows of audits'
    /// actions for the teams that are asked for.
    ///
    /// So a store can show its actions in parts, and only what is counted is held.
    pub fn add(
        &mut self,
        register: &Register,
        period: Period,
        as_at: NaiveDate,
        of_team: impl Fn(&str) -> bool,
    ) {
        let is_wanted = |origin: &Origin, state: &State| match origin {
            Origin::Audit { .. } => state.team.as_deref().is_some_and(&of_team),
            Origin::Hand | Origin::Programme { .. } => true,
        };
        let (rows, summary) = register.told(period, as_at, is_wanted);
        for mut row in rows {
            if let Origin::Audit { case, .. } = &mut row.origin {
                case.clear();
                self.of_audits.push(row);
            } else {
                self.rows.push(row);
            }
        }
        self.summary.merge(&summary);
        let days: Vec<NaiveDate> = self.burn_down.iter().map(|point| point.on).collect();
        for (point, more) in self.burn_down.iter_mut().zip(register.burn_down(&days)) {
            point.merge(&more);
        }
    }
}

impl From<&Rollup> for Figures {
    /// Audits alone, whose counts are copied.
    fn from(rollup: &Rollup) -> Self {
        Self {
            rollup: rollup.clone(),
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
