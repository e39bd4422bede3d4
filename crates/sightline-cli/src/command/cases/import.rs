use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_records::DateOrder;

use crate::clock;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::records::{self, Import};

/// Read extracts and statutory returns into case records
///
/// Reads CSV, Excel workbooks, JSON and XML by a layout: one of those that ship, or a mapping of your own, of which
/// `sightline cases map` writes a first draft. Rows about one child become one case with its history, each value with the
/// file, sheet, row and column it came from. Names are never read, and ids are replaced by a keyed hash. One import is
/// one transaction, and importing the same file again changes nothing. Without a layout, files of case records are read
/// as `sightline score` reads them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline cases import annex_a.xlsx --layout annex-a --dry-run
  sightline cases import header.csv episodes.csv reviews.csv --layout ssda903
  sightline cases import plans.csv --map our-plans.yaml --rejects rejects.csv
  sightline cases import rejects.csv --map our-plans.yaml")]
pub(super) struct Arguments {
    /// Files of one layout; tables that belong together are imported together
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A layout that ships
    #[arg(long, value_name = "NAME", value_parser = ["annex-a", "cin-census", "ssd", "ssda903"], conflicts_with = "map")]
    layout: Option<String>,
    /// A mapping file of your own
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The file that keeps case records [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Show what would be read, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Print what was read as one JSON object
    #[arg(long)]
    json: bool,
    /// Write rows that were refused or not fully read here, as CSV to be put right and imported again
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// The secret under which ids are hashed, made where there is none [default: sightline.salt beside the store]
    #[arg(long, value_name = "FILE", conflicts_with = "ids_as_written")]
    salt: Option<PathBuf>,
    /// Keep ids as they stand in the files
    #[arg(long)]
    ids_as_written: bool,
    /// How dates are written that can be read in two ways; remembered for files with the same columns
    #[arg(long, value_name = "ORDER", value_parser = order)]
    dates: Option<DateOrder>,
    /// The day that counts as today, such as 2025-09-30 [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::command::date)]
    today: Option<NaiveDate>,
}

fn order(text: &str) -> Result<DateOrder, String> {
    DateOrder::named(text).ok_or_else(|| "write day-first or month-first".to_owned())
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    records::import(
        &Import {
            files: &arguments.files,
            layout: arguments.layout.as_deref(),
            map: arguments.map.as_deref(),
            store: arguments.store.as_deref(),
            workspace: workspace.as_ref(),
            dry_run: arguments.dry_run,
            json: arguments.json,
            rejects: arguments.rejects.as_deref(),
            salt: arguments.salt.as_deref(),
            ids_as_written: arguments.ids_as_written,
            dates: arguments.dates,
            today: arguments.today.unwrap_or_else(clock::today),
        },
        console,
    )
}
