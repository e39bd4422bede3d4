//! The register of actions: two tables that are only added to.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sightline_engine::action::{Action, Change, Event, Origin, When};

use super::failure::{failed, unreadable};
use crate::error::action_differs;
use crate::record::{
    Malformed, date_to_text, light_from_text, repeats_from_text, status_from_text, via_from_text,
    via_to_text,
};
use crate::related::case;
use crate::{Kept, StoreError};

const COLUMNS: &str = "SELECT action.action, action.origin, action.audit, action.case_id, action.template, action.programme, action.number,
    event.date, event.by, event.via, event.what, event.owner, event.team, event.when_written, event.due, event.status, event.rag,
    event.commentary, event.evidence, event.difference, event.repeats
  FROM action JOIN action_event AS event ON event.action = action.id";

/// Cases one of whose actions somebody said to be another one again, or another one to be.
const TIED: &str = "WITH tie AS MATERIALIZED (SELECT action, repeats FROM action_event WHERE repeats IS NOT NULL AND repeats <> 'none'),
    tied AS MATERIALIZED (SELECT case_id FROM action WHERE id IN (SELECT action FROM tie) AND case_id IS NOT NULL
      UNION SELECT case_id FROM action WHERE action IN (SELECT repeats FROM tie) AND case_id IS NOT NULL) ";

/// Every action with its history, in the order they were added.
pub(super) fn all(connection: &Connection) -> Result<Vec<Action>, StoreError> {
    gathered(
        connection,
        &format!("{COLUMNS} ORDER BY action.id, event.n"),
        &[],
    )
}

/// Every action with its history, in groups that have nothing to do with each other, as [`crate::related`] parts them.
pub(super) fn each_related(
    connection: &Connection,
    show: &mut dyn FnMut(Vec<Action>) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let first = format!(
        "{TIED}{COLUMNS} WHERE action.case_id IS NULL OR action.case_id IN (SELECT case_id FROM tied)
         ORDER BY action.id, event.n"
    );
    let first = gathered(connection, &first, &[])?;
    if !first.is_empty() && show(first).is_break() {
        return Ok(());
    }
    // In the order of the index by case, so that nothing is sorted.
    let rest = format!(
        "{TIED}{COLUMNS} WHERE action.case_id > '' AND action.case_id NOT IN (SELECT case_id FROM tied)
         ORDER BY action.case_id, action.id, event.n"
    );
    let mut held: Vec<Action> = Vec::new();
    let mut stopped = ControlFlow::Continue(());
    each(connection, &rest, &[], &mut |action| {
        if held.last().is_some_and(|last| case(last) != case(&action)) {
            stopped = show(std::mem::take(&mut held));
        }
        held.push(action);
        stopped
    })?;
    if stopped.is_continue() && !held.is_empty() {
        let _ = show(held);
    }
    Ok(())
}

/// The action with this id.
pub(super) fn find(connection: &Connection, id: &str) -> Result<Option<Action>, StoreError> {
    let sql = format!("{COLUMNS} WHERE action.action = ?1 ORDER BY event.n");
    Ok(gathered(connection, &sql, &[id])?.pop())
}

/// An action without the event that made it is no action.
pub(super) fn check(connection: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT action FROM action WHERE NOT EXISTS (SELECT 1 FROM action_event AS made WHERE made.action = action.id AND made.n = 1)";
    let lost = connection
        .query_row(sql, [], |row| row.get::<_, String>(0))
        .optional();
    match lost.map_err(failed("checking the store"))? {
        None => Ok(()),
        Some(id) => Err(StoreError::damaged(format!(
            "what made action `{id}` is not there"
        ))),
    }
}

fn gathered(connection: &Connection, sql: &str, given: &[&str]) -> Result<Vec<Action>, StoreError> {
    let mut all = Vec::new();
    each(connection, sql, given, &mut |action| {
        all.push(action);
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

/// Shows the actions whose events a query gives, each action's together, until told to stop.
fn each(
    connection: &Connection,
    sql: &str,
    given: &[&str],
    show: &mut dyn FnMut(Action) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let reading = failed("reading the actions");
    let mut statement = connection.prepare_cached(sql).map_err(&reading)?;
    let mut rows = statement
        .query(rusqlite::params_from_iter(given))
        .map_err(&reading)?;
    let mut open: Option<Action> = None;
    while let Some(row) = rows.next().map_err(&reading)? {
        let id = row.get_ref(0).map_err(&reading)?;
        let id = id
            .as_str()
            .map_err(rusqlite::Error::from)
            .map_err(&reading)?;
        let event = event(row).map_err(&reading)?;
        let event = event.map_err(unreadable("action", id))?;
        if let Some(action) = open.as_mut().filter(|action| action.id() == id) {
            action.push(event);
            continue;
        }
        let origin = origin(row).map_err(&reading)?;
        let origin = origin.map_err(unreadable("action", id))?;
        let next = Action::new(id, origin, event);
        if open.replace(next).map(&mut *show) == Some(ControlFlow::Break(())) {
            return Ok(());
        }
    }
    let _ = open.map(show);
    Ok(())
}

fn origin(row: &Row<'_>) -> rusqlite::Result<Result<Origin, Malformed>> {
    let kind: String = row.get(1)?;
    let known = match kind.as_str() {
        "hand" => Some(Origin::Hand),
        "audit" => Some(Origin::Audit {
            audit: row.get(2)?,
            case: row.get(3)?,
            template: row.get(4)?,
        }),
        "programme" => Some(Origin::Programme {
            programme: row.get(5)?,
            number: row.get(6)?,
        }),
        _ => None,
    };
    Ok(known.ok_or(Malformed))
}

fn event(row: &Row<'_>) -> rusqlite::Result<Result<Event, Malformed>> {
    let text = |n: usize| row.get::<_, Option<String>>(n);
    let (date, via): (String, String) = (row.get(7)?, row.get(9)?);
    let (written, due) = (text(13)?, text(14)?);
    let (status, rag, repeats) = (text(15)?, text(16)?, text(20)?);
    let by = text(8)?;
    let mut change = Change {
        what: text(10)?,
        owner: text(11)?,
        team: text(12)?,
        commentary: text(17)?,
        evidence: text(18)?,
        difference: text(19)?,
        ..Change::default()
    };
    let rest = move || -> Result<Event, Malformed> {
        if let (Some(written), Some(due)) = (written, due) {
            let due = due.parse().map_err(|()| Malformed)?;
            change.when = Some(When { written, due });
        }
        change.status = status.as_deref().map(status_from_text).transpose()?;
        change.rag = rag.as_deref().map(light_from_text).transpose()?;
        change.repeats = repeats.as_deref().map(repeats_from_text).transpose()?;
        Ok(Event {
            on: date.parse().map_err(|_| Malformed)?,
            by,
            via: via_from_text(&via)?,
            change,
        })
    };
    Ok(rest())
}

/// Adds an action with its history, unless it is there as it was made.
pub(super) fn insert(connection: &Connection, new: &Action) -> Result<Kept, StoreError> {
    let id = new.id();
    if let Some(found) = find(connection, id)? {
        let same = found.origin() == new.origin() && found.events().starts_with(new.events());
        return if same {
            Ok(Kept::Unchanged)
        } else {
            Err(action_differs(id))
        };
    }
    let storing = failed("storing an action");
    let sql = "INSERT INTO action (action, origin, audit, case_id, template, programme, number) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
    let none: Option<&str> = None;
    let done = match new.origin() {
        Origin::Hand => statement.execute(params![id, "hand", none, none, none, none, none]),
        Origin::Audit {
            audit,
            case,
            template,
        } => statement.execute(params![id, "audit", audit, case, template, none, none]),
        Origin::Programme { programme, number } => statement.execute(params![
            id,
            "programme",
            none,
            none,
            none,
            programme,
            number
        ]),
    };
    done.map_err(&storing)?;
    let row = connection.last_insert_rowid();
    for (n, event) in (1_i64..).zip(new.events()) {
        append(connection, row, n, event)?;
    }
    Ok(Kept::New)
}

/// Adds an event, unless it changes nothing.
pub(super) fn change(connection: &Connection, id: &str, event: &Event) -> Result<Kept, StoreError> {
    let found = find(connection, id)?.ok_or_else(|| StoreError::not_found("action", id))?;
    let Some(event) = crate::stored::next_event(&found, event)? else {
        return Ok(Kept::Unchanged);
    };
    let reading = failed("storing an action");
    let sql = "SELECT id FROM action WHERE action = ?1";
    let row = connection
        .prepare_cached(sql)
        .map_err(&reading)?
        .query_row([id], |row| row.get(0))
        .optional();
    let row: i64 = row
        .map_err(&reading)?
        .ok_or_else(|| StoreError::not_found("action", id))?;
    let n = i64::try_from(found.events().len())
        .unwrap_or(i64::MAX)
        .saturating_add(1);
    append(connection, row, n, &event)?;
    Ok(Kept::Corrected)
}

fn append(connection: &Connection, row: i64, n: i64, event: &Event) -> Result<(), StoreError> {
    let storing = failed("storing an action");
    let sql = "INSERT INTO action_event (action, n, date, by, via, what, owner, team, when_written, due, status, rag, commentary,
        evidence, difference, repeats) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
    let Event {
        on,
        by,
        via,
        change,
    } = event;
    let values = params![
        row,
        n,
        date_to_text(*on),
        by,
        via_to_text(*via),
        change.what,
        change.owner,
        change.team,
        change.when.as_ref().map(|when| when.written.as_str()),
        change.when.as_ref().map(|when| when.due.to_string()),
        change.status.map(|status| status.word()),
        change.rag.map(|rag| rag.word()),
        change.commentary,
        change.evidence,
        change.difference,
        change.repeats.as_ref().map(ToString::to_string),
    ];
    statement.execute(values).map_err(&storing)?;
    Ok(())
}
