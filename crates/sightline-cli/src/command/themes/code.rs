use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_engine::calendar::Quarter;
use sightline_engine::coding;
use sightline_store::{Filter, Kept, NewThemeCode, Store as _, StoreTxn};

use super::text::{Templates, Text, excerpt};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::render::plural;
use crate::{clock, keep};

/// Propose themes for a quarter's comments
///
/// Reads the comments of auditors, and answers in words, of the quarter's audits in the store, and puts a theme into the queue
/// wherever a rule of `_shared/coding.yaml` finds its words. Nothing counts before a person has accepted it. Run it as often as
/// you like: the same theme is proposed once for a text, and what was rejected stays rejected.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline themes code --period 2025-26-Q2
  sightline themes code --period 2025-26-Q2 --dry-run")]
pub(super) struct Arguments {
    /// The quarter, such as 2025-26-Q2 (July to September 2025)
    #[arg(long, value_name = "PERIOD", value_parser = super::super::report::quarter)]
    period: Quarter,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Show what would be proposed, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// The day to keep as that of the proposals [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::super::date)]
    today: Option<NaiveDate>,
}

/// What came of it.
#[derive(Default)]
struct Done {
    audits: usize,
    texts: usize,
    new: usize,
    known: usize,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let shared = super::shared(workspace.as_ref(), console)?;
    if shared.coding.is_empty() {
        return Err(Failure::usage("there are no coding rules")
            .help("write some into `_shared/coding.yaml`; docs/themes.md shows the form"));
    }
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    super::there(&path)?;
    let mut store = keep::open_to_write(&path)?;
    let mut txn = store.write()?;
    let mut ids = Vec::new();
    let each = txn.each_audit(&Filter::quarter(arguments.period), &mut |row| {
        ids.push(row.id.to_owned());
        ControlFlow::Continue(())
    });
    each?;
    let mut templates = Templates::default();
    let mut done = Done {
        audits: ids.len(),
        ..Done::default()
    };
    let today = arguments.today.unwrap_or_else(clock::today);
    for id in ids {
        let audit = txn.audit(&id, None)?;
        for text in templates.texts(&audit)? {
            done.texts += 1;
            for coded in by_theme(coding::code(text.text, &shared.coding)) {
                let new = proposal(&id, audit.revision, &text, coded, today);
                propose(&mut *txn, &new, &text, &mut done, console)?;
            }
        }
    }
    if done.audits == 0 {
        console.say(format_args!(
            "warning: there is no audit in {}",
            arguments.period
        ))?;
        return Ok(Exit::Fine);
    }
    let kept = if arguments.dry_run {
        drop(txn);
        "; nothing was kept"
    } else {
        txn.commit()?;
        "; nothing counts before `sightline themes review`"
    };
    console.say(format_args!(
        "{} with {} read: {} proposed, {} were there already{kept}",
        plural(done.audits, "audit"),
        plural(done.texts, "text"),
        plural(done.new, "theme"),
        done.known
    ))?;
    Ok(Exit::Fine)
}

/// Rules that propose the same theme for a text are one proposal, in the name of the first, with all words that they found.
fn by_theme(coded: Vec<coding::Coded>) -> Vec<coding::Coded> {
    let mut joined: Vec<coding::Coded> = Vec::new();
    for one in coded {
        let is_same = |held: &&mut coding::Coded| held.theme == one.theme && held.kind == one.kind;
        match joined.iter_mut().find(is_same) {
            Some(held) => {
                held.at.extend(one.at);
                held.at.sort_by_key(|at| (at.start, at.end));
                held.at.dedup();
            }
            None => joined.push(one),
        }
    }
    joined
}

fn proposal(
    audit: &str,
    revision: u32,
    text: &Text<'_>,
    coded: coding::Coded,
    date: NaiveDate,
) -> NewThemeCode {
    NewThemeCode {
        audit: audit.to_owned(),
        revision,
        question: text.question.clone(),
        part: text.part,
        theme: coded.theme,
        kind: coded.kind,
        rule: coded.rule,
        at: coded.at,
        date,
    }
}

fn propose(
    txn: &mut (dyn StoreTxn + '_),
    new: &NewThemeCode,
    text: &Text<'_>,
    done: &mut Done,
    console: &mut Console,
) -> Result<(), Failure> {
    match txn.propose_theme(new)? {
        Kept::New => {
            done.new += 1;
            console.out().line(format_args!(
                "{} {}  {} {}  {}",
                new.kind.id(),
                new.theme,
                new.audit,
                new.question,
                excerpt(text.text, &new.at)
            ))
        }
        Kept::Unchanged | Kept::Corrected | Kept::Moderated => {
            done.known += 1;
            Ok(())
        }
    }
}
