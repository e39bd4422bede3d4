//! Reports to fill in: where they are, and what is wrong with their texts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sightline_engine::calendar::Period;
use sightline_engine::{Catalog, Diagnostics, SourceFile, suggest};
use sightline_report::{Figures, ReportError, Spec};

use super::{is_for_children, told};
use crate::console::Console;
use crate::exit::Failure;
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::files::{self, shown};
use crate::{made_up, shipped};

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
        let mut spec = Spec {
            template: Some(Arc::clone(report)),
            ..Spec::new("A made-up authority", period, period.last_day())
        };
        spec.only.team = sightline_report::is_about_a_team(report).then(|| "A team".to_owned());
        let filled = if sightline_report::is_letter(report) {
            let audit = made_up::audit(&spec);
            audit.map(|one| sightline_report::letter(&one.audited(), &spec))
        } else {
            Some(sightline_report::report(figures.clone(), &spec))
        };
        if let Some(Err(ReportError::Template(found))) = filled {
            wrong.extend(found);
        }
        if is_for_children(stem_of(report.path())) {
            sightline_report::too_hard(report)
                .into_iter()
                .for_each(|one| wrong.push(one));
        }
    }
    wrong
}

fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}
