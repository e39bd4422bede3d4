//! Section 1 of the rule: what is asked, and what computed questions come to.

use crate::answers::code;
use crate::compile::CompiledTemplate;
use crate::compile::plan::Step;
use crate::compile::stage::Run;
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
    for Run { stage, things } in &template.conditions.shown {
        // A hidden section's questions are not asked about, so one of them that fails matters only when its turn comes.
        let holding = stage.ask(&template.script, state).ok();
        for (at, step) in things.iter().enumerate() {
            let holds = |state: &State<'_>| match holding {
                Some(holding) => Ok(holding >> at & 1 == 1),
                None => stage.holds(at, &template.script, state),
            };
            match *step {
                Step::Section(at) => {
                    let Some(section) = template.template.sections.get(at) else {
                        continue;
                    };
                    let questions = section.questions.clone();
                    if !holds(state)? {
                        hidden_until = questions.end;
                        questions.for_each(|question| state.show(question, false));
                    } else if !opens(template, state, section)? {
                        for question in questions {
                            let answered = state.code(question) != code::UNANSWERED;
                            state.show(question, answered);
                        }
                    }
                }
                Step::Question(at) | Step::Computed(at) if at < hidden_until => {}
                Step::Question(at) => state.show(at, holds(state)?),
                Step::Computed(at) => {
                    let holds = holds(state)?;
                    state.show(at, holds);
                    if holds {
                        compute(template, state, at)?;
                    }
                }
            }
        }
        state.changed();
    }
    Ok(())
}

fn compute(
    template: &CompiledTemplate,
    state: &mut State<'_>,
    at: usize,
) -> Result<(), Box<Diagnostic>> {
    state.changed();
    let run = || template.script.value(Place::Computed(at), &state.facts());
    let value = match template.memos.computed.get(at) {
        Some(memo) => memo.recall(state, run)?,
        None => run()?,
    };
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    state.computed.push((at, value));
    state.changed();
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
