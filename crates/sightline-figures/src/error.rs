use chrono::NaiveDate;
use sightline_engine::calendar::Period;
use sightline_store::StoreError;

/// Why there are no figures; each message says what to do after its last semicolon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FiguresError {
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Audits are counted by quarters, and the period would cut one.
    #[error(
        "audits are counted by quarters, so there is no report on {0}; ask for a quarter, half a year or a year"
    )]
    NotWholeQuarters(Period),
    /// An earlier report for everybody cannot be read, so a new one could give away what that one hid.
    #[error(
        "the report `{report}` of {date} was kept by another version of the program, so what it hid is not known; make reports \
         for everybody with that version"
    )]
    Unreadable {
        /// What it was kept under.
        report: String,
        /// The day on which it was signed off.
        date: NaiveDate,
    },
}
