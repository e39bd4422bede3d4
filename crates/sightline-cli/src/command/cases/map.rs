use std::path::PathBuf;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::records;

/// Write a first draft of a mapping from the headings of a file
///
/// Headings that a shipped layout or the list of names knows get a meaning, names of people are marked never to be read, and
/// the rest is left for you to decide. Look it over, put it right, and import with --map.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline cases map plans.csv > our-plans.yaml")]
pub(super) struct Arguments {
    /// A CSV file, JSON, JSON Lines or a workbook
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    records::map(&arguments.file, console)
}
