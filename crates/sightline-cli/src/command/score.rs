use std::path::PathBuf;

use chrono::NaiveDate;

use crate::catalog;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::failed::Failed;
use crate::feed::{Feed, Ready};
use crate::files;
use crate::input::Cases;
use crate::mistakes::Mistakes;
use crate::progress::Progress;
use crate::render::{Format, plural};

/// Score audits, and keep nothing
///
/// Reads case records and answers (JSON Lines, or CSV with a column for each question) and prints one outcome a line,
/// as JSON: grades, scores, findings, alerts, actions, and why. A file with a wrong line is refused whole, and every
/// wrong line is named; --keep-going scores the right ones.
///
/// A spreadsheet has the columns `audit`, `case`, `date`, a question's id such as `Q1`, and `Q1.comment` beside it.
/// docs/answers.md lists every column, and every key of a line of JSON.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline score life-story-work --cases cases.jsonl --answers answers.csv > outcomes.jsonl")]
pub(super) struct Arguments {
    /// A template's id, or the path of its folder
    #[arg(value_name = "TEMPLATE")]
    template: String,
    /// The case records
    #[arg(long, value_name = "FILE")]
    cases: PathBuf,
    /// The answers
    #[arg(long, value_name = "FILE")]
    answers: PathBuf,
    /// The day that counts as today, such as 2025-09-30 [default: each audit's own date]
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<NaiveDate>,
    /// Score the right lines of a file that has wrong ones
    #[arg(long)]
    keep_going: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let (_loaded, template) = catalog::named(&arguments.template, console)?;
    let mut mistakes = Mistakes::new(Format::Human);
    let cases = Cases::open(&arguments.cases, &mut |wrong| {
        mistakes.show(&wrong, console.err())
    })?;
    let Some(cases) = cases.filter(|_| arguments.keep_going || !mistakes.has_errors()) else {
        return mistakes.close(console);
    };
    let mut feed = Feed::of_one(&template, cases, arguments.today)?;
    let size = files::size(&arguments.answers)?;
    if !arguments.keep_going {
        let progress = Progress::new(console, "checking", size, false);
        let mut check = |wrong| progress.aside(|| mistakes.show(&wrong, console.err()));
        feed.each(
            &arguments.answers,
            &mut check,
            &|at| progress.at(at),
            &mut |_| Ok(()),
        )?;
        progress.done();
        if mistakes.has_errors() {
            return mistakes.close(console);
        }
        feed.again()?;
    }
    // In the second round every line is right, and its warnings have been shown.
    // Outcomes that run over the terminal show by themselves how far the work has come.
    let data_is_seen = console.out().is_terminal;
    let progress = Progress::new(console, "scoring", size, data_is_seen);
    let mut failed = Failed::default();
    let (out, err) = console.both();
    feed.each(
        &arguments.answers,
        &mut |wrong| {
            if arguments.keep_going {
                progress.aside(|| mistakes.show(&wrong, err))
            } else {
                Ok(())
            }
        },
        &|at| progress.at(at),
        &mut |ready| {
            let Ready {
                entry,
                case,
                template,
                encoded,
                dates,
                ..
            } = ready;
            let scored = template.score(&encoded.answers, &case, dates);
            let outcome = template.outcome(&entry.audit, &encoded.answers, &scored, dates.today);
            if let Some(failure) = scored.failure() {
                failed.add(&entry.audit.id, failure);
            }
            out.line(serde_json::to_string(&outcome).map_err(std::io::Error::from)?)
        },
    )?;
    progress.done();
    mistakes.show(&failed.diagnostics(), console.err())?;
    if failed.n_audits() > 0 {
        console.say(format_args!(
            "{} failed in a script and got no grade; `failure` in the outcome says so",
            plural(failed.n_audits(), "audit")
        ))?;
    }
    mistakes.close(console)
}
