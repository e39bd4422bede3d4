//! A store in one SQLite file.

mod actions;
mod counts;
mod draws;
mod failure;
mod held;
mod labels;
mod migrate;
mod moderated;
mod open;
mod places;
mod publications;
mod replacements;
mod session;
mod theme_codes;
mod txn;

use rusqlite::{Connection, TransactionBehavior};

use crate::{Store, StoreError, StoreRead, StoreTxn};
use failure::failed;
use session::{Session, Templates};
use txn::SqliteTxn;

pub use open::{open, open_to_read};
pub use places::{Place, Places};

/// A store in one SQLite file.
///
/// Beside the file lie `-wal` and `-shm` while it is open; copy it with SQLite's own backup, or while nothing has it open.
pub struct SqliteStore {
    connection: Connection,
    read_only: bool,
    templates: Templates,
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore")
            .field("read_only", &self.read_only)
            .finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Whether it can be read and not changed.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }
}

impl Store for SqliteStore {
    fn read(&mut self) -> Result<Box<dyn StoreRead + '_>, StoreError> {
        let begun = Session::begin(
            &self.connection,
            &self.templates,
            TransactionBehavior::Deferred,
        );
        Ok(Box::new(begun.map_err(failed("reading the store"))?))
    }

    fn write(&mut self) -> Result<Box<dyn StoreTxn + '_>, StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        let begun = Session::begin(
            &self.connection,
            &self.templates,
            TransactionBehavior::Immediate,
        );
        Ok(Box::new(SqliteTxn::new(
            begun.map_err(failed("writing to the store"))?,
        )?))
    }
}

#[cfg(test)]
mod tests;
