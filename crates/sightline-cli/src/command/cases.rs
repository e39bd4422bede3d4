mod disagreements;
mod export;
mod import;
mod map;

use clap::Subcommand;

use crate::console::Console;
use crate::exit::{Exit, Failure};

/// Bring case records in from other systems
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Example:\n  sightline cases import annex_a.xlsx --layout annex-a --dry-run"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Import(import::Arguments),
    Disagreements(disagreements::Arguments),
    Export(export::Arguments),
    Map(map::Arguments),
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.verb {
        Verb::Import(arguments) => import::run(arguments, console),
        Verb::Disagreements(arguments) => disagreements::run(arguments, console),
        Verb::Export(arguments) => export::run(arguments, console),
        Verb::Map(arguments) => map::run(arguments, console),
    }
}
