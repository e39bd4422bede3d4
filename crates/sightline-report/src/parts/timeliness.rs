use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Quarter;
use sightline_engine::programme::Told;
use sightline_engine::rollup::Share;

use crate::data::{Data, short_label};
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
        lines: lines(data, &told),
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
        table.row([Cell::from("Late reviews with a reason"), all.into()]);
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

/// Which quarters something was told of, where a longer period has others too: its sum would pass for that of them all.
fn told_for(data: &Data<'_>, what: &str, is_told: impl Fn(&Told) -> bool) -> Option<String> {
    let quarters = data.spec.period.quarters().into_iter();
    let quarters = quarters.filter(|quarter| quarter.first_day() <= data.spec.prepared_on);
    let (told, others): (Vec<Quarter>, Vec<Quarter>) = quarters.partition(|quarter| {
        let mut told = data.figures.programme.told((*quarter).into());
        told.any(&is_told)
    });
    let labels = told.iter().map(|one| short_label((*one).into()));
    let labels: Vec<String> = labels.collect();
    let others = match others.len() as u64 {
        0 => return None,
        1 => "the other quarter".to_owned(),
        n => format!("the other {} quarters", number(n)),
    };
    (!told.is_empty()).then(|| {
        format!(
            "{what} were told for {}, and not for {others}.",
            list(&labels)
        )
    })
}

pub(crate) fn reasons_told_for(data: &Data<'_>) -> Option<String> {
    let is_told = |one: &Told| !one.late_reviews.is_empty();
    told_for(data, "Reasons for late reviews", is_told)
}

pub(crate) fn alerts_told_for(data: &Data<'_>) -> Option<String> {
    told_for(data, "Alerts", |one| !one.alerts.is_empty())
}

fn lines(data: &Data<'_>, told: &[&Told]) -> Vec<String> {
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
        lines.extend(reasons_told_for(data));
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
        lines.extend(alerts_told_for(data));
    }
    lines
}
