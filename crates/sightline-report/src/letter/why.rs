//! How one audit came by its grade, in sentences.

use sightline_engine::explain::{Change, Explanation, Lift, LimitWhy};
use sightline_engine::model::{Bands, Bound, Cap, GradeIx};
use sightline_engine::rollup::Basis;
use sightline_engine::scored::{Score, Status};
use sightline_engine::{CompiledTemplate, Dates};

use crate::letter::Audited;
use crate::number::{exact_percent, list};

/// The grade, or why there is none.
pub(super) fn headline(
    template: &CompiledTemplate,
    why: &Explanation,
    counts: Option<GradeIx>,
) -> String {
    match (template.grade_label(counts), why.status) {
        (Some(grade), _) => format!("The grade is {grade}."),
        (None, Status::Graded | Status::Ungraded) if template.template().grade_scale.is_none() => {
            "This audit has no overall grade, as the template gives none.".into()
        }
        (None, Status::Graded | Status::Ungraded) => {
            "This audit has no overall grade, as nothing in it is scored.".into()
        }
        (None, Status::InsufficientEvidence) => {
            "There was not enough evidence for an overall grade.".into()
        }
        (None, Status::NotEligible) => {
            "The template is not for this case, so nothing was scored.".into()
        }
        (None, Status::Failed) => {
            "The score could not be worked out, so there is no grade; the answers are kept.".into()
        }
    }
}

/// What the answers came to, what lowered that, and what people said.
pub(super) fn reasons(
    audited: &Audited<'_>,
    why: &Explanation,
    counts: Option<GradeIx>,
) -> Vec<String> {
    let template = audited.template;
    let label = |grade| template.grade_label(grade).unwrap_or("no grade");
    let mut all: Vec<String> = score(template, &why.score, &why.bands)
        .into_iter()
        .collect();
    all.extend(why.limits.iter().map(|one| lowered(template, one)));
    if let (Some(done), Some(least)) = (&why.completeness, &why.minimum_completeness)
        && done < least
    {
        all.push(format!(
            "{} of what was asked is answered, and a grade needs {}.",
            exact_percent(done),
            exact_percent(least)
        ));
    }
    if let Some((grade, because)) = audited.recorded {
        let grade = label(Some(grade));
        let because = because.trim().trim_end_matches('.');
        all.push(match because {
            "" => format!("The auditor recorded {grade}."),
            because => format!("The auditor recorded {grade}: {because}."),
        });
    }
    match audited.moderated {
        Some((grade, basis)) if basis != Basis::Calibration => {
            let grade = label(Some(grade));
            all.push(format!(
                "A second person graded the same work, and found {grade}."
            ));
        }
        Some(_) | None => {
            let dates = Dates::on(audited.date);
            let (answers, scored) = (audited.answers, audited.scored);
            if template.always_moderated(answers, audited.case, dates, scored) {
                all.push(
                    "A second person must grade it as well and has not yet, so the grade may change."
                        .to_owned(),
                );
            }
        }
    }
    if counts != audited.scored.overall.grade && counts.is_some() {
        all.push(format!("The grade that counts is {}.", label(counts)));
    }
    all
}

/// `The answers come to 76.4%, which gives Good (from 70.0%).`
fn score(template: &CompiledTemplate, score: &Score, bands: &Bands) -> Option<String> {
    let share = score.share.as_ref().map(exact_percent);
    let grade = template.grade_label(score.computed);
    let from = bands
        .0
        .iter()
        .find(|(grade, bound)| Some(*grade) == score.computed && reaches(score, bound))
        .filter(|(_, bound)| !is_lowest(bound))
        .map(|(_, bound)| match bound {
            Bound::Points(points) => format!("{} points", points.plain()),
            Bound::Value(share) | Bound::Share(share) => exact_percent(share),
        });
    match (share, grade, from) {
        (None, None, _) => None,
        (None, Some(grade), _) => Some(format!("The template's own rule gives {grade}.")),
        (Some(share), None, _) => Some(format!("The answers come to {share}.")),
        (Some(share), Some(grade), None) => {
            Some(format!("The answers come to {share}, which gives {grade}."))
        }
        (Some(share), Some(grade), Some(from)) => Some(format!(
            "The answers come to {share}, which gives {grade} (from {from})."
        )),
    }
}

/// Whether a band has everything below the others.
fn is_lowest(bound: &Bound) -> bool {
    match bound {
        Bound::Points(least) | Bound::Value(least) | Bound::Share(least) => least.is_zero(),
    }
}

/// Whether a score is in a band, and not below them all.
fn reaches(score: &Score, bound: &Bound) -> bool {
    match bound {
        Bound::Points(least) => score.points.as_deref().is_some_and(|(own, _)| own >= least),
        Bound::Value(least) | Bound::Share(least) => {
            score.share.as_ref().is_some_and(|own| own >= least)
        }
    }
}

/// Every limit that lowered a section's grade or the overall one.
pub(super) fn limits(template: &CompiledTemplate, why: &Explanation) -> Vec<String> {
    let of_sections = why.sections.iter().flat_map(|section| {
        let title = &section.title;
        let limits = section.limits.iter();
        limits.map(move |one| format!("{title}: {}", lowered(template, one)))
    });
    let overall = why.limits.iter().map(|one| lowered(template, one));
    of_sections.chain(overall).collect()
}

/// `No better than Good: Outstanding needs …. “Impact” is Good. It would not have held if “Impact” were Outstanding.`
fn lowered(template: &CompiledTemplate, limit: &LimitWhy) -> String {
    let label = |grade| template.grade_label(grade);
    let cap = match limit.cap {
        Cap::Grade(grade) => format!("No better than {}", label(Some(grade)).unwrap_or_default()),
        Cap::InsufficientEvidence => "No grade".to_owned(),
    };
    let because = limit.because.trim().trim_end_matches('.');
    let mut text = format!("{cap}: {because}.");
    let grades = limit.grades.iter().map(|one| match label(one.grade) {
        Some(grade) => format!("“{}” is {grade}", one.title),
        None => format!("“{}” has no grade", one.title),
    });
    let grades: Vec<String> = grades.collect();
    if !grades.is_empty() {
        text = format!("{text} {}.", list(&grades));
    }
    let lifts: Vec<String> = limit.lifts.iter().map(|one| lift(template, one)).collect();
    if !lifts.is_empty() {
        text = format!(
            "{text} It would not have held if {}.",
            lifts.join(", or if ")
        );
    }
    text
}

fn lift(template: &CompiledTemplate, lift: &Lift) -> String {
    match lift {
        Lift::Section { title, grade, .. } => {
            let grade = template.grade_label(Some(*grade)).unwrap_or_default();
            format!("“{title}” were {grade}")
        }
        Lift::Answer { question, to } => {
            format!(
                "the answer to “{}” were {}",
                ask(template, question),
                to.label
            )
        }
        Lift::Critical(questions) => {
            let asked: Vec<String> = questions
                .iter()
                .map(|one| format!("“{}”", ask(template, one)))
                .collect();
            format!("there were an answer to {}", list(&asked))
        }
    }
}

/// Single other answers that would have given a better grade, and those that would have given a worse one.
pub(super) fn other_answers(
    template: &CompiledTemplate,
    changes: &[Change],
    own: Option<GradeIx>,
) -> (Vec<String>, Vec<String>) {
    let (better, worse): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|one| match (one.grade, own) {
            // The best grade comes first.
            (Some(grade), Some(own)) => grade < own,
            (grade, _) => grade.is_some(),
        });
    let words = |all: Vec<&Change>| {
        let words = all.into_iter().map(|one| {
            format!(
                "“{}” {}, in place of {}, would have given {}",
                ask(template, &one.question),
                one.to.label,
                one.from.label,
                template.grade_label(one.grade).unwrap_or("no grade")
            )
        });
        words.collect()
    };
    (words(better), words(worse))
}

fn ask<'t>(template: &'t CompiledTemplate, question: &'t str) -> &'t str {
    let template = template.template();
    let found = template
        .question(question)
        .and_then(|at| template.questions.get(at));
    found.map_or(question, |one| &one.ask)
}
