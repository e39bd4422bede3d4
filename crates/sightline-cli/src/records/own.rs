//! Files of case records in Sightline's own form, without a layout.

use std::collections::BTreeMap;

use serde_json::json;
use sightline_store::Store as _;

use super::{Counts, Import, keep_one};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::input::each_case;
use crate::keep;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};

/// Keeps the case records of files that `sightline score` reads; ids stay as they are.
pub(super) fn import(import: &Import<'_>, console: &mut Console) -> Result<Exit, Failure> {
    let mut mistakes = Mistakes::new(if import.json {
        Format::Json
    } else {
        Format::Human
    });
    let path = keep::path(import.store, import.workspace);
    let mut store = if import.dry_run {
        None
    } else {
        Some(keep::open_to_write(&path?)?)
    };
    let mut txn = match &mut store {
        Some(store) => Some(store.write()?),
        None => None,
    };
    let (mut n, mut n_facts) = (0_usize, 0_usize);
    let mut events: BTreeMap<String, usize> = BTreeMap::new();
    let mut counts = Counts::default();
    for file in import.files {
        let met = std::cell::RefCell::new((&mut mistakes, console.err()));
        each_case(
            file,
            &mut |wrong| {
                let (mistakes, stream) = &mut *met.borrow_mut();
                mistakes.show(&wrong, stream)
            },
            &mut |case| {
                n += 1;
                n_facts += case.facts.len();
                for (list, of) in &case.history {
                    *events.entry(list.clone()).or_default() += of.len();
                }
                if let Some(txn) = &mut txn {
                    counts.add(keep_one(&mut **txn, case)?);
                }
                Ok(())
            },
        )?;
    }
    if mistakes.has_errors() {
        console.say(
            "nothing was kept; a layout reads files of other systems: `--layout` or `--map`",
        )?;
        return mistakes.close(console);
    }
    if let Some(txn) = txn {
        txn.commit()?;
    }
    let kept = (!import.dry_run).then(
        || json!({"new": counts.new, "changed": counts.changed, "unchanged": counts.unchanged}),
    );
    if import.json {
        let none: [&str; 0] = [];
        console.out().line(json!({"cases": n, "rows": n, "rejected": 0, "unknown_columns": none, "facts": n_facts, "events": events, "kept": kept}))?;
    } else if import.dry_run {
        console.say(format_args!(
            "would keep {} with {} and {} of history",
            plural(n, "case"),
            plural(n_facts, "fact"),
            plural(events.values().sum(), "event")
        ))?;
    } else {
        console.say(format_args!(
            "{}: {} new, {} changed, {} as before",
            plural(n, "case"),
            counts.new,
            counts.changed,
            counts.unchanged
        ))?;
    }
    Ok(Exit::Fine)
}
