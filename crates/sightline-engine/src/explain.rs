//! Why a grade is what it is, as data and in words.
//!
//! The explanation is not a story told afterwards: it holds every number that decided, and a test
//! makes the grade again from it alone.

mod because;
mod change;
pub mod data;
mod decisive;
mod held;
mod lift;
mod limit;
mod recompute;
mod said;
mod text;

pub use change::{Change, changes};
pub use data::data;
pub use lift::Lift;
pub use limit::{GradeRead, LimitWhy};
pub use recompute::DoesNotAddUp;
pub use said::Said;
pub use text::text;

use crate::answers::{Answers, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::exact::Exact;
use crate::model::{Bands, GradeIx, Method, NaPolicy, Overall, QuestionKind};
use crate::scored::{Completeness, FindingKind, Score, Scored, Status};

/// The tree from answers to grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Where the audit ended.
    pub status: Status,
    /// Each section, in order.
    pub sections: Vec<SectionWhy>,
    /// How the sections were put together.
    pub overall: Overall,
    /// The whole.
    pub score: Score,
    /// Where each overall grade starts, highest first; empty where there are no grades.
    pub bands: Bands,
    /// Limits that lowered the overall grade, in order.
    pub limits: Vec<LimitWhy>,
    /// How much was answered; absent where nothing was asked.
    pub completeness: Option<Exact>,
    /// How much had to be.
    pub minimum_completeness: Option<Exact>,
    /// Why a script failed.
    pub failure: Option<String>,
}

/// One section's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionWhy {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How its questions became one score.
    pub method: Method,
    /// What it counts in the whole.
    pub weight: Exact,
    /// Its questions, in order.
    pub questions: Vec<QuestionWhy>,
    /// Its score.
    pub score: Score,
    /// Where each of its grades starts, highest first; empty where there are no grades.
    pub bands: Bands,
    /// Limits that lowered its grade.
    pub limits: Vec<LimitWhy>,
    /// How much of it was answered; absent where nothing was asked.
    pub completeness: Option<Exact>,
    /// How much had to be.
    pub minimum_completeness: Option<Exact>,
}

/// One question's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionWhy {
    /// Its id.
    pub id: String,
    /// Its words.
    pub ask: String,
    /// What became of it.
    pub answer: AnswerWhy,
    /// The auditor's comment or reason.
    pub comment: Option<String>,
    /// What the case record says where the auditor answered otherwise, and where it was read.
    pub record_says: Option<(String, String)>,
    /// Points and the most they could be, where it counts.
    pub points: Option<(Exact, Exact)>,
    /// What the points are worth, from 0 to 1.
    pub value: Option<Exact>,
    /// How much it counts.
    pub weight: Exact,
    /// What it was found to be.
    pub finding: Option<FindingKind>,
}

/// What became of one question. The four are never mixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerWhy {
    /// It was not asked, or is not expected yet.
    NotAsked,
    /// Nobody answered.
    Unanswered,
    /// `not applicable`.
    NotApplicable,
    /// `not enough evidence`.
    NotEnoughEvidence,
    /// An answer.
    Given(Said),
    /// An answer taken from the case record, and where it was read or what it was worked out by.
    FromRecord(Said, String),
}

/// Builds the tree for one audit.
#[must_use]
pub fn explanation(template: &CompiledTemplate, answers: &Answers, scored: &Scored) -> Explanation {
    let sections = template
        .template
        .sections
        .iter()
        .enumerate()
        .zip(&template.plan.sections)
        .zip(&scored.sections);
    Explanation {
        status: scored.status,
        sections: sections
            .map(|(((at, section), plan), score)| SectionWhy {
                id: section.id.clone(),
                title: section.title.clone(),
                method: section.scoring.method,
                weight: section.weight.clone(),
                questions: section
                    .questions
                    .clone()
                    .filter_map(|q| question(template, answers, scored, q))
                    .collect(),
                score: score.clone(),
                bands: plan.ladder.bands(),
                limits: limit::limits(template, answers, scored, Some(at)),
                completeness: completeness(template, answers, scored, section.questions.clone()),
                minimum_completeness: section.scoring.minimum_completeness.clone(),
            })
            .collect(),
        overall: template.template.scoring.overall,
        score: scored.overall.clone(),
        bands: template.plan.ladder.bands(),
        limits: limit::limits(template, answers, scored, None),
        completeness: scored.completeness.share(),
        minimum_completeness: template.template.scoring.minimum_completeness.clone(),
        failure: scored.failure().map(|one| one.message.clone()),
    }
}

/// How much of some required questions was answered.
fn completeness(
    template: &CompiledTemplate,
    answers: &Answers,
    scored: &Scored,
    questions: std::ops::Range<usize>,
) -> Option<Exact> {
    let mut count = Completeness::default();
    for at in questions.filter(|at| scored.shows(*at)) {
        let question = template.template.questions.get(at)?;
        if !question.required || matches!(question.kind, QuestionKind::Computed(_)) {
            continue;
        }
        match answers.codes.get(at).copied().unwrap_or(code::UNANSWERED) {
            code::UNANSWERED => count.unanswered += 1,
            code::NOT_APPLICABLE => count.not_applicable += 1,
            code::NOT_ENOUGH_EVIDENCE => count.not_enough_evidence += 1,
            _ => count.answered += 1,
        }
    }
    count.share()
}

fn question(
    template: &CompiledTemplate,
    answers: &Answers,
    scored: &Scored,
    at: usize,
) -> Option<QuestionWhy> {
    let question = template.template.questions.get(at)?;
    let code = answers.codes.get(at).copied().unwrap_or(code::UNANSWERED);
    let note = |kind: NoteKind| {
        let note = answers
            .notes
            .iter()
            .find(|note| usize::from(note.question) == at && note.kind == kind)?;
        Some(note.text.clone())
    };
    let computed = scored
        .extra
        .iter()
        .flat_map(|extra| &extra.computed)
        .find(|(place, _)| usize::from(*place) == at);
    let words = said::said(template, answers, at);
    let shown = scored.shows(at);
    let answer = match (code, computed) {
        // A script that failed may have kept it from being known what is asked; the answers are there all the same.
        _ if !shown && scored.status != Status::Failed => AnswerWhy::NotAsked,
        (_, Some((_, text))) => AnswerWhy::Given(Said::plain(text)),
        (code::UNANSWERED, None) => AnswerWhy::Unanswered,
        (code::NOT_APPLICABLE, None) => AnswerWhy::NotApplicable,
        (code::NOT_ENOUGH_EVIDENCE, None) => AnswerWhy::NotEnoughEvidence,
        (_, None) => match note(NoteKind::FromRecord) {
            Some(source) => AnswerWhy::FromRecord(words, source),
            None => AnswerWhy::Given(words),
        },
    };
    let points = shown
        .then(|| points(template, answers, scored, at))
        .flatten();
    let value = points
        .as_ref()
        .and_then(|(points, high)| crate::score::value_of(question, points, high));
    Some(QuestionWhy {
        id: question.id.clone(),
        ask: question.ask.clone(),
        answer,
        record_says: note(NoteKind::RecordSays).and_then(|text| {
            let (source, says) = text.split_once('\n')?;
            Some((says.to_owned(), source.to_owned()))
        }),
        comment: note(NoteKind::Comment).or_else(|| note(NoteKind::Reason)),
        value,
        points: points.map(|(own, most)| {
            if let QuestionKind::Number { .. } = question.kind {
                question.in_a_sum(&own).unwrap_or((own, most))
            } else {
                (own, most)
            }
        }),
        weight: question.weight.clone(),
        finding: (shown && !question.themes.is_empty())
            .then(|| template.finding(at, code, || answers.beside(at)))
            .flatten(),
    })
}

/// The points an answer counts with, and the most they could be; nothing where it plays no part.
fn points(
    template: &CompiledTemplate,
    answers: &Answers,
    scored: &Scored,
    at: usize,
) -> Option<(Exact, Exact)> {
    let question = template.template.questions.get(at)?;
    if !question.scored {
        return None;
    }
    let section = &template.template.sections.get(question.section)?.scoring;
    let (low, high) = question.range()?;
    let lowest =
        |policy: NaPolicy| (policy == NaPolicy::CountAsLowest).then(|| (low.clone(), high.clone()));
    if let Some(points) = crate::score::computed_points(question, at, scored) {
        return Some(points);
    }
    match *answers.codes.get(at)? {
        code::UNANSWERED => None,
        code::NOT_APPLICABLE => lowest(
            question
                .not_applicable
                .policy
                .unwrap_or(section.not_applicable),
        ),
        code::NOT_ENOUGH_EVIDENCE => lowest(
            question
                .not_enough_evidence
                .unwrap_or(section.not_enough_evidence),
        ),
        code::BESIDE => crate::score::points_of_text(question, answers.beside(at)?),
        code => {
            let option = usize::from(code).checked_sub(usize::from(code::FIRST))?;
            Some((question.coded().get(option)?.points.clone()?, high.clone()))
        }
    }
}

impl CompiledTemplate {
    /// A grade's label, as a reader sees it.
    #[must_use]
    pub fn grade_label(&self, grade: Option<GradeIx>) -> Option<&str> {
        Some(&self.template.grades()?.grade(grade?)?.label)
    }
}
