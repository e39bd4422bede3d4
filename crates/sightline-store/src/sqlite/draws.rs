//! Registers of draws.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::failure::{failed, unreadable};
use crate::error::draw_differs;
use crate::record::Malformed;
use crate::{Kept, StoreError, StoredDraw};

const COLUMNS: &str = "SELECT draw, template, date, register FROM draw";

/// The draw with this id.
pub(super) fn find(connection: &Connection, id: &str) -> Result<Option<StoredDraw>, StoreError> {
    let reading = failed("reading a draw");
    let sql = format!("{COLUMNS} WHERE draw = ?1");
    let mut statement = connection.prepare_cached(&sql).map_err(&reading)?;
    let found = statement.query_row([id], cells).optional();
    found.map_err(&reading)?.map(draw).transpose()
}

/// Every draw, in the order they were stored.
pub(super) fn all(connection: &Connection) -> Result<Vec<StoredDraw>, StoreError> {
    let reading = failed("reading the draws");
    let sql = format!("{COLUMNS} ORDER BY id");
    let mut statement = connection.prepare_cached(&sql).map_err(&reading)?;
    let rows = statement.query_map([], cells).map_err(&reading)?;
    rows.map(|row| draw(row.map_err(&reading)?)).collect()
}

/// Keeps a draw, unless it is there.
pub(super) fn insert(connection: &Connection, new: &StoredDraw) -> Result<Kept, StoreError> {
    match find(connection, &new.id)? {
        Some(found) if found == *new => return Ok(Kept::Unchanged),
        Some(_) => return Err(draw_differs(&new.id)),
        None => {}
    }
    let storing = failed("storing a draw");
    let sql = "INSERT INTO draw (draw, template, date, register) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
    let date = new.date.to_string();
    let row = params![new.id, new.template, date, new.register];
    statement.execute(row).map_err(&storing)?;
    Ok(Kept::New)
}

type Cells = (String, String, String, String);

fn cells(row: &Row<'_>) -> rusqlite::Result<Cells> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn draw((id, template, date, register): Cells) -> Result<StoredDraw, StoreError> {
    let date = date
        .parse()
        .map_err(|_| unreadable("draw", &id)(Malformed))?;
    Ok(StoredDraw {
        id,
        template,
        date,
        register,
    })
}
