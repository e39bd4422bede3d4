use std::path::PathBuf;

use sightline_engine::Diagnostics;
use sightline_engine::measure::Measures;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};
use crate::{catalog, programme, reports};

/// Name every mistake in templates, measures, scripts and reports
///
/// Reads templates, their worked cases, shared lists, measures, scripts, reports and the programme, and names all mistakes in one run: where each is,
/// what is wrong, and how to put it right. A template without a worked case is a mistake too. Warnings do not fail.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline check
  sightline check audit-templates/life-story-work
  sightline check --format plain")]
pub(super) struct Arguments {
    /// Templates, scripts, reports or folders of them [default: the whole workspace]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let is_report = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "md");
    let (reports, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        arguments.paths.iter().partition(is_report);
    let mut diagnostics = Diagnostics::new();
    let mut n_files = 0;
    if !paths.is_empty() || arguments.paths.is_empty() {
        let loaded = catalog::load(gather(&paths)?);
        diagnostics.extend(loaded.diagnostics);
        diagnostics.extend(loaded.catalog.without_examples());
        diagnostics.extend(Measures::load(&loaded.files).1);
        n_files += loaded.files.len();
        if paths.is_empty()
            && let Some(path) = programme::path(Workspace::here()?.as_ref())
        {
            diagnostics.extend(programme::read(&path, &loaded.catalog)?.1);
            n_files += 1;
        }
    }
    let (reports, unreadable) = if arguments.paths.is_empty() {
        reports::all(Workspace::here()?.as_ref())?
    } else {
        reports::read(reports)?
    };
    diagnostics.extend(unreadable);
    diagnostics.extend(reports::check(&reports));
    n_files += reports.len();
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

/// The files of all paths, or of the workspace where none is named.
fn gather(paths: &[&PathBuf]) -> Result<Sources, Failure> {
    if paths.is_empty() {
        return Sources::here();
    }
    let mut all = Sources::default();
    for path in paths {
        all.add(Sources::of_path(path)?);
    }
    Ok(all)
}
