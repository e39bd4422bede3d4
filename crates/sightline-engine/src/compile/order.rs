//! What shows each question and section: whether it looks ahead, goes round in circles, or can never hold.

use chrono::NaiveDate;

use crate::answers::{Answers, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::Diagnostics;
use crate::model::{Case, Expression};
use crate::score::{Dates, State};
use crate::script::Place;
use crate::validate::conditions::{self, Condition, Conditional};

/// Reports conditions that make no sense together; what each reads is known once it is parsed.
pub(super) fn check(compiled: &CompiledTemplate) -> Diagnostics {
    let template = &compiled.template;
    let sections = template.sections.iter().enumerate();
    let sections = sections.map(|(n, one)| (Conditional::Section(n), Place::SectionShow(n), &one.show_when));
    let questions = template.questions.iter().enumerate();
    let questions = questions.map(|(n, one)| (Conditional::Question(n), Place::Show(n), &one.show_when));
    let (places, found): (Vec<Place>, Vec<Condition>) = sections
        .chain(questions)
        .filter_map(|(of, place, show_when)| Some((place, condition(compiled, of, place, show_when.as_ref()?))))
        .unzip();
    let holds = |at: usize, given: &[(usize, u8)]| holds(compiled, *places.get(at)?, given);
    conditions::check(template, &found, &holds)
}

fn condition(compiled: &CompiledTemplate, of: Conditional, place: Place, written: &Expression) -> Condition {
    Condition { of, at: written.at.clone(), reads: compiled.script.inputs(place).answers.clone() }
}

/// Whether a condition holds for some answers; nothing where it reads more than these.
fn holds(compiled: &CompiledTemplate, place: Place, given: &[(usize, u8)]) -> Option<bool> {
    let inputs = compiled.script.inputs(place);
    let is_given = |question: &usize| given.iter().any(|(one, _)| one == question);
    let reads_more = inputs.free || inputs.overall || inputs.critical || !inputs.grades.is_empty();
    if reads_more || !inputs.answers.iter().all(is_given) {
        return None;
    }
    let mut codes = vec![code::UNANSWERED; compiled.template.questions.len()];
    for (question, answer) in given {
        *codes.get_mut(*question)? = *answer;
    }
    // It reads answers only, so that any case and any day will do.
    let (answers, case, day) = (Answers { codes, notes: Vec::new() }, Case::default(), NaiveDate::default());
    let state = State::new(compiled, &answers, &case, Dates { audit: day, today: day });
    compiled.script.truth(place, &state.facts()).ok()
}
