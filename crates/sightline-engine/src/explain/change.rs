//! What would have changed a grade.

use crate::answers::{Answers, code};
use crate::compile::CompiledTemplate;
use crate::explain::Said;
use crate::explain::said::said;
use crate::model::{Case, GradeIx};
use crate::score::Dates;
use crate::scored::{Scored, Status};

/// One other answer that alone would have given another overall grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The question's id.
    pub question: String,
    /// What was answered.
    pub from: Said,
    /// What would have changed the grade.
    pub to: Said,
    /// The grade that would have been.
    pub grade: Option<GradeIx>,
}

/// Every single other answer that would have changed the overall grade, in question order.
///
/// Questions that are not scored are left out, and so are answers that decide which scored questions are asked: facts and
/// routes are what an audit is about, not what it found. What they do to a limit is said with the limit
/// ([`crate::explain::Lift`]).
///
/// Found by asking: each shown question's other answers are put in its place, one at a time, and scored. For answers
/// that stand beside the codes there are too many others to ask.
#[must_use]
pub fn changes(
    template: &CompiledTemplate,
    answers: &Answers,
    case: &Case,
    dates: Dates,
    scored: &Scored,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, question) in template
        .template
        .questions
        .iter()
        .enumerate()
        .filter(|(at, question)| question.scored && scored.shows(*at))
    {
        let own = answers.codes.get(at).copied().unwrap_or(code::UNANSWERED);
        let mut seen: Vec<Option<GradeIx>> = Vec::new();
        for option in nearest_first(own, template.options.get(at).map_or(0, Vec::len)) {
            let Ok(other) = u8::try_from(option + usize::from(code::FIRST)) else {
                continue;
            };
            let mut tried = answers.clone();
            match tried.codes.get_mut(at) {
                Some(slot) if other != own => *slot = other,
                _ => continue,
            }
            let would = template.score(&tried, case, dates);
            let grade = would.overall.grade;
            if asks_others(template, scored, &would) {
                continue;
            }
            // One answer for each grade is enough; a scale of eleven steps would say the same thing ten times.
            if grade != scored.overall.grade && !seen.contains(&grade) {
                seen.push(grade);
                changes.push(Change {
                    question: question.id.clone(),
                    from: said(template, answers, at),
                    to: said(template, &tried, at),
                    grade,
                });
            }
        }
    }
    changes
}

/// Whether other questions that count would have been asked: then it is another audit, and not another answer to this one.
fn asks_others(template: &CompiledTemplate, scored: &Scored, would: &Scored) -> bool {
    // Where the template is not for the case, or a script fails, nothing is shown and everything differs.
    let known = !matches!(would.status, Status::NotEligible | Status::Failed);
    let questions = template.template.questions.iter().enumerate();
    known
        && questions
            .filter(|(_, question)| question.scored)
            .any(|(at, _)| scored.shows(at) != would.shows(at))
}

/// The options of a question, those nearest to the answer first: what is reported is the least that would have changed the grade.
fn nearest_first(own: u8, options: usize) -> Vec<usize> {
    let own = usize::from(own).saturating_sub(usize::from(code::FIRST));
    let mut order: Vec<usize> = (0..options).collect();
    order.sort_by_key(|option| option.abs_diff(own));
    order
}
