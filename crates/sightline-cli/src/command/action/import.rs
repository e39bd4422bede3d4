mod said;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sightline_engine::action::reconcile::{ProgrammeRow, Reconciled, programme};
use sightline_engine::action::{Action, Light, Status};
use sightline_records::Programme;
use sightline_store::{Store as _, StoreTxn};

use super::store;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::records::FileSource;
use crate::{clock, keep};

/// Take a programme of work into the register
///
/// Reads a table with the columns ACTION, WHO, WHEN, RAG and COMMENTARY, and perhaps STATUS, EVIDENCE, DIFFERENCE, TEAM and numbers, in any
/// order and under the names that services give them, from CSV or a workbook. Importing the same file again changes nothing. A row
/// that changed since adds to the action's history; what people recorded meanwhile stays. Rows are known again by their words, so
/// they may be sorted and numbered anew. The whole file is one transaction.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline action import work-programme.xlsx --programme 2025-26 --dry-run
  sightline action import work-programme.xlsx --programme 2025-26 --rejects to-put-right.csv
  sightline action import last-year.csv --programme 2024-25 --today 2024-04-22")]
pub(super) struct Arguments {
    /// The programme: CSV or .xlsx
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the programme is called; a year such as 2025-26, or a quarter, says what `In Q2` means in it
    #[arg(long, value_name = "NAME")]
    programme: String,
    /// The sheet of a workbook, where several hold such a table
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// A green row is done, where no status says otherwise
    #[arg(long)]
    green_is_done: bool,
    /// Write rows that were refused here, as CSV to be put right and imported again
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Show what would be recorded, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Print what was recorded as one JSON object
    #[arg(long)]
    json: bool,
    /// The day it is recorded for: of an old programme, the day it was agreed [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::command::date)]
    today: Option<NaiveDate>,
    /// The file that keeps actions [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

/// A programme of work that is to be recorded.
#[derive(Clone, Copy, Debug)]
pub(in crate::command) struct Work<'a> {
    /// What it is called.
    pub(in crate::command) name: &'a str,
    /// Whether green means done.
    pub(in crate::command) green_is_done: bool,
    /// The day it is recorded for.
    pub(in crate::command) on: NaiveDate,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let name = arguments.programme.trim();
    if !name.contains(char::is_alphanumeric) {
        return Err(Failure::usage("the programme has no name")
            .help("name it by its year, such as `--programme 2025-26`"));
    }
    let source = FileSource::open(&arguments.file)?;
    let read = sightline_records::programme(&source, arguments.sheet.as_deref());
    let mut read = read.map_err(|error| source.failure(&error))?;
    source.is_as_it_was()?;
    let work = Work {
        name,
        green_is_done: arguments.green_is_done,
        on: arguments.today.unwrap_or_else(clock::today),
    };
    let (known, reconciled) = if arguments.dry_run {
        let known = known(arguments.store.as_deref())?;
        let reconciled = reconcile(&read, &work, &known);
        (known, reconciled)
    } else {
        let mut kept = store::open(arguments.store.as_deref())?;
        let mut txn = kept.write()?;
        let known = txn.actions()?;
        let reconciled = keep(&mut *txn, &read, &work)?;
        txn.commit()?;
        (known, reconciled)
    };
    let rejects = match &arguments.rejects {
        Some(path) if !read.rejects.is_empty() => {
            crate::files::write(path, &sightline_records::rejects_csv(&read.rejects))?;
            Some(path.as_path())
        }
        _ => None,
    };
    read.problems.extend(said::not_held(&read, &work));
    let done = said::Done {
        work: &work,
        read: &read,
        known,
        reconciled: &reconciled,
        rejects,
        is_dry: arguments.dry_run,
    };
    if arguments.json {
        console.out().line(done.object())?;
    } else {
        done.words(console)?;
    }
    Ok(if done.has_errors() {
        Exit::Problems
    } else {
        Exit::Fine
    })
}

/// Records a programme, in a transaction that is open.
pub(in crate::command) fn keep(
    txn: &mut (dyn StoreTxn + '_),
    read: &Programme,
    work: &Work<'_>,
) -> Result<Reconciled, Failure> {
    let known = txn.actions()?;
    let reconciled = reconcile(read, work, &known);
    store::record(txn, &reconciled.steps)?;
    Ok(reconciled)
}

fn reconcile(read: &Programme, work: &Work<'_>, known: &[Action]) -> Reconciled {
    let mut rows: Vec<ProgrammeRow> = read.rows.iter().map(|(_, row)| row.clone()).collect();
    if work.green_is_done {
        let green = rows
            .iter_mut()
            .filter(|row| row.change.rag == Some(Light::Green));
        green.for_each(|row| _ = row.change.status.get_or_insert(Status::Done));
    }
    programme(work.name, &rows, known, work.on)
}

/// Actions that are stored; none, where there is no store yet.
fn known(named: Option<&Path>) -> Result<Vec<Action>, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(named, workspace.as_ref())?;
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut store = keep::open_to_read(&path)?;
    let actions = store.read().and_then(|read| read.actions());
    actions.map_err(Failure::from)
}
