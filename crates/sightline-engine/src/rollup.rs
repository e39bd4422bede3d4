//! Outcomes into counts that add up.
//!
//! A rollup is a fold over graded audits in which nothing but counts is kept, so folding in any order gives the same
//! rollup, and merging two gives what folding everything would have. That is what lets a store keep it beside the
//! audits, subtract a correction, and let many machines each fold a part.

mod agreement;
mod bytes;
mod coded;
mod compare;
mod counts;
mod grades;
mod labels;
mod layout;
mod moderations;
mod restate;
mod share;
mod summary;
mod tally;
mod themes;

pub use agreement::{Coefficient, Direction, FEWEST_PAIRS, Shift, Statistic, Undefined};
pub use bytes::BadTally;
pub use coded::{CodedAudit, CodedTheme, coded, coded_over_templates, found_themes};
pub use compare::{Break, Comparison, compare_theme, same_templates};
pub use counts::{CompletenessCounts, Counts, QuestionCounts};
pub use grades::{GradeCounts, Matrix};
pub use labels::{AnswerLabels, Labels, Named, QuestionLabels};
pub use layout::{IMPACT, Layout};
pub use moderations::{AuditorGroup, FEWEST_PEOPLE, Moderated, Moderations};
pub use restate::{Restated, RestatedTheme, restate};
pub use share::Share;
pub use summary::{Family, QuestionSummary, SectionSummary, Summary, ThemeCounts, With};
pub use tally::{NotCounted, Tally};
pub use themes::{ranked, themes};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Period, Quarter};
use crate::model::{Audit, GradeIx};
use crate::outcome::TemplateRef;
use crate::scored::Scored;

/// What one audit contributes: no case id, no auditor, no text.
#[derive(Clone, Copy, Debug)]
pub struct Graded<'a> {
    /// Codes of its answers.
    pub codes: &'a [u8],
    /// What scoring worked out.
    pub scored: &'a Scored,
    /// The auditor's own overall grade.
    pub recorded: Option<GradeIx>,
    /// The moderator's overall grade, and how the audit came to be moderated.
    pub moderated: Option<(GradeIx, Basis)>,
}

impl Graded<'_> {
    /// The grade that counts: moderated, else recorded, else computed after limits.
    #[must_use]
    pub fn effective(&self) -> Option<GradeIx> {
        let moderated = self
            .moderated
            .filter(|(_, basis)| *basis != Basis::Calibration)
            .map(|(grade, _)| grade);
        moderated.or(self.before())
    }

    /// The grade that a moderator sees: recorded, else computed after limits.
    #[must_use]
    pub fn before(&self) -> Option<GradeIx> {
        self.recorded.or(self.scored.overall.grade)
    }
}

/// How an audit came to be moderated; the three are never pooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Drawn by chance: says something about the rest.
    Random,
    /// Chosen because of its grade or its case: says nothing about the rest.
    Targeted,
    /// An exercise; never changes a grade.
    Calibration,
}

impl Basis {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Random, Self::Targeted, Self::Calibration];

    /// As written in answers files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Targeted => "targeted",
            Self::Calibration => "calibration",
        }
    }

    /// The basis with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.id() == id)
    }
}

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// When the audits were done.
    pub quarter: Quarter,
    /// With which template.
    pub template: TemplateRef,
    /// Whose work; empty where it was not said.
    pub team: String,
    /// Of which service; empty where it was not said.
    pub service: String,
}

impl Group {
    /// The group that an audit is counted in.
    #[must_use]
    pub fn of(audit: &Audit, template: &TemplateRef) -> Self {
        Self {
            quarter: Quarter::of(audit.date),
            template: template.clone(),
            team: audit.team.clone().unwrap_or_default(),
            service: audit.service.clone().unwrap_or_default(),
        }
    }
}

/// Counts by group, with what each template's counts stand for.
///
/// It holds no group without an audit and no layout without a group, so that two rollups of the same audits are equal
/// however they came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    layouts: BTreeMap<TemplateRef, Arc<Layout>>,
    groups: BTreeMap<Group, Tally>,
}

impl Rollup {
    /// No audits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one audit.
    pub fn add(&mut self, group: &Group, layout: &Arc<Layout>, graded: &Graded<'_>) {
        match self.groups.get_mut(group) {
            Some(tally) => tally.add(layout, graded),
            None => {
                let mut tally = Tally::new(layout);
                tally.add(layout, graded);
                self.insert(group.clone(), layout, &tally);
            }
        }
    }

    /// Counts all the audits of a tally.
    pub fn insert(&mut self, group: Group, layout: &Arc<Layout>, tally: &Tally) {
        if tally.is_empty() {
            return;
        }
        self.layouts
            .entry(group.template.clone())
            .or_insert_with(|| Arc::clone(layout));
        self.groups.entry(group).or_default().merge(tally);
    }

    /// Adds all that another rollup counts.
    pub fn merge(&mut self, other: &Self) {
        for (group, layout, tally) in other.groups() {
            self.insert(group.clone(), layout, tally);
        }
    }

    /// Takes away all that another rollup counts, or changes nothing where it was never counted.
    pub fn subtract(&mut self, other: &Self) -> Result<(), NotCounted> {
        let mut left = self.clone();
        for (group, tally) in &other.groups {
            let held = left.groups.get_mut(group).ok_or(NotCounted)?;
            held.unmerge(tally)?;
            if held.is_empty() {
                left.groups.remove(group);
            }
        }
        *self = left.filter(|_| true);
        Ok(())
    }

    /// Every group with its layout and counts, in order: by quarter, template, team and service.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, &Arc<Layout>, &Tally)> {
        self.groups
            .iter()
            .filter_map(|(group, tally)| Some((group, self.layouts.get(&group.template)?, tally)))
    }

    /// Every layout, by template.
    pub fn layouts(&self) -> impl Iterator<Item = (&TemplateRef, &Arc<Layout>)> {
        self.layouts.iter()
    }

    /// Only the groups that `keep` says.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(&Group) -> bool) -> Self {
        let mut kept = Self::new();
        for (group, layout, tally) in self.groups().filter(|(group, ..)| keep(group)) {
            kept.insert(group.clone(), layout, tally);
        }
        kept
    }

    /// Only the quarters of a period.
    #[must_use]
    pub fn for_period(&self, period: impl Into<Period>) -> Self {
        let quarters = period.into().quarters();
        self.filter(|group| quarters.contains(&group.quarter))
    }

    /// Only one template, in all its editions.
    #[must_use]
    pub fn for_template(&self, id: &str) -> Self {
        self.filter(|group| group.template.id == id)
    }

    /// Only one team's work.
    #[must_use]
    pub fn for_team(&self, team: &str) -> Self {
        self.filter(|group| group.team == team)
    }

    /// Only one service's work.
    #[must_use]
    pub fn for_service(&self, service: &str) -> Self {
        self.filter(|group| group.service == service)
    }

    /// How many audits it counts.
    #[must_use]
    pub fn audits(&self) -> u64 {
        self.groups.values().map(Tally::audits).sum()
    }

    /// Whether it counts nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Every quarter that has an audit, earliest first.
    #[must_use]
    pub fn quarters(&self) -> Vec<Quarter> {
        let mut quarters: Vec<Quarter> = self.groups.keys().map(|group| group.quarter).collect();
        quarters.dedup();
        quarters
    }
}

#[cfg(test)]
mod tests;
