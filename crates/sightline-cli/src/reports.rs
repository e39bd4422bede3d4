//! A quarter's report out of a store.

mod formats;
mod found;
mod only;
mod personal;
pub(crate) mod signed;
pub(crate) mod watch;

use chrono::NaiveDate;
use sightline_engine::calendar::Period;
use sightline_engine::{Diagnostics, Shared};
use sightline_figures::Beside;
use sightline_report::{Audience, Report, ReportError, Spec};
use sightline_store::{SqliteStore, Store as _};

use crate::console::Console;
use crate::exit::Failure;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::{programme, render, teams, vignettes};

pub(crate) use formats::{Format, can_write, write};
pub(crate) use found::{all, below, check, is_for_reports, named, own, read};
pub(crate) use only::known;
pub(crate) use personal::{is_for_children, typed};

/// The report that comes with the program.
pub(crate) const SHIPPED: &str = "quarterly";

/// Whose a report is where no workspace says.
pub(crate) const NOBODY: &str = "Your authority";

/// The folder below the reports that finished ones are written to, where none of them can be taken for one to fill in.
pub(crate) const FINISHED: &str = "out";

/// What a workspace says to every report, on a period and as on a day.
pub(crate) fn spec(
    workspace: Option<&Workspace>,
    shared: &Shared,
    period: impl Into<Period>,
    today: NaiveDate,
) -> Spec {
    let authority = workspace.and_then(|own| own.authority.clone());
    Spec {
        author: workspace.and_then(|own| own.author.clone()),
        terms: shared.terms.clone(),
        public_words: workspace.map_or_else(Vec::new, |own| own.public_words.clone()),
        ..Spec::new(
            authority.unwrap_or_else(|| NOBODY.to_owned()),
            period,
            today,
        )
    }
}

/// What a workspace has beside its audits, without measures and programme; what is wrong with its vignettes is said.
pub(crate) fn beside(
    workspace: Option<&Workspace>,
    shared: Shared,
    console: &mut Console,
) -> Result<Beside, Failure> {
    let mut beside = Beside::default();
    if let Some(own) = workspace {
        beside.auditor_groups.clone_from(&own.auditor_groups);
        beside.records_from = own.records_from;
        let (vignettes, wrong) = vignettes::load(own, &shared)?;
        Mistakes::new(render::Format::Human).show(&wrong, console.err())?;
        beside.vignettes = vignettes;
    }
    beside.theme_changes = shared.theme_changes;
    Ok(beside)
}

/// Makes a report; says too how many audits the period has.
pub(crate) fn make(
    store: &mut SqliteStore,
    spec: &Spec,
    beside: &Beside,
    console: &mut Console,
) -> Result<(Report, u64), Failure> {
    let read = store.read()?;
    let (figures, refused) = sightline_figures::figures(&*read, spec, beside)?;
    Mistakes::new(render::Format::Human).show(&refused, console.err())?;
    known(&figures.rollup, &spec.only)?;
    let n_audits = figures.rollup.for_period(spec.period).audits();
    let teams = teams::of(&figures.rollup);
    let report = match sightline_report::report(figures, spec) {
        Ok(report) => report,
        Err(error) => return Err(failure(&error, console)?),
    };
    if spec.audience == Audience::Public || spec.for_children {
        let ids = personal::Ids::of(&*read, &beside.auditor_groups)?;
        if let Err(error) = ids.none_in(&report, spec)? {
            return Err(failure(&error, console)?);
        }
    }
    programme::doubt_teams(&beside.programme, spec.period, &teams, console)?;
    Ok((report, n_audits))
}

/// A report's name with what it is only about, as a file is called.
pub(crate) fn name<'n>(name: &str, only: impl Iterator<Item = &'n String>) -> String {
    let plain = |text: &String| {
        let letters = text.chars().map(|letter| {
            if letter.is_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        });
        letters.collect::<String>()
    };
    std::iter::once(name.to_owned())
        .chain(only.map(plain))
        .collect::<Vec<_>>()
        .join("-")
}

/// What a finished report is called, without its ending.
pub(crate) fn stem(name: &str, period: Period) -> String {
    format!("{name}-{period}")
}

/// How hard a finished report is to read, for whoever is about to send it.
pub(crate) fn reading(report: &Report) -> Option<String> {
    // Of a few words the formula says nothing.
    const ENOUGH: u64 = 30;
    let reading = sightline_report::readability(&report.markdown);
    (reading.words >= ENOUGH).then(|| {
        format!(
            "reading age: about {} (grade {} by Flesch and Kincaid's formula)",
            reading.age(),
            reading.grade.decimal(1)
        )
    })
}

/// Shows mistakes and gives the failure that ends the command.
fn told(wrong: &Diagnostics, console: &mut Console) -> Result<Failure, Failure> {
    let mut mistakes = Mistakes::new(render::Format::Human);
    mistakes.show(wrong, console.err())?;
    let count = mistakes.count().unwrap_or_default();
    Ok(Failure::problem(format!("the report has {count}")))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the list of report errors is open"
)]
pub(crate) fn failure(error: &ReportError, console: &mut Console) -> Result<Failure, Failure> {
    match error {
        ReportError::Template(wrong) => told(wrong, console),
        ReportError::Personal(found) => personal::told(found, console),
        ReportError::OneTeam => {
            Ok(Failure::usage(error.to_string()).help("name the team, such as `--team North`"))
        }
        other => Ok(Failure::usage(other.to_string())),
    }
}
