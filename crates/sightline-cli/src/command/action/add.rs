use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_engine::action::{Action, Change, Event, Origin, Register, Setting, Via, When};
use sightline_store::Store as _;

use super::{shown, store};
use crate::clock;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::render::line;

/// Add an action to the register by hand
///
/// Prints the action's id. `--when` takes what people write: a day, a month, a quarter, a year, `with immediate effect`,
/// `ongoing`; it is kept as it is written, and where no day can be told this is said.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline action add 'Agree who keeps the later life letter up to date' --owner 'Service manager' --when 'end of Q3 2025-26'")]
pub(super) struct Arguments {
    /// What is to be done
    #[arg(value_name = "ACTION")]
    what: String,
    /// Who does it: a role, not a person's name
    #[arg(long, value_name = "WHO")]
    owner: Option<String>,
    /// By when
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// The team it concerns
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// What is said of its progress
    #[arg(long, value_name = "TEXT")]
    commentary: Option<String>,
    /// Its id [default: H- and the next number]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Who records it: a role or a staff code
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The day it was made, such as 2025-10-10 [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::command::date)]
    today: Option<NaiveDate>,
    /// The file that keeps actions [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.what.trim().is_empty() {
        return Err(Failure::usage("nothing says what is to be done").help("write the action"));
    }
    if arguments
        .id
        .as_deref()
        .is_some_and(|id| id.trim().is_empty() || id == "none")
    {
        return Err(Failure::usage("this is no id for an action")
            .help("choose letters and digits, such as H-12"));
    }
    let made_on = arguments.today.unwrap_or_else(clock::today);
    let setting = Setting {
        period: None,
        made_on,
    };
    let when = arguments
        .when
        .as_deref()
        .map_or_else(When::unwritten, |text| When::read(text, &setting));
    let due = when.due;
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let change = Change {
        what: Some(arguments.what.trim().to_owned()),
        owner: text(&arguments.owner),
        team: text(&arguments.team),
        when: Some(when),
        commentary: text(&arguments.commentary),
        ..Change::default()
    };
    let event = Event {
        on: made_on,
        by: text(&arguments.by),
        via: Via::Hand,
        change,
    };
    let mut kept = store::open(arguments.store.as_deref())?;
    let mut txn = kept.write()?;
    let all = txn.actions()?;
    let id = arguments.id.clone().unwrap_or_else(|| next(&all));
    let action = Action::new(&id, Origin::Hand, event);
    if all.iter().any(|one| one.id() == id) {
        let message = format!("action `{id}` is in the register already");
        return Err(Failure::problem(message)
            .help("change it with `sightline action update`, or choose another id"));
    }
    txn.add_action(&action)?;
    txn.commit()?;
    console.out().line(&id)?;
    if arguments.owner.is_none() {
        console.say("warning: nobody is named who does it; add `--owner`")?;
    }
    shown::say_due(due, console)?;
    let register = Register::new(all.into_iter().chain([action]).collect());
    if let Some(repeat) = register.repeat(&id) {
        console.say(format_args!(
            "it looks like {} again; say so with `sightline action update {id} --repeats {}`, or that it is not with `--repeats none`",
            line(&repeat.of),
            line(&repeat.of)
        ))?;
    }
    Ok(Exit::Fine)
}

/// `H-` and the number after the highest.
fn next(all: &[Action]) -> String {
    let numbers = all
        .iter()
        .filter_map(|one| one.id().strip_prefix("H-")?.parse::<u64>().ok());
    format!("H-{}", numbers.max().unwrap_or(0).saturating_add(1))
}
