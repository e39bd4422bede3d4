//! The only place that touches the disk.

pub(crate) mod sources;
pub(crate) mod workspace;

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sightline_engine::{Diagnostics, LARGEST_TEMPLATE, SourceFile, text_from_bytes};

use crate::exit::{Failure, reason};

/// A path as it is shown: forward slashes everywhere, so that messages read the same on every machine.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

/// Opens a file to be read bit by bit.
pub(crate) fn open(path: &Path) -> Result<File, Failure> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    match file.metadata() {
        Ok(about) if about.is_dir() => Err(unreadable(path, &io::ErrorKind::IsADirectory.into())),
        Ok(_) => Ok(file),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// How many bytes a file has.
pub(crate) fn size(path: &Path) -> Result<u64, Failure> {
    fs::metadata(path)
        .map(|about| about.len())
        .map_err(|error| unreadable(path, &error))
}

/// Reads a file of at most `most` bytes; of a longer one, one byte more, which is enough to see that it is longer.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// The bytes of a file of at most `most`; nothing where it is not there.
pub(crate) fn bytes_if_there(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Failure> {
    if path.exists() {
        bytes(path, most).map(Some)
    } else {
        Ok(None)
    }
}

/// A file that holds a secret; nothing where it is not there.
pub(crate) fn secret(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    bytes_if_there(path, 4096)
}

/// Writes a secret, to be read by its owner alone where the system knows owners.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let owner_only = fs::Permissions::from_mode(0o600);
        fs::set_permissions(path, owner_only).map_err(|error| unwritable(path, &error))?;
    }
    Ok(())
}

/// The text of a file that somebody wrote, or what keeps it from being text.
pub(crate) fn text(path: &Path) -> Result<Result<Arc<SourceFile>, Diagnostics>, Failure> {
    text_up_to(path, LARGEST_TEMPLATE)
}

/// The same for a file of at most `most` bytes.
pub(crate) fn text_up_to(
    path: &Path,
    most: usize,
) -> Result<Result<Arc<SourceFile>, Diagnostics>, Failure> {
    let bytes = bytes(path, most as u64)?;
    Ok(text_from_bytes(&shown(path), &bytes, most))
}

/// What a folder holds, sorted by name; a folder that is not there holds nothing.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| unreadable(folder, &error))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        found.push(
            folder.join(
                entry
                    .map_err(|error| unreadable(folder, &error))?
                    .file_name(),
            ),
        );
    }
    found.sort();
    Ok(found)
}

/// Writes a whole file or nothing: a reader never sees half of it, whatever happens meanwhile.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&beside, path));
    moved.map_err(|error| {
        // What is half written is of no use to anybody; that it could not be removed either is not the news.
        drop(fs::remove_file(&beside));
        unwritable(path, &error)
    })
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}

/// Takes a file away; one that is not there is fine.
pub(crate) fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(|error| unwritable(path, &error)),
    }
}

/// The failure of a file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::environment(format!("cannot read `{}`: {}", shown(path), reason(error)))
}

/// The failure of a file that cannot be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::environment(format!("cannot write `{}`: {}", shown(path), reason(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_whole_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/report.md");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(list(path.parent().unwrap()).unwrap(), [path]);
    }

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.md");
        fs::create_dir(&path).unwrap();
        let failure = write(&path, b"one").unwrap_err();
        assert_eq!(failure.exit.code(), 3);
        assert_eq!(list(folder.path()).unwrap(), [path]);
    }

    #[test]
    fn each_way_of_not_being_readable_has_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let missing = bytes(&folder.path().join("no.yaml"), 10).unwrap_err();
        assert!(
            missing.message.ends_with("no such file or folder"),
            "{}",
            missing.message
        );
        let is_folder = bytes(folder.path(), 10).unwrap_err();
        assert!(
            is_folder.message.ends_with("it is a folder"),
            "{}",
            is_folder.message
        );
    }
}
