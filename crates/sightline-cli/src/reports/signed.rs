//! Reports that were signed off come out as they were, until somebody restates them.

use sightline_figures::{Beside, kept_under, publication};
use sightline_report::{Report, Restates, Spec, changes};
use sightline_store::{SqliteStore, Store as _};

use super::make as make_anew;
use crate::console::Console;
use crate::exit::Failure;

/// How a report is to be signed off.
#[derive(Debug)]
pub(crate) struct Signing {
    /// The report's name.
    pub(crate) report: String,
    /// Whether it is to be kept.
    pub(crate) signs: bool,
    /// Why a signed-off one is to be replaced.
    pub(crate) restate: Option<String>,
}

/// Makes a report, or the same again where it was signed off; says too how many audits the period has.
pub(crate) fn make(
    store: &mut SqliteStore,
    spec: Spec,
    beside: &Beside,
    signing: &Signing,
    console: &mut Console,
) -> Result<(Report, u64), Failure> {
    let words = kept_under(&signing.report, &spec);
    let all = store.read().and_then(|read| read.publications())?;
    let last = all.into_iter().rfind(|one| one.report == words);
    let was = last
        .as_ref()
        .and_then(|one| Some((one, Report::from_kept(&one.body)?)));
    let spec = Spec {
        restates: match (&signing.restate, &was) {
            (Some(because), Some((one, was))) => Some(Restates::new(
                was,
                one.date.format("%-d %B %Y").to_string(),
                because.trim_end_matches('.'),
            )),
            _ => None,
        },
        ..spec
    };
    let (report, n_audits) = make_anew(store, &spec, beside, console)?;
    if let (None, Some((one, was))) = (&signing.restate, &was) {
        let changed = changes(was, &report);
        if let Some([table, row, column, was, is]) = changed.first() {
            console.say(format_args!(
                "warning: {} differ from the report that was signed off on {}, which is written as it was; the first: {table}, {row}, \
                 {column}: {was}, now {is}. `--restate \"why\"` makes a restated report that lists them",
                crate::render::plural(changed.len(), "number"),
                one.date
            ))?;
        }
        return Ok((was.clone(), n_audits));
    }
    if signing.restate.is_some() && was.is_none_or(|(_, was)| changes(&was, &report).is_empty()) {
        let failure = Failure::usage(
            "nothing differs from a signed-off report, so there is nothing to restate",
        );
        return Err(failure.help("make it without `--restate`; it comes out as it was"));
    }
    if signing.signs {
        let mut txn = store.write()?;
        txn.publish(&publication(&signing.report, &spec, &report))?;
        txn.commit()?;
    }
    Ok((report, n_audits))
}
