//! Keeps templates, cases, audits, outcomes and moderations behind one transactional trait.
//!
//! A [`Store`] is one file ([`open`]) or lives in memory ([`memory`]). Everything that belongs together goes into one
//! [`StoreTxn`]: an import is one transaction, and one that is dropped before [`StoreTxn::commit`] has done nothing.
//!
//! ```
//! use sightline_engine::model::Case;
//! use sightline_store::{Filter, Kept, Store as _};
//!
//! let mut store = sightline_store::memory();
//! let mut txn = store.write()?;
//! assert_eq!(txn.put_case(&Case { id: "C-0001".to_owned(), ..Case::default() })?, Kept::New);
//! txn.commit()?;
//!
//! let read = store.read()?;
//! assert_eq!(read.case("C-0001")?.id, "C-0001");
//! assert!(read.rollup(&Filter::default())?.is_empty());
//! # Ok::<(), sightline_store::StoreError>(())
//! ```
//!
//! History is only added to. A correction is a new revision of an audit, a moderation stands beside the grade it
//! changes, and the text of the template that scored an audit is kept with it, so that yesterday's report can be made
//! again tomorrow.
//!
//! An audit is one compact row. The counts that reports are made from are kept in the same transaction, so a report over
//! a million audits takes as long as one over a hundred; [`rebuild_and_compare`] proves the counts right. In the file,
//! SQL views (`grades`, `answers_long`, `findings_long`, `moderations_readable` and others) show the rows to anyone with
//! a query tool.
//!
//! Whoever writes another backend holds it against [`conformance`].

pub mod conformance;
mod error;
mod memory;
mod moderated;
pub mod record;
mod related;
mod sqlite;
mod store;
mod stored;
mod theme_code;
mod verify;

pub use error::StoreError;
pub use memory::MemoryStore;
pub use sqlite::{Place, Places, SqliteStore, open, open_to_read};
pub use store::{Store, StoreRead, StoreTxn};
pub use stored::{
    AuditRow, Filter, Kept, Moderation, NewAudit, NewTemplate, Publication, Replacement,
    StoredAudit, StoredDraw, StoredTemplate, Voices, counted,
};
pub use theme_code::{
    NewThemeCode, TextPart, ThemeCode, ThemeDecision, Verdict, coded_audits, restated_rollup,
};
pub use verify::{Comparison, Difference, rebuild_and_compare};

/// A store that lasts as long as the program.
#[must_use]
pub fn memory() -> MemoryStore {
    MemoryStore::default()
}
