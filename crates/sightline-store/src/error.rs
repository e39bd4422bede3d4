//! What can go wrong with a store.

use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;

/// Why a store did not do what was asked.
///
/// Every message says what is wrong and what to do. None repeats an answer, a fact or any other text about a child:
/// it names ids, versions and files.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It was never stored.
    #[error("{what} is not stored; check the spelling, or import it first")]
    NotFound {
        /// What was looked for, with its id, such as `` audit `A-0001` ``.
        what: String,
    },
    /// Something else is stored under the same name; nothing was changed.
    #[error("{what}; {help}")]
    Conflict {
        /// What stands against it.
        what: String,
        /// What to do, as an instruction.
        help: String,
    },
    /// It was made by a later version of this program; it was not touched.
    #[error(
        "`{path}` was last changed by Sightline {made_by} (store version {found}), and this is Sightline {ours} (store \
         version {known}); install the later one, or open a copy that was made before the upgrade", path = path.display()
    )]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Store version of the file.
        found: u32,
        /// The newest store version this program knows.
        known: u32,
        /// The program that last changed the file's shape.
        made_by: String,
        /// This program.
        ours: String,
    },
    /// It is a file of something else; it was not touched.
    #[error("`{path}` is not a Sightline store; give the name of a store, or of a file that does not exist yet", path = path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// It can be read and not changed.
    #[error(
        "the store can be read and not changed; make the file and its folder writable, or work on a copy"
    )]
    ReadOnly,
    /// Somebody else was saving for longer than we wait.
    #[error("someone else is saving to the store; try again")]
    Busy,
    /// There is no room; what was already stored is safe.
    #[error("the disk is full and nothing of this was stored; free some space and try again")]
    Full,
    /// What was read back is not what was written.
    #[error("the store is damaged: {what}; restore the latest backup")]
    Damaged {
        /// Where it shows, by id.
        what: String,
    },
    /// It holds more than a record has room for.
    #[error("{what}; make it smaller")]
    TooLarge {
        /// What is too large.
        what: String,
    },
    /// The file or the database failed underneath.
    #[error("{doing} failed: {source}; check the file, its folder and the disk")]
    Backend {
        /// What was being done.
        doing: String,
        /// What was said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// Nothing is stored under this name.
    pub(crate) fn not_found(kind: &str, id: impl fmt::Display) -> Self {
        Self::NotFound {
            what: format!("{kind} `{id}`"),
        }
    }

    /// Something else is stored under this name.
    pub(crate) fn conflict(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Conflict {
            what: what.into(),
            help: help.into(),
        }
    }

    /// What was read back cannot have been written.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

/// The same id and version stand for other content.
pub(crate) fn version_reused(id: &str, version: &str) -> StoreError {
    StoreError::conflict(
        format!("version {version} of `{id}` was already published with other content"),
        "give the changed template a new version",
    )
}

/// One import holds an audit twice.
pub(crate) fn audit_twice(id: &str) -> StoreError {
    StoreError::conflict(
        format!("audit `{id}` is there twice"),
        "keep one of them, or give one of them another id",
    )
}

/// The draw is stored with another register.
pub(crate) fn draw_differs(id: &str) -> StoreError {
    StoreError::conflict(
        format!("draw `{id}` is already stored with another register"),
        "keep the register that is stored",
    )
}

/// The audit was corrected since somebody read it.
pub(crate) fn audit_moved_on(id: &str) -> StoreError {
    StoreError::conflict(
        format!("audit `{id}` was corrected since it was read"),
        "read its newest revision",
    )
}

/// The action is in the register, made otherwise.
pub(crate) fn action_differs(id: &str) -> StoreError {
    StoreError::conflict(
        format!("action `{id}` is already in the register with other content"),
        "record what is otherwise as a change, or give the new action another id",
    )
}

/// Something happened to an action before it was made.
pub(crate) fn action_not_yet_made(id: &str, made: NaiveDate, on: NaiveDate) -> StoreError {
    StoreError::conflict(
        format!("action `{id}` was made on {made}, and this is dated {on}"),
        "give the day on which it happened",
    )
}

/// The audit is stored with other content.
pub(crate) fn audit_differs(id: &str) -> StoreError {
    StoreError::conflict(
        format!("audit `{id}` is already stored with other content"),
        "store it as a correction, or give the new audit another id",
    )
}
