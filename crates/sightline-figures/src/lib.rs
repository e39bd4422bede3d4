//! A period's figures out of a store, for its report.
//!
//! A store knows nothing of reports and a report nothing of stores; [`figures`] is what lies between. It asks a
//! [store](sightline_store::StoreRead) for all that a [report](sightline_report::report) on a period can say, and takes the period,
//! the day, the reader and whose work it is about from the [`Spec`](sightline_report::Spec) that the report is made by: give both the
//! same one.
//!
//! ```
//! use sightline_engine::calendar::Quarter;
//! use sightline_figures::{Beside, figures};
//! use sightline_report::{Figures, Spec, report};
//! use sightline_store::Store as _;
//!
//! let mut store = sightline_store::memory();
//! let read = store.read()?;
//! let spec = Spec::new("Sampleshire", Quarter { year: 2025, n: 2 }, "2025-10-06".parse()?);
//! let (figures, refused) = figures(&*read, &spec, &Beside::default())?;
//! assert!(refused.is_empty(), "{refused}");
//! assert!(report(figures, &spec)?.markdown.contains("Sampleshire"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `examples/report_from_a_store.rs` fills the store first. What an authority says beside its audits goes into [`Beside`].
//!
//! A report for everybody hides what earlier ones would give away, so each has to be kept: with [`publication`], in the same store.
//! [`figures`] finds them again.

mod actions;
mod beside;
mod error;
mod from_store;
mod measured;
mod publications;
pub mod vignettes;

pub use beside::Beside;
pub use error::FiguresError;
pub use from_store::figures;
pub use publications::{kept_under, publication};
