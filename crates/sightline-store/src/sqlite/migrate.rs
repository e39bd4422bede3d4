//! From the shape a file has to the shape this program knows.

use rusqlite::{Connection, TransactionBehavior, params};

use super::failure::failed;
use crate::StoreError;

/// Every step, in order; the store version is how many a file has had. A released step never changes.
const STEPS: [(&str, &str); 9] = [
    ("init", include_str!("migrations/0001_init.sql")),
    (
        "readable_views",
        include_str!("migrations/0002_readable_views.sql"),
    ),
    ("draws", include_str!("migrations/0003_draws.sql")),
    ("actions", include_str!("migrations/0004_actions.sql")),
    (
        "theme_codes",
        include_str!("migrations/0005_theme_codes.sql"),
    ),
    (
        "replacements",
        include_str!("migrations/0006_replacements.sql"),
    ),
    (
        "publications",
        include_str!("migrations/0007_publications.sql"),
    ),
    (
        "moderation_counts",
        include_str!("migrations/0008_moderation_counts.sql"),
    ),
    (
        "related_actions",
        include_str!("migrations/0009_related_actions.sql"),
    ),
];

/// `SLin`: says that a SQLite file is one of ours.
pub(super) const APPLICATION: i32 = 0x534c_696e;

/// The newest store version this program knows.
pub(super) fn known() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// The version of this program.
pub(super) const OURS: &str = env!("CARGO_PKG_VERSION");

/// How many steps a file has had.
pub(super) fn version(connection: &Connection) -> Result<u32, rusqlite::Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies the steps that a file has not had, each whole or not at all.
///
/// Which steps those are is asked again inside each transaction, since two programs may open a new file at once.
pub(super) fn migrate(connection: &mut Connection, doing: &str) -> Result<(), StoreError> {
    let failed = failed(doing);
    for (number, (name, sql)) in (1..).zip(STEPS) {
        if version(connection).map_err(&failed)? >= number {
            continue;
        }
        let txn = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        if version(&txn).map_err(&failed)? < number {
            txn.execute_batch(sql).map_err(&failed)?;
            let add = "INSERT INTO migration (number, name, made_by) VALUES (?1, ?2, ?3)";
            txn.execute(add, params![number, name, OURS])
                .map_err(&failed)?;
            txn.pragma_update(None, "user_version", number)
                .map_err(&failed)?;
            txn.pragma_update(None, "application_id", APPLICATION)
                .map_err(&failed)?;
        }
        txn.commit().map_err(&failed)?;
    }
    Ok(())
}
