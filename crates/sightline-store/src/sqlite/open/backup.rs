//! A copy of the file before its layout changes.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::super::failure::failed;
use super::private::make_private;
use crate::StoreError;

/// Copies a store of an older version to a file beside it, `sightline.db` to `sightline.db.version-1`.
///
/// The copy is whole or not there: it is made under another name first. An earlier copy of the same version is replaced,
/// since whoever went back to it and opens it again has gone on from there.
pub(super) fn before_upgrade(
    connection: &Connection,
    path: &Path,
    version: u32,
) -> Result<(), StoreError> {
    let copy = beside(path, &format!(".version-{version}"));
    let unfinished = beside(path, &format!(".version-{version}.unfinished"));
    let doing = format!(
        "copying the store to `{}` before its layout is changed",
        copy.display()
    );
    let backend = |source: std::io::Error| StoreError::Backend {
        doing: doing.clone(),
        source: Box::new(source),
    };
    match std::fs::remove_file(&unfinished) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(backend(error)),
        _ => {}
    }
    // SQLite writes into an empty file that is there, and so it stays as private as it was made.
    make_private(&unfinished).map_err(&backend)?;
    let name = unfinished
        .to_str()
        .ok_or_else(|| backend(std::io::ErrorKind::InvalidFilename.into()))?;
    connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(failed(&doing))?;
    std::fs::File::open(&unfinished)
        .and_then(|file| file.sync_all())
        .map_err(&backend)?;
    std::fs::rename(&unfinished, &copy).map_err(&backend)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
