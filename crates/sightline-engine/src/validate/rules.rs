//! Limits, alerts and actions.
//!
//! A rule that lacks something keeps its condition, so that a mistake in the condition is named in the same run; what
//! stands in for the missing part is never used, because a template with a mistake is never scored.

use super::scales::unknown_grade;
use super::{Names, ids};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{RawAction, RawAlert, RawLimit};
use crate::model::{ActionRule, AlertRule, Cap, GradeIx, LengthOfTime, Limit, Scale, Section};
use crate::source::{Span, Spanned};

/// The most limits of one template, and the most alerts.
const MOST_RULES: usize = 60;

pub(super) fn limits(
    raw: Vec<RawLimit>,
    sections: &[Section],
    names: &Names,
    found: &mut Diagnostics,
) -> Vec<Limit> {
    let named: Vec<&Spanned<String>> = raw.iter().filter_map(|limit| limit.id.as_ref()).collect();
    ids::unique("limit", named.iter().copied(), found);
    let places: Vec<&Span> = named.iter().map(|id| &id.at).collect();
    ids::not_too_many("limits", MOST_RULES, &places, found);
    raw.into_iter()
        .filter_map(|one| limit(one, sections, names, found))
        .collect()
}

/// A limit with whatever is sound in it, so that its condition is read even where its cap is a mistake; with a mistake in it
/// the template does not come out, and what stands in for it here plays no part.
fn limit(
    raw: RawLimit,
    sections: &[Section],
    names: &Names,
    found: &mut Diagnostics,
) -> Option<Limit> {
    let cap = raw
        .cap
        .as_ref()
        .and_then(|cap| self::cap(cap, names, found));
    let section = raw
        .section
        .as_ref()
        .and_then(|name| section(name, sections, found));
    Some(Limit {
        id: raw.id.map(|id| id.value).unwrap_or_default(),
        when: raw.when?,
        cap: cap.unwrap_or(Cap::InsufficientEvidence),
        section,
        because: raw.because.unwrap_or_default(),
    })
}

fn cap(name: &Spanned<String>, names: &Names, found: &mut Diagnostics) -> Option<Cap> {
    if name.value == "insufficient-evidence" {
        return Some(Cap::InsufficientEvidence);
    }
    match &names.grade_scale {
        Some(Scale::Grades(scale)) => {
            let grade = scale.find(&name.value);
            if grade.is_none() {
                let ids = scale.grades.iter().map(|grade| grade.id.as_str());
                let help = suggest(&name.value, ids.chain(["insufficient-evidence"]));
                found.push(Diagnostic {
                    help,
                    ..unknown_grade(scale, name)
                });
            }
            if grade == Some(GradeIx(0)) {
                found.push(idle(name));
            }
            grade.map(Cap::Grade)
        }
        Some(Scale::Numbers(_)) | None => {
            if !names.broken_scale {
                found.push(no_grades(&name.at, "this caps a grade"));
            }
            None
        }
    }
}

/// The diagnostic for a cap that every grade keeps to.
fn idle(cap: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "`{}` is the best grade, so this limit can never lower anything",
        cap.value
    );
    Diagnostic::warning(Code::IDLE_LIMIT, &cap.at, message)
        .help("cap at a lower grade, or take the limit out")
}

/// The diagnostic for a grade where the template has none.
pub(super) fn no_grades(at: &Span, what: &str) -> Diagnostic {
    let message = format!("{what}, and the template has no scale of grades");
    Diagnostic::error(Code::NO_GRADES, at, message)
        .help("name a scale of grades as `grade_scale:`, or take this out")
}

fn section(name: &Spanned<String>, sections: &[Section], found: &mut Diagnostics) -> Option<usize> {
    let place = sections.iter().position(|section| section.id == name.value);
    if place.is_none() {
        let message = format!("there is no section `{}`", name.value);
        let help = suggest(
            &name.value,
            sections.iter().map(|section| section.id.as_str()),
        );
        let help = help.unwrap_or_else(|| "use the id of a section of this template".to_owned());
        found.push(Diagnostic::error(Code::UNKNOWN_SECTION, &name.at, message).help(help));
    }
    place
}

pub(super) fn alerts(raw: Vec<RawAlert>, found: &mut Diagnostics) -> Vec<AlertRule> {
    let named: Vec<&Spanned<String>> = raw.iter().filter_map(|alert| alert.id.as_ref()).collect();
    ids::unique("alert", named.iter().copied(), found);
    let places: Vec<&Span> = named.iter().map(|id| &id.at).collect();
    ids::not_too_many("alerts", MOST_RULES, &places, found);
    let alert = |raw: RawAlert| {
        Some(AlertRule {
            id: raw.id.map(|id| id.value).unwrap_or_default(),
            when: raw.when?,
            within: raw.within.unwrap_or(LengthOfTime::SAME_DAY),
            to: raw.to.unwrap_or_default(),
        })
    };
    raw.into_iter().filter_map(alert).collect()
}

pub(super) fn actions(raw: Vec<RawAction>, found: &mut Diagnostics) -> Vec<ActionRule> {
    let named = raw.iter().filter_map(|action| action.when.as_ref());
    let places: Vec<&Span> = named.map(|when| &when.at).collect();
    ids::not_too_many("actions", MOST_RULES, &places, found);
    let action = |raw: RawAction| {
        Some(ActionRule {
            when: raw.when?,
            action: raw.action.unwrap_or_default(),
            due: raw.due,
            owner: raw.owner,
        })
    };
    raw.into_iter().filter_map(action).collect()
}
