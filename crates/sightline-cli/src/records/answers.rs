//! What was asked once about a source and is not asked again.

use std::path::Path;

use sightline_records::Answers;

use crate::exit::Failure;
use crate::files;

/// The file's name, beside the store.
const NAME: &str = "sightline.sources";

/// The most bytes it has; a line for each column that was asked about.
const LARGEST: u64 = 1024 * 1024;

pub(super) fn read(beside: &Path) -> Result<Answers, Failure> {
    let text = files::bytes_if_there(&beside.join(NAME), LARGEST)?;
    Ok(text.map_or_else(Answers::default, |text| {
        Answers::read(&String::from_utf8_lossy(&text))
    }))
}

pub(super) fn write(beside: &Path, answers: &Answers) -> Result<(), Failure> {
    files::write(&beside.join(NAME), answers.write().as_bytes())
}
