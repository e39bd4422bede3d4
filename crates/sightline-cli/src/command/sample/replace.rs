use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_engine::sample::Register;
use sightline_store::Replacement;

use super::register::Kept;
use crate::clock;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::render::visible;

/// Let a reserve stand in for a case that cannot be audited
///
/// Takes the first reserve of the case's stratum, in their order, prints it, and keeps beside the draw which case it stands in for, why
/// and since when. The register stays as it was written, so the draw can be replayed as before. A reserve that cannot be
/// audited either is replaced in the same way.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline sample replace D-0f1e2d3c4b5a C-0012 --because 'moved to another authority'
  sightline sample show D-0f1e2d3c4b5a --stand-ins > stand-ins.csv")]
pub(super) struct Arguments {
    /// The id of the draw in the store
    #[arg(value_name = "ID")]
    draw: String,
    /// The case that cannot be audited
    #[arg(value_name = "CASE")]
    case: String,
    /// Why it cannot; without anybody's name
    #[arg(long, value_name = "TEXT")]
    because: String,
    /// The day of the note, such as 2025-10-12 [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::super::date)]
    today: Option<NaiveDate>,
    /// The file that keeps draws [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let kept = Kept::find(arguments.store.as_deref(), workspace.as_ref());
    let reason = arguments.because.trim();
    if reason.is_empty() {
        return Err(
            Failure::usage("nothing says why the case cannot be audited")
                .help("write it after `--because`, without anybody's name"),
        );
    }
    let register = Register::read(&kept.text(&arguments.draw)?)?;
    let before = kept.stand_ins(&arguments.draw)?;
    let case = &arguments.case;
    let again = before.iter().find(|one| one.case == *case);
    let reserve = match again {
        // Whoever asks again is told again; with another reason the store says what it keeps.
        Some(found) => found.reserve.clone(),
        None => {
            let taken: Vec<&str> = before.iter().map(|one| one.reserve.as_str()).collect();
            let next = register.stand_in(case, &taken)?;
            let Some(next) = next else {
                let message = format!("no reserve is left to stand in for `{}`", visible(case));
                return Err(Failure::problem(message).help(
                    "audit one case less and say so, or draw again with `--earlier` and this draw",
                ));
            };
            next.to_owned()
        }
    };
    let date = match (again, arguments.today) {
        (Some(found), None) => found.date,
        (_, today) => today.unwrap_or_else(clock::today),
    };
    let new = Replacement {
        draw: arguments.draw.clone(),
        case: case.clone(),
        reserve,
        reason: reason.to_owned(),
        date,
    };
    kept.replace(&new)?;
    console.out().line(visible(&new.reserve))?;
    console.say(sentence(&new))?;
    Ok(Exit::Fine)
}

/// What is said of a reserve that stands in.
pub(super) fn sentence(one: &Replacement) -> String {
    format!(
        "{} stands in for {} since {}: {}",
        visible(&one.reserve),
        visible(&one.case),
        one.date,
        visible(&one.reason)
    )
}
