//! A file on the disk that must stay as it is while it is read.

use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sightline_records::Source;

use crate::exit::Failure;
use crate::files;

/// A file and what it was when the import began.
#[derive(Debug)]
pub(crate) struct FileSource {
    path: PathBuf,
    name: String,
    size: u64,
    changed: Option<SystemTime>,
}

impl FileSource {
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let about = about(path)?;
        let name = path.file_name().unwrap_or_default();
        Ok(Self {
            path: path.to_path_buf(),
            name: name.to_string_lossy().into_owned(),
            size: about.len(),
            changed: about.modified().ok(),
        })
    }

    /// Fails where somebody wrote to it meanwhile: half of what was read may be of one file and half of another.
    pub(crate) fn is_as_it_was(&self) -> Result<(), Failure> {
        let about = about(&self.path)?;
        if about.len() == self.size && about.modified().ok() == self.changed {
            return Ok(());
        }
        let message = format!(
            "`{}` changed while it was read, and nothing of it was kept",
            files::shown(&self.path)
        );
        Err(Failure::environment(message).help("import it again once nothing writes to it"))
    }

    /// Why it could not be read.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        match self.is_as_it_was() {
            Ok(()) => files::unreadable(&self.path, error),
            Err(failure) => failure,
        }
    }
}

fn about(path: &Path) -> Result<Metadata, Failure> {
    let about = files::open(path)?.metadata();
    about.map_err(|error| files::unreadable(path, &error))
}

impl Source for FileSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        // A longer file than there was at first has changed, and is not read beyond what it was.
        let file = files::open(&self.path).map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Box::new(file.take(self.size)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "a,b\n").unwrap();
        let source = FileSource::open(&path).unwrap();
        source.is_as_it_was().unwrap();
        std::fs::write(&path, "a,b\n1,2\n").unwrap();
        let failure = source.is_as_it_was().unwrap_err();
        assert!(
            failure.message.contains("changed while it was read"),
            "{}",
            failure.message
        );
        assert_eq!(failure.exit.code(), 3);
        let mut text = String::new();
        Source::open(&source)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "a,b\n");
    }
}
