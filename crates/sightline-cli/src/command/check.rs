use sightline_engine::measure::Measures;

use crate::catalog;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};

/// Name every mistake in templates, measures and scripts
///
/// Reads templates, their worked cases, shared lists, measures and scripts, and names all mistakes in one run: where each is,
/// what is wrong, and how to put it right. A template without a worked case is a mistake too. Warnings do not fail.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline check
  sightline check life-story-work
  sightline check audit-templates/life-story-work
  sightline check --format plain")]
pub(super) struct Arguments {
    /// Ids of templates, or templates, scripts and folders of them [default: the whole workspace]
    #[arg(value_name = "TEMPLATE")]
    templates: Vec<String>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let loaded = catalog::load(gather(&arguments.templates)?);
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(loaded.catalog.without_examples());
    diagnostics.extend(Measures::load(&loaded.files).1);
    let mut mistakes = Mistakes::new(arguments.format);
    mistakes.show(&diagnostics.sorted(), console.out())?;
    if mistakes.count().is_none() {
        let n = loaded.files.len();
        console.say(format_args!(
            "{} checked, nothing to put right",
            plural(n, "file")
        ))?;
    }
    mistakes.close(console)
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
