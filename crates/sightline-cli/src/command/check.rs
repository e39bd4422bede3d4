use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sightline_engine::measure::Measures;
use sightline_engine::{Diagnostics, load_shared};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};
use crate::{catalog, programme, reports, vignettes};

/// Name every mistake in templates, measures, scripts and reports
///
/// Reads templates, their worked cases, shared lists, measures, scripts, reports and the programme, and names all mistakes in one run: where each is,
/// what is wrong, and how to put it right. A template without a worked case is a mistake too, and words in a report that could
/// name somebody are warned of. Warnings do not fail.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline check
  sightline check life-story-work
  sightline check audit-templates/life-story-work
  sightline check reports/board.md
  sightline check --format plain")]
pub(super) struct Arguments {
    /// Ids of templates, names of reports, or templates, scripts, reports and folders of them [default: the whole workspace]
    #[arg(value_name = "TEMPLATE")]
    templates: Vec<String>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let Named { reports, names } = named(&arguments.templates)?;
    let whole = arguments.templates.is_empty();
    let is_meant = |file: &Path| whole || names.iter().any(|name| is_within(file, name));
    let mut diagnostics = Diagnostics::new();
    let mut n_files = 0;
    if !names.is_empty() || whole {
        let loaded = catalog::load(gather(&names)?);
        diagnostics.extend(loaded.diagnostics);
        diagnostics.extend(loaded.catalog.without_examples());
        diagnostics.extend(Measures::load(&loaded.files).1);
        n_files += loaded.files.len();
        if let Some(path) =
            programme::path(Workspace::here()?.as_ref()).filter(|path| is_meant(path))
        {
            diagnostics.extend(programme::read(&path, &loaded.catalog)?.1);
            n_files += 1;
        }
    }
    let (reports, unreadable) = if whole {
        reports::all(Workspace::here()?.as_ref())?
    } else {
        reports::read(reports.iter().map(PathBuf::as_path))?
    };
    diagnostics.extend(unreadable);
    diagnostics.extend(reports::check(&reports, Workspace::here()?.as_ref()));
    n_files += reports.len();
    // What vignettes say of their cases is told beside the store: `sightline themes vignette check`.
    if let Some(workspace) = Workspace::here()?.filter(|one| is_meant(&vignettes::path(one))) {
        let (shared, _) = load_shared(&Sources::shared(Some(&workspace))?.files);
        diagnostics.extend(vignettes::load(&workspace, &shared)?.1);
        n_files += usize::from(vignettes::path(&workspace).is_file());
    }
    let mut mistakes = Mistakes::new(arguments.format);
    mistakes.show(&diagnostics.sorted(), console.out())?;
    if mistakes.count().is_none() {
        console.say(format_args!(
            "{} checked, nothing to put right",
            plural(n_files, "file")
        ))?;
    }
    mistakes.close(console)
}

/// What is to be checked.
#[derive(Default)]
struct Named {
    /// Reports to fill in.
    reports: Vec<PathBuf>,
    /// Everything else, as it was named.
    names: Vec<String>,
}

/// Tells reports from the rest: a Markdown file, the reports of a folder, or a report of the workspace by its name.
fn named(names: &[String]) -> Result<Named, Failure> {
    let mut all = Named::default();
    let workspace = Workspace::here()?;
    for name in names {
        let path = Path::new(name);
        let is_file = name.ends_with(".md");
        let is_plain = !name.contains(['/', '\\', '.']);
        let is_template = || {
            let templates = workspace.as_ref().map(|one| one.templates.join(name));
            templates.is_some_and(|folder| folder.is_dir())
        };
        let by_name = reports::own(name, workspace.as_ref())
            .filter(|_| is_plain && !path.exists() && !is_template());
        if is_file {
            all.reports.push(path.to_path_buf());
        } else if let Some(report) = by_name {
            all.reports.push(report);
        } else {
            let is_template = is_plain && is_template();
            if path.is_dir() && !is_template {
                all.reports.extend(reports::below(path)?);
            }
            if is_template || !reports::is_for_reports(path)? {
                all.names.push(name.clone());
            }
        }
    }
    let mut seen = BTreeSet::new();
    all.reports
        .retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(all)
}

/// Whether a file is what a path names, or lies below it.
fn is_within(file: &Path, named: &str) -> bool {
    let (file, named) = (file.canonicalize(), Path::new(named).canonicalize());
    file.is_ok_and(|file| named.is_ok_and(|named| file.starts_with(named)))
}

/// The files of all that is named, or of the workspace where nothing is.
fn gather(names: &[String]) -> Result<Sources, Failure> {
    if names.is_empty() {
        return Sources::here();
    }
    let mut all = Sources::default();
    for name in names {
        all.add(Sources::of_name(name)?);
    }
    Ok(all)
}
