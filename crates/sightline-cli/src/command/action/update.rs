use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ArgGroup;
use sightline_engine::action::{Change, Due, Event, Light, Register, Repeats, Status, Via, When};
use sightline_store::{Kept, Store as _};

use super::which::unknown;
use super::{shown, store};
use crate::clock;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::render::line;

/// Record what became of an action
///
/// Each update is added to the action's history with its day; nothing is written over. An empty text takes away what was there. An
/// action that is done wants evidence, and the difference it made for children.
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("change").required(true).multiple(true),
    after_help = "Examples:
  sightline action update 2025-26/7 --status done --evidence 'Seen in six of six records' --difference 'Plans name the letter'
  sightline action update A-0042/1 --due 2025-11-28 --commentary 'Waits for the panel'
  sightline action update 2025-26/3 --repeats 2024-25/4"
)]
pub(super) struct Arguments {
    /// The action
    #[arg(value_name = "ID")]
    id: String,
    /// Whether it is open, done or dropped
    #[arg(long, value_name = "STATUS", value_parser = status, group = "change")]
    status: Option<Status>,
    /// The color that you give it: red, amber or green
    #[arg(long, value_name = "COLOR", value_parser = light, group = "change")]
    rag: Option<Light>,
    /// What shows that it was done, and where that can be seen
    #[arg(long, value_name = "TEXT", group = "change")]
    evidence: Option<String>,
    /// What is better for children since
    #[arg(long, value_name = "TEXT", group = "change")]
    difference: Option<String>,
    /// What is said of its progress
    #[arg(long, value_name = "TEXT", group = "change")]
    commentary: Option<String>,
    /// Another day by which it is to be done; the words that were written stay
    #[arg(long, value_name = "DATE", value_parser = crate::command::date, group = "change")]
    due: Option<NaiveDate>,
    /// Other words for by when
    #[arg(long, value_name = "WHEN", conflicts_with = "due", group = "change")]
    when: Option<String>,
    /// Who does it: a role, not a person's name
    #[arg(long, value_name = "WHO", group = "change")]
    owner: Option<String>,
    /// The team it concerns
    #[arg(long, value_name = "NAME", group = "change")]
    team: Option<String>,
    /// Other words for what is to be done
    #[arg(long, value_name = "ACTION", group = "change")]
    what: Option<String>,
    /// The earlier action that it is again, or `none`
    #[arg(long, value_name = "ID|none", value_parser = repeats, group = "change")]
    repeats: Option<Repeats>,
    /// Who records it: a role or a staff code
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The day it happened, such as 2025-10-10 [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::command::date)]
    today: Option<NaiveDate>,
    /// The file that keeps actions [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

fn status(text: &str) -> Result<Status, String> {
    text.parse()
        .map_err(|()| "write open, done or dropped".to_owned())
}

fn light(text: &str) -> Result<Light, String> {
    text.parse()
        .map_err(|()| "write red, amber or green".to_owned())
}

fn repeats(text: &str) -> Result<Repeats, String> {
    text.parse()
        .map_err(|()| "write the id of the earlier action, or none".to_owned())
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments
        .what
        .as_deref()
        .is_some_and(|what| what.trim().is_empty())
    {
        return Err(
            Failure::usage("an action must say what is to be done").help("write the action")
        );
    }
    let id = arguments.id.as_str();
    let mut kept = store::open_known(arguments.store.as_deref())?;
    let mut txn = kept.write()?;
    let register = Register::new(txn.actions()?);
    let ids = || {
        register
            .actions()
            .iter()
            .map(sightline_engine::action::Action::id)
    };
    let action = register.action(id).ok_or_else(|| unknown(id, ids()))?;
    if let Some(Repeats::Action(earlier)) = &arguments.repeats {
        if earlier == id {
            return Err(
                Failure::usage("an action does not repeat itself").help("name the earlier one")
            );
        }
        if register.action(earlier).is_none() {
            return Err(unknown(earlier, ids()));
        }
    }
    let written = action.state().when.written;
    let due = arguments.due.map(|day| When {
        written,
        due: Due::By(day),
    });
    let when = arguments
        .when
        .as_deref()
        .map(|text| When::read(text, &action.setting()));
    let change = Change {
        what: arguments.what.as_deref().map(|what| what.trim().to_owned()),
        owner: arguments.owner.clone(),
        team: arguments.team.clone(),
        when: due.or(when),
        status: arguments.status,
        rag: arguments.rag,
        commentary: arguments.commentary.clone(),
        evidence: arguments.evidence.clone(),
        difference: arguments.difference.clone(),
        repeats: arguments.repeats.clone(),
    };
    let said_when = change.when.as_ref().map(|when| when.due);
    let on = arguments.today.unwrap_or_else(clock::today);
    let event = Event {
        on,
        by: arguments.by.clone(),
        via: Via::Hand,
        change,
    };
    if txn.change_action(id, &event)? == Kept::Unchanged {
        console.say(format_args!(
            "{} stands so already; nothing was recorded",
            line(id)
        ))?;
        return Ok(Exit::Fine);
    }
    let state = txn.action(id)?.state();
    txn.commit()?;
    console.say(format_args!("recorded for {} on {on}", line(id)))?;
    if let Some(due) = said_when {
        shown::say_due(due, console)?;
    }
    if state.status == Status::Done {
        if state.evidence.is_none() {
            console.say("warning: nothing shows that it was done; add `--evidence`")?;
        }
        if state.difference.is_none() {
            console.say("nothing says yet what it changed for children; add `--difference` once that can be seen")?;
        }
    }
    Ok(Exit::Fine)
}
