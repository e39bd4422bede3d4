mod ask;
mod table;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Asked, Change, CompiledMeasure, Counting, Measured, Measures};
use sightline_engine::model::Case;
use sightline_engine::{Diagnostic, Diagnostics, Severity, suggest};
use sightline_store::Store as _;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::measured::Loaded;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};
use crate::{clock, input, keep, measured};

/// Count measures (KPIs) from case records
///
/// Counts what `_shared/measures/` says, over a period, from case records or the store: value, counts, unknowns, target,
/// color, and the change since the period before. Periods are pooled by their counts. What cannot be told is shown, and is
/// never a zero.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline measures --period 2025-26-Q2 --cases cases.jsonl
  sightline measures --period 2025-26-H1 --cases cases.jsonl --measure repeat-plans --exclude transfer-in
  sightline measures --period 2025-26 --format json > measures.jsonl")]
pub(super) struct Arguments {
    /// The quarter, half year, year or days: 2025-26-Q2, 2025-26-H1, 2025-26 or 2025-04-01..2025-06-14
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Period,
    /// The case records: JSON Lines with `fields` and `history`
    #[arg(long, value_name = "FILE", conflicts_with = "store")]
    cases: Option<PathBuf>,
    /// The file that keeps cases [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// A measure to count; may be given several times [default: all that fit the period]
    #[arg(long = "measure", value_name = "ID")]
    measures: Vec<String>,
    /// An optional exclusion to apply, such as transfer-in
    #[arg(long, value_name = "ID")]
    exclude: Vec<String>,
    /// An exclusion not to apply, such as overdue
    #[arg(long, value_name = "ID")]
    include: Vec<String>,
    /// The day from which the records are whole, such as 2024-04-01 [default: from when rows come in number]
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    complete_from: Option<NaiveDate>,
    /// The day that counts as today, such as 2025-10-10 [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<NaiveDate>,
    /// How the measures are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let Loaded {
        measures,
        found,
        shipped,
    } = measured::load()?;
    if shipped {
        console.say(
            "there are no measures in this workspace; those that come with Sightline are counted",
        )?;
    }
    let mut mistakes = Mistakes::new(Format::Human);
    mistakes.show(&found, console.err())?;
    if mistakes.has_errors() {
        return mistakes.close(console);
    }
    let asked = Asked {
        exclude: arguments.exclude.iter().cloned().collect(),
        include: arguments.include.iter().cloned().collect(),
        complete_from: arguments
            .complete_from
            .or(workspace.as_ref().and_then(|one| one.records_from)),
        ..Asked::new(
            arguments.period,
            arguments.today.unwrap_or_else(clock::today),
        )
    };
    ask::begun(&asked)?;
    let chosen = chosen(&measures, arguments, console)?;
    ask::known_exclusions(&chosen, arguments)?;
    if let Some(soon) = measures
        .calendar()
        .and_then(|one| one.ends_soon(asked.today))
    {
        console.say(format_args!(
            "warning: {soon}; add the published years to `_shared/calendar.yaml`"
        ))?;
    }
    let before = asked.before();
    let mut counting = Counting::new(chosen.iter().copied(), &asked);
    let mut counting_before = Counting::new(chosen, &before);
    let mut seen = Seen::default();
    let mut count = |case: Case| {
        seen.look(&case);
        let case = Arc::new(case);
        counting.add(Arc::clone(&case));
        counting_before.add(case);
    };
    if let Some(path) = &arguments.cases {
        input::each_case(
            path,
            &mut |wrong| mistakes.show(&wrong, console.err()),
            &mut |case| {
                count(case);
                Ok(())
            },
        )?;
    } else {
        let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
        let mut store = keep::open_to_read(&path)?;
        let read = store.read()?;
        let each = read.each_case(&mut |case| {
            count(case);
            ControlFlow::Continue(())
        });
        each?;
    }
    // A number over the right lines of a file with wrong ones would be a wrong number.
    if mistakes.has_errors() {
        return mistakes.close(console);
    }
    let measured = counting.come_to();
    let changes: Vec<Change> = measured
        .iter()
        .zip(counting_before.come_to())
        .map(|(now, before)| now.since(&before))
        .collect();
    let told: Vec<_> = measured.iter().zip(&changes).collect();
    show(&told, &asked, &seen, arguments.format, console)?;
    failures(&measured, &mut mistakes, console)?;
    Ok(Exit::Fine)
}

/// What the records were like as a whole.
#[derive(Default)]
struct Seen {
    n_cases: usize,
    with_history: usize,
}

impl Seen {
    fn look(&mut self, case: &Case) {
        self.n_cases += 1;
        self.with_history += usize::from(!case.history.is_empty());
    }
}

/// The measures that were asked for; else all that make sense for the period.
fn chosen<'m>(
    measures: &'m Measures,
    arguments: &Arguments,
    console: &mut Console,
) -> Result<Vec<&'m CompiledMeasure>, Failure> {
    let mut chosen = Vec::new();
    for id in &arguments.measures {
        let one = measures.get(id).ok_or_else(|| {
            let ids = measures.iter().map(|one| one.measure().id.as_str());
            let failure = Failure::usage(format!("there is no measure `{id}`"));
            suggest(id, ids).into_iter().fold(failure, Failure::help)
        })?;
        if !one.fits(arguments.period) {
            let message = format!("the measure `{id}` makes no sense for {}", arguments.period);
            return Err(Failure::usage(message)
                .help("name a period of a kind that stands under its `periods:`"));
        }
        chosen.push(one);
    }
    if chosen.is_empty() {
        let (fits, others): (Vec<_>, Vec<_>) =
            measures.iter().partition(|one| one.fits(arguments.period));
        for one in others {
            let id = &one.measure().id;
            console.say(format_args!(
                "left out: `{id}` makes no sense for {}",
                arguments.period
            ))?;
        }
        chosen = fits;
    }
    Ok(chosen)
}

fn show(
    told: &[(&Measured, &Change)],
    asked: &Asked,
    seen: &Seen,
    format: Format,
    console: &mut Console,
) -> Result<(), Failure> {
    let said =
        |one: &Measured, change: &Change| format!("{} {}", one.sentence(), one.change_said(change));
    match format {
        Format::Json => {
            for (one, change) in told {
                let line = one.line(Some(change)).map_err(std::io::Error::from)?;
                console.out().line(line)?;
            }
        }
        Format::Human if told.is_empty() => {}
        Format::Human => {
            console.out().text(&table::table(told))?;
            console.out().line("")?;
            for (one, change) in told {
                console.out().line(said(one, change))?;
            }
        }
        Format::Plain => {
            for (one, change) in told {
                let rag = one.rag.shown();
                console
                    .out()
                    .line(format_args!("{rag}: {}", said(one, change)))?;
            }
        }
    }
    console.say(format_args!(
        "{} counted for {}, as at {}",
        plural(seen.n_cases, "case"),
        asked.period,
        asked.period.last_day().min(asked.today)
    ))?;
    if seen.n_cases > 0 && seen.with_history == 0 {
        console.say("warning: none of the cases has a history, so nothing that happened before could be counted")?;
    }
    Ok(())
}

/// Says where an expression could not be worked out: these rows are among the unknown, and somebody should look.
fn failures(
    measured: &[Measured],
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<(), Failure> {
    for one in measured {
        let Some(failure) = &one.failure else {
            continue;
        };
        let n = usize::try_from(one.failed).unwrap_or(usize::MAX);
        let message = format!(
            "{} of `{}` could not be worked out, the first because {}",
            plural(n, "row"),
            one.measure,
            failure.message
        );
        let told = Diagnostic {
            severity: Severity::Warning,
            message,
            ..Diagnostic::clone(failure)
        };
        mistakes.show(&Diagnostics::from(told), console.err())?;
    }
    Ok(())
}

pub(super) fn period(text: &str) -> Result<Period, String> {
    text.parse().map_err(|()| {
        "write a period such as 2025-26-Q2, 2025-26-H1, 2025-26 or 2025-04-01..2025-06-14"
            .to_owned()
    })
}
