//! Tables for programs: one figure a cell, whichever file they go into.
//!
//! A reader sees `12 of 20 (60.0%)` in one cell; a program wants the count, the whole and the percentage in three. All
//! of them are taken from what the reader sees, so no file can show another figure.

use sightline_engine::grouped;

use crate::document::{Grid, GridCell, plain};
use crate::table::Value;

/// A table with one figure a cell.
pub(crate) struct Flat {
    pub(crate) caption: String,
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<FlatCell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FlatCell {
    /// Nothing, where a row has no further figure.
    Empty,
    /// Words.
    Text(String),
    /// A decimal number as it is shown, such as `+0.48`.
    Number(String),
    /// A percentage as it is shown, without its sign: `60.0`.
    Percent(String),
}

impl FlatCell {
    /// What it shows, a percentage without its sign.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Percent(text) => text,
        }
    }
}

/// How many cells a column becomes.
#[derive(Clone, Copy)]
struct Split {
    whole: bool,
    percent: bool,
}

/// A table as it is shown, its shares taken apart.
pub(crate) fn flat(grid: &Grid) -> Flat {
    let splits: Vec<Split> = (0..grid.columns.len()).map(|n| split(grid, n)).collect();
    let mut heads = Vec::new();
    for (column, split) in grid.columns.iter().zip(&splits) {
        let head = plain(&column.head);
        if split.whole {
            heads.extend([head.clone(), format!("{head} (of)")]);
        } else {
            heads.push(head.clone());
        }
        if split.percent {
            heads.push(format!("{head} (%)"));
        }
    }
    let row = |row: &Vec<GridCell>| {
        let cells = row.iter().zip(&splits);
        cells
            .flat_map(|(cell, split)| cells_of(cell, *split))
            .collect()
    };
    Flat {
        caption: grid.caption.clone(),
        heads,
        rows: grid.rows.iter().map(row).collect(),
    }
}

fn split(grid: &Grid, n: usize) -> Split {
    let cells = grid.rows.iter().filter_map(|row| row.get(n));
    let figures: Vec<Figures> = cells.filter_map(figures).collect();
    Split {
        whole: figures.iter().any(|one| one.whole.is_some()),
        percent: !figures.is_empty(),
    }
}

fn cells_of(cell: &GridCell, split: Split) -> Vec<FlatCell> {
    let figures = figures(cell);
    let number = |text: Option<String>| text.map_or(FlatCell::Empty, FlatCell::Number);
    let mut cells = match &figures {
        Some(figures) => vec![FlatCell::Number(figures.part.clone())],
        None => vec![single(cell)],
    };
    if split.whole {
        cells.push(number(figures.as_ref().and_then(|one| one.whole.clone())));
    }
    if split.percent {
        cells.push(figures.map_or(FlatCell::Empty, |one| FlatCell::Percent(one.percent)));
    }
    cells
}

/// The figures in `12 (60.0%)` or `12 of 20 (60.0%)`.
struct Figures {
    part: String,
    whole: Option<String>,
    percent: String,
}

fn figures(cell: &GridCell) -> Option<Figures> {
    let Value::Share { .. } = cell.value else {
        return None;
    };
    let text = plain(&cell.text);
    let (counts, percent) = text.strip_suffix("%)")?.split_once(" (")?;
    let (part, whole) = match counts.split_once(" of ") {
        Some((part, whole)) => (part, Some(whole)),
        None => (counts, None),
    };
    Some(Figures {
        part: digits(part)?,
        whole: whole.map_or(Some(None), |whole| digits(whole).map(Some))?,
        percent: digits(percent)?,
    })
}

/// A cell that holds one thing.
fn single(cell: &GridCell) -> FlatCell {
    let text = plain(&cell.text);
    let percent = text.strip_suffix('%').filter(|text| is_decimal(text));
    match (&cell.value, percent) {
        (Value::Share { .. } | Value::Percent { .. }, Some(percent)) => {
            FlatCell::Percent(percent.to_owned())
        }
        (Value::Count { .. } | Value::Share { .. } | Value::Number { .. }, _)
            if let Some(digits) = digits(&text) =>
        {
            FlatCell::Number(digits)
        }
        _ => FlatCell::Text(text),
    }
}

/// A number without the commas that a reader sees between thousands; nothing where it is no number.
fn digits(shown: &str) -> Option<String> {
    let digits = shown.replace(',', "");
    let well_placed = digits == shown || grouped(&digits) == shown;
    (well_placed && is_decimal(&digits)).then_some(digits)
}

/// Whether a text is a decimal number with or without a sign, and nothing more.
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, rest)) => digits(whole) && digits(rest),
        None => digits(unsigned),
    }
}

/// Whether a spreadsheet would read a text as a formula and not as words.
pub(crate) fn is_formula(text: &str) -> bool {
    let number = is_decimal(text) || text.strip_suffix('%').is_some_and(is_decimal);
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) && !number
}
