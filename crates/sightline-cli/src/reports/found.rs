//! Reports to fill in: where they are, and what is wrong with their texts.

use std::collections::BTreeSet;
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
    if let Some(path) = own(name, workspace) {
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
        paths.extend(texts(&folder)?);
    }
    read(paths.iter().map(PathBuf::as_path))
}

/// The reports to fill in that lie in a folder or below it.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let Ok(here) = folder.canonicalize() else {
        return Ok(Vec::new());
    };
    let workspace = Workspace::find(folder)?.map(Workspace::read).transpose()?;
    // Beside templates that lie in no workspace there may be reports all the same.
    let beside = [folder.to_path_buf(), folder.join(shipped::REPORTS)];
    let is_reports = |path: &PathBuf| path.ends_with(shipped::REPORTS);
    let all = folders(workspace.as_ref()).chain(beside.into_iter().filter(is_reports));
    let mut paths = BTreeSet::new();
    for place in all.filter_map(|place| place.canonicalize().ok()) {
        let Ok(rest) = place.strip_prefix(&here) else {
            continue;
        };
        // Named as whoever asked would name it.
        let place = if rest.as_os_str().is_empty() {
            folder.to_path_buf()
        } else {
            folder.join(rest)
        };
        paths.extend(texts(&place)?);
    }
    Ok(paths.into_iter().collect())
}

/// Whether reports and nothing else lie in a folder.
pub(crate) fn is_for_reports(folder: &Path) -> Result<bool, Failure> {
    let Ok(here) = folder.canonicalize() else {
        return Ok(false);
    };
    let workspace = Workspace::find(folder)?.map(Workspace::read).transpose()?;
    let mut places = folders(workspace.as_ref()).filter_map(|place| place.canonicalize().ok());
    Ok(folder.is_dir() && (here.ends_with(shipped::REPORTS) || places.any(|place| place == here)))
}

/// The workspace's own report with a name.
pub(crate) fn own(name: &str, workspace: Option<&Workspace>) -> Option<PathBuf> {
    let paths = folders(workspace).map(|folder| folder.join(format!("{name}.md")));
    let mut paths = paths.filter(|path| path.is_file());
    paths.next()
}

/// The Markdown files of a folder.
fn texts(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = files::list(folder)?;
    files.retain(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "md"));
    Ok(files)
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
///
/// Words that could name somebody are warned of, but in a letter: that is about one audit, and is for one person to read.
pub(crate) fn check(reports: &[Arc<SourceFile>], workspace: Option<&Workspace>) -> Diagnostics {
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
        let authority = workspace.and_then(|one| one.authority.as_deref());
        let authority = authority.unwrap_or("A made-up authority");
        let mut spec = Spec {
            template: Some(Arc::clone(report)),
            public_words: workspace.map_or_else(Vec::new, |one| one.public_words.clone()),
            ..Spec::new(authority, period, period.last_day())
        };
        spec.only.team = sightline_report::is_about_a_team(report).then(|| "A team".to_owned());
        wrong.extend(sightline_report::pictures(report));
        let is_letter = sightline_report::is_letter(report);
        if !is_letter {
            wrong.extend(sightline_report::could_name(report, &spec));
        }
        let filled = if is_letter {
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
