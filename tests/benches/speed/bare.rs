//! The raw floor of storing: the rows that our store wrote, inserted as they are.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::storing::remove;

const AUDIT: &str = "id, audit, revision, tally, case_record, auditor, date, codes, scored, numerator, denominator, recorded, engine, content, supersedes";
const TEXT: &str = "audit, scripts, notes, voices, recorded_reason";

/// One audit's row, and its row of text where it has one.
pub struct Row {
    audit: Vec<Value>,
    text: Option<Vec<Value>>,
}

/// Takes the rows out of a store.
pub fn take(path: &Path) -> Vec<Row> {
    let connection = Connection::open(path).unwrap();
    let (audit, text) = (AUDIT.split(',').count(), TEXT.split(',').count());
    let columns = |table: &str, names: &str| {
        names
            .split(", ")
            .map(|name| format!("{table}.{name}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let sql = format!(
        "SELECT {}, {} FROM audit LEFT JOIN audit_text ON audit_text.audit = audit.id ORDER BY audit.id",
        columns("audit", AUDIT),
        columns("audit_text", TEXT)
    );
    let mut statement = connection.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| {
        let cells = |from: usize, n: usize| {
            (from..from + n)
                .map(|at| row.get::<_, Value>(at))
                .collect::<Result<Vec<_>, _>>()
        };
        let text = cells(audit, text)?;
        Ok(Row {
            audit: cells(0, audit)?,
            text: (text[0] != Value::Null).then_some(text),
        })
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// A new database with our store's settings, and nothing that checks anything.
pub fn create(path: &Path, tables: &str) -> Connection {
    remove(path);
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .unwrap();
    connection.execute_batch(tables).unwrap();
    connection
}

/// Makes a new database, and times inserting the rows into it.
pub fn store(path: &Path, rows: &[Row], batch: usize) -> Duration {
    let keyed = |names: &str| names.replacen(',', " INTEGER PRIMARY KEY,", 1);
    let (audit, text) = (keyed(AUDIT), keyed(TEXT));
    let tables = format!(
        "CREATE TABLE audit ({audit}, UNIQUE (audit, revision)); CREATE TABLE audit_text ({text});"
    );
    let connection = create(path, &tables);
    let values = |names: &str| vec!["?"; names.split(',').count()].join(", ");
    let start = Instant::now();
    {
        let mut audit = connection
            .prepare(&format!("INSERT INTO audit VALUES ({})", values(AUDIT)))
            .unwrap();
        let mut text = connection
            .prepare(&format!("INSERT INTO audit_text VALUES ({})", values(TEXT)))
            .unwrap();
        for batch in rows.chunks(batch) {
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            for row in batch {
                audit.execute(params_from_iter(&row.audit)).unwrap();
                if let Some(values) = &row.text {
                    text.execute(params_from_iter(values)).unwrap();
                }
            }
            connection.execute_batch("COMMIT").unwrap();
        }
    }
    drop(connection);
    start.elapsed()
}
