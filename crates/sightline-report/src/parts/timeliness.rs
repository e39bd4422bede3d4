use serde::{Deserialize, Serialize};
use sightline_engine::programme::Told;
use sightline_engine::rollup::Share;

use crate::data::Data;
use crate::number::{count, list, number, small};
use crate::table::filled;
use crate::table::{Cell, Table};

/// Why reviews were late, and what became of quality assurance alerts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelinessPart {
    /// The same in sentences.
    pub lines: Vec<String>,
    /// Late reviews by reason.
    pub late: Option<Table>,
    /// Alerts opened, resolved and open for more than 20 working days, by concern and stage.
    pub alerts: Option<Table>,
}

pub(crate) fn part(data: &Data<'_>) -> TimelinessPart {
    let told: Vec<&Told> = data.figures.programme.told(data.spec.period).collect();
    let late = late(data, &told);
    let alerts = alerts(data, &told);
    TimelinessPart {
        lines: lines(&told),
        late: filled(late),
        alerts: filled(alerts),
    }
}

/// Reasons of several quarters as one list, in the order in which they were first told.
fn reasons<'t>(told: &[&'t Told]) -> Vec<(&'t str, u64)> {
    let mut reasons: Vec<(&str, u64)> = Vec::new();
    for (because, reviews) in told.iter().flat_map(|one| &one.late_reviews) {
        match reasons.iter_mut().find(|(held, _)| held == because) {
            Some((_, held)) => *held += reviews,
            None => reasons.push((because, *reviews)),
        }
    }
    reasons
}

fn late(data: &Data<'_>, told: &[&Told]) -> Table {
    let reasons = reasons(told);
    let all: u64 = reasons.iter().map(|(_, reviews)| reviews).sum();
    let mut table = Table::new(
        format!("Why reviews were late this {}", data.word()),
        ["Reason", "Late reviews"],
    );
    for (because, reviews) in reasons {
        table.row([Cell::from(because), Cell::counted(Share::of(reviews, all))]);
    }
    if all > 0 {
        table.row([Cell::from("All late reviews"), all.into()]);
    }
    table
}

fn alerts(data: &Data<'_>, told: &[&Told]) -> Table {
    let head = [
        "Concern",
        "Stage",
        "Opened",
        "Resolved",
        "Open for over 20 working days",
    ];
    let mut table = Table::new(
        format!("Quality assurance alerts this {}", data.word()),
        head,
    );
    let mut all: Vec<(&str, bool, [u64; 3])> = Vec::new();
    for one in told.iter().flat_map(|one| &one.alerts) {
        let counts = [one.opened, one.resolved, one.overdue];
        let same = all
            .iter_mut()
            .find(|(concern, formal, _)| *concern == one.concern && *formal == one.formal);
        match same {
            Some((.., held)) => held
                .iter_mut()
                .zip(counts)
                .for_each(|(held, more)| *held += more),
            None => all.push((&one.concern, one.formal, counts)),
        }
    }
    for (concern, formal, [opened, resolved, overdue]) in all {
        table.row([
            Cell::from(concern),
            if formal { "formal" } else { "informal" }.into(),
            opened.into(),
            resolved.into(),
            overdue.into(),
        ]);
    }
    table
}

fn lines(told: &[&Told]) -> Vec<String> {
    let mut lines = Vec::new();
    let reasons = reasons(told);
    let all: u64 = reasons.iter().map(|(_, reviews)| reviews).sum();
    if all > 0 {
        let said: Vec<String> = reasons
            .iter()
            .map(|(because, reviews)| format!("{} ({reviews})", small(because)))
            .collect();
        lines.push(format!(
            "{} by reason: {}.",
            count(all, "late review"),
            list(&said)
        ));
    }
    let alerts = || told.iter().flat_map(|one| &one.alerts);
    let opened = |formal: bool| -> u64 {
        alerts()
            .filter(|one| one.formal == formal)
            .map(|one| one.opened)
            .sum()
    };
    if alerts().next().is_some() {
        let overdue: u64 = alerts().map(|one| one.overdue).sum();
        lines.push(format!(
            "{} and {} were opened. Read the two together: fewer formal alerts with more informal ones may be as much \
             challenge as before. {} had been open for more than 20 working days.",
            count(opened(false), "informal alert"),
            count(opened(true), "formal alert"),
            match overdue {
                0 => "None".to_owned(),
                n => number(n),
            },
        ));
    }
    lines
}
