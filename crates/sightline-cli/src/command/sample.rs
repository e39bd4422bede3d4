mod ask;
mod frame;
mod register;
mod replace;
mod replay;
mod show;
mod table;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use sightline_engine::model::LengthOfTime;
use sightline_engine::sample::{self, Mistake, Past, Plan, Rules};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::Format;
use crate::{catalog, clock, files};

/// Draw the cases to audit, so that anybody can draw them again
///
/// The order of cases is made from a seed and their ids, and from nothing else; the first that may be audited are drawn. Cases
/// that were audited in the last 12 months, an auditor's own cases and siblings are left out, each with its reason. What
/// became of every case is in the register: a CSV file, and a copy in the store. The same seed and the same cases give the
/// same register, byte for byte; `sightline sample replay` shows it.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    after_help = "Examples:
  sightline sample --template collaborative-case-audit --size 12 --seed 2025-Q3 --register q3.csv
  sightline sample --template collaborative-case-audit --size 12 --reserves 4 --strata team
  sightline sample --template collaborative-case-audit --quota worker=2 --auditor S-12
  sightline sample --template peer-observation --size 10 --theme 'record.previous_plans >= 1'
  sightline sample --template life-story-work --size 8 --risk 'record.homes_on_record >= 3=2'
  sightline sample replay q3.csv
  sightline sample replace D-0f1e2d3c4b5a C-0012 --because 'moved to another authority'"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    draw: Option<Drawn>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Replay(replay::Arguments),
    Replace(replace::Arguments),
    Show(show::Arguments),
}

/// What is to be drawn.
#[derive(Debug, clap::Args)]
struct Drawn {
    /// The template that the cases will be audited with: its id, or a path
    #[arg(long, value_name = "ID")]
    template: String,
    /// How many cases to draw; with `--quota`, how many at the most
    #[arg(long, value_name = "N", value_parser = ask::number)]
    size: Option<usize>,
    /// How many more to keep in order, to stand in for cases that cannot be audited
    #[arg(long, value_name = "N", default_value_t = 0)]
    reserves: usize,
    /// How to draw; the options below say it too, and this makes sure of it
    #[arg(long, value_enum, value_name = "METHOD")]
    by: Option<By>,
    /// Draw from each value of a fact in proportion, such as team
    #[arg(long, value_name = "FACT", conflicts_with = "quota")]
    strata: Option<String>,
    /// With `--strata`: the same number from each value
    #[arg(long, requires = "strata", conflicts_with = "take")]
    equal: bool,
    /// With `--strata`: so many from this value; may be given several times
    #[arg(long, value_name = "VALUE=N", requires = "strata", value_parser = ask::pair)]
    take: Vec<(String, usize)>,
    /// Draw so many for each value of a fact, such as worker=2
    #[arg(long, value_name = "FACT=N", value_parser = ask::pair)]
    quota: Option<(String, usize)>,
    /// Draw only cases for which this holds, such as 'record.previous_plans >= 1'
    #[arg(long, value_name = "EXPR")]
    theme: Option<String>,
    /// Cases for which this holds come first, by their points; may be given several times
    #[arg(long, value_name = "EXPR=POINTS", value_parser = ask::risk)]
    risk: Vec<sample::RiskRule>,
    /// Any number or text, agreed on beforehand [default: made from the clock, and printed]
    #[arg(long, value_name = "TEXT", value_parser = ask::seed, allow_hyphen_values = true)]
    seed: Option<String>,
    /// Worker code of somebody who will audit: their own cases are left out; may be given several times
    #[arg(long = "auditor", value_name = "CODE")]
    auditors: Vec<String>,
    /// The fact that holds a case's worker code
    #[arg(long, value_name = "FACT", default_value = "worker")]
    worker: String,
    /// Leave out cases that were audited in so long a time; "0 days" leaves out none
    #[arg(long, value_name = "TIME", default_value = "12 months", value_parser = ask::length)]
    not_audited_for: LengthOfTime,
    /// The fact whose value siblings share: one of them is drawn at the most
    #[arg(long, value_name = "FACT", default_value = "family")]
    family: String,
    /// Leave out cases of an earlier draw and their siblings: its register, its id, or `all` that are stored; may be given
    /// several times
    #[arg(long, value_name = "REGISTER|ID")]
    earlier: Vec<String>,
    /// The case records to draw from [default: those in the store]
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// The file that keeps cases, audits and draws [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Write the register here
    #[arg(long, value_name = "FILE")]
    register: Option<PathBuf>,
    /// The day of the draw, such as 2025-10-10 [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<NaiveDate>,
    /// Print the draw as one JSON object
    #[arg(long)]
    json: bool,
    /// Show what would be drawn, and keep nothing
    #[arg(long)]
    dry_run: bool,
}

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// From all cases alike
    Random,
    /// From each value of a fact: `--strata`
    Stratified,
    /// So many for each value of a fact: `--quota`
    Quota,
    /// Only cases for which something holds: `--theme`
    Themed,
    /// The cases at most risk first: `--risk`
    Risk,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    match (&arguments.verb, &arguments.draw) {
        (Some(Verb::Replay(arguments)), _) => replay::run(arguments, console),
        (Some(Verb::Replace(arguments)), _) => replace::run(arguments, console),
        (Some(Verb::Show(arguments)), _) => show::run(arguments, console),
        (None, Some(arguments)) => draw(arguments, console),
        (None, None) => {
            Err(Failure::usage("nothing says what to draw").help("name a `--template`"))
        }
    }
}

fn draw(arguments: &Drawn, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let method = ask::method(arguments)?;
    let (loaded, template) = catalog::named(&arguments.template, console)?;
    let kept = register::Kept::find(arguments.store.as_deref(), workspace.as_ref());
    let earlier = kept.named(&arguments.earlier)?;
    let today = arguments.today.unwrap_or_else(clock::today);
    let seed = arguments.seed.clone().unwrap_or_else(clock::stamp);
    let plan = Plan {
        reserves: arguments.reserves,
        theme: arguments.theme.clone(),
        risk: arguments.risk.clone(),
        not_audited_for: arguments.not_audited_for,
        auditors: arguments.auditors.clone(),
        worker: arguments.worker.clone(),
        family: arguments.family.clone(),
        earlier: earlier.iter().map(|one| one.id().to_owned()).collect(),
        ..Plan::new(&template.reference().id, today, &seed, method)
    };
    let mut mistakes = Mistakes::new(Format::Human);
    let rules = match Rules::new(&plan, &template, &frame::files(loaded.files)) {
        Ok(rules) => rules,
        Err(wrong) => {
            mistakes.show(&wrong, console.err())?;
            return mistakes.close(console);
        }
    };
    let mut past = Past::of(&plan)?;
    earlier.iter().for_each(|one| past.draw(one));
    let knows_audits = kept.audits(&mut past)?;
    let cases = arguments.cases.as_deref();
    let frame = frame::gather(cases, &kept, &rules, &mut mistakes, console)?;
    if mistakes.has_errors() {
        return mistakes.close(console);
    }
    frame::failures(&frame, &mut mistakes, console)?;
    let drawn = sample::draw(&plan, &frame, &past)?;
    if arguments.json {
        let line = serde_json::to_string(&drawn).map_err(std::io::Error::from)?;
        console.out().line(line)?;
    } else {
        console.out().text(&table::text(&drawn))?;
    }
    if !knows_audits {
        console.say("no store was found, so nothing was left out for having been audited")?;
    }
    frame::unknown(&frame, &plan, console)?;
    if arguments.seed.is_none() {
        console.say(format_args!(
            "the seed was made from the clock; to draw this again: --seed {seed}"
        ))?;
    }
    if arguments.dry_run {
        console.say("nothing was kept")?;
        return Ok(Exit::Fine);
    }
    if let Some(path) = &arguments.register {
        files::write(path, drawn.register().as_bytes())?;
        console.say(format_args!("the register is in `{}`", files::shown(path)))?;
    }
    match kept.keep(&drawn)? {
        Some(path) => {
            let path = files::shown(&path);
            console.say(format_args!("the draw is kept as {} in `{path}`", drawn.id))?;
        }
        None if arguments.register.is_none() => {
            console
                .say("warning: the draw is kept nowhere; write its register with `--register`")?;
        }
        None => {}
    }
    Ok(Exit::Fine)
}

/// What keeps a draw from being made, as the end of a command.
impl From<Mistake> for Failure {
    fn from(mistake: Mistake) -> Self {
        let failure = match mistake {
            Mistake::NoCases | Mistake::Twice(_) | Mistake::NotARegister(_) => {
                Self::problem(mistake.to_string())
            }
            Mistake::NotDrawn(_)
            | Mistake::UnknownFact { .. }
            | Mistake::UnknownStratum { .. }
            | Mistake::Identifying(_)
            | Mistake::NotCountedBack(_) => Self::usage(mistake.to_string()),
        };
        mistake.help().into_iter().fold(failure, Self::help)
    }
}
