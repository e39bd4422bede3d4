use std::path::PathBuf;

use crate::catalog;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::keep::{self, Import};
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};

/// Score files of answers and keep them in the store
///
/// Reads what `sightline score` reads, for any templates of the workspace, and keeps answers, outcomes, case records and
/// the templates that made them. One import is one transaction: where a line is wrong, every wrong line is named and
/// nothing is kept. Importing the same file again changes nothing;
/// an audit that differs from the stored one is refused, unless --correct says that it is a correction.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline audit import answers.jsonl
  sightline audit import answers.jsonl --cases cases.jsonl
  sightline audit import corrected.csv --cases cases.jsonl --correct")]
pub(super) struct Arguments {
    /// Answers, as JSON Lines or CSV
    #[arg(value_name = "FILE", required = true)]
    answers: Vec<PathBuf>,
    /// The case records [default: those that the store holds]
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Put audits that are stored with other content in the place of what is stored; the old ones stay readable
    #[arg(long)]
    correct: bool,
    /// Print what was kept as one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let store = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    let services = workspace
        .map(|workspace| workspace.services)
        .unwrap_or_default();
    let loaded = catalog::load(Sources::here()?);
    let import = Import {
        store: &store,
        loaded: &loaded,
        services: &services,
        cases: arguments.cases.as_deref(),
        answers: &arguments.answers,
        correct: arguments.correct,
        for_a_program: arguments.json,
    };
    let mut mistakes = Mistakes::new(Format::Human);
    let kept = keep::import(&import, &mut mistakes, console)?;
    if let Some(kept) = &kept {
        mistakes.show(&kept.failed.diagnostics(), console.err())?;
    }
    let exit = mistakes.close(console)?;
    let Some(kept) = kept else {
        if loaded.diagnostics.has_errors() {
            console.say("some templates cannot be used; `sightline check` says why")?;
        }
        console.say("nothing was kept")?;
        return Ok(exit);
    };
    if arguments.json {
        console.out().line(kept.json())?;
    } else {
        console.say(kept.words())?;
    }
    if kept.failed.n_audits() > 0 {
        let n = plural(kept.failed.n_audits(), "audit");
        console.say(format_args!(
            "{n} failed in a script and got no grade; everything is kept, the answers too"
        ))?;
    }
    for line in kept.thin.lines() {
        console.say(line)?;
    }
    for line in &kept.doubts {
        console.say(line)?;
    }
    Ok(exit)
}
