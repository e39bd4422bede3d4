//! A quarter's report out of a store.

mod formats;
pub(crate) mod signed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::action::Register;
use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::measure::Measures;
use sightline_engine::rollup::coded_over_templates;
use sightline_engine::vignette::Vignette;
use sightline_engine::{Catalog, Diagnostics, Programme, Rollup, Shared, SourceFile, suggest};
use sightline_report::{
    Actions, Audience, Figures, Headings, Only, Published, Report, ReportError, Restates, Spec,
};
use sightline_store::{Filter, SqliteStore, Store as _, StoreRead};

use crate::console::Console;
use crate::exit::Failure;
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::files::{self, shown};
use crate::mistakes::Mistakes;
use crate::{keep, made_up, measured, moderated, render, shipped};

pub(crate) use formats::{Format, can_write, write};

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
    /// Whose and which audits it is about.
    pub(crate) only: Only,
    /// Who reads it.
    pub(crate) audience: Audience,
    /// What the parts of the summary are called.
    pub(crate) headings: Headings,
    /// The day the numbers were taken.
    pub(crate) today: NaiveDate,
    /// Lists that templates share: words for ids that readers see, and names that themes had.
    pub(crate) shared: Shared,
    /// The group of each auditor that is in one, by staff code.
    pub(crate) auditor_groups: BTreeMap<String, String>,
    /// What is counted from case records.
    pub(crate) measures: Measures,
    /// What was planned, and what is told and not counted.
    pub(crate) programme: Programme,
    /// What public reports have shown and hidden before.
    pub(crate) published: Vec<Published>,
    /// The signed-off report that it takes the place of.
    pub(crate) restates: Option<Restates>,
    /// The report to fill in.
    pub(crate) template: Arc<SourceFile>,
}

/// Makes a report; says too how many audits the quarter has.
pub(crate) fn make(
    store: &mut SqliteStore,
    wanted: Wanted,
    workspace: Option<&Workspace>,
    console: &mut Console,
) -> Result<(Report, u64), Failure> {
    let Wanted {
        authority,
        author,
        period,
        only,
        audience,
        headings,
        today,
        shared,
        auditor_groups,
        measures,
        programme,
        published,
        restates,
        template,
    } = wanted;
    let read = store.read().map_err(keep::failure)?;
    let until = Filter {
        to: Some(Quarter::of(period.last_day())),
        ..Filter::default()
    };
    let moderations = moderated::by_group(&*read, &until, &auditor_groups)?;
    let restated = sightline_store::restated_rollup(&*read, &until, &shared.theme_changes, today)
        .map_err(keep::failure)?;
    let coded = sightline_store::coded_audits(&*read, &until).map_err(keep::failure)?;
    let mut coded = coded_over_templates(&coded, &shared.theme_changes, today);
    coded.retain(|one| period.contains(one.quarter.last_day()));
    let from = looked_at(period).first().map_or(period, |first| *first);
    let notes = restated.notes(Quarter::of(from.first_day()));
    let so_far = restated.rollup;
    let actions = read.actions().map_err(keep::failure)?;
    let actions =
        (!actions.is_empty()).then(|| Actions::of(&Register::new(actions), period, today));
    let n_audits = so_far.for_period(period).audits();
    let figures = Figures {
        rollup: &so_far,
        measures: measured::over(&*read, &measures, &looked_at(period), today)?,
        moderations,
        programme,
        actions,
        restated: notes,
        coded,
        published,
        vignettes: vignettes(workspace, &shared, &*read, period, console)?,
    };
    known(&so_far, &only)?;
    let spec = Spec {
        only,
        audience,
        headings,
        author,
        terms: shared.terms.clone(),
        restates,
        template: Some(template),
        ..Spec::new(authority, period, today)
    };
    match sightline_report::report(figures, &spec) {
        Ok(report) => Ok((report, n_audits)),
        Err(error) => Err(failure(&error, console)?),
    }
}

/// The vignettes of a period that give nobody away; what is wrong with the others is said.
fn vignettes(
    workspace: Option<&Workspace>,
    shared: &Shared,
    read: &dyn StoreRead,
    period: Period,
    console: &mut Console,
) -> Result<Vec<Vignette>, Failure> {
    let Some(workspace) = workspace else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    let mut mistakes = Mistakes::new(render::Format::Human);
    for quarter in period.quarters() {
        let (sound, wrong) = crate::vignettes::for_report(workspace, shared, read, quarter)?;
        mistakes.show(&wrong, console.err())?;
        all.extend(sound);
    }
    Ok(all)
}

/// A period and the ones of its length before it that a report looks back on, earliest first.
fn looked_at(period: Period) -> Vec<Period> {
    let back = std::iter::successors(Some(period), |period| Some(period.previous()));
    let mut periods: Vec<Period> = back.take(sightline_report::BACK + 1).collect();
    periods.reverse();
    periods
}

/// A team, a service or a template that no audit names is a slip of the pen, and not a report about nothing.
fn known(rollup: &Rollup, only: &Only) -> Result<(), Failure> {
    let mut names: [BTreeSet<&str>; 3] = Default::default();
    for (group, ..) in rollup.groups() {
        let found = [&*group.team, &*group.service, &*group.template.id];
        for (names, name) in names.iter_mut().zip(found) {
            names.insert(name);
        }
    }
    let wanted = [&only.team, &only.service, &only.template];
    let words = ["team", "service", "template"];
    for ((wanted, word), names) in wanted.into_iter().zip(words).zip(names) {
        if let Some(wanted) = wanted.as_deref()
            && !names.contains(wanted)
        {
            let failure = Failure::usage(format!("no audit is of the {word} `{wanted}`"));
            let help = suggest(wanted, names.iter().copied());
            return Err(help.into_iter().fold(failure, Failure::help));
        }
    }
    Ok(())
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

/// The report that a finished one was made from, by its name; it may have been written or copied anywhere.
fn made_from(name: &str) -> Option<&str> {
    let (made_from, _) = name.match_indices('-').find_map(|(at, _)| {
        let (before, after) = name.split_at_checked(at)?;
        let period: Period = after.strip_prefix('-')?.parse().ok()?;
        Some((before, period))
    })?;
    Some(made_from)
}

/// The report with a name: one of the workspace's own, one that lies beside its templates, or one that comes with the program.
pub(crate) fn named(
    name: &str,
    workspace: Option<&Workspace>,
    console: &mut Console,
) -> Result<Arc<SourceFile>, Failure> {
    let place = workspace.map_or_else(|| "reports".to_owned(), |one| shown(&one.reports));
    if name.contains(['/', '\\']) {
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
    let own = folders(workspace)
        .map(|folder| folder.join(format!("{name}.md")))
        .find(|path| path.is_file());
    if let Some(path) = own {
        return match files::text(&path)? {
            Ok(file) => Ok(file),
            Err(wrong) => Err(told(&wrong, console)?),
        };
    }
    let shipped = || shipped::reports().map(|(path, text)| (stem_of(path), path, text));
    if let Some((_, path, text)) = shipped().find(|(stem, ..)| *stem == name) {
        return Ok(SourceFile::new(path, text));
    }
    let failure = Failure::usage(format!("there is no report `{name}`"));
    let help = suggest(name, shipped().map(|(stem, ..)| stem));
    Err(failure.help(help.unwrap_or_else(|| {
        let names: Vec<String> = shipped().map(|(stem, ..)| format!("`{stem}`")).collect();
        format!(
            "write `{place}/{name}.md`, or use one that comes with Sightline: {}",
            names.join(", ")
        )
    })))
}

/// Where a workspace keeps reports to fill in, its own ones first.
fn folders(workspace: Option<&Workspace>) -> impl Iterator<Item = PathBuf> {
    workspace
        .into_iter()
        .flat_map(|one| [one.reports.clone(), one.templates.join(shipped::REPORTS)])
}

/// Every report that there is to fill in: those of a workspace, or those that come with the program.
pub(crate) fn all(
    workspace: Option<&Workspace>,
) -> Result<(Vec<Arc<SourceFile>>, Diagnostics), Failure> {
    if workspace.is_none() {
        let files = shipped::reports().map(|(path, text)| SourceFile::new(path, text));
        return Ok((files.collect(), Diagnostics::new()));
    }
    let mut paths = Vec::new();
    for folder in folders(workspace).filter(|folder| folder.is_dir()) {
        let files = files::list(&folder)?.into_iter();
        paths.extend(files.filter(|path| {
            path.is_file() && path.extension().is_some_and(|ending| ending == "md")
        }));
    }
    read(paths.iter().map(PathBuf::as_path))
}

/// Reads reports to fill in.
pub(crate) fn read<'p>(
    paths: impl IntoIterator<Item = &'p Path>,
) -> Result<(Vec<Arc<SourceFile>>, Diagnostics), Failure> {
    let (mut found, mut wrong) = (Vec::new(), Diagnostics::new());
    for path in paths {
        match files::text(path)? {
            Ok(file) => found.push(file),
            Err(problems) => wrong.extend(problems),
        }
    }
    Ok((found, wrong))
}

/// Fills reports in with a made-up authority's figures and names every mistake in their texts.
pub(crate) fn check(reports: &[Arc<SourceFile>]) -> Diagnostics {
    let mut wrong = Diagnostics::new();
    if reports.is_empty() {
        return wrong;
    }
    let (rollup, period) = made_up::rollup();
    let catalog = Catalog::load(&Sources::shipped().files).0;
    let figures = Figures {
        programme: made_up::programme(&catalog),
        ..Figures::from(&rollup)
    };
    for report in reports {
        let spec = Spec {
            template: Some(Arc::clone(report)),
            ..Spec::new("A made-up authority", period, period.last_day())
        };
        if let Err(ReportError::Template(found)) = sightline_report::report(figures.clone(), &spec)
        {
            wrong.extend(found);
        }
    }
    wrong
}

fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
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
fn failure(error: &ReportError, console: &mut Console) -> Result<Failure, Failure> {
    match error {
        ReportError::Template(wrong) => told(wrong, console),
        other => Ok(Failure::usage(other.to_string())),
    }
}
