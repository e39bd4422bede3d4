//! Tables.

use std::fmt::Write as _;

use super::body::Body;
use crate::document::{Grid, GridCell, plain, widths};

/// The room of a letter in a table, in twentieths of a point.
const LETTER: usize = widths::LETTER;
/// A page has about as many lines of a table.
const PAGE: usize = 50;
/// How many lines of a table stay together on a page.
const TOGETHER: usize = 24;

/// How much room a table has, in twentieths of a point.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) width: usize,
    /// Whether its words repeat those of a chart before it.
    pub(super) repeats: bool,
    /// Whether it stands beside that chart, with smaller letters.
    pub(super) aside: bool,
}

/// As wide as the text.
pub(super) const WHOLE: Room = Room {
    width: widths::WIDTH,
    repeats: false,
    aside: false,
};

impl Body {
    /// A call that gives a table under its words.
    pub(super) fn table(&mut self, grid: &Grid, room: Room) -> String {
        let widths = room.widths(grid);
        let lines: Vec<usize> = grid.rows.iter().map(|row| lines(row, &widths)).collect();
        let together = lines.iter().sum::<usize>() <= TOGETHER;
        let mut out = format!(
            "tabled({}, together: {together}, repeats: {}, small: {}, columns: ({}), align: ({}), off: ({}), head: (",
            self.string(&grid.caption, super::text::WORD),
            room.repeats,
            room.aside,
            each(&widths, |width| points(*width)),
            each(&grid.columns, |column| {
                let side = if column.numeric { "right" } else { "left" };
                side.to_owned()
            }),
            each(&widths::after_numbers(grid), ToString::to_string),
        );
        for (column, width) in grid.columns.iter().zip(&widths) {
            out.push_str(&self.content(&column.head, word(*width)));
            out.push(',');
        }
        out.push(')');
        for (row, lines) in grid.rows.iter().zip(lines) {
            out.push_str(",\n((");
            for (cell, width) in row.iter().zip(&widths) {
                out.push_str(&self.content(&cell.text, word(*width)));
                out.push(',');
            }
            let _infallible = write!(out, "), {})", lines < PAGE / 2);
        }
        out.push(')');
        out
    }
}

impl Room {
    /// Letters of 9 points beside a chart, and of 9.5 everywhere else.
    fn widths(self, grid: &Grid) -> Vec<usize> {
        if !self.aside {
            return widths::within(grid, self.width);
        }
        let widths = widths::within(grid, self.width * 19 / 18);
        widths.into_iter().map(|width| width * 18 / 19).collect()
    }
}

/// How many lines a row has, about.
fn lines(row: &[GridCell], widths: &[usize]) -> usize {
    let lines = row.iter().zip(widths).map(|(cell, width)| {
        let letters = plain(&cell.text).chars().count();
        letters.div_ceil((width / LETTER).max(1))
    });
    lines.max().unwrap_or(0).max(1)
}

/// The longest word that a column leaves whole, its letters being narrow ones.
fn word(width: usize) -> usize {
    (width.saturating_sub(widths::MARGIN) * 5 / 4 / LETTER).max(4)
}

fn each<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    all.iter().map(|item| one(item) + ",").collect()
}

/// Twentieths of a point as a length.
fn points(twentieths: usize) -> String {
    format!("{}.{:02}pt", twentieths / 20, twentieths % 20 * 5)
}
