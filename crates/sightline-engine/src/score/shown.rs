//! Section 1 of the rule: what is asked, and what computed questions come to.

use crate::answers::code;
use crate::compile::CompiledTemplate;
use crate::compile::plan::Step;
use crate::compile::stage::Truths;
use crate::diagnostic::Diagnostic;
use crate::model::Section;
use crate::score::State;
use crate::script::Place;

/// Decides for each question, in file order, whether it is shown, and works out computed ones on the way.
pub(crate) fn shown(
    template: &CompiledTemplate,
    state: &mut State<'_>,
) -> Result<(), Box<Diagnostic>> {
    let mut hidden_until = 0;
    // A condition looks at earlier questions only, and of those everything is decided.
    let mut truths = Truths::default();
    let mut holds = |at: usize, state: &State<'_>| {
        let stage = &template.conditions.shown;
        stage.holds(at, &mut truths, &template.script, state)
    };
    let n_sections = template.template.sections.len();
    for step in &template.plan.steps {
        match *step {
            Step::Section(at) => {
                let Some(section) = template.template.sections.get(at) else {
                    continue;
                };
                let questions = section.questions.clone();
                if !holds(at, state)? {
                    hidden_until = questions.end;
                    questions.for_each(|question| state.hide(question));
                    state.changed();
                } else if !opens(template, state, section)? {
                    for question in questions {
                        if state.code(question) == code::UNANSWERED {
                            state.hide(question);
                        }
                    }
                }
            }
            Step::Question(at) if at < hidden_until => {}
            Step::Question(at) => {
                if !holds(n_sections + at, state)? {
                    state.hide(at);
                    state.changed();
                } else if template
                    .plan
                    .lines
                    .get(at)
                    .is_some_and(|line| line.computed)
                {
                    let place = Place::Computed(at);
                    let run = || template.script.value(place, &state.facts());
                    let value = match template.memos.computed.get(at) {
                        Some(memo) => memo.recall(state, run)?,
                        None => run()?,
                    };
                    let at = u16::try_from(at).unwrap_or(u16::MAX);
                    state.computed.push((at, value));
                    state.changed();
                }
            }
        }
    }
    Ok(())
}

/// Whether a section's stage has opened by today.
fn opens(
    template: &CompiledTemplate,
    state: &State<'_>,
    section: &Section,
) -> Result<bool, Box<Diagnostic>> {
    let Some(length) = section.stage.as_ref().and_then(|stage| stage.opens_after) else {
        return Ok(true);
    };
    match template.calendar.add(state.dates.audit, length) {
        Ok(opens) => Ok(state.dates.today >= opens),
        Err(beyond) => Err(Box::new(super::limits::beyond(&section.at, beyond))),
    }
}
