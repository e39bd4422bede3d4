//! Limits as other programs read them, with what made each hold.

use serde::Serialize;

use crate::compile::CompiledTemplate;
use crate::explain::{GradeRead, Lift, LimitWhy, Said};
use crate::model::Cap;

/// One limit that lowered a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LimitData {
    /// Its id.
    pub id: String,
    /// Its sentence.
    pub because: String,
    /// The best grade that it leaves, or `insufficient-evidence`.
    pub cap: String,
    /// The answers that made its condition hold.
    pub read: Vec<ReadData>,
    /// The sections whose grades made it hold.
    pub grades: Vec<GradeData>,
    /// The overall grade before this limit, where that made it hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall: Option<OverallData>,
    /// The critical questions that are blank or lack evidence, where their number made it hold.
    pub critical: Vec<ReadData>,
    /// What alone would have kept it from holding.
    pub would_not_hold_if: Vec<LiftData>,
}

/// One change that alone would have kept a limit from holding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum LiftData {
    /// A section had a better grade.
    Section {
        /// The section's id.
        section: String,
        /// Grade id.
        grade: String,
        /// The grade as a reader sees it.
        label: String,
    },
    /// A question had another answer.
    Answer {
        /// Question id.
        question: String,
        /// The answer.
        answer: String,
        /// The same as a reader sees it.
        label: String,
    },
    /// All of these questions were answered.
    Answered {
        /// Question ids.
        answered: Vec<String>,
    },
}

/// A section's grade that a condition read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GradeData {
    /// The section's id.
    pub section: String,
    /// Its title.
    pub title: String,
    /// Grade id, where it had one.
    pub grade: Option<String>,
    /// The grade as a reader sees it.
    pub label: Option<String>,
}

/// The overall grade that a condition read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverallData {
    /// Grade id, where there was one.
    pub grade: Option<String>,
    /// The grade as a reader sees it.
    pub label: Option<String>,
}

/// An answer that a condition read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadData {
    /// Question id.
    pub question: String,
    /// What was answered.
    pub answer: String,
    /// The same as a reader sees it.
    pub label: String,
}

/// The limits of a section or of the whole, as data.
pub(super) fn limits(template: &CompiledTemplate, limits: &[LimitWhy]) -> Vec<LimitData> {
    let read = |(question, answer): &(String, Said)| ReadData {
        question: question.clone(),
        answer: answer.id.clone(),
        label: answer.label.clone(),
    };
    let label = |grade| template.grade_label(grade).map(ToOwned::to_owned);
    let lift = |one: &Lift| match one {
        Lift::Section { id, grade, .. } => LiftData::Section {
            section: id.clone(),
            grade: template.grade_id(Some(*grade)).unwrap_or_default(),
            label: label(Some(*grade)).unwrap_or_default(),
        },
        Lift::Answer { question, to } => LiftData::Answer {
            question: question.clone(),
            answer: to.id.clone(),
            label: to.label.clone(),
        },
        Lift::Critical(questions) => LiftData::Answered {
            answered: questions.clone(),
        },
    };
    let grade = |one: &GradeRead| GradeData {
        section: one.section.clone(),
        title: one.title.clone(),
        grade: template.grade_id(one.grade),
        label: label(one.grade),
    };
    limits
        .iter()
        .map(|limit| LimitData {
            id: limit.id.clone(),
            because: limit.because.clone(),
            cap: match limit.cap {
                Cap::Grade(grade) => template.grade_id(Some(grade)).unwrap_or_default(),
                Cap::InsufficientEvidence => "insufficient-evidence".to_owned(),
            },
            read: limit.read.iter().map(read).collect(),
            grades: limit.grades.iter().map(grade).collect(),
            overall: limit.overall.map(|grade| OverallData {
                grade: template.grade_id(grade),
                label: label(grade),
            }),
            critical: limit.critical.iter().map(read).collect(),
            would_not_hold_if: limit.lifts.iter().map(lift).collect(),
        })
        .collect()
}
