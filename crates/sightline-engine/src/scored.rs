//! What scoring works out, small enough to keep a million of.

use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::GradeIx;

/// Where an audit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It has an overall grade.
    Graded,
    /// It has none: the template gives none, or nothing was scored.
    Ungraded,
    /// Too little was answered for a grade to stand.
    InsufficientEvidence,
    /// The template is not for this case.
    NotEligible,
    /// A script failed; the answers are kept.
    Failed,
}

impl Status {
    /// Every status, in the order reports show them.
    pub const ALL: [Self; 5] = [
        Self::Graded,
        Self::Ungraded,
        Self::InsufficientEvidence,
        Self::NotEligible,
        Self::Failed,
    ];

    /// As written in outcomes.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Graded => "graded",
            Self::Ungraded => "ungraded",
            Self::InsufficientEvidence => "insufficient-evidence",
            Self::NotEligible => "not-eligible",
            Self::Failed => "failed",
        }
    }
}

/// One audit, scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Where it ended.
    pub status: Status,
    /// The whole.
    pub overall: Score,
    /// Each section, in template order.
    pub sections: Vec<Score>,
    /// How much was answered.
    pub completeness: Completeness,
    /// Bit `n` is set where question `n` was shown and expected; bits beyond 64 in later words.
    pub shown: Vec<u64>,
    /// Bit `n` is set where theme `n` of the template had at least one concern.
    pub concerns: u128,
    /// Bit `n` is set where theme `n` of the template had at least one strength.
    pub strengths: u128,
    /// Bit `n` is set where limit `n` held and lowered a grade.
    pub limited_by: u64,
    /// Bit `n` is set where alert `n` holds.
    pub alerts: u64,
    /// Bit `n` is set where action `n` holds.
    pub actions: u64,
    /// What scripts added, and why one failed.
    pub extra: Option<Box<Extra>>,
}

impl Scored {
    /// Why a script failed, where one did.
    #[must_use]
    pub fn failure(&self) -> Option<&Diagnostic> {
        self.extra.as_ref()?.failure.as_ref()
    }
}

/// The score of a section or of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Score {
    /// Share of the whole, 0 to 1; absent where nothing was scored.
    pub share: Option<Exact>,
    /// Points and the most they could be, for `sum`; beside, since most scores have none and there are many.
    pub points: Option<Box<(Exact, Exact)>>,
    /// By the bands alone.
    pub computed: Option<GradeIx>,
    /// After limits and completeness.
    pub grade: Option<GradeIx>,
}

/// How much of what was asked was answered; counts required questions that were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Completeness {
    /// With an answer.
    pub answered: u32,
    /// With `not applicable`.
    pub not_applicable: u32,
    /// With `not enough evidence`.
    pub not_enough_evidence: u32,
    /// With nothing.
    pub unanswered: u32,
}

impl Completeness {
    /// Answered or not applicable, over all; absent where nothing was asked.
    #[must_use]
    pub fn share(&self) -> Option<Exact> {
        let done = self.answered + self.not_applicable;
        let all = done + self.not_enough_evidence + self.unanswered;
        (all > 0).then(|| Exact::ratio(done.into(), all.into()))
    }
}

/// What scripts added to the declared rules.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Extra {
    /// Findings beyond those of single questions.
    pub findings: Vec<ScriptFinding>,
    /// Actions beyond the declared ones.
    pub actions: Vec<ScriptAction>,
    /// What computed questions came to: place and text.
    pub computed: Vec<(u16, String)>,
    /// Why the status is `failed`.
    pub failure: Option<Diagnostic>,
}

/// A strength or a concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Practice to copy.
    Strength,
    /// Practice to put right.
    Concern,
}

impl FindingKind {
    /// As written in outcomes.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Concern => "concern",
        }
    }
}

/// A finding that a script made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFinding {
    /// Theme's place in the template.
    pub theme: u8,
    /// Strength or concern.
    pub kind: FindingKind,
    /// What the script said.
    pub text: String,
}

/// An action that a script made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptAction {
    /// What.
    pub action: String,
    /// By when.
    pub due: Option<chrono::NaiveDate>,
    /// By whom.
    pub owner: Option<String>,
}

/// Whether bit `at` of a row of words is set.
#[inline]
pub(crate) fn bit(words: &[u64], at: usize) -> bool {
    let word = words.get(at / 64);
    word.is_some_and(|word| word >> (at % 64) & 1 == 1)
}

/// The sum of weight times share, and of weights: a weighted mean as points.
pub(crate) fn weighted<'a>(parts: impl Iterator<Item = (&'a Exact, Exact)>) -> (Exact, Exact) {
    let (mut sum, mut of) = (Exact::ZERO, Exact::ZERO);
    for (weight, share) in parts {
        sum = sum + share * weight.clone();
        of = of + weight.clone();
    }
    (sum, of)
}
