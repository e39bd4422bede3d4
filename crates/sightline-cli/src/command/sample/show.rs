use std::path::PathBuf;

use super::register::Kept;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;

/// Print the register of a draw that is stored
///
/// Without an id, lists every draw: its id, day and template.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline sample show
  sightline sample show D-0f1e2d3c4b5a > register.csv")]
pub(super) struct Arguments {
    /// The id of the draw
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The file that keeps draws [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let kept = Kept::find(arguments.store.as_deref(), workspace.as_ref());
    if let Some(id) = &arguments.id {
        console.out().text(&kept.text(id)?)?;
        return Ok(Exit::Fine);
    }
    let draws = kept.draws()?;
    for draw in &draws {
        console.out().line(format_args!(
            "{}  {}  {}",
            draw.id, draw.date, draw.template
        ))?;
    }
    if draws.is_empty() {
        console.say("there are no draws in the store")?;
    }
    Ok(Exit::Fine)
}
