//! Extracts and statutory returns into case records, with the place of every value and a list of what was refused.
//!
//! A council's systems write CSV, workbooks, JSON and XML, and spreadsheets damage what passes through them. This crate
//! tells what a file is, finds its headings among titles, reads its rows by a [`Layout`], joins the rows of each child
//! into one case with its history, and names by file, sheet, row and column whatever it could not read. It opens no path,
//! reads no clock and prints nothing.
//!
//! ```
//! use sightline_records::{Answers, Ids, Settings, Source, import, shipped};
//!
//! let header: (&str, &[u8]) = ("header.csv", b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,2,27/03/2012,WBRI,,,\n");
//! let reviews: (&str, &[u8]) = ("reviews.csv", b"CHILD,DOB,REVIEW,REVIEW_CODE\n101,27/03/2012,30/08/2024,PN6\n");
//! let layout = shipped("ssda903").ok_or("it ships")??;
//! let answers = Answers::default();
//! let settings = Settings { ids: Ids::AsWritten, today: None, dates: None, answers: &answers };
//! let files: [&dyn Source; 2] = [&header, &reviews];
//! let mut cases = Vec::new();
//! let report = import(&files, &layout, &settings, &mut |_| {}, &mut |case| {
//!     cases.push(case);
//!     Ok::<(), std::convert::Infallible>(())
//! });
//! let report = report.map_err(|_| "both files are whole")?;
//! assert_eq!((report.cases, report.rows, report.rejected), (1, 2, 0));
//! let reviews = &cases[0].history["reviews"];
//! let from = reviews[0].origin.as_ref().map(ToString::to_string);
//! assert_eq!(from.as_deref(), Some("reviews.csv, row 2"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod cell;
mod check;
mod codes;
mod date;
mod detect;
mod draft;
mod event;
mod gather;
mod id;
mod import;
mod join;
mod layout;
mod map;
mod normal;
mod place;
mod problem;
mod programme;
mod reject;
mod source;
mod spool;
mod table;
mod value;
pub mod vocabulary;

pub use answers::Answers;
pub use date::DateOrder;
pub use draft::draft;
pub use gather::UnknownColumn;
pub use id::{Ids, Salt};
pub use import::{ImportError, Question, Report, Settings, TableRead, import};
pub use join::merge;
pub use layout::{Layout, SHIPPED, load_layout, shipped};
pub use normal::heading;
pub use problem::{At, Problem};
pub use programme::{Column, Place, Programme, programme};
pub use reject::{Reject, rejects_csv};
pub use source::Source;
