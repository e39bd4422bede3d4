//! Rows of a workbook's sheets.

mod guard;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use calamine::{CellErrorType, DataRef, Reader as _, SheetVisible, Xlsx, XlsxError};
use sightline_engine::Code;

use super::{Stop, Take};
use crate::cell::{Cell, Flaw, Row};
use crate::date::from_serial;
use crate::problem::Said;

/// The most rows of one sheet.
const MOST_ROWS: u32 = 200_000;

/// The most columns of one row; the widest list of a return has 34.
const MOST_COLUMNS: u32 = 1_000;

/// Reads a workbook, after it has been shown to be harmless.
pub(crate) fn read(from: impl Read, size: u64, take: &mut dyn Take) -> Result<(), Stop> {
    let bytes = guard::checked(from, size)?;
    if bytes.hidden_rows > 0 {
        let message = format!(
            "hidden rows: {}, perhaps by a filter; they are read like all others",
            bytes.hidden_rows
        );
        take.say(
            None,
            &Said::warning(Code::ROW_SKIPPED, message)
                .help("delete rows that are not meant to be read"),
        );
    }
    let mut book = Xlsx::new(Cursor::new(bytes.bytes)).map_err(|error| broken(&error))?;
    let from_1904 = book.has_1904_epoch();
    let sheets: Vec<(String, SheetVisible)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible))
        .collect();
    for (name, visible) in sheets {
        take.sheet(Some(&name), from_1904);
        if visible != SheetVisible::Visible {
            take.say(
                None,
                &Said::warning(
                    Code::ROW_SKIPPED,
                    "the sheet is hidden, and is read like all others",
                ),
            );
        }
        let mut cells = book
            .worksheet_cells_reader(&name)
            .map_err(|error| broken(&error))?;
        let mut row = SheetRow::default();
        while let Some(found) = cells
            .next_cell_with_formula_metadata()
            .map_err(|error| broken(&error))?
        {
            let (at, column) = found.pos;
            if at >= MOST_ROWS {
                return Err(Stop::refused(
                    format!("the sheet `{name}` has more than 200,000 rows"),
                    "save the sheet as CSV, which may have any number",
                ));
            }
            if u64::from(at) + 1 != row.number {
                row.give(take);
                row.number = u64::from(at) + 1;
            }
            if column >= MOST_COLUMNS {
                continue;
            }
            let cell = cell(&found.value, found.formula.is_some(), from_1904);
            if !cell.is_blank() {
                row.put(column, cell);
            }
        }
        row.give(take);
    }
    Ok(())
}

fn cell(value: &DataRef<'_>, is_formula: bool, from_1904: bool) -> Cell<'static> {
    match value {
        DataRef::Empty if is_formula => Cell::Flaw(Flaw::Formula),
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::Number(Cow::Owned(number.to_string())),
        DataRef::Float(number) => Cell::Number(Cow::Owned(number.to_string())),
        DataRef::String(text) => Cell::of(Cow::Owned(text.clone())),
        DataRef::SharedString(text) => Cell::of(Cow::Owned((*text).to_owned())),
        DataRef::Bool(yes) => Cell::Text(Cow::Borrowed(if *yes { "yes" } else { "no" })),
        DataRef::DateTime(day) if day.is_datetime() => {
            let whole = format!("{:.0}", day.as_f64().floor()).parse();
            let day = whole.ok().and_then(|day| from_serial(day, from_1904));
            day.map_or(Cell::Flaw(Flaw::Error), Cell::Date)
        }
        DataRef::DateTime(length) => Cell::Number(Cow::Owned(length.as_f64().to_string())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::of(Cow::Owned(text.clone()))
        }
        DataRef::Error(CellErrorType::NA) => Cell::Flaw(Flaw::NotFound),
        DataRef::Error(_) => Cell::Flaw(Flaw::Error),
    }
}

fn broken(error: &XlsxError) -> Stop {
    if matches!(error, XlsxError::Password) {
        let help = "save a copy without a password";
        return Stop::refused("the workbook is locked with a password", help);
    }
    let help = "open it in a spreadsheet, and save it again as .xlsx";
    Stop::refused("the workbook is damaged", help)
}

/// A row as its cells come, those between them blank.
#[derive(Default)]
struct SheetRow {
    number: u64,
    cells: Vec<Cell<'static>>,
}

impl SheetRow {
    fn put(&mut self, column: u32, cell: Cell<'static>) {
        let column = usize::try_from(column).unwrap_or_default();
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::Blank);
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
    }

    fn give(&mut self, take: &mut dyn Take) {
        if self.number > 0 {
            take.row(self);
        }
        self.cells.clear();
    }
}

impl Row for SheetRow {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, n: usize) -> Cell<'_> {
        self.cells.get(n).cloned().unwrap_or(Cell::Blank)
    }

    fn is_strict(&self) -> bool {
        false
    }
}
