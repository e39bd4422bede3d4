//! An explanation as other programs read it: the same tree, with labels left to the reader.

mod limits;

use serde::Serialize;

use limits::limits;
pub use limits::{GradeData, LiftData, LimitData, OverallData, ReadData};

use crate::compile::CompiledTemplate;
use crate::exact::Exact;
use crate::explain::because::{method, overall};
use crate::explain::{AnswerWhy, Change, Explanation, QuestionWhy, SectionWhy};
use crate::model::{Bands, Bound};
use crate::outcome::ScoreResult;
use crate::scored::Score;

/// The whole tree. Ids are as templates write them, and numbers are text, exact where they decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplanationData {
    /// Where the audit ended.
    pub status: &'static str,
    /// The whole.
    pub overall: PartData,
    /// Each section, in order.
    pub sections: Vec<SectionData>,
    /// Single other answers that would have changed the overall grade.
    pub would_have_changed: Vec<ChangeData>,
    /// Why a script failed.
    pub failure: Option<String>,
}

/// What a section or the whole came to, and by which rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartData {
    /// How its parts became one score.
    pub method: &'static str,
    /// The score.
    pub score: Option<ScoreResult>,
    /// Where each grade starts, highest first.
    pub bands: Vec<BandData>,
    /// Grade id by the bands alone.
    pub computed: Option<String>,
    /// The limits that lowered it, in order.
    pub limits: Vec<LimitData>,
    /// How much was answered, in percent.
    pub completeness: Option<String>,
    /// How much had to be, in percent.
    pub minimum_completeness: Option<String>,
    /// Grade id after limits and completeness.
    pub grade: Option<String>,
}

/// One section's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionData {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it counts in the whole.
    pub weight: String,
    /// Its questions, in order.
    pub questions: Vec<QuestionData>,
    /// What they came to.
    #[serde(flatten)]
    pub part: PartData,
}

/// One question's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionData {
    /// Its id.
    pub id: String,
    /// Its words.
    pub ask: String,
    /// `answered`, `from-record`, `unanswered`, `not-applicable`, `not-enough-evidence` or `not-asked`.
    pub state: &'static str,
    /// The answer, where there is one.
    pub answer: Option<String>,
    /// The answer as a reader sees it.
    pub label: Option<String>,
    /// Where the case record's answer was read, or what it was worked out by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What the case record says where the auditor answered otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_says: Option<RecordSaysData>,
    /// The auditor's comment or reason.
    pub comment: Option<String>,
    /// Points, where it counts.
    pub points: Option<String>,
    /// The most they could be.
    pub out_of: Option<String>,
    /// What the points are worth from 0 to 1, as a fraction.
    pub value: Option<String>,
    /// How much it counts.
    pub weight: String,
    /// `strength` or `concern`.
    pub finding: Option<&'static str>,
}

/// What the case record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordSaysData {
    /// The value.
    pub value: String,
    /// Where it was read, or what it was worked out by.
    pub source: String,
}

/// Where a grade starts: at a share or at points, whichever the bands are written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BandData {
    /// Grade id.
    pub grade: String,
    /// From this share on, as a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_share: Option<String>,
    /// From these points on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_points: Option<String>,
}

/// One other answer, and the grade that would have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeData {
    /// Question id.
    pub question: String,
    /// What was answered.
    pub from: String,
    /// The same as a reader sees it.
    pub from_label: String,
    /// What would have changed the grade.
    pub to: String,
    /// The same as a reader sees it.
    pub to_label: String,
    /// Grade id, where there would have been one.
    pub grade: Option<String>,
}

/// The explanation for other programs: what [`crate::explain::text`] says, as data.
#[must_use]
pub fn data(
    template: &CompiledTemplate,
    explanation: &Explanation,
    changes: &[Change],
) -> ExplanationData {
    ExplanationData {
        status: explanation.status.id(),
        overall: PartData {
            method: overall(explanation.overall),
            bands: bands(template, &explanation.bands),
            limits: limits(template, &explanation.limits),
            completeness: explanation.completeness.as_ref().map(Exact::percent),
            minimum_completeness: explanation
                .minimum_completeness
                .as_ref()
                .map(Exact::percent),
            ..came_to(template, &explanation.score)
        },
        sections: explanation
            .sections
            .iter()
            .map(|one| section(template, one))
            .collect(),
        would_have_changed: changes
            .iter()
            .map(|change| ChangeData {
                question: change.question.clone(),
                from: change.from.id.clone(),
                from_label: change.from.label.clone(),
                to: change.to.id.clone(),
                to_label: change.to.label.clone(),
                grade: template.grade_id(change.grade),
            })
            .collect(),
        failure: explanation.failure.clone(),
    }
}

fn section(template: &CompiledTemplate, section: &SectionWhy) -> SectionData {
    SectionData {
        id: section.id.clone(),
        title: section.title.clone(),
        weight: section.weight.plain(),
        questions: section.questions.iter().map(question).collect(),
        part: PartData {
            method: method(section.method),
            bands: bands(template, &section.bands),
            limits: limits(template, &section.limits),
            completeness: section.completeness.as_ref().map(Exact::percent),
            minimum_completeness: section.minimum_completeness.as_ref().map(Exact::percent),
            ..came_to(template, &section.score)
        },
    }
}

/// The score and grades alone.
fn came_to(template: &CompiledTemplate, score: &Score) -> PartData {
    PartData {
        method: "",
        score: ScoreResult::of(score),
        bands: Vec::new(),
        computed: template.grade_id(score.computed),
        limits: Vec::new(),
        completeness: None,
        minimum_completeness: None,
        grade: template.grade_id(score.grade),
    }
}

fn question(question: &QuestionWhy) -> QuestionData {
    let source = if let AnswerWhy::FromRecord(_, source) = &question.answer {
        Some(source.clone())
    } else {
        None
    };
    let (state, answer) = match &question.answer {
        AnswerWhy::NotAsked => ("not-asked", None),
        AnswerWhy::Unanswered => ("unanswered", None),
        AnswerWhy::NotApplicable => ("not-applicable", None),
        AnswerWhy::NotEnoughEvidence => ("not-enough-evidence", None),
        AnswerWhy::Given(words) => ("answered", Some(words)),
        AnswerWhy::FromRecord(words, _) => ("from-record", Some(words)),
    };
    let points = question.points.as_ref();
    QuestionData {
        id: question.id.clone(),
        ask: question.ask.clone(),
        state,
        answer: answer.map(|said| said.id.clone()),
        label: answer.map(|said| said.label.clone()),
        source,
        record_says: question
            .record_says
            .clone()
            .map(|(value, source)| RecordSaysData { value, source }),
        comment: question.comment.clone(),
        points: points.map(|(points, _)| points.plain()),
        out_of: points.map(|(_, out_of)| out_of.plain()),
        value: question.value.as_ref().map(Exact::to_string),
        weight: question.weight.plain(),
        finding: question.finding.map(crate::scored::FindingKind::id),
    }
}

fn bands(template: &CompiledTemplate, bands: &Bands) -> Vec<BandData> {
    let band = |(grade, bound): &(_, Bound)| {
        let (from_share, from_points) = match bound {
            Bound::Points(points) => (None, Some(points.plain())),
            Bound::Value(share) | Bound::Share(share) => (Some(share.to_string()), None),
        };
        Some(BandData {
            grade: template.grade_id(Some(*grade))?,
            from_share,
            from_points,
        })
    };
    bands.0.iter().filter_map(band).collect()
}
