//! A finished report, written in the formats that were asked for.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use sightline_report::{Report, ReportError};

use crate::exit::Failure;
use crate::files;

/// Writes a report in some formats and gives back where.
pub(crate) fn write(
    report: &Report,
    stem: &Path,
    formats: &[Format],
) -> Result<Vec<PathBuf>, Failure> {
    let (document, context) = (&report.document, &report.context);
    let made = |made: Result<Vec<u8>, ReportError>| made.map_err(|error| unmade(&error));
    let mut written = Vec::new();
    for format in formats {
        let (ending, bytes) = match format {
            Format::Md => ("md", report.markdown.clone().into_bytes()),
            Format::Html => ("html", report.html.clone().into_bytes()),
            Format::Docx => ("docx", made(sightline_report::docx(document, context))?),
            Format::Pdf => ("pdf", made(pdf(report))?),
            Format::Xlsx => ("xlsx", made(sightline_report::xlsx(document, context))?),
            Format::Json => {
                let text = sightline_report::json(document, context);
                ("json", made(text.map(String::into_bytes))?)
            }
            Format::Csv => {
                let files = sightline_report::csv(document).map_err(|error| unmade(&error))?;
                written.push(tables(stem, &files)?);
                continue;
            }
        };
        let path = stem.with_extension(ending);
        files::write(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// Whether this program writes what was asked for, to be told before anything is written.
pub(crate) fn can_write(formats: &[Format]) -> Result<(), Failure> {
    if cfg!(feature = "pdf") || !formats.contains(&Format::Pdf) {
        return Ok(());
    }
    let failure = Failure::usage("this `sightline` was built without PDF");
    Err(failure.help(
        "build it with `cargo build --release --features pdf`, or write `--format docx` and save that as PDF",
    ))
}

#[cfg(feature = "pdf")]
fn pdf(report: &Report) -> Result<Vec<u8>, ReportError> {
    sightline_report::pdf(&report.document, &report.context)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Report) -> Result<Vec<u8>, ReportError> {
    Err(ReportError::Typesetting(
        "this program was built without it".to_owned(),
    ))
}

/// A file that could not be put together is nothing that a report's author can mend.
fn unmade(error: &ReportError) -> Failure {
    Failure::environment(error.to_string())
}

/// Writes tables into a folder of their own. A table that an earlier report had and this one has not is taken away, so
/// that nobody reads it as this one's.
fn tables(stem: &Path, tables: &[(String, Vec<u8>)]) -> Result<PathBuf, Failure> {
    let mut folder = stem.as_os_str().to_owned();
    folder.push("-csv");
    let folder = PathBuf::from(folder);
    files::make_folder(&folder)?;
    for path in files::list(&folder)? {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let is_table =
            name.ends_with(".csv") && name.starts_with(|first: char| first.is_ascii_digit());
        if is_table && !tables.iter().any(|(table, _)| table == name) {
            files::remove(&path)?;
        }
    }
    for (name, bytes) in tables {
        files::write(&folder.join(name), bytes)?;
    }
    Ok(folder)
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Markdown
    Md,
    /// One HTML file that needs nothing beside it
    Html,
    /// A Word file to edit
    Docx,
    /// A tagged PDF file (PDF/UA-1), where the program was built with it
    Pdf,
    /// A workbook of its tables, a sheet each
    Xlsx,
    /// A folder of its tables, a file each
    Csv,
    /// Its numbers for programs; `sightline schema --of report` describes them
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_reports_table_is_taken_away_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let stem = root.path().join("quarterly-2025-26-Q2");
        let table = |name: &str| (name.to_owned(), b"a\r\n".to_vec());
        let folder = tables(
            &stem,
            &[table("index.csv"), table("01-a.csv"), table("02-b.csv")],
        )
        .unwrap();
        assert!(folder.ends_with("quarterly-2025-26-Q2-csv"));
        files::write(&folder.join("notes.txt"), b"mine").unwrap();
        files::write(&folder.join("mine.csv"), b"mine").unwrap();
        tables(&stem, &[table("index.csv"), table("01-a.csv")]).unwrap();
        let left = files::list(&folder).unwrap();
        let names: Vec<_> = left.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["01-a.csv", "index.csv", "mine.csv", "notes.txt"]);
    }
}
