//! One audit's result, explained, as other programs read it.

mod build;

use std::fmt;

use serde::Serialize;

/// The outcome of one audit: the contract's JSON, one object a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The audit's id.
    pub audit: String,
    /// The case's id.
    pub case: String,
    /// Which template made it.
    pub template: TemplateRef,
    /// The whole.
    pub overall: OverallResult,
    /// Each section, in template order; one that was not shown has neither grade nor score.
    pub sections: Vec<SectionResult>,
    /// How much was answered.
    pub completeness: CompletenessResult,
    /// Strengths and concerns, one a question and theme.
    pub findings: Vec<Finding>,
    /// Who must be told.
    pub alerts: Vec<Alert>,
    /// What must be done.
    pub actions: Vec<Action>,
    /// Why each grade is what it is.
    pub because: Vec<Because>,
    /// The auditor's own grade, where one was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<PersonsGrade>,
    /// The moderator's grade, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moderated: Option<PersonsGrade>,
    /// Why the status is `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// The engine's version.
    pub engine: String,
}

/// Which edition of which template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TemplateRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over everything that decides a score: template, scripts, shared lists it uses.
    pub digest: String,
}

/// The overall result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverallResult {
    /// Grade id after limits.
    pub grade: Option<String>,
    /// Grade id by the bands alone.
    pub computed: Option<String>,
    /// The score behind it.
    pub score: Option<ScoreResult>,
    /// Ids of the limits that lowered it.
    pub limited_by: Vec<String>,
    /// Where the audit ended.
    pub status: String,
}

/// A score as text, exact and rounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreResult {
    /// Two decimals, half away from zero.
    pub percent: String,
    /// A reduced fraction.
    pub exact: String,
    /// Points of a `sum`.
    pub points: Option<String>,
    /// The most they could be.
    pub out_of: Option<String>,
}

/// One section's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionResult {
    /// Section id.
    pub id: String,
    /// Grade id.
    pub grade: Option<String>,
    /// The score behind it; absent where nothing was scored.
    pub score: Option<ScoreResult>,
}

/// How much was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompletenessResult {
    /// Two decimals; absent where nothing was asked.
    pub percent: Option<String>,
    /// Counts of required questions that were shown.
    pub answered: u32,
    /// With `not applicable`.
    pub not_applicable: u32,
    /// With `not enough evidence`.
    pub not_enough_evidence: u32,
    /// With nothing.
    pub unanswered: u32,
}

/// A strength or a concern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Question id; absent where a script found it.
    pub question: Option<String>,
    /// Theme id.
    pub theme: String,
    /// `strength` or `concern`.
    pub kind: String,
    /// The template's or script's own words, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Somebody must be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Alert id.
    pub id: String,
    /// How soon, as the template writes it.
    pub within: String,
    /// Who.
    pub to: String,
}

/// Something must be done.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// What.
    pub action: String,
    /// By when.
    pub due: Option<String>,
    /// By whom.
    pub owner: Option<String>,
}

impl fmt::Debug for Action {
    /// Hides what is to be done and by whom: a person's words may name a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action")
            .field("due", &self.due)
            .finish_non_exhaustive()
    }
}

/// One step of the reasoning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Because {
    /// `overall` or a section id.
    pub about: String,
    /// The rule: a limit's id, `bands`, `weighted-mean`, `minimum_completeness` and so on.
    pub rule: String,
    /// The question that moved it, where one did.
    pub question: Option<String>,
    /// What was answered to it.
    pub answer: Option<String>,
    /// What the rule did, in words.
    pub effect: String,
}

/// A grade that a person gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonsGrade {
    /// Grade id.
    pub grade: String,
    /// Why it differs from the computed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How the audit came to be moderated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A script's failure, for a program to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Diagnostic code.
    pub code: String,
    /// What went wrong.
    pub message: String,
    /// Which file.
    pub file: String,
    /// Which line, from 1.
    pub line: usize,
    /// Which column, from 1.
    pub column: usize,
}
