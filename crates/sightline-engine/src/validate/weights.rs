//! Weights that leave nothing to score.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Method, Overall, Question, Scoring, Section};
use crate::source::Span;

/// Warns of a section in which no scored question has weight.
pub(super) fn questions(
    at: &Span,
    questions: &[Question],
    method: Method,
    found: &mut Diagnostics,
) {
    let weightless = |question: &Question| question.weight.is_zero();
    let scored: Vec<&Question> = questions
        .iter()
        .filter(|question| question.scored)
        .collect();
    if uses_weights(method)
        && !scored.is_empty()
        && scored.iter().all(|question| weightless(question))
    {
        let message =
            "every scored question of this section has weight 0, so the section has no score";
        let help = "give at least one of them weight, or say `section: none` under the section's `scoring:`";
        found.push(Diagnostic::warning(Code::NO_WEIGHT, at, message).help(help));
        return;
    }
    if uses_weights(method) {
        critical(&scored, found);
    }
}

/// Warns of what no grade should stand without, and what the grade does not hang on either.
fn critical(scored: &[&Question], found: &mut Diagnostics) {
    for question in scored
        .iter()
        .filter(|question| question.critical && question.weight.is_zero())
    {
        let message = format!(
            "the question `{}` is critical and has weight 0, so its answer never counts in the score",
            question.id
        );
        let help = "give it weight, or add `scored: no`";
        found.push(
            Diagnostic::warning(Code::CRITICAL_WITHOUT_WEIGHT, &question.at, message).help(help),
        );
    }
}

/// Warns of a template in which no section with a score has weight.
pub(super) fn sections(
    sections: &[Section],
    questions: &[Question],
    scoring: &Scoring,
    found: &mut Diagnostics,
) {
    let Overall::Sections(method) = scoring.overall else {
        return;
    };
    let has_score = |section: &&Section| {
        let own = questions.get(section.questions.clone()).unwrap_or_default();
        match section.scoring.method {
            Method::None => false,
            Method::Script => true,
            Method::WeightedMean | Method::Sum | Method::Worst | Method::AllOrNothing => {
                own.iter().any(|question| question.scored)
            }
        }
    };
    let scored: Vec<&Section> = sections.iter().filter(has_score).collect();
    let weightless = scored.iter().all(|section| section.weight.is_zero());
    if let Some(first) = scored
        .first()
        .filter(|_| weightless && uses_weights(method))
    {
        let message = "every scored section has weight 0, so the audit has no score and no grade";
        let help = "give at least one section weight, or say `overall: none` under `scoring:`";
        found.push(Diagnostic::warning(Code::NO_WEIGHT, &first.at, message).help(help));
    }
}

fn uses_weights(method: Method) -> bool {
    match method {
        Method::WeightedMean | Method::Sum | Method::Worst | Method::AllOrNothing => true,
        Method::Script | Method::None => false,
    }
}
