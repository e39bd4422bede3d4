use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_engine::calendar::Quarter;
use sightline_engine::vignette::{Vignette, write_vignette};
use sightline_engine::{SourceFile, Span, Spanned};
use sightline_store::Store as _;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::files::{self, shown};
use crate::mistakes::Mistakes;
use crate::render::Format;
use crate::{clock, keep, vignettes};

/// Add a vignette that you have written
///
/// Holds the text against the case record first: an id, a code, a day, an exact age, the name of a place or a team, and details
/// that together fit fewer than five children of the store are refused. What looks like a name is a warning. A vignette that
/// passes is added to `reports/vignettes.yaml`, where it can be edited; `sightline themes vignette check` looks again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes vignette add --audit A-0042 --theme drift-and-delay --by S-04 \\
    --text 'A young child waited two terms for a plan that three meetings had agreed on.'")]
pub(super) struct Arguments {
    /// The audit that it is from; never shown
    #[arg(long, value_name = "ID")]
    audit: String,
    /// The theme that it shows
    #[arg(long, value_name = "ID")]
    theme: String,
    /// What it shows of the theme
    #[arg(long, value_enum, default_value = "concern")]
    kind: super::Kind,
    /// The quarter whose report it stands in [default: that of the audit]
    #[arg(long, value_name = "PERIOD", value_parser = super::super::report::quarter)]
    period: Option<Quarter>,
    /// What readers read
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    text: String,
    /// Staff code of whoever chose and wrote it; never shown
    #[arg(long, value_name = "CODE", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    by: String,
    /// When it was checked [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::super::date)]
    on: Option<NaiveDate>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let Some(workspace) = Workspace::here()? else {
        return Err(
            Failure::usage("there is no workspace here to keep a vignette in")
                .help("make one with `sightline init`"),
        );
    };
    let shared = super::shared(Some(&workspace), console)?;
    let theme = super::theme(&arguments.theme, &shared)?.id.clone();
    let path = keep::path(arguments.store.as_deref(), Some(&workspace))?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let audit = read.audit(&arguments.audit, None)?;
    let vignette = Vignette {
        theme,
        kind: arguments.kind.into(),
        period: arguments.period.unwrap_or(audit.quarter),
        audit: arguments.audit.clone(),
        text: arguments.text.clone(),
        chosen_by: arguments.by.clone(),
        checked_on: arguments.on.unwrap_or_else(clock::today),
    };
    let file = SourceFile::new("--text", &*arguments.text);
    let at = Span::new(&file, 0, arguments.text.len());
    let written = Spanned::new(vignette, at);
    let mut mistakes = Mistakes::new(Format::Human);
    for found in sightline_figures::vignettes::check(&*read, std::slice::from_ref(&written))? {
        mistakes.show(&found, console.err())?;
    }
    if mistakes.has_errors() {
        console.say("nothing was added")?;
        return mistakes.close(console);
    }
    let path = vignettes::path(&workspace);
    let before = if path.is_file() {
        match files::text(&path)? {
            Ok(file) => file.text().to_owned(),
            Err(wrong) => {
                mistakes.show(&wrong, console.err())?;
                return mistakes.close(console);
            }
        }
    } else {
        FIRST.to_owned()
    };
    let line = if before.ends_with('\n') { "" } else { "\n" };
    let text = format!("{before}{line}{}", write_vignette(&written.value));
    // What somebody wrote around it must still be read: an item added to `vignettes: []` would be lost.
    let (all, wrong) =
        sightline_engine::vignette::load_vignettes(&SourceFile::new(shown(&path), &*text), &shared);
    if wrong.has_errors() || all.last().map(|one| &one.value) != Some(&written.value) {
        mistakes.show(&wrong, console.err())?;
        let failure = Failure::problem(format!("nothing can be added to `{}`", shown(&path)));
        return Err(
            failure.help("put it right, with `vignettes:` as its last block, and add this again")
        );
    }
    files::write(&path, text.as_bytes())?;
    console.out().line(shown(&path))?;
    if mistakes.count().is_some() {
        console.say("added with warnings; read it once more, and edit it in the file")?;
    }
    mistakes.close(console)
}

/// What the file begins with.
const FIRST: &str = "# Vignettes: what happened in one case, written so that nobody can know whose it is.\n\
# `sightline themes vignette check` holds them against the case records; reports leave out what does not pass.\n\
vignettes:\n";
