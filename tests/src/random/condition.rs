//! Random conditions on what may be seen at their place.

use super::tape::Tape;
use crate::reference::{Compare, Fact, Kind, Question, Template, When, ratio};

/// What a condition may name.
pub struct Sight<'a> {
    pub facts: &'a [Fact],
    /// Questions above.
    pub questions: Vec<&'a Question>,
    /// Ids of sections whose grade is known; empty before scoring and where there are no grades.
    pub graded_sections: Vec<&'a str>,
    /// Whether the overall grade is known.
    pub overall: bool,
    /// The names of the grades.
    pub grades: Vec<&'a str>,
    /// The template, for the words its questions take.
    pub words: &'a dyn Fn(&Question) -> Vec<String>,
}

/// A condition, at most `depth` deep.
pub fn when(tape: &mut Tape, sight: &Sight<'_>, depth: usize) -> When {
    if depth > 0 && tape.once_in(4) {
        let one = Box::new(when(tape, sight, depth - 1));
        return match tape.below(3) {
            0 => When::Not(one),
            1 => When::Both(one, Box::new(when(tape, sight, depth - 1))),
            _ => When::Either(one, Box::new(when(tape, sight, depth - 1))),
        };
    }
    let graded = sight.overall || !sight.graded_sections.is_empty();
    match tape.below(if graded { 4 } else { 2 }) {
        1 if !sight.facts.is_empty() => on_fact(tape, sight),
        2 | 3 => on_grade(tape, sight),
        _ => on_question(tape, sight),
    }
}

fn on_fact(tape: &mut Tape, sight: &Sight<'_>) -> When {
    let fact = tape.pick(sight.facts);
    if fact.options.is_empty() || tape.once_in(3) {
        return When::Known(fact.id.clone());
    }
    When::Fact(fact.id.clone(), tape.pick(&fact.options).clone())
}

fn on_grade(tape: &mut Tape, sight: &Sight<'_>) -> When {
    let compare = *tape.pick(&[Compare::Below, Compare::Is, Compare::AtLeast]);
    let whole = sight.overall && (sight.graded_sections.is_empty() || tape.once_in(2));
    let section = if whole {
        None
    } else {
        Some((*tape.pick(&sight.graded_sections)).to_owned())
    };
    When::Grade(section, compare, (*tape.pick(&sight.grades)).to_owned())
}

fn on_question(tape: &mut Tape, sight: &Sight<'_>) -> When {
    if sight.questions.is_empty() {
        return When::Always;
    }
    let question = *tape.pick(&sight.questions);
    let id = question.id.clone();
    match tape.below(6) {
        3 => return When::Answered(id),
        4 => return When::NotApplicable(id),
        5 => return When::NotEnoughEvidence(id),
        _ => {}
    }
    let words = (sight.words)(question);
    match &question.kind {
        Kind::YesNo { .. } | Kind::YesPartlyNo { .. } if tape.once_in(4) => {
            let word = tape.pick(&words).clone();
            let like = sight
                .questions
                .iter()
                .filter(|one| (sight.words)(one).contains(&word));
            let ids = like.map(|one| one.id.clone()).collect();
            When::Count(ids, word, 1 + u32::try_from(tape.below(3)).expect("few"))
        }
        Kind::YesNo { .. } | Kind::YesPartlyNo { .. } | Kind::Choice(_) => {
            let word = tape.pick(&words).clone();
            if tape.once_in(3) {
                When::IsNot(id, word)
            } else {
                When::Is(id, word)
            }
        }
        Kind::Choices(_) => When::Includes(id, tape.pick(&words).clone()),
        Kind::Number(_) | Kind::Scale(_) => {
            When::AtLeast(id, ratio(i64::try_from(tape.below(8)).expect("few"), 1))
        }
        Kind::Grade(_) | Kind::Date | Kind::Text | Kind::Table(_) | Kind::Computed { .. } => {
            When::Answered(id)
        }
    }
}

/// The words that answer a question; none where numbers or free text do.
pub fn words(template: &Template, question: &Question) -> Vec<String> {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match &question.kind {
        Kind::Grade(at) => template.grade_scales[*at]
            .grades
            .iter()
            .map(|(id, _)| id.clone())
            .collect(),
        Kind::YesNo { .. } => own(&["yes", "no"]),
        Kind::YesPartlyNo { .. } => own(&["yes", "partly", "no"]),
        Kind::Choice(options) | Kind::Choices(options) => {
            options.iter().map(|one| one.id.clone()).collect()
        }
        Kind::Scale(_)
        | Kind::Number(_)
        | Kind::Date
        | Kind::Text
        | Kind::Table(_)
        | Kind::Computed { .. } => Vec::new(),
    }
}
