use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;
use sightline_engine::CompiledTemplate;
use sightline_engine::action::reconcile::{FromAudit, Step, audit};
use sightline_engine::action::{Action, Origin};
use sightline_engine::calendar::Period;
use sightline_engine::outcome::TemplateRef;
use sightline_store::{Filter, Store as _, StoreTxn};

use super::store;
use crate::clock;
use crate::command::{explain, measures};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::render::plural;

/// Take the actions that audits ask for into the register
///
/// Looks at the newest revision of every audit in the store, and at what its template and script ask for: what, who, and by when,
/// counted from the day of the audit. Collecting again adds nothing. An action that a corrected audit no longer asks for is
/// dropped with a remark, unless it is done.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline action collect
  sightline action collect --period 2025-26-Q2")]
pub(super) struct Arguments {
    /// Audits of this quarter, half year, year or days: 2025-26-Q2, 2025-26-H1, 2025-26 or 2025-04-01..2025-06-14 [default: all]
    #[arg(long, value_name = "PERIOD", value_parser = measures::period)]
    period: Option<Period>,
    /// Print what was collected as one JSON object
    #[arg(long)]
    json: bool,
    /// The day that counts as today, such as 2025-10-10 [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::command::date)]
    today: Option<NaiveDate>,
    /// The file that keeps audits and actions [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

/// What was collected.
#[derive(Debug, Default)]
pub(in crate::command) struct Collected {
    /// Audits that were looked at.
    pub(in crate::command) audits: usize,
    /// Actions that are new.
    pub(in crate::command) new: usize,
    /// Actions that a correction changed, dropped or opened again.
    pub(in crate::command) changed: usize,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let mut kept = store::open_known(arguments.store.as_deref())?;
    let mut txn = kept.write()?;
    let today = arguments.today.unwrap_or_else(clock::today);
    let Collected {
        audits,
        new,
        changed,
    } = collect(&mut *txn, arguments.period, today)?;
    txn.commit()?;
    if arguments.json {
        console
            .out()
            .line(json!({"audits": audits, "new": new, "changed": changed}))?;
    } else {
        console.say(format_args!(
            "{}: {} new, {changed} changed",
            plural(audits, "audit"),
            plural(new, "action")
        ))?;
    }
    Ok(Exit::Fine)
}

/// Records what audits ask for, in a transaction that is open.
pub(in crate::command) fn collect(
    txn: &mut (dyn StoreTxn + '_),
    period: Option<Period>,
    today: NaiveDate,
) -> Result<Collected, Failure> {
    let all = txn.actions()?;
    let mut known: BTreeMap<&str, Vec<&Action>> = BTreeMap::new();
    for action in &all {
        if let Origin::Audit { audit, .. } = action.origin() {
            known.entry(audit).or_default().push(action);
        }
    }
    let mut templates: BTreeMap<TemplateRef, Arc<CompiledTemplate>> = BTreeMap::new();
    let mut steps: Vec<Step> = Vec::new();
    let (mut audits, mut failed) = (0, None);
    let each = txn.each_audit(&Filter::default(), &mut |row| {
        if period.is_some_and(|period| !period.contains(row.date)) {
            return ControlFlow::Continue(());
        }
        audits += 1;
        let wanted = &row.group.template;
        let template = match templates.get(wanted) {
            Some(template) => Arc::clone(template),
            None => match made_ready(&*txn, wanted) {
                Ok(template) => {
                    templates.insert(wanted.clone(), Arc::clone(&template));
                    template
                }
                Err(failure) => {
                    failed = Some(failure);
                    return ControlFlow::Break(());
                }
            },
        };
        let asked = template.actions(row.graded.scored, row.date);
        let from = FromAudit {
            audit: row.id,
            case: row.case,
            template: &wanted.id,
            team: Some(row.group.team.as_str()).filter(|team| !team.is_empty()),
            date: row.date,
            actions: &asked,
        };
        let known = known.get(row.id).map(Vec::as_slice).unwrap_or_default();
        steps.extend(audit(&from, known, today));
        ControlFlow::Continue(())
    });
    each?;
    if let Some(failure) = failed {
        return Err(failure);
    }
    store::record(txn, &steps)?;
    let new = steps
        .iter()
        .filter(|step| matches!(step, Step::Add(_)))
        .count();
    Ok(Collected {
        audits,
        new,
        changed: steps.len() - new,
    })
}

fn made_ready(
    txn: &(dyn StoreTxn + '_),
    wanted: &TemplateRef,
) -> Result<Arc<CompiledTemplate>, Failure> {
    let stored = txn.template(&wanted.id, &wanted.version)?;
    explain::made_ready(&stored)
}
