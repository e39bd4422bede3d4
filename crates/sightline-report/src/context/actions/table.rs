//! Actions as tables.

use sightline_engine::action::{Row, Standing};

use crate::context::filled;
use crate::data::Data;
use crate::figures::Actions;
use crate::number::day;
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
        let when = match row.state.when.due.day() {
            Some(due) if row.state.when.written.is_empty() => day(due),
            Some(_) | None => row.state.when.shown(),
        };
        table.row([
            Cell::from(row.state.what.as_str()),
            said(row.state.owner.as_ref()),
            when.into(),
            color(row),
            said(row.state.commentary.as_ref()),
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

pub(super) fn by_owner(data: &Data<'_>, actions: &Actions) -> Option<Table> {
    let owners = &actions.summary.by_owner;
    if owners.len() < 2 {
        return None;
    }
    let head = [
        "Who",
        "Actions",
        "Done on time",
        "Done late",
        "Open",
        "Overdue",
    ];
    let mut table = Table::new(format!("Actions by who does them, {}", data.this()), head);
    for (name, counts) in owners {
        let name = match name.as_str() {
            "" => "nobody".to_owned(),
            name => named(name, data),
        };
        table.row([
            Cell::from(name),
            counts.all().into(),
            counts.done_on_time.into(),
            counts.done_late.into(),
            counts.open.into(),
            counts.overdue.into(),
        ]);
    }
    filled(table)
}
