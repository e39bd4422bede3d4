//! A report's tables as a workbook, a sheet each.

mod contents;
mod look;
mod sheet;

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::context::Context;
use crate::document::Document;
use crate::error::ReportError;
use crate::flat::{Flat, flat};
use crate::name::sheet_name;

/// How high a row and how wide a column is that nobody sets, in pixels, with Arial of 10 points.
const ROW: u32 = 17;
const COLUMN: u32 = 64;

/// Makes one workbook of a report's tables, after a sheet that says what is where.
///
/// Numbers are numbers and text is text: no cell is ever a formula, whatever a title begins with.
pub fn xlsx(document: &Document, context: &Context) -> Result<Vec<u8>, ReportError> {
    write(document, context).map_err(|error| ReportError::Packing(error.to_string()))
}

fn write(document: &Document, context: &Context) -> Result<Vec<u8>, XlsxError> {
    let tables: Vec<(String, Flat)> = (1..)
        .zip(document.grids().map(flat))
        .map(|(n, table)| (sheet_name(n, &table.caption), table))
        .collect();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document, context)?);
    workbook.set_default_format(&look::plain(), ROW, COLUMN)?;
    let first = workbook.add_worksheet().set_name(sheet::CONTENTS)?;
    contents::contents(first, document, context, &tables)?;
    for (name, table) in &tables {
        let sheet = workbook.add_worksheet().set_name(name)?;
        sheet::page(sheet, &context.marking, &table.caption)?;
        sheet::table(sheet, table)?;
    }
    workbook.save_to_buffer()
}

/// The file's title and whose it is, and the day of the numbers in place of the clock's, so that the same report gives
/// the same bytes.
fn properties(document: &Document, context: &Context) -> Result<DocProperties, XlsxError> {
    let day = NaiveDate::parse_from_str(&context.prepared_on, "%d %B %Y").unwrap_or_default();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1970);
    let day = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
    let cut = |text: &str| sheet::cut(text, 255);
    Ok(DocProperties::new()
        .set_title(cut(&document.title))
        .set_author(cut(&context.authority))
        .set_keywords(cut(&context.marking))
        .set_creation_datetime(&day))
}
