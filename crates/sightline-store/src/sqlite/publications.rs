//! Reports that were signed off.

use rusqlite::{Connection, Row, params};

use super::failure::{failed, unreadable};
use crate::record::Malformed;
use crate::{Kept, Publication, StoreError};

/// Every one, in the order they were stored.
pub(super) fn all(connection: &Connection) -> Result<Vec<Publication>, StoreError> {
    let reading = failed("reading the signed-off reports");
    let sql = "SELECT report, date, because, body FROM publication ORDER BY id";
    let mut statement = connection.prepare_cached(sql).map_err(&reading)?;
    let rows = statement.query_map([], cells).map_err(&reading)?;
    rows.map(|row| publication(row.map_err(&reading)?))
        .collect()
}

/// Keeps one more.
pub(super) fn insert(connection: &Connection, new: &Publication) -> Result<Kept, StoreError> {
    let storing = failed("storing a signed-off report");
    let sql = "INSERT INTO publication (report, date, because, body) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
    let date = new.date.to_string();
    statement
        .execute(params![new.report, date, new.because, new.body])
        .map_err(&storing)?;
    Ok(Kept::New)
}

type Cells = (String, String, String, String);

fn cells(row: &Row<'_>) -> rusqlite::Result<Cells> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn publication((report, date, because, body): Cells) -> Result<Publication, StoreError> {
    let date = date
        .parse()
        .map_err(|_| unreadable("signed-off report", &report)(Malformed))?;
    Ok(Publication {
        report,
        date,
        because,
        body,
    })
}
