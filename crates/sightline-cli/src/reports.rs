//! A quarter's report out of a store.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::SourceFile;
use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::measure::Measures;
use sightline_engine::model::Terms;
use sightline_engine::rollup::{Moderated, Moderations};
use sightline_report::{Audience, Figures, Headings, Report, ReportError, Spec};
use sightline_store::{Filter, SqliteStore, Store as _, StoreRead};

use crate::exit::Failure;
use crate::files::{self, shown};
use crate::{keep, measured};

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
    /// The period.
    pub(crate) period: Period,
    /// Who reads it.
    pub(crate) audience: Audience,
    /// What the parts of the summary are called.
    pub(crate) headings: Headings,
    /// The day the numbers were taken.
    pub(crate) today: NaiveDate,
    /// Words for ids that readers see.
    pub(crate) terms: Terms,
    /// The group of each auditor that is in one, by staff code.
    pub(crate) auditor_groups: BTreeMap<String, String>,
    /// What is counted from case records.
    pub(crate) measures: Measures,
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
        auditor_groups,
        measures,
        template,
    } = wanted;
    let read = store.read().map_err(keep::failure)?;
    let rollup = |filter| read.rollup(&filter).map_err(keep::failure);
    let until = Filter {
        to: Some(Quarter::of(period.last_day())),
        ..Filter::default()
    };
    let moderations = moderations(&*read, &until, &auditor_groups)?;
    let so_far = rollup(until)?;
    let n_audits = so_far.for_period(period).audits();
    let figures = Figures {
        measures: measured::over(&*read, &measures, &looked_at(period), today)?,
        moderations,
        ..Figures::from(&so_far)
    };
    let spec = Spec {
        audience,
        headings,
        author,
        terms,
        template,
        ..Spec::new(authority, period, today)
    };
    let report = sightline_report::report(figures, &spec).map_err(|error| failure(&error))?;
    Ok((report, n_audits))
}

/// A period and the ones of its length before it that a report looks back on, earliest first.
fn looked_at(period: Period) -> Vec<Period> {
    let back = std::iter::successors(Some(period), |period| Some(period.previous()));
    let mut periods: Vec<Period> = back.take(sightline_report::BACK + 1).collect();
    periods.reverse();
    periods
}

/// Moderated audits by group of auditors; none where there are no groups.
fn moderations(
    read: &dyn StoreRead,
    filter: &Filter,
    groups: &BTreeMap<String, String>,
) -> Result<Moderations, Failure> {
    let mut moderations = Moderations::new();
    if groups.is_empty() {
        return Ok(moderations);
    }
    let add = &mut |one: Moderated<'_>| {
        let group = one.auditor.and_then(|code| groups.get(code));
        moderations.add(&one, group.map(String::as_str));
    };
    read.moderated(filter, add).map_err(keep::failure)?;
    Ok(moderations)
}

/// What a finished report is called, without its ending.
pub(crate) fn stem(name: &str, period: Period) -> String {
    format!("{name}-{period}")
}

/// The report that a finished one was made from, by its name; it may have been written or copied anywhere.
fn made_from(name: &str) -> Option<&str> {
    let (made_from, _) = name.match_indices('-').find_map(|(at, _)| {
        let (before, after) = name.split_at_checked(at)?;
        let period: Period = after.strip_prefix('-')?.parse().ok()?;
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
    let mut written = Vec::new();
    for format in formats {
        let (ending, text) = match format {
            Format::Md => ("md", &report.markdown),
            Format::Html => ("html", &report.html),
        };
        let path = stem.with_extension(ending);
        files::write(&path, text.as_bytes())?;
        written.push(path);
    }
    Ok(written)
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Markdown
    Md,
    /// One HTML file that needs nothing beside it
    Html,
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
        other => Failure::usage(other.to_string()),
    }
}
