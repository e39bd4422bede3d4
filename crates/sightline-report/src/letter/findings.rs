use std::fmt;

use serde::Serialize;
use sightline_engine::explain::{AnswerWhy, Explanation, QuestionWhy};
use sightline_engine::model::{Columns, Question, QuestionKind, Template};
use sightline_engine::scored::FindingKind;

use crate::letter::{Audited, CommentPart};

/// Something done well, or to work on.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct FindingPart {
    /// The template's words for it; where it has none, its question with the answer.
    pub words: String,
    /// The question; absent where a script found it.
    pub question: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
    /// What the auditor wrote beside the answer.
    pub comment: Option<String>,
    /// The themes that it belongs to.
    pub themes: Vec<String>,
}

impl fmt::Debug for FindingPart {
    /// Says its themes and hides what was found: it is about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FindingPart")
            .field("themes", &self.themes)
            .finish_non_exhaustive()
    }
}

/// What questions found and then what scripts did, in order.
pub(super) fn of(audited: &Audited<'_>, why: &Explanation, kind: FindingKind) -> Vec<FindingPart> {
    let template = audited.template.template();
    let questions = why.sections.iter().flat_map(|section| &section.questions);
    let asked = questions
        .filter(|one| one.finding == Some(kind))
        .filter_map(|why| {
            let question = template.questions.get(template.question(&why.id)?)?;
            let own = match kind {
                FindingKind::Strength => &question.strength_text,
                FindingKind::Concern => &question.concern_text,
            };
            let themes = question.themes.iter();
            let themes = themes.filter_map(|at| Some(template.themes.get(*at)?.title.clone()));
            let answer = answer(&why.answer);
            Some(FindingPart {
                words: words(own.as_deref(), question, answer.as_deref()),
                question: Some(why.ask.clone()),
                answer,
                comment: comment(why),
                themes: themes.collect(),
            })
        });
    let scripts = audited.scored.extra.iter().flat_map(|one| &one.findings);
    let scripts = scripts
        .filter(|one| one.kind == kind)
        .map(|one| FindingPart {
            words: one.text.trim().trim_end_matches('.').to_owned(),
            question: None,
            answer: None,
            comment: None,
            themes: template
                .themes
                .get(usize::from(one.theme))
                .map(|theme| theme.title.clone())
                .into_iter()
                .collect(),
        });
    let mut all: Vec<FindingPart> = Vec::new();
    for one in asked.chain(scripts) {
        // A script finds the same once a theme, and a question that is worked out can repeat the one before it.
        match all.iter_mut().find(|held| held.words == one.words) {
            Some(held) => {
                let more = one.themes.into_iter();
                let more: Vec<String> = more.filter(|theme| !held.themes.contains(theme)).collect();
                held.themes.extend(more);
            }
            None => all.push(one),
        }
    }
    all
}

/// The template's words; with the options that were chosen, where the question is which ones.
fn words(own: Option<&str>, question: &Question, answer: Option<&str>) -> String {
    let own = own.map(|own| own.trim().trim_end_matches('.'));
    let chosen = matches!(question.kind, QuestionKind::Choices(_));
    match (own, answer) {
        (Some(own), Some(answer)) if chosen => format!("{own}: {answer}"),
        (Some(own), _) => own.to_owned(),
        (None, Some(answer)) => format!("{} {answer}", question.ask),
        (None, None) => question.ask.clone(),
    }
}

/// What was answered in words of one's own, in order; what has fewer words than a sentence, such as a code, is left out.
///
/// Rows that are actions stand among what must be done.
pub(super) fn written(template: &Template, why: &Explanation) -> Vec<CommentPart> {
    const SENTENCE: usize = 4;
    let questions = why.sections.iter().flat_map(|section| &section.questions);
    questions
        .filter_map(|why| {
            let question = template.questions.get(template.question(&why.id)?)?;
            let free = matches!(
                &question.kind,
                QuestionKind::Text | QuestionKind::Table(Columns { actions: None, .. })
            );
            let AnswerWhy::Given(said) = &why.answer else {
                return None;
            };
            let long = said.label.split_whitespace().count() >= SENTENCE;
            (free && long).then(|| CommentPart {
                question: why.ask.clone(),
                comment: said.label.trim().to_owned(),
            })
        })
        .collect()
}

/// What the auditor wrote beside answers, in order.
pub(super) fn comments(why: &Explanation) -> Vec<CommentPart> {
    let questions = why.sections.iter().flat_map(|section| &section.questions);
    questions
        .filter_map(|one| {
            Some(CommentPart {
                question: one.ask.clone(),
                comment: comment(one)?,
            })
        })
        .collect()
}

fn comment(why: &QuestionWhy) -> Option<String> {
    let words = why.comment.as_deref()?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

fn answer(answer: &AnswerWhy) -> Option<String> {
    match answer {
        AnswerWhy::Given(said) | AnswerWhy::FromRecord(said, _) => Some(said.label.clone()),
        AnswerWhy::NotApplicable => Some("Not applicable".to_owned()),
        AnswerWhy::NotEnoughEvidence => Some("Not enough evidence".to_owned()),
        AnswerWhy::NotAsked | AnswerWhy::Unanswered => None,
    }
}
