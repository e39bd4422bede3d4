use clap::ValueEnum;

use super::which::Which;
use super::{shown, store};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::render::plural;

/// Write actions as a table for a spreadsheet, or as JSON Lines
///
/// The table has the columns of a programme of work, ACTION, WHO, WHEN, RAG and COMMENTARY, and more. No cell of it is taken for a
/// formula: one that begins like one gets an apostrophe before it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline action export > actions.csv
  sightline action export --period 2025-26-Q2 --format jsonl > actions.jsonl")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How actions are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for a spreadsheet
    #[default]
    Csv,
    /// One JSON object a line, with the history
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let register = store::register(arguments.which.store.as_deref())?;
    let found = arguments.which.of(&register)?;
    if arguments.format == Format::Csv {
        console.out().text(&shown::csv_head())?;
    }
    for one in &found {
        match arguments.format {
            Format::Csv => console.out().text(&shown::csv(one))?,
            Format::Jsonl => console.out().line(shown::json(one))?,
        }
    }
    console.say(plural(found.len(), "action"))?;
    Ok(Exit::Fine)
}
