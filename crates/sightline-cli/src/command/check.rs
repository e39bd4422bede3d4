use std::path::PathBuf;

use sightline_engine::load_shared;
use sightline_engine::measure::Measures;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};
use crate::{catalog, vignettes};

/// Name every mistake in templates, measures and scripts
///
/// Reads templates, their worked cases, shared lists, measures and scripts, and names all mistakes in one run: where each is,
/// what is wrong, and how to put it right. A template without a worked case is a mistake too. Warnings do not fail.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline check
  sightline check audit-templates/life-story-work
  sightline check --format plain")]
pub(super) struct Arguments {
    /// Templates, scripts or folders of them [default: the whole workspace]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let loaded = catalog::load(gather(&arguments.paths)?);
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(loaded.catalog.without_examples());
    diagnostics.extend(Measures::load(&loaded.files).1);
    let mut n = loaded.files.len();
    // What vignettes say of their cases is told beside the store: `sightline themes vignette check`.
    if let Some(workspace) = Workspace::here()?.filter(|_| arguments.paths.is_empty()) {
        let (shared, _) = load_shared(&Sources::shared(Some(&workspace))?.files);
        diagnostics.extend(vignettes::load(&workspace, &shared)?.1);
        n += usize::from(vignettes::path(&workspace).is_file());
    }
    let mut mistakes = Mistakes::new(arguments.format);
    mistakes.show(&diagnostics.sorted(), console.out())?;
    if mistakes.count().is_none() {
        console.say(format_args!(
            "{} checked, nothing to put right",
            plural(n, "file")
        ))?;
    }
    mistakes.close(console)
}

/// The files of all paths, or of the workspace where none is named.
fn gather(paths: &[PathBuf]) -> Result<Sources, Failure> {
    if paths.is_empty() {
        return Sources::here();
    }
    let mut all = Sources::default();
    for path in paths {
        all.add(Sources::of_path(path)?);
    }
    Ok(all)
}
