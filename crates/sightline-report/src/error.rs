use thiserror::Error;

/// Why a report could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The report's own text has a mistake.
    #[error("{file}:{line}: {message}{}", hint(.help.as_ref()))]
    Template {
        /// The report's file.
        file: String,
        /// Which line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// Asked for something that a later version will do.
    #[error("{0}")]
    NotYet(&'static str),
    /// A file could not be put together.
    #[error("the report's file could not be put together: {0}")]
    Packing(String),
}

fn hint(help: Option<&String>) -> String {
    help.map_or_else(String::new, |help| format!(" (help: {help})"))
}
