//! The findings that answers make.

use crate::exact::Exact;
use crate::model::{GradeIx, GradeScale, Marks, Question, QuestionKind};
use crate::scored::FindingKind;

/// The finding a grade makes: by its place in the scale, whichever way the scale's values run.
pub(super) fn finding_of_grade(
    question: &Question,
    scale: &GradeScale,
    at: usize,
) -> Option<FindingKind> {
    let (good_enough, strength) = match &question.marks {
        Marks::Grades {
            good_enough,
            strength,
        } => (*good_enough, *strength),
        Marks::Points { .. } | Marks::None => (None, None),
    };
    let reaches = |mark: GradeIx| at <= usize::from(mark.0);
    if good_enough
        .or(scale.good_enough)
        .is_some_and(|mark| !reaches(mark))
    {
        Some(FindingKind::Concern)
    } else {
        strength
            .or(scale.strength)
            .is_some_and(reaches)
            .then_some(FindingKind::Strength)
    }
}

/// The finding that points make: a concern below one mark, a strength from the other up.
pub(crate) fn finding(question: &Question, points: &Exact) -> Option<FindingKind> {
    let (good_enough, strength) = marks(question);
    let value = question.value(points)?;
    let worth = |mark: Option<Exact>| mark.and_then(|mark| question.value(&mark));
    if worth(good_enough).is_some_and(|mark| value < mark) {
        Some(FindingKind::Concern)
    } else {
        worth(strength)
            .is_some_and(|mark| value >= mark)
            .then_some(FindingKind::Strength)
    }
}

/// The question's marks as points: its own, else its scale's; a scored yes-or-no question expects the best answer.
fn marks(question: &Question) -> (Option<Exact>, Option<Exact>) {
    let (good_enough, strength) = match &question.marks {
        Marks::Points {
            good_enough,
            strength,
        } => (good_enough.clone(), strength.clone()),
        Marks::Grades { .. } | Marks::None => (None, None),
    };
    match &question.kind {
        QuestionKind::Scale(scale) => (
            good_enough.or_else(|| scale.good_enough.clone()),
            strength.or_else(|| scale.strength.clone()),
        ),
        // One that is not scored states a fact, and a fact is no concern unless the question says so.
        QuestionKind::YesNo(_) | QuestionKind::YesPartlyNo(_) => {
            let best = question.scored.then_some(Exact::ONE);
            (good_enough.or(best), strength)
        }
        QuestionKind::Grade(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Choices(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => (good_enough, strength),
    }
}
