//! Rows that were refused or not fully read, as CSV that can be put right and read again.

use std::fmt;

use csv::WriterBuilder;

use crate::cell::Cell;
use crate::layout::{Table, Target};
use crate::place::Place;

/// A row that somebody has to look at.
#[derive(Clone, PartialEq, Eq)]
pub struct Reject {
    /// The table of the layout; rows of one table have the same headings.
    pub table: String,
    /// The file it stands in.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Its row or line.
    pub row: u64,
    /// What is wrong with it.
    pub why: String,
    /// Headings and cells that the layout reads. Names and columns that mean nothing to it are left out.
    pub cells: Vec<(String, String)>,
}

impl fmt::Debug for Reject {
    /// Names the row and hides what stands in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reject")
            .field("table", &self.table)
            .field("file", &self.file)
            .field("row", &self.row)
            .field("why", &self.why)
            .finish_non_exhaustive()
    }
}

/// The headings that a list of refused rows has before those of its table.
const OWN: [&str; 4] = ["What is wrong", "File", "Sheet", "Row"];

/// The heading, as compared, by which such a list is known.
pub(crate) const MARK: &str = "what is wrong";

/// Whether a heading, as compared, is one that a list of refused rows adds.
pub(crate) fn is_own(heading: &str) -> bool {
    matches!(heading, "what is wrong" | "file" | "sheet" | "row")
}

impl Reject {
    pub(crate) fn new<'c>(
        table: &Table,
        place: &Place,
        row: u64,
        why: &str,
        cell: &dyn Fn(usize) -> Cell<'c>,
    ) -> Self {
        let titles = table.columns.iter().enumerate();
        let read = titles.filter(|(_, column)| {
            !column.to.contains(&Target::Never) && column.to != [Target::Ignore]
        });
        let cells = read.map(|(n, column)| (column.title.clone(), cell(n).text().into_owned()));
        Self {
            table: table.name.clone(),
            file: place.file.to_string(),
            sheet: place.sheet.as_deref().map(str::to_owned),
            row,
            why: why.to_owned(),
            cells: cells.collect(),
        }
    }
}

/// A list of refused rows, all of one table.
///
/// A cell that a spreadsheet would take for a formula is marked with an apostrophe, which is taken away again when the list
/// is read.
#[must_use]
pub fn rejects_csv(rejects: &[Reject]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let Some(first) = rejects.first() else {
        return Vec::new();
    };
    let titles = first.cells.iter().map(|(title, _)| title.as_str());
    let mut written = writer.write_record(OWN.into_iter().chain(titles));
    for one in rejects {
        let row = one.row.to_string();
        let own = [
            one.why.as_str(),
            &one.file,
            one.sheet.as_deref().unwrap_or(""),
            &row,
        ];
        let own = own.into_iter().map(harmless);
        let cells = one.cells.iter().map(|(_, cell)| harmless(cell));
        written = written.and_then(|()| writer.write_record(own.chain(cells)));
    }
    // Writing to memory does not fail; a list that could not be written is empty, and that is seen.
    let bytes = written.is_ok().then(|| writer.into_inner().ok());
    bytes.flatten().unwrap_or_default()
}

fn harmless(text: &str) -> String {
    let mark = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        "'"
    } else {
        ""
    };
    format!("{mark}{text}")
}
