mod letter;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueEnum;
use sightline_engine::calendar::{Period, Quarter};
use sightline_figures::Beside;
use sightline_report::{Audience, Headings, Only, Spec};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::shown;
use crate::files::workspace::Workspace;
use crate::reports::signed::{self, Signing};
use crate::reports::{self, Format, watch};
use crate::{catalog, clock, keep, measured, programme};

/// Write a report on a quarter, half a year or a year
///
/// Counts the audits in the store and writes the quarterly report on learning themes, beside the quarters before it.
/// `audit-templates/_reports/quarterly.md` in the workspace is that report to edit; another report of your own is a Markdown
/// file in `reports`, named by its file name. A letter is about one audit and not about a period. docs/reports.md lists the reports
/// that come with Sightline and what a report can say.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline report --period 2025-26-Q2
  sightline report board --period 2025-26-Q2 --format docx,html --out board-papers
  sightline report --period 2025-26-Q2 --format xlsx,csv,json
  sightline report team-slip --team North --period 2025-26-Q3
  sightline report worker-letter --audit A-0001
  sightline report board --period 2025-26-Q2 --watch")]
pub(super) struct Arguments {
    /// Which report
    #[arg(value_name = "NAME", default_value = reports::SHIPPED)]
    name: String,
    /// The quarter, half year or year: 2025-26-Q2 (July to September 2025), 2025-26-H1 or 2025-26
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
    /// The audit that a letter is about, by its id
    #[arg(long, value_name = "ID", conflicts_with_all = ["period", "team", "service", "template", "audience", "headings", "freeze", "restate"])]
    audit: Option<String>,
    /// What to write it as
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["md", "html"])]
    format: Vec<Format>,
    /// One team's work only
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// One service's work only
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// Audits done with one template only, by its id
    #[arg(long, value_name = "ID")]
    template: Option<String>,
    /// Who will read it
    #[arg(long, value_enum, default_value = "internal")]
    audience: Reader,
    /// What the parts of the summary are called
    #[arg(long, value_enum, default_value = "plain")]
    headings: Words,
    /// The folder to write to [default: `out` in the workspace's folder of reports]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Sign it off: keep it as it is, so that it comes out the same whenever it is made again. A report for everybody always is
    #[arg(long)]
    freeze: bool,
    /// Put a report with today's figures in the place of a signed-off one, and say why
    #[arg(long, value_name = "WHY")]
    restate: Option<String>,
    /// The day to name as that on which the numbers were taken [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<NaiveDate>,
    /// Show the report in a browser on this machine and make it again on every save; nothing is written or signed off
    #[arg(long, conflicts_with_all = ["format", "out", "freeze", "restate"])]
    watch: bool,
    /// The port that `--watch` serves on [default: one that is free]
    #[arg(long, value_name = "PORT", requires = "watch")]
    port: Option<u16>,
}

/// Who will read a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Reader {
    /// Colleagues
    Internal,
    /// Everybody
    Public,
}

/// What the parts of the summary are called.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Words {
    /// Strengths, Areas to develop, What we will do
    Plain,
    /// What is working well? What are we worried about? What needs to happen?
    SignsOfSafety,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    reports::can_write(&arguments.format)?;
    let workspace = Workspace::here()?;
    let own = workspace
        .as_ref()
        .map(|workspace| workspace.reports.as_path());
    let template = reports::named(&arguments.name, workspace.as_ref(), console)?;
    let period = match (&arguments.audit, arguments.period) {
        (Some(audit), _) => {
            return letter::run(arguments, audit, workspace.as_ref(), template, console);
        }
        (None, _) if sightline_report::is_letter(&template) => {
            return Err(letter::one_audit(&arguments.name));
        }
        (None, Some(period)) => period,
        (None, None) => {
            let failure = Failure::usage(format!("no period is named for `{}`", arguments.name));
            return Err(failure.help("name one, such as `--period 2025-26-Q2`"));
        }
    };
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    if arguments.watch {
        return watched(arguments, period, workspace.as_ref(), &path, console);
    }
    let (spec, beside) = wanted(arguments, period, workspace.as_ref(), console)?;
    let signs = arguments.freeze
        || arguments.restate.is_some()
        || matches!(arguments.audience, Reader::Public);
    let mut store = keep::open_to_read(&path)?;
    if signs {
        store = keep::open_to_write(&path)?;
    }
    let signing = Signing {
        report: arguments.name.clone(),
        signs,
        restate: arguments.restate.clone(),
    };
    let (report, n_audits) = signed::make(&mut store, spec, &beside, &signing, console)?;
    let usual = own.map(|own| own.join(reports::FINISHED));
    let folder = arguments.out.clone().or(usual).unwrap_or_default();
    let only = [&arguments.team, &arguments.service, &arguments.template];
    // A file that may be published must not be taken for one that may not.
    let public = matches!(arguments.audience, Reader::Public).then(|| "public".to_owned());
    let name = reports::name(&arguments.name, only.into_iter().flatten().chain(&public));
    let stem = folder.join(reports::stem(&name, period));
    let written = reports::write(&report, &stem, &arguments.format)
        .map_err(|failure| failure.help("name another folder with `--out`"))?;
    for path in written {
        console.out().line(shown(&path))?;
    }
    for line in report.headlines() {
        console.say(line)?;
    }
    if n_audits == 0 {
        console.say(format_args!("warning: there is no audit in {period}"))?;
    }
    if let Some(line) = reports::reading(&report) {
        console.say(line)?;
    }
    Ok(Exit::Fine)
}

/// Shows a report while somebody writes it. One for everybody is signed off as it is made, so it is not made on trial: what
/// several of them hide could be told by subtraction.
fn watched(
    arguments: &Arguments,
    period: Period,
    workspace: Option<&Workspace>,
    store: &Path,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if matches!(arguments.audience, Reader::Public) {
        let failure = Failure::usage(
            "a report for everybody is signed off as it is made, so it cannot be watched",
        );
        return Err(
            failure.help("watch it without `--audience public`, and make it once it is right")
        );
    }
    let root = workspace.map(|workspace| workspace.root.as_path());
    let port = arguments.port.unwrap_or_default();
    watch::watch(root, store, port, console, |console| {
        // Settings may have been saved too.
        let workspace = Workspace::here()?;
        let (spec, beside) = wanted(arguments, period, workspace.as_ref(), console)?;
        let mut store = keep::open_to_read(store)?;
        let (report, _) = reports::make(&mut store, &spec, &beside, console)?;
        Ok(report)
    })
}

/// What was asked for, with what the workspace says to it and has beside its audits.
fn wanted(
    arguments: &Arguments,
    period: Period,
    workspace: Option<&Workspace>,
    console: &mut Console,
) -> Result<(Spec, Beside), Failure> {
    let shared = catalog::shared(workspace)?;
    let today = arguments.today.unwrap_or_else(clock::today);
    let mut spec = Spec {
        only: Only {
            team: arguments.team.clone(),
            service: arguments.service.clone(),
            template: arguments.template.clone(),
        },
        audience: match arguments.audience {
            Reader::Internal => Audience::Internal,
            Reader::Public => Audience::Public,
        },
        headings: match arguments.headings {
            Words::Plain => Headings::Plain,
            Words::SignsOfSafety => Headings::SignsOfSafety,
        },
        template: Some(reports::named(&arguments.name, workspace, console)?),
        for_children: reports::is_for_children(&arguments.name),
        ..reports::spec(workspace, &shared, period, today)
    };
    spec.typed = reports::typed(workspace, &spec)?;
    let beside = Beside {
        measures: measured::sound(console)?,
        programme: programme::load(workspace, console)?,
        ..reports::beside(workspace, shared, console)?
    };
    Ok((spec, beside))
}

/// Audits are counted by quarters, so a report is on whole quarters.
pub(super) fn period(text: &str) -> Result<Period, String> {
    match text.parse() {
        Ok(Period::Dates { .. }) | Err(()) => Err(
            "write a quarter such as 2025-26-Q2, a half year such as 2025-26-H1 or a year such as 2025-26; Q1 is April to June"
                .to_owned(),
        ),
        Ok(period) => Ok(period),
    }
}

pub(super) fn quarter(text: &str) -> Result<Quarter, String> {
    text.parse()
        .map_err(|()| "write a quarter such as 2025-26-Q2; Q1 is April to June".to_owned())
}
