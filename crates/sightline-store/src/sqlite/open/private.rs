//! A file that holds what was said about children is its owner's alone.

use std::path::Path;

/// Makes an empty file where there is none, and sees that nobody but its owner can read it; SQLite's files beside it follow.
#[cfg(unix)]
pub(super) fn make_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};

    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let found = std::fs::metadata(path)?.permissions();
            let readable_by_others = found.mode() & 0o077 != 0;
            if readable_by_others && path.is_file() {
                // Not being allowed to is no reason to refuse a file that can be read.
                drop(std::fs::set_permissions(
                    path,
                    std::fs::Permissions::from_mode(found.mode() & 0o700),
                ));
            }
            Ok(())
        }
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
pub(super) fn make_private(path: &Path) -> std::io::Result<()> {
    match std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
    {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
