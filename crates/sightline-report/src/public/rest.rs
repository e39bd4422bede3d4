//! Activity, late reviews and alerts, as far as they may be published.

use super::grades::leading;
use super::key::{What, Whose};
use super::measures::tells_nothing;
use super::pattern::Patterns;
use crate::data::Data;
use crate::number::{count, list, small};
use crate::parts::moderation::nothing_to_moderate;
use crate::parts::timeliness::{alerts_told_for, reasons_told_for};
use crate::parts::{ActivityPart, Method, SummaryPart, ThemesPart, TimelinessPart, method};
use crate::sentence::{level, verb};
use crate::table::filled;
use crate::table::{Cell, Table};

pub(super) fn summary(data: &Data<'_>, patterns: &Patterns, themes: &ThemesPart) -> SummaryPart {
    let mut lines: Vec<String> = leading(data, patterns).into_iter().collect();
    if let Some(theme) = themes.concerns.first() {
        lines.push(format!(
            "Of the concerns whose numbers may be published, the most common is {}: {}",
            theme.title, theme.sentence
        ));
    }
    SummaryPart {
        activity: done(data, patterns),
        lines,
        strengths: themes.strengths.iter().take(3).cloned().collect(),
        concerns: themes.concerns.iter().take(3).cloned().collect(),
        both: None,
        next: Vec::new(),
        acted: None,
    }
}

/// How many audits there were, where that may be printed; else none.
pub(super) fn audits(data: &Data<'_>, patterns: &Patterns) -> u64 {
    let gate = patterns.of(data.spec.period);
    gate.n(What::Audits(Whose::Everybody)).unwrap_or(0)
}

fn done(data: &Data<'_>, patterns: &Patterns) -> String {
    let gate = patterns.of(data.spec.period);
    let templates = count(data.now.len() as u64, "template");
    match gate.n(What::Audits(Whose::Everybody)) {
        _ if data.audits() == 0 => format!("There were no audits this {}.", data.word()),
        Some(audits) => format!("{} were done with {templates}.", count(audits, "audit")),
        None => format!("Audits were done with {templates}; how many is confidential."),
    }
}

pub(super) fn method(data: &Data<'_>, patterns: &Patterns) -> Method {
    let gate = patterns.of(data.spec.period);
    let mut templates = Table::new(
        format!("Templates used this {}", data.word()),
        ["Template", "Version", "Audits", "Graded"],
    );
    for one in &data.now {
        let whose = || Whose::family(&one.family);
        let (audits, graded) = match one.scale {
            Some(_) => (
                Cell::hidden("c".to_owned()),
                gate.cell(What::Graded(whose())),
            ),
            None => (gate.cell(What::Audits(whose())), "gives no grade".into()),
        };
        templates.row([
            Cell::from(one.title.as_str()),
            one.version.to_string().into(),
            audits,
            graded,
        ]);
    }
    if templates
        .rows
        .iter()
        .flat_map(|row| row.iter().skip(2))
        .all(tells_nothing)
    {
        // Two columns of nothing but `c` tell less than a word.
        let mut named = Table::new(
            format!(
                "{}; how many audits each had is left out, because numbers are small",
                templates.caption
            ),
            ["Template", "Version"],
        );
        for row in &templates.rows {
            named.row(row.iter().take(2).cloned());
        }
        templates = named;
    }
    Method {
        templates: filled(templates),
        // How many could not be drawn, and why, may be very few.
        draws: None,
        ..method::method(data)
    }
}

/// What was planned and done, all templates together; by template or team it would tell of few.
pub(super) fn activity(data: &Data<'_>, patterns: &Patterns) -> ActivityPart {
    let told = data.figures.programme.told(data.spec.period);
    let planned: u64 = told
        .flat_map(|told| &told.planned)
        .map(|one| one.audits)
        .sum();
    let gate = patterns.of(data.spec.period);
    let done = gate.n(What::Audits(Whose::Everybody));
    let line = done.filter(|_| planned > 0).map(|done| {
        format!(
            "{} were planned, and {done} were done.",
            count(planned, "audit")
        )
    });
    ActivityPart {
        lines: line.into_iter().collect(),
        ..ActivityPart::default()
    }
}

pub(super) fn coverage(data: &Data<'_>, patterns: &Patterns) -> String {
    if let Some(nothing) = nothing_to_moderate(data) {
        return nothing;
    }
    let gate = patterns.of(data.spec.period);
    match gate.share(What::Moderated, What::Graded(Whose::Everybody)) {
        Some(share) => format!(
            "{} {} set by moderation.",
            level(share, "reported grades"),
            verb(share, "was", "were")
        ),
        None => "How many reported grades were set by moderation is confidential.".to_owned(),
    }
}

pub(super) fn timeliness(data: &Data<'_>, patterns: &Patterns) -> TimelinessPart {
    let gate = patterns.of(data.spec.period);
    let told: Vec<_> = data.figures.programme.told(data.spec.period).collect();
    let mut late = Table::new(
        format!("Why reviews were late this {}", data.word()),
        ["Reason", "Late reviews"],
    );
    let mut reasons: Vec<&str> = Vec::new();
    for (because, _) in told.iter().flat_map(|one| &one.late_reviews) {
        if !reasons.contains(&because.as_str()) {
            reasons.push(because);
            let what = What::LateBecause(because.clone());
            late.row([Cell::from(because.as_str()), gate.counted(what, What::Late)]);
        }
    }
    if !reasons.is_empty() {
        late.row([
            Cell::from("Late reviews with a reason"),
            gate.cell(What::Late),
        ]);
    }
    let mut alerts = Table::new(
        format!("Quality assurance alerts this {}", data.word()),
        [
            "Concern",
            "Stage",
            "Opened",
            "Resolved",
            "Open for over 20 working days",
        ],
    );
    let mut kinds: Vec<(&str, bool)> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    for one in told.iter().flat_map(|one| &one.alerts) {
        if !kinds.contains(&(&one.concern, one.formal)) {
            kinds.push((&one.concern, one.formal));
            let cell =
                |of: fn(String, bool) -> What| gate.cell(of(one.concern.clone(), one.formal));
            let stage = if one.formal { "formal" } else { "informal" };
            let cells = [What::Opened, What::Resolved, What::Overdue].map(cell);
            if cells.iter().all(tells_nothing) {
                left_out.push(format!("{} ({stage})", one.concern));
                continue;
            }
            let heads = [Cell::from(one.concern.as_str()), stage.into()];
            alerts.row(heads.into_iter().chain(cells));
        }
    }
    let reasons: Vec<String> = reasons.iter().map(|reason| small(reason)).collect();
    let because = (!reasons.is_empty())
        .then(|| format!("Reviews were late for these reasons: {}.", list(&reasons)));
    let left_out = (!left_out.is_empty()).then(|| {
        format!(
            "Left out, because numbers are too small to be published: alerts about {}.",
            list(&left_out)
        )
    });
    // A table in which no number can be told says no more than the reasons do.
    let told = late
        .rows
        .iter()
        .flat_map(|row| row.iter().skip(1))
        .any(|cell| !tells_nothing(cell));
    TimelinessPart {
        lines: [
            because,
            reasons_told_for(data),
            alerts_told_for(data),
            left_out,
        ]
        .into_iter()
        .flatten()
        .collect(),
        late: filled(late).filter(|_| told),
        alerts: filled(alerts),
    }
}
