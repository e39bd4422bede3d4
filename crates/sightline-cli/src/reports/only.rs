//! What a report or a list is only about.

use std::collections::BTreeSet;

use sightline_engine::{Rollup, suggest};
use sightline_report::Only;

use crate::exit::Failure;

/// A team, a service or a template that no audit names is a slip of the pen, and not a report about nothing.
pub(crate) fn known(rollup: &Rollup, only: &Only) -> Result<(), Failure> {
    let mut names: [BTreeSet<&str>; 3] = Default::default();
    for (group, ..) in rollup.groups() {
        let found = [&*group.team, &*group.service, &*group.template.id];
        for (names, name) in names.iter_mut().zip(found) {
            if !name.is_empty() {
                names.insert(name);
            }
        }
    }
    let wanted = [&only.team, &only.service, &only.template];
    let words = ["team", "service", "template"];
    for ((wanted, word), names) in wanted.into_iter().zip(words).zip(names) {
        if let Some(wanted) = wanted.as_deref()
            && !names.contains(wanted)
        {
            let failure = Failure::usage(format!("no audit is of the {word} `{wanted}`"));
            let help = suggest(wanted, names.iter().copied());
            return Err(help.into_iter().fold(failure, Failure::help));
        }
    }
    Ok(())
}
