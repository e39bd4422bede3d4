use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_store::{Filter, Kept, Store as _, ThemeCode, ThemeDecision, Verdict};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::{clock, keep};

/// Say that texts speak of the themes that were proposed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes accept 17 18 --by S-04")]
pub(super) struct Accept {
    #[command(flatten)]
    decided: Decided,
}

/// Say that texts do not speak of the themes that were proposed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes reject 19 --by S-04 --because 'Said of another child'")]
pub(super) struct Reject {
    #[command(flatten)]
    decided: Decided,
}

/// Say that texts speak of another theme than was proposed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes recode 20 --theme smart-planning --by S-04")]
pub(super) struct Recode {
    #[command(flatten)]
    decided: Decided,
    /// The theme that they speak of
    #[arg(long, value_name = "ID")]
    theme: String,
    /// What they say of it [default: as it was proposed]
    #[arg(long, value_enum)]
    kind: Option<super::Kind>,
}

/// Who decided what, and when.
#[derive(Debug, clap::Args)]
struct Decided {
    /// The numbers of the proposals, as `sightline themes review` shows them
    #[arg(value_name = "NUMBER", required = true)]
    proposals: Vec<u32>,
    /// Staff code of whoever decides
    #[arg(long, value_name = "CODE", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    by: String,
    /// When [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::super::date)]
    on: Option<NaiveDate>,
    /// Why, for whoever asks later
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn accept(arguments: &Accept, console: &mut Console) -> Result<Exit, Failure> {
    decide(&arguments.decided, console, |_| Verdict::Accepted)
}

pub(super) fn reject(arguments: &Reject, console: &mut Console) -> Result<Exit, Failure> {
    decide(&arguments.decided, console, |_| Verdict::Rejected)
}

pub(super) fn recode(arguments: &Recode, console: &mut Console) -> Result<Exit, Failure> {
    let shared = super::shared(Workspace::here()?.as_ref(), console)?;
    let theme = super::theme(&arguments.theme, &shared)?.id.clone();
    decide(&arguments.decided, console, |one| Verdict::Recoded {
        theme: theme.clone(),
        kind: arguments.kind.map_or(one.proposed.kind, Into::into),
    })
}

/// Keeps what was decided of every proposal that is named, or of none where one of them is not there.
fn decide(
    decided: &Decided,
    console: &mut Console,
    verdict: impl Fn(&ThemeCode) -> Verdict,
) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(decided.store.as_deref(), workspace.as_ref())?;
    super::there(&path)?;
    let mut store = keep::open_to_write(&path)?;
    let mut txn = store.write()?;
    let all = txn.theme_codes(&Filter::default())?;
    let mut lines = Vec::new();
    for id in &decided.proposals {
        let Some(one) = all.iter().find(|one| one.id == *id) else {
            return Err(Failure::usage(format!("there is no proposal {id}"))
                .help("`sightline themes review --all` lists them with their numbers"));
        };
        let verdict = verdict(one);
        let line = match &verdict {
            Verdict::Recoded { theme, kind } => {
                format!("{id}  recoded as {} in {theme}", kind.id())
            }
            Verdict::Accepted | Verdict::Rejected => {
                let proposed = &one.proposed;
                let verdict = verdict.id();
                format!(
                    "{id}  {verdict}: {} in {}",
                    proposed.kind.id(),
                    proposed.theme
                )
            }
        };
        let decision = ThemeDecision {
            verdict,
            by: decided.by.clone(),
            date: decided.on.unwrap_or_else(clock::today),
            because: decided.because.clone(),
        };
        lines.push(match txn.decide_theme(*id, &decision)? {
            Kept::Unchanged => format!("{line} (as before)"),
            Kept::New | Kept::Corrected | Kept::Moderated => line,
        });
    }
    txn.commit()?;
    for line in lines {
        console.out().line(line)?;
    }
    Ok(Exit::Fine)
}
