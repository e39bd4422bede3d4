//! The letter about one audit of the store.

use std::sync::Arc;

use sightline_engine::SourceFile;
use sightline_report::{Audited, Spec};
use sightline_store::{Store as _, StoreError};

use super::Arguments;
use crate::command::explain;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::shown;
use crate::files::workspace::Workspace;
use crate::{catalog, clock, keep, reports};

/// What is said where a letter is asked for and no audit is named.
pub(super) fn one_audit(name: &str) -> Failure {
    let failure = Failure::usage(format!(
        "`{name}` is about one audit and not about a period"
    ));
    failure.help(format!(
        "name the audit: `sightline report {name} --audit A-0001`"
    ))
}

pub(super) fn run(
    arguments: &Arguments,
    id: &str,
    workspace: Option<&Workspace>,
    template: Arc<SourceFile>,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let name = &arguments.name;
    if !sightline_report::is_letter(&template) {
        let failure = Failure::usage(format!(
            "`{name}` is about a period and not about one audit"
        ));
        let help = "name the period with `--period`, or use a letter, such as `worker-letter`";
        return Err(failure.help(help));
    }
    let path = keep::path(arguments.store.as_deref(), workspace)?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let audit = match read.audit(id, None) {
        Err(StoreError::NotFound { .. }) => {
            let failure = Failure::usage(format!("there is no audit `{id}`"));
            return Err(failure.help(explain::nearest_audit(id, &*read)?));
        }
        audit => audit?,
    };
    let today = arguments.today.unwrap_or_else(clock::today);
    let shared = catalog::shared(workspace)?;
    let spec = Spec {
        template: Some(template),
        ..reports::spec(workspace, &shared, audit.quarter, today)
    };
    let scored_with = explain::template(&audit)?;
    let audited = Audited {
        id: &audit.id,
        case: &audit.case,
        template: &scored_with,
        answers: &audit.answers,
        scored: &audit.scored,
        date: audit.date,
        team: audit.team.as_deref(),
        recorded: audit
            .recorded
            .as_ref()
            .map(|(grade, because)| (*grade, because.as_str())),
        moderated: audit.moderated,
    };
    let report = match sightline_report::letter(&audited, &spec) {
        Ok(report) => report,
        Err(error) => return Err(reports::failure(&error, console)?),
    };
    let usual = workspace.map(|one| one.reports.join(reports::FINISHED));
    let folder = arguments.out.clone().or(usual).unwrap_or_default();
    let stem = folder.join(reports::name(name, std::iter::once(&audit.id)));
    let written = reports::write(&report, &stem, &arguments.format)
        .map_err(|failure| failure.help("name another folder with `--out`"))?;
    for path in written {
        console.out().line(shown(&path))?;
    }
    for line in report
        .headlines()
        .iter()
        .cloned()
        .chain(reports::reading(&report))
    {
        console.say(line)?;
    }
    Ok(Exit::Fine)
}
