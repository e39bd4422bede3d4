//! The raw floor of storing: the rows that our store wrote, inserted as they are.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::storing::remove;

/// The rows of a store: all that an audit is made of, whatever columns that takes.
pub struct Rows {
    audit: String,
    text: String,
    rows: Vec<Row>,
}

/// One audit's row, and its row of text where it has one.
struct Row {
    audit: Vec<Value>,
    text: Option<Vec<Value>>,
}

/// Takes the rows out of a store.
pub fn take(path: &Path) -> Rows {
    let connection = Connection::open(path).unwrap();
    let columns = |table: &str| -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT name FROM pragma_table_info(?)")
            .unwrap();
        let names = statement.query_map([table], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    let (audit, text) = (columns("audit"), columns("audit_text"));
    let sql = "SELECT audit.*, audit_text.* FROM audit LEFT JOIN audit_text ON audit_text.audit = audit.id ORDER BY audit.id";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let cells = |from: usize, n: usize| {
            (from..from + n)
                .map(|at| row.get::<_, Value>(at))
                .collect::<Result<Vec<_>, _>>()
        };
        let text = cells(audit.len(), text.len())?;
        Ok(Row {
            audit: cells(0, audit.len())?,
            text: (text[0] != Value::Null).then_some(text),
        })
    });
    Rows {
        rows: rows.unwrap().collect::<Result<_, _>>().unwrap(),
        audit: audit.join(", "),
        text: text.join(", "),
    }
}

impl Rows {
    pub fn len(&self) -> usize {
        self.rows.len()
    }
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
pub fn store(path: &Path, rows: &Rows, batch: usize) -> Duration {
    let keyed = |names: &str| names.replacen(',', " INTEGER PRIMARY KEY,", 1);
    let (audit, text) = (keyed(&rows.audit), keyed(&rows.text));
    let tables = format!(
        "CREATE TABLE audit ({audit}, UNIQUE (audit, revision)); CREATE TABLE audit_text ({text});"
    );
    let connection = create(path, &tables);
    let values = |names: &str| vec!["?"; names.split(',').count()].join(", ");
    let start = Instant::now();
    {
        let mut audit = connection
            .prepare(&format!(
                "INSERT INTO audit VALUES ({})",
                values(&rows.audit)
            ))
            .unwrap();
        let mut text = connection
            .prepare(&format!(
                "INSERT INTO audit_text VALUES ({})",
                values(&rows.text)
            ))
            .unwrap();
        for batch in rows.rows.chunks(batch) {
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
