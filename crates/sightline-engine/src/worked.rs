//! Working a case through: what comes out, held against what should.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::compile::CompiledTemplate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::example::{Example, Expect};
use crate::outcome::{Outcome, SectionResult};
use crate::scored::FindingKind;
use crate::source::{Span, Spanned};

/// Scores a worked case and says everything that comes out otherwise than the case expects.
///
/// Each difference stands at the expectation that it breaks, so that an author sees all of them in one run.
#[must_use]
pub fn work_through(template: &CompiledTemplate, example: &Example) -> Diagnostics {
    let place = |keys: &[&str]| match keys {
        ["answers", id, ..] => example.answers_at.get(*id).unwrap_or(&example.at).clone(),
        _ => example.at.clone(),
    };
    match template.assess(&example.audit, &example.case, example.today, &place) {
        Ok(outcome) => compare(&example.expect, &outcome).sorted(),
        Err(wrong) => wrong,
    }
}

fn compare(expect: &Expect, outcome: &Outcome) -> Diagnostics {
    let mut found = Diagnostics::new();
    let overall = &outcome.overall;
    let percent = overall.score.as_ref().map(|score| score.percent.as_str());
    if let Some(status) = &expect.status {
        let differs = one(
            "status",
            status,
            &overall.status,
            Some(overall.status.as_str()),
        );
        found.extend(
            differs
                .map(|one| with_failure(one, outcome).into())
                .unwrap_or_default(),
        );
    }
    let mut say = |difference: Option<Diagnostic>| {
        found.extend(difference.map(Into::into).unwrap_or_default());
    };
    if let Some(grade) = &expect.overall {
        say(grades("overall", grade, overall.grade.as_deref())
            .map(|one| with_score(one, outcome, true)));
    }
    if let Some(grade) = &expect.computed {
        say(grades("computed", grade, overall.computed.as_deref())
            .map(|one| with_score(one, outcome, false)));
    }
    if let Some(expected) = &expect.percent {
        say(one("percent", expected, percent.unwrap_or("none"), percent));
    }
    if let Some(expected) = &expect.completeness {
        let came_out = outcome.completeness.percent.as_deref();
        say(one(
            "completeness",
            expected,
            came_out.unwrap_or("none"),
            came_out,
        ));
    }
    if let Some(expected) = &expect.actions {
        let n = outcome.actions.len();
        say((expected.value != n).then(|| difference("actions", &expected.at, &expected.value, &n)));
    }
    for (id, expected) in &expect.sections {
        let section = outcome.sections.iter().find(|section| section.id == *id);
        say(grades(
            id,
            expected,
            section.and_then(|section| section.grade.as_deref()),
        )
        .map(|one| match section.and_then(score_of) {
            Some(score) => one.label(score),
            None => one,
        }));
    }
    let ids = |kind: FindingKind| {
        let of_kind = outcome
            .findings
            .iter()
            .filter(move |finding| finding.kind == kind.id());
        of_kind.filter_map(|finding| finding.question.as_deref())
    };
    say(list(
        "limited_by",
        expect.limited_by.as_ref(),
        overall.limited_by.iter().map(String::as_str),
    ));
    say(list(
        "alerts",
        expect.alerts.as_ref(),
        outcome.alerts.iter().map(|alert| alert.id.as_str()),
    ));
    say(list(
        "concerns",
        expect.concerns.as_ref(),
        ids(FindingKind::Concern),
    ));
    say(list(
        "strengths",
        expect.strengths.as_ref(),
        ids(FindingKind::Strength),
    ));
    if let Some(expected) = &expect.because {
        let rules: BTreeSet<&str> = outcome
            .because
            .iter()
            .map(|because| because.rule.as_str())
            .collect();
        let missing = expected
            .value
            .iter()
            .filter(|rule| !rules.contains(rule.as_str()));
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        say((!missing.is_empty()).then(|| {
            let message = format!("{} played no part", named(&missing));
            error(
                &expected.at,
                message,
                &format!("these did: {}", named(&Vec::from_iter(rules))),
            )
        }));
    }
    found
}

/// A value that must be this one.
fn one(
    key: &str,
    expected: &Spanned<String>,
    shown: &str,
    came_out: Option<&str>,
) -> Option<Diagnostic> {
    let fits = Some(expected.value.as_str()) == came_out;
    (!fits).then(|| difference(key, &expected.at, &expected.value, &shown))
}

/// A grade that must be this one, or none.
fn grades(
    what: &str,
    expected: &Spanned<Option<String>>,
    came_out: Option<&str>,
) -> Option<Diagnostic> {
    let fits = expected.value.as_deref() == came_out;
    let word = |grade: Option<&str>| grade.unwrap_or("none").to_owned();
    (!fits).then(|| {
        difference(
            what,
            &expected.at,
            &word(expected.value.as_deref()),
            &word(came_out),
        )
    })
}

/// Ids that must be exactly these, in any order.
fn list<'a>(
    key: &str,
    expected: Option<&Spanned<Vec<String>>>,
    came_out: impl Iterator<Item = &'a str>,
) -> Option<Diagnostic> {
    let expected = expected?;
    let came_out: BTreeSet<&str> = came_out.collect();
    let wanted: BTreeSet<&str> = expected.value.iter().map(String::as_str).collect();
    let missing: Vec<&str> = wanted.difference(&came_out).copied().collect();
    let more: Vec<&str> = came_out.difference(&wanted).copied().collect();
    let parts: Vec<String> = [(missing, "missing"), (more, "not expected")]
        .into_iter()
        .filter(|(ids, _)| !ids.is_empty())
        .map(|(ids, what)| {
            format!(
                "{} {} {what}",
                named(&ids),
                if ids.len() == 1 { "is" } else { "are" }
            )
        })
        .collect();
    let came_out = if came_out.is_empty() {
        "none".to_owned()
    } else {
        named(&Vec::from_iter(came_out))
    };
    let help = format!("what comes out is {came_out}; put right the template, or this list");
    (!parts.is_empty()).then(|| {
        error(
            &expected.at,
            format!("`{key}` differs: {}", parts.join(", and ")),
            &help,
        )
    })
}

fn difference(what: &str, at: &Span, expected: &dyn Display, came_out: &dyn Display) -> Diagnostic {
    let message = format!("`{what}` comes out as `{came_out}`, and `{expected}` is expected");
    error(
        at,
        message,
        "work it through by hand again: put right the template, or the expectation",
    )
}

fn error(at: &Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(Code::EXAMPLE_FAILS, at, message).help(help)
}

/// Says which score, and with `limits` which limits, stand behind a grade.
fn with_score(diagnostic: Diagnostic, outcome: &Outcome, limits: bool) -> Diagnostic {
    let overall = &outcome.overall;
    let score = overall
        .score
        .as_ref()
        .map(|score| format!("the score is {}%", score.percent));
    let limits = (limits && !overall.limited_by.is_empty()).then(|| {
        format!(
            "limited by {}",
            named(&Vec::from_iter(
                overall.limited_by.iter().map(String::as_str)
            ))
        )
    });
    let parts: Vec<String> = score.into_iter().chain(limits).collect();
    if parts.is_empty() {
        diagnostic
    } else {
        diagnostic.label(parts.join(", "))
    }
}

/// Says why a script failed, where that is what came between.
fn with_failure(diagnostic: Diagnostic, outcome: &Outcome) -> Diagnostic {
    match &outcome.failure {
        Some(failure) => {
            let place = format!("{}:{}:{}", failure.file, failure.line, failure.column);
            diagnostic.label(format!("{} ({place})", failure.message))
        }
        None => diagnostic,
    }
}

fn score_of(section: &SectionResult) -> Option<String> {
    section
        .score
        .as_ref()
        .map(|score| format!("the score is {}%", score.percent))
}

fn named(ids: &[&str]) -> String {
    ids.iter()
        .map(|id| format!("`{id}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
