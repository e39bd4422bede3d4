//! A report's tables as a workbook, a sheet each.

mod sheet;

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, XlsxError};

use crate::context::Context;
use crate::document::Document;
use crate::error::ReportError;
use crate::flat::{Flat, flat};
use crate::name::sheet_name;

const CONTENTS: &str = "Contents";

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
    contents(&mut workbook, document, context, &tables)?;
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

fn contents(
    workbook: &mut Workbook,
    document: &Document,
    context: &Context,
    tables: &[(String, Flat)],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(CONTENTS)?;
    sheet::page(sheet, &context.marking, "")?;
    let bold = Format::new().set_bold();
    let (title, marking) = (&document.title, &context.marking);
    let prepared = format!("Prepared on {}.", context.prepared_on);
    sheet::words(
        sheet,
        0,
        0,
        title,
        &Format::new().set_bold().set_font_size(14),
    )?;
    sheet::words(sheet, 1, 0, marking, &bold)?;
    sheet::words(sheet, 2, 0, &prepared, &Format::new())?;
    for (column, head) in (0..).zip(["Sheet", "Table", "Rows"]) {
        sheet.write_string_with_format(4, column, head, &sheet::heading())?;
    }
    for (row, (name, table)) in (5..).zip(tables) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url(row, 0, link)?;
        sheet::words(sheet, row, 1, &table.caption, &sheet::wrapped())?;
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.write_number(row, 2, f64::from(rows))?;
    }
    if tables.is_empty() {
        sheet.write_string(3, 0, "This report has no tables.")?;
    }
    sheet.set_column_width(0, 36)?;
    sheet.set_column_width(1, 100)?;
    sheet.set_freeze_panes(5, 0)?;
    Ok(())
}
