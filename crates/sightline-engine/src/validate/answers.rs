//! The answers that a question offers.

use crate::model::{Best, QuestionKind};

/// The ids of the answers on offer, in the order of their codes; nothing where answers are free.
pub(crate) fn answer_ids(kind: &QuestionKind) -> Option<Vec<String>> {
    match kind {
        QuestionKind::Grade(scale) => {
            Some(scale.grades.iter().map(|grade| grade.id.clone()).collect())
        }
        QuestionKind::YesNo(_) => Some(words(&["yes", "no"])),
        QuestionKind::YesPartlyNo(_) => Some(words(&["yes", "partly", "no"])),
        QuestionKind::Choice(options) | QuestionKind::Choices(options) => {
            Some(options.iter().map(|option| option.id.clone()).collect())
        }
        QuestionKind::Scale(scale) => Some(scale.steps().iter().map(crate::Exact::plain).collect()),
        QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => None,
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Which of the words of a yes-or-no question is the good one, and which the other.
pub(super) fn best_and_other(best: Best) -> (&'static str, &'static str) {
    match best {
        Best::Yes => ("yes", "no"),
        Best::No => ("no", "yes"),
    }
}
