mod widths;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::escape::clean;
use crate::flat::{Flat, FlatCell, is_formula};

/// The longest text that a cell holds.
const LONGEST: usize = 32_000;

/// Every printed page carries the marking and its number.
pub(super) fn page(sheet: &mut Worksheet, marking: &str) -> Result<(), XlsxError> {
    // An ampersand is a command there.
    let marking = cut(&clean(marking), 100).replace('&', "&&");
    sheet.set_header(format!("&C&\"Arial,Bold\"{marking}"));
    sheet.set_footer(format!("&L&A&C&\"Arial,Bold\"{marking}&RPage &P of &N"));
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A table from the first row on, its heading row always in sight.
pub(super) fn table(sheet: &mut Worksheet, table: &Flat) -> Result<(), XlsxError> {
    let widths = widths::columns(table);
    for (n, (column, head)) in (0..).zip(&table.heads).enumerate() {
        let cells = || table.rows.iter().filter_map(|row| row.get(n));
        let is_number = |cell: &FlatCell| !matches!(cell, FlatCell::Text(_));
        let heading = if cells().any(is_number) {
            heading().set_align(FormatAlign::Right).set_indent(0)
        } else {
            heading()
        };
        words(sheet, 0, column, head, &heading)?;
    }
    sheet.set_row_height(
        0,
        widths::height(table.heads.iter().map(String::as_str), &widths),
    )?;
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, row, column, cell)?;
        }
        let texts = cells.iter().map(FlatCell::text);
        sheet.set_row_height(row, widths::height(texts, &widths))?;
    }
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

pub(super) fn heading() -> Format {
    wrapped()
        .set_bold()
        .set_background_color(Color::RGB(0x00F2_F4F6))
        .set_border_bottom(FormatBorder::Thin)
}

pub(super) fn wrapped() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &FlatCell) -> Result<(), XlsxError> {
    match cell {
        FlatCell::Empty => Ok(()),
        FlatCell::Text(text) => words(sheet, row, column, text, &wrapped()),
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
        0 => format!("0{unit}"),
        n => format!("0.{}{unit}", "0".repeat(n)),
    };
    let pattern = if shown.starts_with('+') {
        format!("+{zeros};-{zeros};{zeros}")
    } else {
        zeros
    };
    let format = Format::new()
        .set_num_format(pattern)
        .set_align(FormatAlign::Top);
    match value.parse::<f64>() {
        Ok(value) => sheet
            .write_number_with_format(row, column, value, &format)
            .map(drop),
        Err(_) => words(sheet, row, column, shown, &wrapped()),
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
