//! A table that was found in a file, and what its columns have shown so far.

use std::rc::Rc;
use std::sync::Arc;

use crate::date::{DateOrder, Written, written};
use crate::id::Widths;
use crate::problem::{At, Where};

/// A table in a file.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) file: Arc<str>,
    pub(crate) sheet: Option<Arc<str>>,
    /// Which table of the layout it is.
    pub(crate) table: usize,
    /// Where each column of the layout stands in the file.
    pub(crate) columns: Rc<Vec<Option<usize>>>,
    /// The heading of each column of the layout, as the file has it.
    pub(crate) titles: Vec<Option<Arc<str>>>,
    /// How many cells the row of headings has.
    pub(crate) width: usize,
    /// Whether day numbers count from 1904.
    pub(crate) from_1904: bool,
    /// Whether cells have references, as in a spreadsheet.
    pub(crate) is_sheet: bool,
    /// Whether it is a list of refused rows that somebody has put right.
    pub(crate) is_mended: bool,
    /// What the dates of each column of the layout tell of their order.
    pub(crate) dates: Vec<DatesSeen>,
    pub(crate) widths: Widths,
}

/// What the dates of a column tell of their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DatesSeen {
    pub(crate) day_first: u64,
    pub(crate) month_first: u64,
    pub(crate) either: u64,
}

impl Place {
    pub(crate) fn new(
        file: Arc<str>,
        sheet: Option<Arc<str>>,
        table: usize,
        n_columns: usize,
        width: usize,
        from_1904: bool,
    ) -> Self {
        Self {
            file,
            sheet,
            table,
            columns: Rc::new(vec![None; n_columns]),
            titles: vec![None; n_columns],
            width,
            from_1904,
            is_sheet: false,
            is_mended: false,
            dates: vec![DatesSeen::default(); n_columns],
            widths: Widths::default(),
        }
    }

    /// A cell or row of it, for saying something of.
    pub(crate) fn at(&self, row: u64, column: Option<usize>) -> Where {
        let physical = column.and_then(|column| self.columns.get(column).copied().flatten());
        let cell = physical.filter(|_| self.is_sheet);
        Where {
            file: Arc::clone(&self.file),
            sheet: self.sheet.clone(),
            column: column.and_then(|column| self.titles.get(column).cloned().flatten()),
            at: Some(At {
                row,
                cell: cell.map(|column| crate::cell::reference(column + 1, row)),
            }),
        }
    }
}

impl DatesSeen {
    /// Takes note of a date.
    pub(crate) fn see(&mut self, text: &str) {
        match written(text) {
            Written::Only(DateOrder::DayFirst, _) => self.day_first += 1,
            Written::Only(DateOrder::MonthFirst, _) => self.month_first += 1,
            Written::Either { .. } => self.either += 1,
            Written::Plain(_) | Written::Serial(_) | Written::Nothing => {}
        }
    }

    /// The order that the column tells: none where no date of it tells one, or some tell one and some the other.
    pub(crate) fn order(self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(DateOrder::DayFirst),
            (0, 1..) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// Whether any date of it is written in numbers that have an order.
    pub(crate) fn has_numbers(self) -> bool {
        self.day_first + self.month_first + self.either > 0
    }
}
