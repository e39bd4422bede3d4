//! SQLite's errors in words that say what to do.

use rusqlite::ErrorCode;

use crate::StoreError;
use crate::record::Malformed;

/// Turns an error of SQLite into ours; `doing` is what the reader was waiting for.
pub(super) fn failed(doing: &str) -> impl Fn(rusqlite::Error) -> StoreError + use<'_> {
    move |source| match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::damaged(format!(
            "{doing} found parts of the file that make no sense"
        )),
        _ => StoreError::Backend {
            doing: doing.to_owned(),
            source: Box::new(source),
        },
    }
}

/// Bytes or text of something stored cannot be read.
pub(super) fn unreadable(what: &str, id: &str) -> impl Fn(Malformed) -> StoreError {
    move |_| StoreError::damaged(format!("{what} `{id}` cannot be read"))
}
