use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sightline_engine::programme::{Asked, Planned, Told};
use sightline_engine::rollup::{Share, Summary};

use crate::data::Data;
use crate::number::{capital, count, none};
use crate::sentence::{level, verb};
use crate::table::filled;
use crate::table::{Cell, Table};

/// Audits planned beside audits done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityPart {
    /// How many of the planned audits were done, and what is known of the rest.
    pub lines: Vec<String>,
    /// Planned, allocated, done, late and cancelled, by template and team.
    pub table: Option<Table>,
    /// Who was let off, by whom and why.
    pub exempted: Option<Table>,
    /// Shares of answers that the programme asks for, such as audits that the worker took part in.
    pub asked: Option<Table>,
}

/// What was planned for one template and team over the whole period.
#[derive(Default)]
struct Row {
    planned: u64,
    allocated: Option<u64>,
    late: Option<u64>,
    cancelled: u64,
    exempted: u64,
}

pub(crate) fn part(data: &Data<'_>) -> ActivityPart {
    let told: Vec<&Told> = data.figures.programme.told(data.spec.period).collect();
    let rows = rows(data, &told);
    ActivityPart {
        lines: lines(data, &rows, &told),
        table: filled(table(data, &rows)),
        exempted: if data.spec.only.is_all() {
            filled(exempted(data, &told))
        } else {
            None
        },
        asked: filled(asked(data)),
    }
}

fn rows(data: &Data<'_>, told: &[&Told]) -> BTreeMap<(String, Option<String>), Row> {
    let mut rows: BTreeMap<(String, Option<String>), Row> = BTreeMap::new();
    let more = |held: Option<u64>, more: Option<u64>| match (held, more) {
        (None, None) => None,
        (held, more) => Some(held.unwrap_or(0) + more.unwrap_or(0)),
    };
    let wanted = |one: &Planned| {
        let only = &data.spec.only;
        let is = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
        };
        is(&only.template, Some(&one.template))
            && is(&only.team, one.team.as_deref())
            && only.service.is_none()
    };
    for Planned {
        template,
        team,
        audits,
        allocated,
        late,
        cancelled,
    } in told
        .iter()
        .flat_map(|one| &one.planned)
        .filter(|one| wanted(one))
    {
        let row = rows.entry((template.clone(), team.clone())).or_default();
        row.planned += audits;
        row.allocated = more(row.allocated, *allocated);
        row.late = more(row.late, *late);
        row.cancelled += cancelled;
    }
    for one in told.iter().flat_map(|one| &one.exempted) {
        let key = (one.template.clone(), one.team.clone());
        if let Some(row) = rows.get_mut(&key) {
            row.exempted += one.audits;
        }
    }
    rows
}

/// Audits of one template, of one team's work or of everybody's.
fn done(data: &Data<'_>, template: &str, team: Option<&str>) -> u64 {
    let period = data.rollup.for_period(data.spec.period);
    let these = period.filter(|group| {
        group.template.id == template && team.is_none_or(|team| group.team == team)
    });
    these.audits()
}

/// A template's title, if it was ever used; else its id.
fn title(data: &Data<'_>, id: &str) -> String {
    let layouts = data.rollup.layouts();
    let titles = layouts
        .filter(|(template, _)| template.id == id)
        .map(|(_, layout)| layout.labels().title.clone());
    titles.last().unwrap_or_else(|| id.to_owned())
}

fn table(data: &Data<'_>, rows: &BTreeMap<(String, Option<String>), Row>) -> Table {
    let head = [
        "Audits",
        "Team",
        "Planned",
        "Allocated",
        "Done",
        "Late",
        "Cancelled",
        "Done, of those due",
    ];
    let mut table = Table::new(
        format!("Audits planned and done this {}", data.word()),
        head,
    );
    let told = |n: Option<u64>| n.map_or_else(|| "not said".into(), Cell::from);
    for ((template, team), row) in rows {
        let done = done(data, template, team.as_deref());
        table.row([
            Cell::from(title(data, template)),
            team.as_deref().unwrap_or("all").into(),
            row.planned.into(),
            told(row.allocated),
            done.into(),
            told(row.late),
            row.cancelled.into(),
            Cell::part_of(Share::of(done.min(row.due()), row.due())),
        ]);
    }
    table
}

impl Row {
    /// What was to be done after all: nobody was let off it and it was not called off.
    fn due(&self) -> u64 {
        self.planned.saturating_sub(self.exempted + self.cancelled)
    }
}

fn lines(
    data: &Data<'_>,
    rows: &BTreeMap<(String, Option<String>), Row>,
    told: &[&Told],
) -> Vec<String> {
    if rows.is_empty() {
        return vec![
            "How many audits were planned is not told, so nothing is said about completion."
                .to_owned(),
        ];
    }
    let mut lines = Vec::new();
    let sum = |of: &dyn Fn(&Row) -> u64| -> u64 { rows.values().map(of).sum() };
    let due = sum(&Row::due);
    let finished = rows
        .iter()
        .map(|((template, team), row)| done(data, template, team.as_deref()).min(row.due()))
        .sum();
    let share = Share::of(finished, due);
    lines.push(format!(
        "{} {} done by the end of the {}.",
        level(share, "audits that were due"),
        verb(share, "was", "were"),
        data.word()
    ));
    let exempted: u64 = if data.spec.only.is_all() {
        let all = told.iter().flat_map(|one| &one.exempted);
        all.map(|one| one.audits).sum()
    } else {
        sum(&|row| row.exempted)
    };
    let cancelled = sum(&|row| row.cancelled);
    if exempted + cancelled > 0 {
        lines.push(format!(
            "Of {} planned, {} {} exempted and {} {} cancelled; neither counts as due.",
            count(sum(&|row| row.planned), "audit"),
            none(exempted),
            if exempted < 2 { "was" } else { "were" },
            none(cancelled),
            if cancelled < 2 { "was" } else { "were" },
        ));
    }
    let unplanned = data.audits().saturating_sub(
        rows.keys()
            .map(|(template, team)| done(data, template, team.as_deref()))
            .sum(),
    );
    if unplanned > 0 {
        lines.push(format!(
            "{} {} done with templates or for teams for which none was planned.",
            capital(&count(unplanned, "audit")),
            if unplanned == 1 { "was" } else { "were" },
        ));
    }
    lines
}

fn exempted(data: &Data<'_>, told: &[&Told]) -> Table {
    let head = ["Audits", "Team", "Exempted", "Agreed by", "Because"];
    let mut table = Table::new(format!("Exemptions this {}", data.word()), head);
    for one in told.iter().flat_map(|one| &one.exempted) {
        table.row([
            Cell::from(title(data, &one.template)),
            one.team.as_deref().unwrap_or("all").into(),
            one.audits.into(),
            one.by.as_str().into(),
            one.because.as_str().into(),
        ]);
    }
    table
}

fn asked(data: &Data<'_>) -> Table {
    let head = ["What", "Template", &data.this(), &data.then()].map(str::to_owned);
    let mut table = Table::new("Who took part", head);
    for one in &data.figures.programme.asked {
        let now = answered(&data.now, one);
        let then = answered(data.last(), one);
        if let Some(now) = now {
            table.row([
                Cell::from(one.what.as_str()),
                title(data, &one.template).into(),
                Cell::part_of(now),
                then.map_or_else(|| "no audits".into(), Cell::part_of),
            ]);
        }
    }
    table
}

/// The audits with one of some answers to a question, of those that answered it.
pub(super) fn answered(summaries: &[Summary], asked: &Asked) -> Option<Share> {
    let mut found = summaries
        .iter()
        .filter(|one| one.family.id == asked.template)
        .filter_map(|one| {
            let question = one
                .questions
                .iter()
                .find(|question| question.name.id == asked.question)?;
            let with = question
                .answers
                .iter()
                .filter(|(answer, _)| asked.answers.contains(&answer.id))
                .map(|(_, n)| n)
                .sum();
            Some(Share::of(with, question.answered()))
        });
    let first = found.next()?;
    Some(found.fold(first, Share::pool))
}
