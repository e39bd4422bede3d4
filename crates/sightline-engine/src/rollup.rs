//! Outcomes into counts that add up.
//!
//! A rollup is a fold over graded audits in which nothing but counts is kept, so folding in any order gives the same
//! rollup, and merging two gives what folding everything would have. That is what lets a store keep it beside the
//! audits, subtract a correction, and let many machines each fold a part.

mod tally;

pub use tally::{Layout, Part, Tally};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Quarter;
use crate::model::GradeIx;
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
        moderated.or(self.recorded).or(self.scored.overall.grade)
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

/// Counts by group, with what each template's counts stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    layouts: BTreeMap<TemplateRef, Arc<Layout>>,
    groups: BTreeMap<Group, Tally>,
}
