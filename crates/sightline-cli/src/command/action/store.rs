//! The register in the store.

use std::path::Path;

use sightline_engine::action::Register;
use sightline_engine::action::reconcile::Step;
use sightline_store::{SqliteStore, Store as _, StoreTxn};

use crate::exit::Failure;
use crate::files::workspace::Workspace;
use crate::keep;

/// How to begin a register.
pub(super) const HOW_TO_BEGIN: &str = "begin with `sightline action import FILE --programme 2025-26` from a spreadsheet, `sightline action collect` after importing audits, or `sightline action add` by hand";

/// Every action that is stored.
pub(super) fn register(named: Option<&Path>) -> Result<Register, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(named, workspace.as_ref())?;
    let store = keep::open_to_read(&path);
    let mut store = store.map_err(|failure| {
        if path.exists() {
            failure
        } else {
            failure.help(HOW_TO_BEGIN)
        }
    })?;
    let actions = store.read().and_then(|read| read.actions());
    Ok(Register::new(actions?))
}

/// The store, to be added to; made where there is none.
pub(super) fn open(named: Option<&Path>) -> Result<SqliteStore, Failure> {
    let workspace = Workspace::here()?;
    keep::open_to_write(&keep::path(named, workspace.as_ref())?)
}

/// The store, to be added to; one that is not there has no actions and no audits to begin with.
pub(super) fn open_known(named: Option<&Path>) -> Result<SqliteStore, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(named, workspace.as_ref())?;
    if path.exists() {
        keep::open_to_write(&path)
    } else {
        keep::open_to_read(&path)
    }
}

/// Records steps in a transaction that is open.
pub(in crate::command) fn record(
    txn: &mut (dyn StoreTxn + '_),
    steps: &[Step],
) -> Result<(), Failure> {
    for step in steps {
        let kept = match step {
            Step::Add(action) => txn.add_action(action),
            Step::Change { action, event } => txn.change_action(action, event),
        };
        kept?;
    }
    Ok(())
}
