//! The verbs, one file each.

mod action;
mod audit;
mod cases;
mod check;
mod check_claims;
mod demo;
mod explain;
mod init;
mod measures;
mod new;
mod report;
mod sample;
mod schema;
mod score;
mod test;
mod themes;

use std::ffi::OsString;

use chrono::NaiveDate;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::console::Console;
use crate::exit::{Exit, Failure};

/// Practice audits with reasons: score them, explain them, report on them.
///
/// Templates are YAML files in `audit-templates/`, scripts are in `scripts/`. Inside a workspace (a folder with
/// `sightline.yaml` or `audit-templates/`, or anywhere below it) commands use its files; elsewhere they use the
/// templates that come with Sightline.
#[derive(Debug, Parser)]
#[command(
    name = "sightline",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Exit codes:\n  0   fine\n  1   problems found in what was checked\n  2   the command was not understood\n  3   something could not be read or written\n  70  a fault in Sightline",
    after_long_help = "Exit codes:\n  0   fine\n  1   problems found in what was checked\n  2   the command was not understood\n  3   something could not be read or written\n  70  a fault in Sightline\n\nExample:\n  sightline demo\n  See what Sightline does, on a made-up authority's three quarters."
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Demo(demo::Arguments),
    Init(init::Arguments),
    New(new::Arguments),
    Check(check::Arguments),
    CheckClaims(check_claims::Arguments),
    Test(test::Arguments),
    Schema(schema::Arguments),
    Score(score::Arguments),
    Cases(cases::Arguments),
    Audit(audit::Arguments),
    Action(action::Arguments),
    Explain(explain::Arguments),
    Report(report::Arguments),
    Measures(measures::Arguments),
    Themes(themes::Arguments),
    // One at a time, and the largest.
    Sample(Box<sample::Arguments>),
}

/// Every verb and option with its help, as data.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Reads the arguments and runs the verb that they name.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let verb = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.verb,
        Err(error) => return show(&error, console),
    };
    match verb {
        Verb::Demo(arguments) => demo::run(&arguments, console),
        Verb::Init(arguments) => init::run(&arguments, console),
        Verb::New(arguments) => new::run(&arguments, console),
        Verb::Check(arguments) => check::run(&arguments, console),
        Verb::CheckClaims(arguments) => check_claims::run(&arguments, console),
        Verb::Test(arguments) => test::run(&arguments, console),
        Verb::Schema(arguments) => schema::run(&arguments, console),
        Verb::Score(arguments) => score::run(&arguments, console),
        Verb::Cases(arguments) => cases::run(&arguments, console),
        Verb::Audit(arguments) => audit::run(&arguments, console),
        Verb::Action(arguments) => action::run(&arguments, console),
        Verb::Explain(arguments) => explain::run(&arguments, console),
        Verb::Report(arguments) => report::run(&arguments, console),
        Verb::Measures(arguments) => measures::run(&arguments, console),
        Verb::Themes(arguments) => themes::run(&arguments, console),
        Verb::Sample(arguments) => sample::run(&arguments, console),
    }
}

/// Shows help and versions as data, and mistakes in the arguments as words.
fn show(error: &clap::Error, console: &mut Console) -> Result<Exit, Failure> {
    let (stream, exit) = if error.use_stderr() {
        (console.err(), Exit::Usage)
    } else {
        (console.out(), Exit::Fine)
    };
    let text = error.render();
    if stream.color {
        stream.text(&text.ansi().to_string())?;
    } else {
        stream.text(&text.to_string())?;
    }
    Ok(exit)
}

/// A date given as an argument.
fn date(text: &str) -> Result<NaiveDate, String> {
    let date = (text.len() == 10).then(|| text.parse().ok()).flatten();
    date.ok_or_else(|| "write year, month, day, such as 2025-09-30".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command that does something, with its full name.
    fn leaves(command: &clap::Command, name: &str, found: &mut Vec<(String, clap::Command)>) {
        if command.has_subcommands() {
            for below in command.get_subcommands() {
                leaves(below, &format!("{name} {}", below.get_name()), found);
            }
        } else {
            found.push((name.to_owned(), command.clone()));
        }
    }

    #[test]
    fn the_arguments_hold_together() {
        command().debug_assert();
    }

    #[test]
    fn every_help_has_an_example_and_every_argument_a_sentence() {
        let mut found = Vec::new();
        leaves(&command(), "sightline", &mut found);
        assert!(!found.is_empty());
        for (name, mut command) in found {
            let help = command.render_long_help().to_string();
            let (_, example) = help
                .split_once("Example")
                .unwrap_or_else(|| panic!("{name}: no example\n{help}"));
            assert!(
                example.contains(&name),
                "{name}: the example does not use it"
            );
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{name}: {} has no help",
                    argument.get_id()
                );
            }
        }
    }
}
