//! Which reserves stood in for which cases.

use rusqlite::{Connection, Row, params};

use super::failure::{failed, unreadable};
use crate::record::Malformed;
use crate::stored::{Replacement, new_replacement};
use crate::{Kept, StoreError};

/// Those of a draw, in the order they were stored.
pub(super) fn of(connection: &Connection, draw: &str) -> Result<Vec<Replacement>, StoreError> {
    let reading = failed("reading the replacements of a draw");
    let sql =
        "SELECT draw, case_id, reserve, reason, date FROM replacement WHERE draw = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql).map_err(&reading)?;
    let rows = statement.query_map([draw], cells).map_err(&reading)?;
    rows.map(|row| replacement(row.map_err(&reading)?))
        .collect()
}

/// Keeps one, unless it is there; its draw has been looked for.
pub(super) fn insert(connection: &Connection, new: &Replacement) -> Result<Kept, StoreError> {
    let kept = new_replacement(&of(connection, &new.draw)?, new)?;
    if kept == Kept::New {
        let storing = failed("storing a replacement");
        let sql = "INSERT INTO replacement (draw, case_id, reserve, reason, date) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
        let date = new.date.to_string();
        let row = params![new.draw, new.case, new.reserve, new.reason, date];
        statement.execute(row).map_err(&storing)?;
    }
    Ok(kept)
}

type Cells = (String, String, String, String, String);

fn cells(row: &Row<'_>) -> rusqlite::Result<Cells> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn replacement((draw, case, reserve, reason, date): Cells) -> Result<Replacement, StoreError> {
    let date = date
        .parse()
        .map_err(|_| unreadable("draw", &draw)(Malformed))?;
    Ok(Replacement {
        draw,
        case,
        reserve,
        reason,
        date,
    })
}
