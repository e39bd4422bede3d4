//! What is asked of measures and cannot be meant.

use std::collections::BTreeSet;

use sightline_engine::measure::{Asked, CompiledMeasure};
use sightline_engine::suggest;

use super::Arguments;
use crate::exit::Failure;

/// Refuses a period that lies ahead: what is open today would be told as if it were of then.
pub(super) fn begun(asked: &Asked) -> Result<(), Failure> {
    let (period, first) = (asked.period, asked.period.first_day());
    if first <= asked.today {
        return Ok(());
    }
    let message = format!(
        "{period} begins on {}, and has not begun",
        first.format("%-d %B %Y")
    );
    Err(Failure::usage(message).help("name a period that has begun, or another day with `--today`"))
}

/// Refuses an exclusion that none of the measures has: whoever named it expects something of it.
pub(super) fn known_exclusions(
    chosen: &[&CompiledMeasure],
    arguments: &Arguments,
) -> Result<(), Failure> {
    let known: BTreeSet<&str> = chosen
        .iter()
        .flat_map(|one| &one.measure().exclude)
        .map(|one| one.id.as_str())
        .collect();
    for id in arguments.exclude.iter().chain(&arguments.include) {
        if !known.contains(id.as_str()) {
            let failure = Failure::usage(format!("none of the measures has an exclusion `{id}`"));
            let help = suggest(id, known.iter().copied());
            return Err(help.into_iter().fold(failure, Failure::help));
        }
    }
    Ok(())
}
