//! Section 1 of the rule: what is asked, and what computed questions come to.

use crate::answers::code;
use crate::compile::CompiledTemplate;
use crate::diagnostic::Diagnostic;
use crate::model::QuestionKind;
use crate::score::State;
use crate::script::Place;

/// Decides for each question, in file order, whether it is shown, and works out computed ones on the way.
pub(crate) fn shown(
    template: &CompiledTemplate,
    state: &mut State<'_>,
) -> Result<(), Box<Diagnostic>> {
    let questions = &template.template.questions;
    if template.plan.always_shown {
        return Ok(());
    }
    state.shown = vec![false; questions.len()];
    for (at, section) in template.template.sections.iter().enumerate() {
        let section_shown = match template.conditions.sections.get(at) {
            Some(Some(condition)) => condition.holds(&template.script, state)?,
            Some(None) | None => true,
        };
        let open = opens(template, state, at)?;
        for question in section.questions.clone() {
            let shown = section_shown
                && match template.conditions.questions.get(question) {
                    Some(Some(condition)) => condition.holds(&template.script, state)?,
                    Some(None) | None => true,
                };
            if !shown {
                state.hide(question);
                state.changed();
            }
            let expected = shown && (open || state.code(question) != code::UNANSWERED);
            if let Some(slot) = state.shown.get_mut(question) {
                *slot = expected;
            }
            let computed = questions
                .get(question)
                .is_some_and(|one| matches!(one.kind, QuestionKind::Computed(_)));
            if computed && shown {
                let value = template
                    .script
                    .value(Place::Computed(question), &state.facts())?;
                state
                    .computed
                    .push((u16::try_from(question).unwrap_or(u16::MAX), value));
                state.changed();
            }
        }
    }
    Ok(())
}

/// Whether a section's stage has opened by today.
fn opens(
    template: &CompiledTemplate,
    state: &State<'_>,
    section: usize,
) -> Result<bool, Box<Diagnostic>> {
    let Some(section) = template.template.sections.get(section) else {
        return Ok(true);
    };
    let Some(length) = section.stage.as_ref().and_then(|stage| stage.opens_after) else {
        return Ok(true);
    };
    match template.calendar.add(state.dates.audit, length) {
        Ok(opens) => Ok(state.dates.today >= opens),
        Err(beyond) => Err(Box::new(super::limits::beyond(&section.at, beyond))),
    }
}
