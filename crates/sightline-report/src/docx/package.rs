use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::error::ReportError;

/// How every part begins.
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Parts in one file. Their dates are all the same, so that the same report gives the same bytes.
pub(super) fn package(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ReportError> {
    let wrong = |error: &dyn std::fmt::Display| ReportError::Packing(error.to_string());
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)
            .map_err(|error| wrong(&error))?;
        zip.write_all(bytes).map_err(|error| wrong(&error))?;
    }
    let file = zip.finish().map_err(|error| wrong(&error))?;
    Ok(file.into_inner())
}
