mod add;
mod collect;
mod export;
mod import;
mod list;
mod shown;
mod store;
mod update;
mod which;

use clap::Subcommand;

use crate::console::Console;
use crate::exit::{Exit, Failure};

pub(super) use collect::collect;
pub(super) use import::{Work, keep};
pub(super) use store::record;

/// Keep the register of actions: who does what by when, what shows that it was done, and what it changed
///
/// Actions come from audits (`collect`), from a programme of work in a spreadsheet (`import`), or by hand (`add`). Nothing is ever
/// written over: each change is added to the action's history, and a past quarter is counted from what had
/// happened by its end.
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  sightline action import work-programme.xlsx --programme 2025-26
  sightline action collect --period 2025-26-Q2
  sightline action list --overdue
  sightline action update 2025-26/7 --status done --evidence 'Seen in six of six records'"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(list::Arguments),
    // The largest, and one at a time.
    Add(Box<add::Arguments>),
    Update(Box<update::Arguments>),
    Import(import::Arguments),
    Collect(collect::Arguments),
    Export(export::Arguments),
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.verb {
        Verb::List(arguments) => list::run(arguments, console),
        Verb::Add(arguments) => add::run(arguments, console),
        Verb::Update(arguments) => update::run(arguments, console),
        Verb::Import(arguments) => import::run(arguments, console),
        Verb::Collect(arguments) => collect::run(arguments, console),
        Verb::Export(arguments) => export::run(arguments, console),
    }
}
