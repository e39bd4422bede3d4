//! Actions as tables.

use std::collections::BTreeMap;

use sightline_engine::action::{Counts, Ended, Origin, Row, Standing};

use crate::data::Data;
use crate::figures::Actions;
use crate::number::{capital, day};
use crate::table::filled;
use crate::table::{Cell, Table};

/// The most actions that the table lists.
const LISTED: usize = 30;

/// `C carried forward; open`.
fn status(row: &Row) -> String {
    let standing = match row.standing {
        Standing::New => "new",
        Standing::Carried => "carried over",
        Standing::Reopened => "reopened",
    };
    format!("{standing}, {}", row.ended.words())
}

fn color(row: &Row) -> Cell {
    let Some(light) = row.rag() else {
        return Cell::missing();
    };
    let rag = light.rag();
    let letter = rag
        .letter()
        .map_or_else(String::new, |letter| format!(" {letter}"));
    // A color that a person gave and the register does not bear out is shown as what it is.
    let rosy = match row.computed {
        Some(computed) if row.is_rosy() => format!(" (the register says {})", computed.word()),
        Some(_) | None => String::new(),
    };
    format!("{}{letter} {}{rosy}", rag.icon(), light.word()).into()
}

fn said(text: Option<&String>) -> Cell {
    text.map_or_else(Cell::missing, |text| Cell::from(text.as_str()))
}

fn when(row: &Row) -> String {
    match row.state.when.due.day() {
        Some(due) if row.state.when.written.is_empty() => day(due),
        Some(_) | None => row.state.when.shown(),
    }
}

pub(super) fn table(data: &Data<'_>, rows: &[Row]) -> Table {
    let head = ["Action", "Who", "When", "RAG", "Commentary", "Status"];
    let shown = rows.get(..LISTED).unwrap_or(rows);
    let caption = if shown.len() < rows.len() {
        format!(
            "The first {LISTED} of {} actions, {}",
            rows.len(),
            data.this()
        )
    } else {
        format!("Actions, {}", data.this())
    };
    let mut table = Table::new(caption, head);
    for row in shown {
        table.row([
            Cell::from(row.state.what.as_str()),
            said(row.state.owner.as_ref()),
            when(row).into(),
            color(row),
            said(row.state.commentary.as_ref()),
            status(row).into(),
        ]);
    }
    table
}

/// What is still to be done.
pub(super) fn is_open(row: &Row) -> bool {
    matches!(row.ended, Ended::Overdue | Ended::Open)
}

/// What single audits of a team's work asked for and is still to be done: by the audit's id, so that its manager can open it.
pub(super) fn single(data: &Data<'_>, rows: &[Row], team: &str) -> Table {
    let of_team = |row: &&Row| is_open(row) && row.state.team.as_deref() == Some(team);
    let mut rows: Vec<&Row> = rows.iter().filter(of_team).collect();
    // What to do first stands first.
    rows.sort_by_key(|row| (row.ended != Ended::Overdue, row.state.when.due.day()));
    let what = if rows.len() > LISTED {
        format!("The first {LISTED} of {} open actions", rows.len())
    } else {
        "Open actions".to_owned()
    };
    let caption = format!(
        "{what} that audits of this team's work asked for, {}",
        data.this()
    );
    let mut table = Table::new(caption, ["Audit", "Action", "Who", "When", "Status"]);
    for row in rows.into_iter().take(LISTED) {
        let Origin::Audit { audit, .. } = &row.origin else {
            continue;
        };
        let owner = row.state.owner.as_ref().map(|name| named(name, data));
        table.row([
            Cell::from(audit.as_str()),
            row.state.what.as_str().into(),
            said(owner.as_ref()),
            when(row).into(),
            status(row).into(),
        ]);
    }
    table
}

/// The word for a role that is named by id; other names stay as they were written, hyphens too.
fn named(name: &str, data: &Data<'_>) -> String {
    let word = data.spec.terms.0.get(name);
    word.map_or_else(|| name.to_owned(), |term| term.singular.clone())
}

/// What a row of counts says under its heading.
type Column = (&'static str, fn(&Counts) -> u64);

/// The ways in which an action stands at the end; each action is in one of them.
const ALWAYS: [Column; 4] = [
    ("Done on time", |counts| counts.done_on_time),
    ("Done late", |counts| counts.done_late),
    ("Open, not overdue", |counts| counts.open - counts.overdue),
    ("Overdue", |counts| counts.overdue),
];

/// Those that stand in the table where any action is in them.
const WHERE_ANY: [Column; 3] = [
    ("Done, no day set", |counts| counts.done_undated),
    ("Dropped", |counts| counts.dropped),
    ("Rolled over", |counts| counts.rolled_over),
];

/// Who does something, in the order in which the table names them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Named(String),
    OfAnAudit,
    Nobody,
}

/// A role, or whoever a programme of work names. Anybody else an auditor wrote down, and that may be a worker or a parent: it is
/// for the team whose work was audited.
fn owner(name: &str, data: &Data<'_>, actions: &Actions) -> Owner {
    let owners = || actions.rows.iter().map(|row| row.state.owner.as_deref());
    if name.is_empty() {
        Owner::Nobody
    } else if data.spec.terms.0.contains_key(name) || owners().any(|owner| owner == Some(name)) {
        Owner::Named(capital(&named(name, data)))
    } else {
        Owner::OfAnAudit
    }
}

pub(super) fn by_owner(data: &Data<'_>, actions: &Actions) -> Option<Table> {
    let all = actions.summary.all;
    let mut owners: BTreeMap<Owner, Counts> = BTreeMap::new();
    for (name, counts) in &actions.summary.by_owner {
        *owners.entry(owner(name, data, actions)).or_default() += *counts;
    }
    if owners.len() < 2 {
        return None;
    }
    let columns: Vec<Column> = ALWAYS
        .into_iter()
        .chain(WHERE_ANY.into_iter().filter(|(_, count)| count(&all) > 0))
        .collect();
    let heads = columns.iter().map(|(head, _)| *head);
    let mut table = Table::new(
        format!("Actions by who does them, {}", data.this()),
        ["Who", "Actions"].into_iter().chain(heads),
    );
    for (owner, counts) in owners {
        let name = match owner {
            Owner::Named(name) => name,
            Owner::OfAnAudit => "Others, named in single audits".to_owned(),
            Owner::Nobody => "Nobody".to_owned(),
        };
        let counted = columns.iter().map(|(_, count)| Cell::from(count(&counts)));
        table.row(
            [Cell::from(name), counts.all().into()]
                .into_iter()
                .chain(counted),
        );
    }
    filled(table)
}
