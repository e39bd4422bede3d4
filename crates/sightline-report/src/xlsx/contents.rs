//! The first sheet: whose report it is, and what is where.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use crate::context::Context;
use crate::document::Document;
use crate::flat::Flat;
use crate::xlsx::{look, sheet};

/// The widths of its columns, in letters.
const WIDTHS: [u32; 3] = [36, 84, 10];
/// The row of its columns' names.
const HEADING: u32 = 5;

/// Fills the sheet; every table has a line that leads to it.
pub(super) fn contents(
    sheet: &mut Worksheet,
    document: &Document,
    context: &Context,
    tables: &[(String, Flat)],
) -> Result<(), XlsxError> {
    sheet::page(sheet, &context.marking, "")?;
    let (plain, bold) = (look::plain(), look::plain().set_bold());
    let prepared = format!("Prepared on {}.", context.prepared_on);
    sheet::words(sheet, 0, 0, &document.title, &look::title())?;
    sheet::words(sheet, 1, 0, &context.marking, &bold)?;
    sheet::words(sheet, 2, 0, &prepared, &plain)?;
    sheet::words(sheet, 3, 0, how(tables), &plain)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    if tables.is_empty() {
        return Ok(());
    }
    let heads = [("Sheet", false), ("Table", false), ("Rows", true)];
    for (column, (head, numeric)) in (0..).zip(heads) {
        sheet::words(sheet, HEADING, column, head, &look::heading(numeric))?;
    }
    sheet.set_row_height(HEADING, sheet::height(std::iter::empty(), &WIDTHS, 0))?;
    for (row, (name, table)) in (HEADING + 1..).zip(tables) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &look::link(look::words(false)))?;
        sheet::words(sheet, row, 1, &table.caption, &look::words(false))?;
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, 2, f64::from(rows), &look::number("#,##0"))?;
        let texts = [name.as_str(), &table.caption].into_iter();
        sheet.set_row_height(row, sheet::height(texts, &WIDTHS, 0))?;
    }
    sheet.set_freeze_panes(HEADING + 1, 0)?;
    sheet.set_repeat_rows(HEADING, HEADING)?;
    Ok(())
}

/// How the tables are to be read.
fn how(tables: &[(String, Flat)]) -> &'static str {
    let mut heads = tables.iter().flat_map(|(_, table)| &table.heads);
    if tables.is_empty() {
        "This report has no tables."
    } else if heads.any(|head| head.ends_with(" (of)")) {
        "A share such as 12 of 20 (60.0%) stands in three columns: the part, the whole (of) and the percentage (%)."
    } else {
        ""
    }
}
