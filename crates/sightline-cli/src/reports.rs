//! A quarter's report out of a store.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::SourceFile;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::Terms;
use sightline_report::{Audience, Headings, Report, ReportError, Spec};
use sightline_store::{Filter, SqliteStore, Store as _};

use crate::exit::Failure;
use crate::files::{self, shown};
use crate::keep;

/// The report that comes with the program.
pub(crate) const SHIPPED: &str = "quarterly";

/// The folder below the reports that finished ones are written to, where none of them can be taken for one to fill in.
pub(crate) const FINISHED: &str = "out";

/// What a report is to be.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The name on it.
    pub(crate) authority: String,
    /// Who signs it.
    pub(crate) author: Option<String>,
    /// The quarter.
    pub(crate) period: Quarter,
    /// Who reads it.
    pub(crate) audience: Audience,
    /// What the parts of the summary are called.
    pub(crate) headings: Headings,
    /// The day the numbers were taken.
    pub(crate) today: NaiveDate,
    /// Words for ids that readers see.
    pub(crate) terms: Terms,
    /// A report to fill in; absent is the shipped one.
    pub(crate) template: Option<Arc<SourceFile>>,
}

/// Makes a report; says too how many audits the quarter has.
pub(crate) fn make(store: &mut SqliteStore, wanted: Wanted) -> Result<(Report, u64), Failure> {
    let Wanted {
        authority,
        author,
        period,
        audience,
        headings,
        today,
        terms,
        template,
    } = wanted;
    let read = store.read().map_err(keep::failure)?;
    let rollup = |filter| read.rollup(&filter).map_err(keep::failure);
    let so_far = rollup(Filter {
        to: Some(period),
        ..Filter::default()
    })?;
    let n_audits = rollup(Filter::quarter(period))?.audits();
    let spec = Spec {
        audience,
        headings,
        author,
        terms,
        template,
        ..Spec::new(authority, period, today)
    };
    let report = sightline_report::report(&so_far, &spec).map_err(|error| failure(&error))?;
    Ok((report, n_audits))
}

/// What a finished report is called, without its ending.
pub(crate) fn stem(name: &str, period: Quarter) -> String {
    format!("{name}-{period}")
}

/// The report that a finished one was made from, by its name; it may have been written or copied anywhere.
fn made_from(name: &str) -> Option<&str> {
    let (made_from, _) = name.match_indices('-').find_map(|(at, _)| {
        let (before, after) = name.split_at_checked(at)?;
        let period: Quarter = after.strip_prefix('-')?.parse().ok()?;
        Some((before, period))
    })?;
    Some(made_from)
}

/// The report with a name: one of the workspace's own, else the shipped one.
pub(crate) fn named(name: &str, folder: Option<&Path>) -> Result<Option<Arc<SourceFile>>, Failure> {
    if name.contains(['/', '\\']) {
        let place = folder.map_or_else(|| "reports".to_owned(), shown);
        let failure = Failure::usage(format!(
            "a report is named without its folder, and `{name}` has one"
        ));
        return Err(failure.help(format!(
            "put the report into `{place}`, and name it without `.md`"
        )));
    }
    if let Some(from) = made_from(name) {
        let failure = Failure::usage(format!(
            "`{name}` is a finished report, and not one to fill in"
        ));
        return Err(failure.help(format!("name the one that it was made from: `{from}`")));
    }
    let own = folder
        .map(|folder| folder.join(format!("{name}.md")))
        .filter(|path| path.is_file());
    match own {
        Some(path) => match files::text(&path)? {
            Ok(file) => Ok(Some(file)),
            Err(wrong) => {
                let first = wrong
                    .iter()
                    .next()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                Err(Failure::problem(first))
            }
        },
        None if name == SHIPPED => Ok(None),
        None => {
            let place = folder.map_or_else(|| "reports".to_owned(), shown);
            Err(Failure::usage(format!("there is no report `{name}`"))
                .help(format!("use `{SHIPPED}`, or write `{place}/{name}.md`")))
        }
    }
}

/// Writes a report in some formats and gives back where.
pub(crate) fn write(
    report: &Report,
    stem: &Path,
    formats: &[Format],
) -> Result<Vec<PathBuf>, Failure> {
    let (document, context) = (&report.document, &report.context);
    let made = |made: Result<Vec<u8>, ReportError>| made.map_err(|error| failure(&error));
    let mut written = Vec::new();
    for format in formats {
        let (ending, bytes) = match format {
            Format::Md => ("md", report.markdown.clone().into_bytes()),
            Format::Html => ("html", report.html.clone().into_bytes()),
            Format::Docx => ("docx", made(sightline_report::docx(document, context))?),
            Format::Xlsx => ("xlsx", made(sightline_report::xlsx(document, context))?),
            Format::Json => {
                let text = sightline_report::json(document, context);
                ("json", made(text.map(String::into_bytes))?)
            }
            Format::Csv => {
                let files = sightline_report::csv(document).map_err(|error| failure(&error))?;
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
    /// A workbook of its tables, a sheet each
    Xlsx,
    /// A folder of its tables, a file each
    Csv,
    /// Its numbers for programs; `sightline schema --of report` describes them
    Json,
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the list of report errors is open"
)]
fn failure(error: &ReportError) -> Failure {
    match error {
        ReportError::Template {
            file,
            line,
            message,
            help,
        } => {
            let failure = Failure::problem(format!("{file}:{line}: {message}"));
            help.iter().fold(failure, Failure::help)
        }
        ReportError::Packing(_) => Failure::environment(error.to_string()),
        other => Failure::usage(other.to_string()),
    }
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
