//! One template in one major version, all its groups pooled.

mod pool;

use std::sync::Arc;

use crate::exact::Exact;
use crate::model::{GradeScale, Theme, Version};
use crate::outcome::TemplateRef;
use crate::rollup::{
    AnswerLabels, Basis, CompletenessCounts, GradeCounts, Layout, Matrix, Named, Share,
};
use crate::scored::Status;

pub(super) use pool::{add_theme, grade_places, square};

/// A template in one major version: the audits whose results may be put on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Family {
    /// The template's id.
    pub id: String,
    /// Its major version; scores of another are never compared with these.
    pub major: u32,
}

impl Family {
    pub(super) fn of(layout: &Layout) -> Self {
        Self {
            id: layout.labels().id.clone(),
            major: layout.labels().version.major,
        }
    }
}

/// What the audits of one family came to, editions joined by the ids they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Which template.
    pub family: Family,
    /// As a reader sees it.
    pub title: String,
    /// Every edition that was used.
    pub editions: Vec<TemplateRef>,
    /// The latest version that was used.
    pub version: Version,
    /// The scale of its grades, where it has named ones.
    pub scale: Option<Arc<GradeScale>>,
    /// All audits.
    pub audits: u64,
    /// Audits by status, in the order of [`Status::ALL`].
    pub status: Vec<u64>,
    /// By the bands alone.
    pub computed: GradeCounts,
    /// After limits and completeness.
    pub limited: GradeCounts,
    /// The auditor's own.
    pub recorded: GradeCounts,
    /// The grade that counts.
    pub effective: GradeCounts,
    /// By section.
    pub sections: Vec<SectionSummary>,
    /// By question.
    pub questions: Vec<QuestionSummary>,
    /// How much of what was asked was answered.
    pub completeness: CompletenessCounts,
    /// By theme.
    pub themes: Vec<ThemeCounts>,
    /// Audits that each limit lowered.
    pub limits: Vec<(Named, u64)>,
    /// Audits that raised each alert.
    pub alerts: Vec<(Named, u64)>,
    /// Audits that set each declared action.
    pub actions: Vec<(String, u64)>,
    /// Actions of single cases: agreed by auditors, or made by scripts.
    pub case_actions: u64,
    /// Audits with at least one concern, strength, limit, alert and action.
    pub with: With,
    /// Moderation by basis, in the order of [`Basis::ALL`]; never pooled.
    pub moderation: Vec<Matrix>,
    /// Overall grade (a row each) against the grade for impact (a column each), both ending with none.
    pub impact: Option<Vec<Vec<u64>>>,
}

/// How many audits have at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct With {
    /// Concern.
    pub concern: u64,
    /// Strength.
    pub strength: u64,
    /// Limit that lowered a grade.
    pub limit: u64,
    /// Alert.
    pub alert: u64,
    /// Action.
    pub action: u64,
}

/// One section's grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionSummary {
    /// Its id and title.
    pub name: Named,
    /// Audits by its grade.
    pub grades: GradeCounts,
}

/// How one question was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSummary {
    /// Its id and the words the auditor reads.
    pub name: Named,
    /// The section it stands in.
    pub section: Named,
    /// Audits that did not ask it.
    pub hidden: u64,
    /// With nothing.
    pub unanswered: u64,
    /// With `not applicable`.
    pub not_applicable: u64,
    /// With `not enough evidence`.
    pub not_enough_evidence: u64,
    /// With a value that has no code, such as a date.
    pub beside: u64,
    /// With each of its answers.
    pub answers: Vec<(AnswerLabels, u64)>,
}

impl QuestionSummary {
    /// Audits that asked it.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.unanswered + self.not_applicable + self.not_enough_evidence + self.answered()
    }

    /// Audits that have an answer to it.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.beside + self.answers.iter().map(|(_, count)| count).sum::<u64>()
    }

    /// `not applicable`, of the audits that asked it.
    #[must_use]
    pub fn not_applicable_share(&self) -> Share {
        Share::of(self.not_applicable, self.asked())
    }

    /// `not enough evidence`, of the audits that asked it.
    #[must_use]
    pub fn not_enough_evidence_share(&self) -> Share {
        Share::of(self.not_enough_evidence, self.asked())
    }

    /// The mean of its answers' values, 0 to 1, and how many answers it is the mean of.
    #[must_use]
    pub fn mean(&self) -> Option<(Exact, u64)> {
        let valued = || {
            self.answers
                .iter()
                .filter_map(|(answer, count)| Some((answer.value.clone()?, *count)))
        };
        let count: u64 = valued().map(|(_, count)| count).sum();
        let sum: Exact = valued()
            .map(|(value, count)| value * Exact::ratio(count.into(), 1))
            .sum();
        Some((sum.divide(&Exact::ratio(count.into(), 1))?, count))
    }
}

/// How many audits had a finding in a theme; an audit counts once, however many questions found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeCounts {
    /// Its id and title.
    pub theme: Theme,
    /// Scored audits done with templates that look at this theme.
    pub audits: u64,
    /// With a concern.
    pub concerns: u64,
    /// With a strength.
    pub strengths: u64,
    /// With both.
    pub both: u64,
}

impl Summary {
    /// Audits that were scored: neither not eligible nor failed.
    #[must_use]
    pub fn scored(&self) -> u64 {
        self.audits - self.ended(Status::NotEligible) - self.ended(Status::Failed)
    }

    /// Audits that ended so.
    #[must_use]
    pub fn ended(&self, status: Status) -> u64 {
        self.status
            .get(super::tally::status(status))
            .copied()
            .unwrap_or(0)
    }

    /// Moderation by one basis.
    #[must_use]
    pub fn moderation(&self, basis: Basis) -> Matrix {
        self.moderation
            .get(super::tally::basis_place(basis))
            .cloned()
            .unwrap_or_default()
    }

    /// The share that is good enough by the grade that counts, where the scale says what that is.
    #[must_use]
    pub fn good_or_better(&self) -> Option<Share> {
        self.effective.good_or_better(self.scale.as_ref()?)
    }
}
