//! Rows of every kind of file, as one stream.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod xlsx;
pub(crate) mod xml;

use std::io;
use std::sync::Arc;

use serde_json::{Map, Value};
use sightline_engine::Code;

use crate::cell::{Cell, Row};
use crate::layout::Layout;
use crate::problem::Said;

/// Takes the rows of a file as they are read.
pub(crate) trait Take {
    /// What follows stands in this sheet, and starts with its headings; whether its day numbers count from 1904.
    fn sheet(&mut self, name: Option<&str>, from_1904: bool);
    /// One row.
    fn row(&mut self, row: &dyn Row);
    /// One row of a table that is known by the number it has in the layout, its cells by heading.
    fn named(&mut self, table: usize, number: u64, cells: &[(Arc<str>, Cell<'_>)]);
    /// An object of JSON that belongs to no table of the layout; false where that is a mistake.
    fn stray(&mut self, _object: &Map<String, Value>) -> bool {
        false
    }
    /// A heading that no table of the layout knows.
    fn unknown(&mut self, heading: &str, table: Option<&str>);
    /// Something to be said of a row, a cell in it, or the whole file.
    fn say(&mut self, row: Option<u64>, said: &Said);
    /// The layout.
    fn layout(&self) -> &Layout;
}

/// Why a file is read no further.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The bytes could not be had.
    Io(io::Error),
    /// The file is refused.
    Refused(Said),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Stop {
    /// Refuses a file.
    pub(crate) fn refused(message: impl Into<String>, help: &'static str) -> Self {
        Self::Refused(Said::error(Code::FILE_REFUSED, message).help(help))
    }
}

/// The most one row may have; nobody wrote more.
pub(crate) const LARGEST_ROW: u64 = 1024 * 1024;
