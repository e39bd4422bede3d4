use sightline_engine::action::Ended;

use super::which::Which;
use super::{shown, store};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::render::plural;

/// Show actions as they stand
///
/// Each with its color, its day, its owner, where it comes from, and whether it is an earlier action again. The color is the one that
/// a person gave, else the one that follows from the register: red is overdue; amber is due within 28 days, or has no owner or
/// no day that can be told; everything else is green. An empty register is begun with `sightline action collect`, `import` or `add`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline action list --overdue
  sightline action list --period 2025-26-Q2 --owner 'Participation lead'
  sightline action list 2025-26/7 --history")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// Show everything that was recorded of each
    #[arg(long)]
    history: bool,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let register = store::register(arguments.which.store.as_deref())?;
    let found = arguments.which.of(&register)?;
    for one in &found {
        if arguments.json {
            console.out().line(shown::json(one))?;
            continue;
        }
        console.out().text(&shown::words(one))?;
        if arguments.history {
            console.out().text(&shown::history(one.action.events()))?;
        }
    }
    if register.actions().is_empty() {
        let begin = store::HOW_TO_BEGIN;
        console.say(format_args!(
            "there are no actions in the register; {begin}"
        ))?;
    } else if !arguments.json {
        let n = |is: &dyn Fn(&super::which::Found<'_>) -> bool| {
            found.iter().filter(|one| is(one)).count()
        };
        console.say(format_args!(
            "{}: {} open, {} of them overdue; {} done; {} dropped; {} rolled over",
            plural(found.len(), "action"),
            n(&|one| one.ended.is_open()),
            n(&|one| one.ended == Ended::Overdue),
            n(&|one| one.ended.is_done()),
            n(&|one| one.ended == Ended::Dropped),
            n(&|one| one.ended == Ended::RolledOver),
        ))?;
    }
    Ok(Exit::Fine)
}
