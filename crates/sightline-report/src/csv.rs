//! A report's tables as CSV, a file each.

use crate::document::Document;
use crate::error::ReportError;
use crate::flat::{FlatCell, flat, is_formula};
use crate::name::file_name;

/// Without it spreadsheets take a dash or an accent for something else.
const UTF8: &str = "\u{feff}";

/// The tables of a report as CSV: names of files with their bytes, `index.csv` first, which says what is in which.
///
/// A share such as `12 of 20 (60.0%)` stands in columns of its own: count, whole and percentage. Text that a spreadsheet
/// would read as a formula has an apostrophe before it.
pub fn csv(document: &Document) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let tables: Vec<_> = document.grids().map(flat).collect();
    let mut files = Vec::new();
    let mut index = vec![["File", "Table", "Rows"].map(str::to_owned).to_vec()];
    for (n, table) in (1..).zip(&tables) {
        let name = file_name(n, &table.caption, "csv");
        index.push(vec![
            name.clone(),
            table.caption.clone(),
            table.rows.len().to_string(),
        ]);
        let rows = table.rows.iter().map(|row| row.iter().map(text).collect());
        let lines = std::iter::once(table.heads.clone()).chain(rows);
        files.push((name, file(lines)?));
    }
    files.insert(0, ("index.csv".to_owned(), file(index.into_iter())?));
    Ok(files)
}

fn text(cell: &FlatCell) -> String {
    match cell {
        FlatCell::Empty => String::new(),
        FlatCell::Text(text) | FlatCell::Number(text) => text.clone(),
        FlatCell::Percent(number) => format!("{number}%"),
    }
}

fn file(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ReportError> {
    let wrong = |error: &dyn std::fmt::Display| ReportError::Packing(error.to_string());
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(UTF8.as_bytes().to_vec());
    for line in lines {
        out.write_record(line.into_iter().map(inert))
            .map_err(|error| wrong(&error))?;
    }
    out.into_inner().map_err(|error| wrong(&error))
}

/// Text that no spreadsheet takes for a formula.
fn inert(text: String) -> String {
    if is_formula(&text) {
        format!("'{text}")
    } else {
        text
    }
}
