//! Answers into a score, a grade and what follows from it.
//!
//! The rule is written out in `docs/scoring.md`; the modules here are its sections, in its order. Where a
//! template declares everything, this is a walk over bytes and sums of integers. Rhai runs for conditions whose inputs
//! have not come up before, for those that read more than codes, and for hooks, at most once each an audit.

mod agreed;
mod findings;
mod limits;
mod overall;
mod section;
mod shown;
mod state;

use chrono::NaiveDate;

pub(crate) use section::{computed_points, points_of_text, value_of};
pub(crate) use state::State;

use crate::answers::{Answers, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::Diagnostic;
use crate::model::Case;
use crate::scored::{Extra, Score, Scored, Status};

/// The two days that scoring knows: the audit's own, and the one on which it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// When the audit was done; later stages open counting from here.
    pub audit: NaiveDate,
    /// The day scoring takes as today; due dates count from here.
    pub today: NaiveDate,
}

impl Dates {
    /// Looked at on the day it was done.
    #[must_use]
    pub fn on(date: NaiveDate) -> Self {
        Self {
            audit: date,
            today: date,
        }
    }
}

impl CompiledTemplate {
    /// Scores coded answers.
    ///
    /// Always gives a result: where a script fails, the status is [`Status::Failed`] and says why.
    #[must_use]
    pub fn score(&self, answers: &Answers, case: &Case, dates: Dates) -> Scored {
        let mut state = State::new(self, answers, case, dates);
        run(self, &mut state).unwrap_or_else(|failure| failed(self, &state, *failure))
    }

    /// Whether the template says that it is for a case, before anything is answered; one that says nothing is for all.
    ///
    /// # Errors
    /// Why the condition cannot be worked out.
    pub fn is_eligible(&self, case: &Case, today: NaiveDate) -> Result<bool, Box<Diagnostic>> {
        let Some(eligible) = &self.conditions.eligible else {
            return Ok(true);
        };
        let answers = Answers {
            codes: vec![code::UNANSWERED; self.template.questions.len()],
            notes: Vec::new(),
        };
        let state = State::new(self, &answers, case, Dates::on(today));
        eligible.holds(0, &self.script, &state)
    }

    /// Whether the template says that a second person always grades an audit that came out like this.
    ///
    /// A condition that cannot be worked out counts as met: a second look too many does no harm.
    #[must_use]
    pub fn always_moderated(
        &self,
        answers: &Answers,
        case: &Case,
        dates: Dates,
        scored: &Scored,
    ) -> bool {
        let Some(condition) = &self.conditions.always_moderate else {
            return false;
        };
        let mut state = State::new(self, answers, case, dates);
        if shown::shown(self, &mut state).is_err() {
            return true;
        }
        state.sections.clone_from(&scored.sections);
        state.overall = scored.overall.clone();
        state.changed();
        let holds = condition.holds(0, &self.script, &state);
        holds.unwrap_or(true)
    }
}

fn run(template: &CompiledTemplate, state: &mut State<'_>) -> Result<Scored, Box<Diagnostic>> {
    if let Some(eligible) = &template.conditions.eligible
        && !eligible.holds(0, &template.script, state)?
    {
        return Ok(without_grades(template, state, Status::NotEligible));
    }
    shown::shown(template, state)?;
    section::sections(template, state)?;
    limits::of_sections(template, state)?;
    section::minimum_completeness(template, state);
    state.overall = overall::overall(template, state)?;
    state.changed();
    limits::of_overall(template, state)?;
    let status = limits::status(template, state);
    state.changed();
    let (alerts, actions) = follow_up(template, state)?;
    due_dates(template, state, actions)?;
    let extra = findings::extra(template, state)?;
    let mut scored = Scored {
        status,
        overall: std::mem::take(&mut state.overall),
        sections: std::mem::take(&mut state.sections),
        completeness: state.completeness,
        shown: std::mem::take(&mut state.shown),
        concerns: state.concerns,
        strengths: state.strengths,
        limited_by: state.limited_by,
        alerts,
        actions,
        extra: None,
    };
    for finding in extra.iter().flat_map(|extra| &extra.findings) {
        findings::count(finding, &mut scored);
    }
    scored.extra = extra;
    Ok(scored)
}

/// Which alerts and which actions follow, as bits.
fn follow_up(
    template: &CompiledTemplate,
    state: &State<'_>,
) -> Result<(u64, u64), Box<Diagnostic>> {
    let holding = template.conditions.follow_up.ask(&template.script, state)?;
    let word = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
    let n_alerts = template.template.alerts.len();
    let alerts = word(holding) & !(u64::MAX << n_alerts);
    Ok((alerts, word(holding >> n_alerts)))
}

/// Makes sure that the due date of everything which must be done can be counted; a guess would be worse than none.
fn due_dates(
    template: &CompiledTemplate,
    state: &State<'_>,
    actions: u64,
) -> Result<(), Box<Diagnostic>> {
    if actions == 0 || template.due_dates_known.contains(&state.dates.today) {
        return Ok(());
    }
    let rules = template.template.actions.iter().enumerate();
    for (_, action) in rules.filter(|(at, _)| actions >> at & 1 == 1) {
        if let Some(due) = action.due {
            let counted = template.calendar.add(state.dates.today, due);
            counted.map_err(|beyond| Box::new(limits::beyond(&action.when.at, beyond)))?;
        }
    }
    Ok(())
}

/// The result where there is none: the template is not for the case, or a script failed.
fn without_grades(template: &CompiledTemplate, state: &State<'_>, status: Status) -> Scored {
    Scored {
        status,
        overall: Score::default(),
        sections: vec![Score::default(); template.plan.sections.len()],
        completeness: state.completeness,
        shown: Vec::new(),
        concerns: 0,
        strengths: 0,
        limited_by: 0,
        alerts: 0,
        actions: 0,
        extra: None,
    }
}

fn failed(template: &CompiledTemplate, state: &State<'_>, failure: Diagnostic) -> Scored {
    let extra = Extra {
        failure: Some(failure),
        ..Extra::default()
    };
    Scored {
        extra: Some(Box::new(extra)),
        ..without_grades(template, state, Status::Failed)
    }
}
