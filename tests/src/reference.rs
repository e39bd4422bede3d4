//! The reference scorer: small, slow and obvious, written from `docs/scoring.md` alone.
//!
//! It shares no code with the engine: no scripts, no codes, no tables, and fractions of any size. Where the two give
//! different outcomes for the same template and answers, one of them or the page is wrong.

mod agreed;
mod asked;
mod audit;
mod calendar;
mod combine;
mod finding;
mod grade;
mod number;
mod outcome;
mod template;
mod when;
#[cfg(test)]
mod worked;
mod worth;

pub use asked::{Asked, asked};
pub use audit::{Answer, Audit, Value};
pub use calendar::Calendar;
pub use number::{Number, decimals, exact, number, percent, plain, ratio};
pub use outcome::{
    Completeness, Done, Finding, Outcome, Overall as OverallOutcome, Score, SectionOutcome, Told,
    length,
};
pub use template::*;
pub use worth::is_scored;

use chrono::NaiveDate;

use grade::Graded;
use when::{Grades, holds};

/// The outcome of one audit, worked out from top to bottom as the page says it.
///
/// The audit is taken to be one that the template accepts.
#[must_use]
pub fn score(template: &Template, audit: &Audit, today: NaiveDate, calendar: &Calendar) -> Outcome {
    let nothing_yet = asked::Asked::default();
    let no_grades = Grades::none(template);
    if let Some(eligible) = &template.eligible
        && !holds(eligible, &nothing_yet, audit, &no_grades)
    {
        return Outcome::not_eligible(template, audit);
    }
    let asked = asked::asked(template, audit, today, calendar);
    let graded = grade::grade(template, audit, &asked);
    let grades = graded.names(template);
    let told = template
        .alerts
        .iter()
        .filter(|alert| holds(&alert.when, &asked, audit, &grades));
    let done = template
        .actions
        .iter()
        .filter(|action| holds(&action.when, &asked, audit, &grades));
    Outcome {
        audit: audit.id.clone(),
        case: audit.case.clone(),
        overall: overall(template, &graded),
        sections: sections(template, &graded),
        completeness: asked::completeness(template.questions().map(|(_, one)| one), &asked),
        findings: finding::findings(template, &asked),
        alerts: told.map(Told::of).collect(),
        actions: done
            .map(|action| Done::of(action, today, calendar))
            .chain(agreed::agreed(template, &asked))
            .collect(),
        recorded: audit.recorded.clone(),
    }
}

fn overall(template: &Template, graded: &Graded) -> OverallOutcome {
    let name = |grade: Option<usize>| Some(template.scale()?.grades[grade?].0.clone());
    let status = match (graded.insufficient, graded.overall) {
        (true, _) => "insufficient-evidence",
        (false, None) => "ungraded",
        (false, Some(_)) => "graded",
    };
    OverallOutcome {
        grade: name(graded.overall),
        computed: name(graded.computed),
        score: graded.score.clone(),
        limited_by: graded
            .limited_by
            .iter()
            .map(|at| template.limits[*at].id.clone())
            .collect(),
        status: status.to_owned(),
    }
}

/// Every section, in file order; one that was not shown has neither grade nor score.
fn sections(template: &Template, graded: &Graded) -> Vec<SectionOutcome> {
    let grades = graded.names(template);
    let each = template.sections.iter().zip(&graded.sections);
    each.map(|(section, one)| SectionOutcome {
        id: section.id.clone(),
        grade: grades.section(&section.id),
        score: one.score.clone(),
    })
    .collect()
}
