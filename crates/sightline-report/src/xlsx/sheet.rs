mod filters;
mod paper;
mod widths;

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use crate::escape::clean;
use crate::flat::{Flat, FlatCell, is_formula};
use crate::xlsx::look;

pub(super) use widths::height;

/// What the first sheet is called.
pub(super) const CONTENTS: &str = "Contents";
/// The longest text that a cell holds.
const LONGEST: usize = 32_000;

/// Every printed page carries the marking, what its table shows and its number.
pub(super) fn page(sheet: &mut Worksheet, marking: &str, caption: &str) -> Result<(), XlsxError> {
    // An ampersand is a command there.
    let plain = |text: &str, most| cut(&clean(text), most).replace('&', "&&");
    let (marking, caption) = (plain(marking, 60), plain(caption, 120));
    sheet.set_header(format!(
        "&C&\"Arial,Bold\"{marking}\n&\"Arial,Regular\"{caption}"
    ));
    sheet.set_footer(format!("&L&A&C&\"Arial,Bold\"{marking}&RPage &P of &N"));
    sheet.set_landscape().set_paper_size(9);
    sheet.set_margins(0.4, 0.4, 0.9, 0.7, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_screen_gridlines(false);
    Ok(())
}

/// The heading row, below what the table shows and the way back.
const HEADING: u32 = 2;
/// A wider table, in letters, is scrolled sideways, and its first column stays.
const SCREEN: u32 = 130;

/// A table below its name, its heading row always in sight.
pub(super) fn table(sheet: &mut Worksheet, table: &Flat) -> Result<(), XlsxError> {
    let widths = widths::columns(table, paper::ROOM);
    let numeric = numeric(table);
    words(sheet, 0, 0, &table.caption, &look::title())?;
    let back = Url::new(format!("internal:'{CONTENTS}'!A1")).set_text("Back to contents");
    sheet.write_url_with_format(1, 0, back, &look::link(look::plain()))?;
    let end = end(table)?;
    filters::set(sheet, table, (HEADING, end))?;
    for ((column, head), numeric) in (0..).zip(&table.heads).zip(&numeric) {
        words(sheet, HEADING, column, head, &look::heading(*numeric))?;
    }
    let heads = table.heads.iter().map(String::as_str);
    sheet.set_row_height(HEADING, height(heads, &widths, widths::BUTTON))?;
    for (row, cells) in (HEADING + 1..).zip(&table.rows) {
        for ((column, cell), numeric) in (0..).zip(cells).zip(&numeric) {
            write(sheet, row, column, cell, *numeric)?;
        }
        let texts = cells.iter().map(FlatCell::text);
        sheet.set_row_height(row, height(texts, &widths, 0))?;
    }
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let beside = u16::from(widths.iter().sum::<u32>() > SCREEN);
    sheet.set_freeze_panes(HEADING + 1, beside)?;
    sheet.set_repeat_rows(HEADING, HEADING)?;
    // What stands above the table is in every page's head already.
    sheet.set_print_area(HEADING, 0, end.0, end.1)?;
    paper::set(sheet, table, &widths)
}

/// The last row and the last column.
fn end(table: &Flat) -> Result<(u32, u16), XlsxError> {
    let rows = u32::try_from(table.rows.len()).map(|rows| rows.saturating_add(HEADING));
    let columns = u16::try_from(table.heads.len().saturating_sub(1));
    match (rows, columns) {
        (Ok(row), Ok(column)) => Ok((row, column)),
        _ => Err(XlsxError::RowColumnLimitError),
    }
}

/// Which columns have numbers.
fn numeric(table: &Flat) -> Vec<bool> {
    let is_number = |cell: &FlatCell| matches!(cell, FlatCell::Number(_) | FlatCell::Percent(_));
    let column = |n: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(n));
        cells.any(is_number)
    };
    (0..table.heads.len()).map(column).collect()
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &FlatCell,
    numeric: bool,
) -> Result<(), XlsxError> {
    match cell {
        FlatCell::Empty => sheet
            .write_blank(row, column, &look::words(numeric))
            .map(drop),
        FlatCell::Text(text) => words(sheet, row, column, text, &look::words(numeric)),
        FlatCell::Number(shown) => number(sheet, row, column, shown, shown, ""),
        // The figure as it is shown, a hundred times smaller.
        FlatCell::Percent(shown) => number(sheet, row, column, shown, &format!("{shown}e-2"), "%"),
    }
}

/// A number that is shown with as many decimals as everywhere else, and with its plus where it has one.
fn number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    shown: &str,
    value: &str,
    unit: &str,
) -> Result<(), XlsxError> {
    let decimals = shown.split_once('.').map_or(0, |(_, rest)| rest.len());
    let zeros = match decimals {
        0 => format!("#,##0{unit}"),
        n => format!("#,##0.{}{unit}", "0".repeat(n)),
    };
    let pattern = if shown.starts_with('+') {
        format!("+{zeros};-{zeros};{zeros}")
    } else {
        zeros
    };
    let format = look::number(&pattern);
    match value.parse::<f64>() {
        Ok(value) => sheet
            .write_number_with_format(row, column, value, &format)
            .map(drop),
        Err(_) => words(sheet, row, column, shown, &look::words(true)),
    }
}

/// Text as text. Where it could be read as a formula, it stays text even when somebody edits the cell.
pub(super) fn words(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let format = if is_formula(text) {
        format.clone().set_quote_prefix()
    } else {
        format.clone()
    };
    let text = cut(text, LONGEST);
    sheet
        .write_string_with_format(row, column, text, &format)
        .map(drop)
}

/// No more than so many letters, as a spreadsheet counts them.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut room = most;
    let fits = |letter: &char| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect()
}
