use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_engine::calendar::Quarter;
use sightline_engine::rollup::{coded_over_templates, themes};
use sightline_engine::scored::FindingKind;
use sightline_figures::vignettes::sound;
use sightline_store::{Filter, Store as _, coded_audits, restated_rollup};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::render::plural;
use crate::{clock, keep, vignettes};

/// Count a quarter's themes, from answers and from comments
///
/// Audits, not mentions, and all templates joined: those in which scoring found the theme, those of which an accepted comment
/// speaks of it, and those in which it was seen either way. Themes have the names that they have today.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes count --period 2025-26-Q2")]
pub(super) struct Arguments {
    /// The quarter, such as 2025-26-Q2 (July to September 2025)
    #[arg(long, value_name = "PERIOD", value_parser = super::super::report::quarter)]
    period: Quarter,
    /// The day by whose names themes are told [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::super::date)]
    today: Option<NaiveDate>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

/// Audits by how a theme was seen in them.
#[derive(Clone, Copy, Default)]
struct Seen {
    by_rule: u64,
    in_comments: u64,
    either: u64,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let shared = super::shared(workspace.as_ref(), console)?;
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let filter = Filter::quarter(arguments.period);
    let by = arguments.today.unwrap_or_else(clock::today);
    let changes = &shared.theme_changes;
    let restated = restated_rollup(&*read, &filter, changes, by)?;
    let mut seen: BTreeMap<(String, FindingKind), Seen> = BTreeMap::new();
    for theme in themes(&restated.rollup.summaries()) {
        for kind in [FindingKind::Strength, FindingKind::Concern] {
            let part = theme.share(kind).part;
            if part > 0 {
                let held = seen.entry((theme.theme.id.clone(), kind)).or_default();
                (held.by_rule, held.either) = (part, part);
            }
        }
    }
    let coded = coded_audits(&*read, &filter)?;
    for one in coded_over_templates(&coded, changes, by) {
        let held = seen.entry((one.theme, one.kind)).or_default();
        held.in_comments = one.audits;
        held.either += one.beyond;
    }
    let mut rows: Vec<_> = seen.into_iter().collect();
    rows.sort_by(|(a, x), (b, y)| (a.1, y.either, &a.0).cmp(&(b.1, x.either, &b.0)));
    let width = rows
        .iter()
        .map(|((id, _), _)| id.len())
        .max()
        .unwrap_or(0)
        .max(5);
    let out = console.out();
    if !rows.is_empty() {
        out.line(format_args!(
            "{:<8}  {:<width$}  by rule  in comments  either",
            "Kind", "Theme"
        ))?;
    }
    for ((theme, kind), seen) in &rows {
        out.line(format_args!(
            "{:<8}  {theme:<width$}  {:>7}  {:>11}  {:>6}",
            kind.id(),
            seen.by_rule,
            seen.in_comments,
            seen.either
        ))?;
    }
    for note in restated.notes(arguments.period) {
        console.say(note)?;
    }
    let queue = read.theme_codes(&filter)?;
    let waiting = queue.iter().filter(|one| one.waits()).count();
    console.say(format_args!(
        "{} in {}; of {} for comments, {waiting} waiting for a person",
        plural(
            usize::try_from(restated.rollup.audits()).unwrap_or(usize::MAX),
            "audit"
        ),
        arguments.period,
        plural(queue.len(), "proposal")
    ))?;
    if let Some(workspace) = &workspace {
        let (all, mut wrong) = vignettes::load(workspace, &shared)?;
        let (ready, refused) = sound(&*read, &all, arguments.period.into())?;
        wrong.extend(refused);
        let left_out = if wrong.has_errors() {
            "; `sightline themes vignette check` says which are left out, and why"
        } else {
            ""
        };
        if !ready.is_empty() || wrong.has_errors() {
            let ready = plural(ready.len(), "vignette");
            console.say(format_args!("{ready} for the report{left_out}"))?;
        }
    }
    Ok(Exit::Fine)
}
