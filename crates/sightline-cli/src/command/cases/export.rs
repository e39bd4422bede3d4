use std::ops::ControlFlow;
use std::path::PathBuf;

use sightline_engine::write;
use sightline_store::Store as _;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::keep;
use crate::render::plural;

/// Print the case records of the store, one JSON object a line
///
/// With facts, history and where each was read: the form that `sightline score`, `sightline audit import` and `sightline measures`
/// take as --cases. The records are about children.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline cases export > cases.jsonl")]
pub(super) struct Arguments {
    /// The file that keeps case records [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let (mut n, mut failed) = (0, None);
    let each = read.each_case(&mut |case| {
        n += 1;
        match console.out().line(write::case(&case)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                failed = Some(failure);
                ControlFlow::Break(())
            }
        }
    });
    each?;
    match failed {
        Some(failure) => Err(failure),
        None => {
            console.say(format_args!("{} written", plural(n, "case record")))?;
            Ok(Exit::Fine)
        }
    }
}
