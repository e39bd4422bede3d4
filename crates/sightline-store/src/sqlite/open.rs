//! Opening a file: ours, new, or refused before a byte of it is changed.

mod backup;
mod frozen;
mod private;

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags};

use super::SqliteStore;
use super::failure::failed;
use super::migrate::{APPLICATION, OURS, known, migrate, version};
use super::session::Templates;
use crate::StoreError;
use private::make_private;

/// How long to wait while somebody else is saving.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a store, or makes a new one where there is no file.
///
/// The file is for its owner alone where the system knows of such things. A file of something else, or of a later
/// version of this program, is refused and not touched. A file that cannot be written is opened to be read. One of an
/// earlier version is copied to a file beside it, and then brought up to date.
pub fn open(path: &Path) -> Result<SqliteStore, StoreError> {
    let private = make_private(path);
    private.map_err(|source| StoreError::Backend {
        doing: opening(path),
        source: Box::new(source),
    })?;
    let mut store = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if store.read_only {
        return store_to_read(store);
    }
    prepare(&mut store.connection, path)?;
    Ok(store)
}

/// Opens a store that is there, to look at it only; also in a folder that cannot be written.
///
/// One of an earlier version is brought up to date first, as [`open`] does, where it can be written.
pub fn open_to_read(path: &Path) -> Result<SqliteStore, StoreError> {
    let store = look(path)?;
    let found = version(&store.connection).map_err(failed("opening the store"))?;
    if found == known() {
        return store_to_read(store);
    }
    drop(store);
    match open(path) {
        Ok(up_to_date) => drop(up_to_date),
        // What stands in the way of writing is no answer to somebody who wants to read.
        Err(_) => return store_to_read(look(path)?),
    }
    store_to_read(look(path)?)
}

fn look(path: &Path) -> Result<SqliteStore, StoreError> {
    match connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(error) if path.is_file() && frozen::is_why(&error) => {
            connect_at(&frozen::address(path)?, path, frozen::FLAGS)
        }
        store => store,
    }
}

fn opening(path: &Path) -> String {
    format!("opening `{}`", path.display())
}

/// Connects and finds out whose file it is, without changing it.
fn connect(path: &Path, flags: OpenFlags) -> Result<SqliteStore, StoreError> {
    connect_at(path, path, flags)
}

/// The same, by the address that SQLite is to find it at.
fn connect_at(address: &Path, path: &Path, flags: OpenFlags) -> Result<SqliteStore, StoreError> {
    let doing = opening(path);
    let opening = |source: rusqlite::Error| match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotOurs {
            path: path.to_owned(),
        },
        _ => failed(&doing)(source),
    };
    let connection = Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(&opening)?;
    connection.busy_timeout(PATIENCE).map_err(&opening)?;
    // Set before anything of the file is looked at: what it says of itself is not to be trusted to run.
    connection
        .pragma_update(None, "trusted_schema", false)
        .map_err(&opening)?;
    let application: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(&opening)?;
    let found = version(&connection).map_err(&opening)?;
    let things: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(&opening)?;
    let is_new = (application, found, things) == (0, 0, 0);
    if application != APPLICATION && !is_new {
        return Err(StoreError::NotOurs {
            path: path.to_owned(),
        });
    }
    if found > known() {
        let last = "SELECT made_by FROM migration ORDER BY number DESC LIMIT 1";
        let made_by: Result<String, _> = connection.query_row(last, [], |row| row.get(0));
        return Err(StoreError::TooNew {
            path: path.to_owned(),
            found,
            known: known(),
            made_by: made_by.unwrap_or_else(|_| "of a later version".to_owned()),
            ours: OURS.to_owned(),
        });
    }
    let read_only = connection.is_readonly(MAIN_DB).map_err(&opening)?;
    Ok(SqliteStore {
        connection,
        read_only,
        templates: Templates::default(),
    })
}

/// A store that cannot be changed cannot be brought up to date either.
fn store_to_read(store: SqliteStore) -> Result<SqliteStore, StoreError> {
    let found = version(&store.connection).map_err(failed("opening the store"))?;
    if found < known() {
        return Err(StoreError::conflict(
            format!(
                "the store is of version {found}, this program needs {}, and the file can only be read",
                known()
            ),
            "make the file and its folder writable and open it once, or work on a copy",
        ));
    }
    Ok(SqliteStore {
        read_only: true,
        ..store
    })
}

fn prepare(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let doing = opening(path);
    let failed = failed(&doing);
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))
        .map_err(&failed)?;
    if mode != "wal" {
        return Err(StoreError::conflict(
            format!(
                "the file system of the store allows no write-ahead log (it stays with `{mode}`)"
            ),
            "put the store on a disk of this machine",
        ));
    }
    // An audit that was acknowledged survives a power cut.
    connection
        .pragma_update(None, "synchronous", "FULL")
        .map_err(&failed)?;
    // Every row number that is written was looked up or made in the same transaction, and nothing is ever removed, so
    // SQLite need not look each of them up a second time, which takes as long as a quarter of a bare insert. What the
    // tables declare still holds, and `StoreRead::check` proves it.
    connection
        .pragma_update(None, "foreign_keys", false)
        .map_err(&failed)?;
    // 16 MiB: the index of a million audits stays in memory during an import, and memory stays flat.
    connection
        .pragma_update(None, "cache_size", -16_384)
        .map_err(&failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Without it SQLite plans a statement anew whenever a value is bound, since the index of corrections is partial.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(&failed)?;
    let found = version(connection).map_err(&failed)?;
    if (1..known()).contains(&found) {
        backup::before_upgrade(connection, path, found)?;
    }
    migrate(connection, &doing)
}
