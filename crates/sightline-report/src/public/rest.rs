//! Activity, measures, late reviews and alerts, as far as they may be published.

use sightline_engine::measure::Measured;

use super::grades::leading;
use super::key::{What, Whose};
use super::pattern::{Gate, Patterns};
use crate::chart::{Chart, Targets};
use crate::context::{
    ActivityPart, MeasurePart, MeasuresPart, Method, SummaryPart, ThemesPart, TimelinessPart,
    filled, front, measures as whole,
};
use crate::data::{Data, short_label};
use crate::disclose::SMALL;
use crate::number::{count, list};
use crate::sentence::{level, verb};
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
    Method {
        templates: filled(templates),
        ..front::method(data)
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

/// Measures whose counts may be shown; of the others there is a row, and no number.
pub(super) fn measures(data: &Data<'_>, patterns: &Patterns) -> (MeasuresPart, Chart) {
    let gate = patterns.of(data.spec.period);
    let now = whole::now(data);
    let shown = |one: &Measured, gate: &Gate<'_>| {
        gate.share(
            What::Above(one.measure.clone()),
            What::Counted(one.measure.clone()),
        )
    };
    let then = patterns.of(data.spec.period.previous());
    let safe: Vec<Measured> = now.iter().map(|one| told(one, &gate)).collect();
    let (public, hidden): (Vec<&Measured>, Vec<&Measured>) = safe
        .iter()
        .partition(|one| shown(one, &gate).is_some() || is_large(one));
    let both = |one: &Measured| {
        let earlier = whole::before(data, one);
        shown(one, &then).is_some() || !one.is_share && earlier.is_none_or(is_large)
    };
    let mut table = whole::heads(data);
    for one in &safe {
        let secret = hidden.iter().any(|other| other.measure == one.measure);
        // What it should be is no secret; all the rest would tell the value.
        let unless = |cell: Cell| {
            if secret {
                Cell::hidden("c".to_owned())
            } else {
                cell
            }
        };
        let [title, value, likely, target, rag, change, _] = whole::row(data, one, both(one));
        table.row([
            title,
            unless(value),
            unless(likely),
            target,
            unless(rag),
            unless(change),
            gate.cell(What::Unknown(one.measure.clone())),
        ]);
    }
    let list: Vec<MeasurePart> = public
        .iter()
        .map(|one| whole::measure(data, one, both(one)))
        .collect();
    let targets: Targets = whole::chart(public.iter().copied(), table.clone());
    let drawn = !targets.rows.is_empty();
    let part = MeasuresPart {
        lines: Vec::new(),
        list,
        table: filled(table),
        comparators: filled(whole::comparators(&now)),
        trend: trend(data, patterns, &now),
        chart: drawn.then(|| "measures".to_owned()),
    };
    (part, Chart::Targets(targets))
}

/// A measure without the counts that are no cells of a public report, or are hidden, for sentences to say nothing of them.
fn told(one: &Measured, gate: &Gate<'_>) -> Measured {
    let unknown = gate.n(What::Unknown(one.measure.clone()));
    Measured {
        unknown: unknown.unwrap_or(0),
        undated: 0,
        excluded: Vec::new(),
        ..one.clone()
    }
}

/// Whether a rate, such as a caseload, is made of so many that no child can be seen in it.
fn is_large(one: &Measured) -> bool {
    !one.is_share && one.value.is_some() && (one.numerator == 0 || one.numerator > *SMALL.end())
}

fn trend(data: &Data<'_>, patterns: &Patterns, now: &[&Measured]) -> Option<Table> {
    let periods: Vec<_> = data
        .figures
        .measures
        .iter()
        .map(|(period, _)| *period)
        .filter(|period| patterns.has(*period))
        .collect();
    if periods.len() < 2 {
        return None;
    }
    let labels = periods.iter().map(|period| short_label(*period));
    let mut table = Table::new(
        format!("Measures by {}", data.word()),
        std::iter::once("Measure".to_owned()).chain(labels),
    );
    for one in now.iter().filter(|one| one.is_share) {
        let cells = periods.iter().map(|period| {
            let gate = patterns.of(*period);
            let (above, counted) = (
                What::Above(one.measure.clone()),
                What::Counted(one.measure.clone()),
            );
            gate.part_of(above, counted)
        });
        table.row(std::iter::once(Cell::from(one.title.as_str())).chain(cells));
    }
    filled(table)
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
        late.row([Cell::from("All late reviews"), gate.cell(What::Late)]);
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
    for one in told.iter().flat_map(|one| &one.alerts) {
        if !kinds.contains(&(&one.concern, one.formal)) {
            kinds.push((&one.concern, one.formal));
            let cell =
                |of: fn(String, bool) -> What| gate.cell(of(one.concern.clone(), one.formal));
            alerts.row([
                Cell::from(one.concern.as_str()),
                if one.formal { "formal" } else { "informal" }.into(),
                cell(What::Opened),
                cell(What::Resolved),
                cell(What::Overdue),
            ]);
        }
    }
    let reasons: Vec<String> = reasons.iter().map(|reason| (*reason).to_owned()).collect();
    TimelinessPart {
        lines: (!reasons.is_empty())
            .then(|| format!("Reviews were late for these reasons: {}.", list(&reasons)))
            .into_iter()
            .collect(),
        late: filled(late),
        alerts: filled(alerts),
    }
}
