//! Why answers differ from the case record: asked before an audit is kept, for afterwards nobody remembers.

use sightline_engine::{Diagnostic, Diagnostics, Severity};
use sightline_store::{StoreError, StoreTxn};

use crate::exit::Failure;

/// Refuses what is to be kept without the reasons that it needs, and only remarks on what is kept already: a case record
/// that has changed since must not stand in the way of importing a file again.
pub(super) fn about(unexplained: Diagnostics, is_new: bool) -> Diagnostics {
    if !is_new {
        return unexplained;
    }
    let refused = unexplained.into_iter().map(|one| Diagnostic {
        severity: Severity::Error,
        ..one
    });
    refused.collect()
}

/// Whether an audit is kept already, with its reasons or from before they were wanted.
pub(super) fn is_stored(txn: &(dyn StoreTxn + '_), audit: &str) -> Result<bool, Failure> {
    match txn.audit(audit, None) {
        Ok(_) => Ok(true),
        Err(StoreError::NotFound { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
