mod widths;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::escape::clean;
use crate::flat::{Flat, FlatCell, is_formula};

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
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A table from the first row on, its heading row always in sight.
pub(super) fn table(sheet: &mut Worksheet, table: &Flat) -> Result<(), XlsxError> {
    let widths = widths::columns(table);
    let numeric = numeric(table);
    for ((column, head), numeric) in (0..).zip(&table.heads).zip(&numeric) {
        words(sheet, 0, column, head, &beside(heading(), *numeric))?;
    }
    sheet.set_row_height(
        0,
        widths::height(table.heads.iter().map(String::as_str), &widths),
    )?;
    for (row, cells) in (1..).zip(&table.rows) {
        for ((column, cell), numeric) in (0..).zip(cells).zip(&numeric) {
            write(sheet, row, column, cell, *numeric)?;
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

/// Which columns have numbers.
fn numeric(table: &Flat) -> Vec<bool> {
    let is_number = |cell: &FlatCell| matches!(cell, FlatCell::Number(_) | FlatCell::Percent(_));
    let column = |n: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(n));
        cells.any(is_number)
    };
    (0..table.heads.len()).map(column).collect()
}

/// Words in a column of numbers stand where the numbers do.
fn beside(format: Format, numeric: bool) -> Format {
    if numeric {
        format.set_align(FormatAlign::Right).set_indent(0)
    } else {
        format
    }
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

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &FlatCell,
    numeric: bool,
) -> Result<(), XlsxError> {
    match cell {
        FlatCell::Empty => Ok(()),
        FlatCell::Text(text) => words(sheet, row, column, text, &beside(wrapped(), numeric)),
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
