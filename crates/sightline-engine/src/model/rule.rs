use crate::model::{Expression, GradeIx, LengthOfTime};

/// A limiting judgement: where it holds, the grade is no better than its cap.
#[derive(Clone, Debug)]
pub struct Limit {
    /// As named in outcomes.
    pub id: String,
    /// Holds when the cap applies.
    pub when: Expression,
    /// How far it lowers.
    pub cap: Cap,
    /// The section it caps; absent is the overall grade.
    pub section: Option<usize>,
    /// The sentence that explains it.
    pub because: String,
}

/// How far a limit lowers a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// No better than this grade.
    Grade(GradeIx),
    /// No grade at all: `insufficient-evidence`.
    InsufficientEvidence,
}

/// Somebody must be told.
#[derive(Clone, Debug)]
pub struct AlertRule {
    /// As named in outcomes.
    pub id: String,
    /// Holds when somebody must be told.
    pub when: Expression,
    /// How soon.
    pub within: LengthOfTime,
    /// Who.
    pub to: String,
}

/// Something must be done.
#[derive(Clone, Debug)]
pub struct ActionRule {
    /// Holds when it must be done.
    pub when: Expression,
    /// What.
    pub action: String,
    /// By when, counted from `today`.
    pub due: Option<LengthOfTime>,
    /// By whom.
    pub owner: Option<String>,
}
