use std::path::PathBuf;

use sightline_store::Store as _;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};
use crate::{keep, vignettes};

/// Hold all vignettes against the case records again
///
/// Names what tells who a vignette is about, with its place and what to write instead. Reports look again too, and leave out a
/// vignette that does not pass.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes vignette check")]
pub(super) struct Arguments {
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let Some(workspace) = Workspace::here()? else {
        return Err(
            Failure::usage("there is no workspace here that has vignettes")
                .help("make one with `sightline init`"),
        );
    };
    let shared = super::shared(Some(&workspace), console)?;
    let (all, mut wrong) = vignettes::load(&workspace, &shared)?;
    let path = keep::path(arguments.store.as_deref(), Some(&workspace))?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    for found in sightline_figures::vignettes::check(&*read, &all)? {
        wrong.extend(found);
    }
    let mut mistakes = Mistakes::new(arguments.format);
    mistakes.show(&wrong.sorted(), console.out())?;
    if mistakes.count().is_none() {
        console.say(format_args!(
            "{} checked, nothing to put right",
            plural(all.len(), "vignette")
        ))?;
    }
    mistakes.close(console)
}
