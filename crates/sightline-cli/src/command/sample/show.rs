use std::path::PathBuf;

use sightline_store::Replacement;

use super::register::Kept;
use super::replace::sentence;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::render::csv_line;

/// Print the register of a draw that is stored
///
/// Without an id, lists every draw: its id, day and template. Which reserves stand in for which cases is said beside the
/// register, which stays as it was written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline sample show
  sightline sample show D-0f1e2d3c4b5a > register.csv")]
pub(super) struct Arguments {
    /// The id of the draw
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Print, as CSV, which reserves stand in for which cases, in place of the register
    #[arg(long, requires = "id")]
    stand_ins: bool,
    /// The file that keeps draws [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let kept = Kept::find(arguments.store.as_deref(), workspace.as_ref());
    if let Some(id) = &arguments.id {
        let register = kept.text(id)?;
        let stand_ins = kept.stand_ins(id)?;
        if arguments.stand_ins {
            console.out().text(&csv(&stand_ins))?;
            return Ok(Exit::Fine);
        }
        console.out().text(&register)?;
        for one in &stand_ins {
            console.say(sentence(one))?;
        }
        return Ok(Exit::Fine);
    }
    let draws = kept.draws()?;
    for draw in &draws {
        console.out().line(format_args!(
            "{}  {}  {}",
            draw.id, draw.date, draw.template
        ))?;
    }
    if draws.is_empty() {
        console.say("there are no draws in the store")?;
    }
    Ok(Exit::Fine)
}

/// A row a stand-in, in which a spreadsheet takes no cell for a formula.
fn csv(stand_ins: &[Replacement]) -> String {
    let mut text = csv_line(&["draw", "case", "reserve", "reason", "date"]);
    for one in stand_ins {
        let date = one.date.to_string();
        text += &csv_line(&[&one.draw, &one.case, &one.reserve, &one.reason, &date]);
    }
    text
}
