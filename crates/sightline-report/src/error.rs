use sightline_engine::Diagnostics;
use thiserror::Error;

/// Why a report could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The report's own text has mistakes.
    #[error("{0}")]
    Template(Diagnostics),
    /// Asked for something that a later version will do.
    #[error("{0}")]
    NotYet(&'static str),
    /// A file could not be put together.
    #[error("the report's file could not be put together: {0}")]
    Packing(String),
}
