//! The words that belong to a template's counts, so that a rollup alone can be reported.

use std::sync::Arc;

use crate::exact::Exact;
use crate::model::{Best, GradeScale, Opt, Question, QuestionKind, Template, Theme, Version};

/// What a template's counts are called: ids, titles and labels, in the template's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// The template's id.
    pub id: String,
    /// Which edition.
    pub version: Version,
    /// As a reader sees it.
    pub title: String,
    /// The scale of its section and overall grades, where it has named ones.
    pub scale: Option<Arc<GradeScale>>,
    /// Its sections.
    pub sections: Vec<Named>,
    /// Its questions.
    pub questions: Vec<QuestionLabels>,
    /// Its themes.
    pub themes: Vec<Theme>,
    /// Its limits, by id and what each is because of.
    pub limits: Vec<Named>,
    /// Its alerts, by id and who is told.
    pub alerts: Vec<Named>,
    /// Its declared actions.
    pub actions: Vec<String>,
}

/// An id and what a reader sees in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As written in templates.
    pub id: String,
    /// As a reader sees it.
    pub label: String,
}

/// One question's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionLabels {
    /// As written in templates.
    pub id: String,
    /// The words the auditor reads.
    pub ask: String,
    /// Which section it stands in.
    pub section: usize,
    /// Places in [`Labels::themes`].
    pub themes: Vec<usize>,
    /// What each answer code from [`crate::answers::code::FIRST`] on stands for.
    pub answers: Vec<AnswerLabels>,
}

/// One answer's words and worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLabels {
    /// As written in answers files.
    pub id: String,
    /// As a reader sees it.
    pub label: String,
    /// Its value, 0 to 1; absent where the question is not scored.
    pub value: Option<Exact>,
}

impl Labels {
    pub(super) fn of(template: &Template) -> Self {
        let named = |id: &str, label: &str| Named {
            id: id.to_owned(),
            label: label.to_owned(),
        };
        Self {
            id: template.id.clone(),
            version: template.version,
            title: template.title.clone(),
            scale: template.grades().cloned(),
            sections: template
                .sections
                .iter()
                .map(|one| named(&one.id, &one.title))
                .collect(),
            questions: template.questions.iter().map(question).collect(),
            themes: template.themes.clone(),
            limits: template
                .limits
                .iter()
                .map(|one| named(&one.id, &one.because))
                .collect(),
            alerts: template
                .alerts
                .iter()
                .map(|one| named(&one.id, &one.to))
                .collect(),
            actions: template
                .actions
                .iter()
                .map(|one| one.action.clone())
                .collect(),
        }
    }
}

fn question(question: &Question) -> QuestionLabels {
    let mut answers = answers(&question.kind);
    if !question.scored {
        answers.iter_mut().for_each(|answer| answer.value = None);
    }
    QuestionLabels {
        id: question.id.clone(),
        ask: question.ask.clone(),
        section: question.section,
        themes: question.themes.clone(),
        answers,
    }
}

/// The answers that have codes of their own, in the order of their codes.
fn answers(kind: &QuestionKind) -> Vec<AnswerLabels> {
    match kind {
        QuestionKind::Grade(scale) => {
            let (low, high) = scale.range();
            let answer = |grade: &crate::model::Grade| AnswerLabels {
                id: grade.id.clone(),
                label: grade.label.clone(),
                value: place(&grade.value, &low, &high),
            };
            scale.grades.iter().map(answer).collect()
        }
        QuestionKind::YesNo(best) => words(*best, false),
        QuestionKind::YesPartlyNo(best) => words(*best, true),
        QuestionKind::Choice(options) => choice(options),
        QuestionKind::Scale(scale) => scale
            .steps()
            .into_iter()
            .map(|step| AnswerLabels {
                id: step.plain(),
                label: step.plain(),
                value: place(&step, &scale.from, &scale.to),
            })
            .collect(),
        QuestionKind::Choices(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => Vec::new(),
    }
}

fn words(best: Best, partly: bool) -> Vec<AnswerLabels> {
    let (yes, no) = match best {
        Best::Yes => (Exact::ONE, Exact::ZERO),
        Best::No => (Exact::ZERO, Exact::ONE),
    };
    let answer = |id: &str, label: &str, value| AnswerLabels {
        id: id.to_owned(),
        label: label.to_owned(),
        value: Some(value),
    };
    let half = partly.then(|| answer("partly", "Partly", Exact::ratio(1, 2)));
    [
        Some(answer("yes", "Yes", yes)),
        half,
        Some(answer("no", "No", no)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn choice(options: &[Opt]) -> Vec<AnswerLabels> {
    let points: Option<Vec<&Exact>> = options
        .iter()
        .map(|option| option.points.as_ref())
        .collect();
    let ends = points.and_then(|all| {
        Some((
            all.iter().min().copied()?.clone(),
            all.iter().max().copied()?.clone(),
        ))
    });
    let value = |option: &Opt| {
        let (low, high) = ends.as_ref()?;
        place(option.points.as_ref()?, low, high)
    };
    let answer = |option: &Opt| AnswerLabels {
        id: option.id.clone(),
        label: option.label.clone(),
        value: value(option),
    };
    options.iter().map(answer).collect()
}

/// Where points lie between the least and the most they could be.
fn place(points: &Exact, low: &Exact, high: &Exact) -> Option<Exact> {
    (points.clone() - low.clone()).divide(&(high.clone() - low.clone()))
}
