//! A store in a folder where nothing can be written.
//!
//! SQLite keeps an index of the write-ahead log beside the file, and makes it also for somebody who only reads. Where it
//! cannot, the file is read as it stands, which is right as long as nothing waits in the log.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, OpenFlags};

use crate::StoreError;

/// Whether the files beside the store cannot be made or opened. SQLite says either, by what exactly it was not allowed to do.
pub(super) fn is_why(error: &StoreError) -> bool {
    if let StoreError::Backend { source, .. } = error {
        let source = source.downcast_ref::<rusqlite::Error>();
        return source.and_then(rusqlite::Error::sqlite_error_code) == Some(ErrorCode::CannotOpen);
    }
    matches!(error, StoreError::ReadOnly)
}

/// How to open the file as it stands.
pub(super) const FLAGS: OpenFlags =
    OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_URI);

/// The file's address for SQLite, saying that nobody changes it; refused where a part of the store stands beside it.
pub(super) fn address(path: &Path) -> Result<PathBuf, StoreError> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(StoreError::conflict(
            format!(
                "the last changes stand in `{}`, which can only be read in a folder that can be written",
                log.display()
            ),
            "make the folder writable, or copy both files to one that is",
        ));
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut address = "file:///".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b':' | b'-' | b'_' | b'.' => address.push(char::from(*byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(*byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    // An absolute path starts with a slash of its own, except where it starts with a drive.
    let address = address.replacen("file:////", "file:///", 1);
    Ok(format!("{address}?immutable=1").into())
}
