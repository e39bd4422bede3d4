mod burn_down;
mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sightline_engine::action::{Counts, Row};
use sightline_engine::rollup::Share;

use crate::chart::Chart;
use crate::data::Data;
use crate::figures::Actions;
use crate::number::{count, none, percent};
use crate::parts::actions::burn_down::burn_down;
use crate::parts::actions::table::{by_owner, is_open, single, table};
use crate::safe;
use crate::sentence::{level, verb};
use crate::table::filled;
use crate::table::{Cell, Table};

/// The most actions that the summary of a report for everybody names.
const NEXT: usize = 3;

/// What was to be done, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionsPart {
    /// How many were carried over, done in time and late, and are open; evidence and difference made.
    pub lines: Vec<String>,
    /// Actions of programmes of work and those added by hand: what, who, when, color, commentary and status.
    pub table: Option<Table>,
    /// What single audits of one team's work asked for and is still to be done, overdue first; only in a report on that team.
    pub single: Option<Table>,
    /// What was done and what difference it made.
    pub done: Vec<DonePart>,
    /// Actions set again from earlier programmes, in sentences.
    pub repeated: Vec<String>,
    /// Open and done by who does them; those whom only single audits name stand together.
    pub by_owner: Option<Table>,
    /// The name of the chart of open actions; absent where there is none to draw.
    pub chart: Option<String>,
}

/// An action that was done, with what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DonePart {
    /// What was to be done.
    pub action: String,
    /// What shows that it was.
    pub evidence: String,
    /// What is different because of it; empty where nobody has said so yet.
    pub difference: String,
}

pub(crate) fn part(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) -> ActionsPart {
    let Some(actions) = &data.figures.actions else {
        charts.insert("actions".to_owned(), Chart::Stacked(burn_down(data, &[])));
        return ActionsPart::default();
    };
    let only = &data.spec.only;
    if !only.is_all() {
        charts.insert("actions".to_owned(), Chart::Stacked(burn_down(data, &[])));
        return only
            .team
            .as_ref()
            .map_or_else(ActionsPart::default, |team| of_team(data, actions, team));
    }
    let chart = burn_down(data, &actions.burn_down);
    let drawn = chart.bars.iter().any(|bar| bar.note.is_none());
    charts.insert("actions".to_owned(), Chart::Stacked(chart));
    ActionsPart {
        lines: lines(data, &actions.summary.all),
        table: filled(table(data, &actions.rows)),
        single: None,
        done: done(actions),
        repeated: repeated(actions),
        by_owner: by_owner(data, actions),
        chart: drawn.then(|| "actions".to_owned()),
    }
}

/// What concerns one team.
fn of_team(data: &Data<'_>, actions: &Actions, team: &String) -> ActionsPart {
    let counts = actions.summary.by_team.get(team).copied();
    let rows = actions.rows.iter();
    let rows: Vec<Row> = rows
        .filter(|row| row.state.team.as_ref() == Some(team))
        .cloned()
        .collect();
    ActionsPart {
        lines: lines(data, &counts.unwrap_or_default()),
        table: filled(table(data, &rows)),
        single: filled(single(data, &actions.of_audits, team)),
        ..ActionsPart::default()
    }
}

/// The same for everybody, and what is still to be done first: commentary, evidence and owners' counts are for colleagues, and
/// actions whose words could name somebody are left out.
pub(crate) fn public(
    data: &Data<'_>,
    charts: &mut BTreeMap<String, Chart>,
) -> (ActionsPart, Vec<String>) {
    let whole = part(data, charts);
    let Some(actions) = data
        .figures
        .actions
        .as_ref()
        .filter(|_| data.spec.only.is_all())
    else {
        return <(ActionsPart, Vec<String>)>::default();
    };
    let is_safe = |row: &Row| {
        let printed = table(data, std::slice::from_ref(row)).without("Commentary");
        let cells = printed.rows.iter().flatten().map(Cell::text);
        let mut cells = cells.filter(|text| !safe::is_day(text));
        let owner = row.state.owner.as_deref();
        cells.all(|cell| safe::is_safe(cell, data.spec))
            && owner.is_none_or(|owner| safe::is_safe_signature(owner, data.spec))
    };
    let rows = actions.rows.iter().cloned();
    let (safe, unsafe_): (Vec<Row>, Vec<Row>) = rows.partition(is_safe);
    let table = table(data, &safe).without("Commentary");
    let mut lines = whole.lines;
    if !unsafe_.is_empty() {
        lines.push(format!(
            "{} {} left out of the table, because the words could name somebody.",
            count(unsafe_.len() as u64, "action"),
            if unsafe_.len() == 1 { "is" } else { "are" }
        ));
    }
    let next = safe
        .iter()
        .filter(|row| is_open(row))
        .take(NEXT)
        .map(|row| row.state.what.clone());
    let next = next.collect();
    let part = ActionsPart {
        lines,
        table: filled(table),
        chart: whole.chart,
        ..ActionsPart::default()
    };
    (part, next)
}

/// `No action`, `1 action`, `2 actions`, to begin a sentence with.
fn counted(n: u64, noun: &str) -> String {
    match n {
        0 => format!("No {noun}"),
        n => count(n, noun),
    }
}

/// The verb for so many, none among them.
fn were(n: u64) -> &'static str {
    if n < 2 { "was" } else { "were" }
}

fn lines(data: &Data<'_>, all: &Counts) -> Vec<String> {
    if all.all() == 0 {
        return vec![format!("No actions were open or set this {}.", data.word())];
    }
    let carried = all.carried + all.reopened;
    let mut lines = vec![format!(
        "{} {} carried over from before and {} set this {}.",
        counted(carried, "action"),
        were(carried),
        none(all.new),
        data.word()
    )];
    let timely = Share::of(all.done_on_time, all.judged());
    if timely.whole > 0 {
        lines.push(format!(
            "{} that were done or had become overdue {} done on time; {} {} done late.",
            level(timely, "actions"),
            verb(timely, "was", "were"),
            none(all.done_late),
            were(all.done_late),
        ));
    }
    if all.done() > 0 {
        let (seen, changed) = (
            Share::of(all.evidenced, all.done()),
            Share::of(all.with_difference, all.done()),
        );
        lines.push(format!(
            "Closing the loop: of {} done, {} ({}) {} evidence and {} ({}) {} what difference {} made.",
            count(all.done(), "action"),
            none(seen.part),
            percent(seen),
            if seen.part < 2 { "has" } else { "have" },
            none(changed.part),
            percent(changed),
            if changed.part < 2 { "says" } else { "say" },
            if changed.part < 2 { "it" } else { "they" },
        ));
    }
    if all.open > 0 {
        let mut open = format!(
            "{} {} open at the end, {} of them overdue",
            count(all.open, "action"),
            if all.open == 1 { "was" } else { "were" },
            none(all.overdue),
        );
        if all.without_owner > 0 {
            open += &format!(" and {} of them without an owner", all.without_owner);
        }
        lines.push(open + ".");
    }
    if all.repeated > 0 {
        let again = Share::of(all.repeated, all.all());
        lines.push(format!(
            "{} {} an earlier one.",
            level(again, "actions"),
            verb(again, "repeats", "repeat")
        ));
    }
    lines
}

fn done(actions: &Actions) -> Vec<DonePart> {
    let done = actions.rows.iter().filter(|row| row.ended.is_done());
    done.filter_map(|row| {
        Some(DonePart {
            action: row.state.what.clone(),
            evidence: row.state.evidence.clone()?,
            difference: row.state.difference.clone().unwrap_or_default(),
        })
    })
    .collect()
}

fn repeated(actions: &Actions) -> Vec<String> {
    let again = actions.rows.iter().filter_map(|row| {
        let words = row.repeat_words.as_ref()?;
        Some(format!("{} ({words})", row.state.what))
    });
    again.collect()
}
