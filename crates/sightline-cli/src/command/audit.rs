mod import;
mod list;

use clap::Subcommand;

use crate::console::Console;
use crate::exit::{Exit, Failure};

/// Keep audits in the workspace's store, and list them
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  sightline audit import answers.jsonl --cases cases.jsonl
  sightline audit list --period 2025-26-Q2 --team North"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Import(import::Arguments),
    List(list::Arguments),
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.verb {
        Verb::Import(arguments) => import::run(arguments, console),
        Verb::List(arguments) => list::run(arguments, console),
    }
}
