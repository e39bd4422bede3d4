//! The cases that are drawn from.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use sightline_engine::sample::{Frame, Plan, Rules};
use sightline_engine::{Diagnostic, Diagnostics, Severity, SourceFile};

use super::register::Kept;
use crate::console::Console;
use crate::exit::Failure;
use crate::files::sources::Sources;
use crate::input;
use crate::mistakes::Mistakes;
use crate::render::plural;

/// The shared files that say what case records hold and how time is counted.
const SAY_WHAT_RECORDS_HOLD: [&str; 3] = ["history.yaml", "timescales.yaml", "calendar.yaml"];

/// The files of a workspace, and those it lacks that say what case records hold, as they come with the program.
pub(super) fn files(mut files: Vec<Arc<SourceFile>>) -> Vec<Arc<SourceFile>> {
    let name = |file: &SourceFile| {
        let path = file.path();
        path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
    };
    let own: BTreeSet<String> = files.iter().map(|file| name(file)).collect();
    let shipped = Sources::shipped().files.into_iter().filter(|file| {
        let name = name(file);
        SAY_WHAT_RECORDS_HOLD.contains(&name.as_str()) && !own.contains(&name)
    });
    files.extend(shipped);
    files
}

/// Looks at every case of a file, or of the store where there is none.
pub(super) fn gather(
    cases: Option<&Path>,
    kept: &Kept,
    rules: &Rules,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<Frame, Failure> {
    let mut frame = Frame::default();
    match cases {
        Some(path) => input::each_case(
            path,
            &mut |wrong| mistakes.show(&wrong, console.err()),
            &mut |case| {
                rules.look(case, &mut frame);
                Ok(())
            },
        )?,
        None => kept.cases(&mut |case| {
            rules.look(case, &mut frame);
            ControlFlow::Continue(())
        })?,
    }
    Ok(frame)
}

/// Says what could not be left out because no case says who its siblings or its worker are.
pub(super) fn unknown(frame: &Frame, plan: &Plan, console: &mut Console) -> Result<(), Failure> {
    if !frame.knows_families() {
        let fact = &plan.family;
        console.say(format_args!(
            "no case has a fact `{fact}`, so siblings are not known; name another fact with `--family`"
        ))?;
    }
    if !plan.auditors.is_empty() && !frame.knows_workers() {
        let fact = &plan.worker;
        console.say(format_args!(
            "warning: no case has a fact `{fact}`, so an auditor's own cases are not known; name another fact with `--worker`"
        ))?;
    }
    Ok(())
}

/// Says where an expression could not be worked out: somebody should look at these cases.
pub(super) fn failures(
    frame: &Frame,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<(), Failure> {
    let Some((n, failure)) = frame.failures() else {
        return Ok(());
    };
    let message = format!(
        "{} could not be worked out, the first because {}",
        plural(n, "condition"),
        failure.message
    );
    let told = Diagnostic {
        severity: Severity::Warning,
        message,
        ..failure.clone()
    };
    mistakes.show(&Diagnostics::from(told), console.err())
}
