//! Section 6 of the rule: limiting judgements, completeness, and where the audit ended.

use crate::calendar::BeyondCalendar;
use crate::compile::CompiledTemplate;
use crate::compile::stage::Run;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Cap;
use crate::score::State;
use crate::scored::{Score, Status};
use crate::source::Span;

/// Applies the limits that cap one section, in order.
pub(crate) fn of_sections(
    template: &CompiledTemplate,
    state: &mut State<'_>,
) -> Result<(), Box<Diagnostic>> {
    apply(template, state, &template.conditions.section_limits)
}

/// Applies the limits that cap the overall grade, in order, each seeing what the ones before it left.
pub(crate) fn of_overall(
    template: &CompiledTemplate,
    state: &mut State<'_>,
) -> Result<(), Box<Diagnostic>> {
    apply(template, state, &template.conditions.overall_limits)
}

fn apply(
    template: &CompiledTemplate,
    state: &mut State<'_>,
    runs: &[Run<usize>],
) -> Result<(), Box<Diagnostic>> {
    for run in runs {
        let holding = run.stage.ask(&template.script, state)?;
        for at in run.of(holding).copied() {
            let Some(limit) = template.template.limits.get(at) else {
                continue;
            };
            let score = match limit.section {
                Some(section) => state.sections.get_mut(section),
                None => Some(&mut state.overall),
            };
            let lowered = score.is_some_and(|score| cap(score, limit.cap));
            let withheld = limit.cap == Cap::InsufficientEvidence && limit.section.is_none();
            state.insufficient |= withheld;
            if lowered || withheld {
                state.limited_by |= 1 << at;
                state.changed();
            }
        }
    }
    Ok(())
}

/// Lowers a grade to its cap; says whether that changed anything. A limit never gives a grade where there was none.
fn cap(score: &mut Score, cap: Cap) -> bool {
    let before = score.grade;
    score.grade = match (before, cap) {
        // Grades are numbered best first, so the larger number is the worse grade.
        (Some(grade), Cap::Grade(cap)) => Some(grade.max(cap)),
        (_, Cap::InsufficientEvidence) | (None, _) => None,
    };
    score.grade != before
}

/// Applies `minimum_completeness` and says where the audit ended.
pub(crate) fn status(template: &CompiledTemplate, state: &mut State<'_>) -> Status {
    let minimum = template.template.scoring.minimum_completeness.as_ref();
    let below = matches!((minimum, state.completeness.share()), (Some(least), Some(share)) if share < *least);
    if below || state.insufficient {
        state.overall.grade = None;
        Status::InsufficientEvidence
    } else if state.overall.grade.is_some() {
        Status::Graded
    } else {
        Status::Ungraded
    }
}

/// The diagnostic for a date that the bank holidays do not reach.
pub(crate) fn beyond(at: &Span, beyond: BeyondCalendar) -> Diagnostic {
    Diagnostic::error(Code::CALENDAR_ENDS, at, beyond.to_string())
        .help("add the missing years to `_shared/calendar.yaml`")
}
