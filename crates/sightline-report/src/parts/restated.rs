//! What a restated report says of the one before it.

use serde::{Deserialize, Serialize};

use crate::table::Table;

/// What a restated report says of the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestatedPart {
    /// When the earlier report was signed off.
    pub date: String,
    /// Why the figures changed.
    pub because: String,
    /// How many cells of tables differ; in a report for everybody, how many of those that both reports show.
    pub differences: u64,
    /// Each cell that differs, as it was and as it is.
    pub table: Option<Table>,
}
