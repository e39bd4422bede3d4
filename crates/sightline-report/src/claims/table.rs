//! Tables: what their columns are, and what each cell holds.

mod action;
mod base;
mod change;
mod made;
mod matrix;
mod rag;
mod share;
mod sum;

use std::ops::Range;

use super::data::ClaimData;
use super::figure::{Figure, Unit};
use super::found::Found;
use super::lex::tokens;
use super::sentence::{Sentence, sentences};
use super::share as shares;
use super::token::Token;
use super::words;

pub(super) use change::{Series, series};

/// A table with what its cells hold.
pub(super) struct Table {
    pub(super) head: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// One cell.
pub(super) struct Cell {
    pub(super) at: Range<usize>,
    /// In small letters.
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    /// A count that stands alone, or beside its percentage.
    pub(super) count: Option<i128>,
    /// A percentage that stands alone, or beside its count.
    pub(super) percent: Option<Figure>,
    /// The only figure.
    pub(super) figure: Option<Figure>,
}

/// The most columns that are compared with each other.
const MOST_COLUMNS: usize = 10;

/// Reads a table; the first row is its header.
pub(super) fn read(rows: &[Vec<Range<usize>>], text: &str) -> Option<Table> {
    let mut rows = rows.iter().map(|row| {
        row.iter()
            .map(|at| cell(text, at.clone()))
            .collect::<Vec<_>>()
    });
    Some(Table {
        head: rows.next()?,
        rows: rows.collect(),
    })
}

/// Judges a table; `series` is what all tables of the report have by period.
pub(super) fn judge(
    table: &Table,
    series: &Series,
    text: &str,
    data: &ClaimData,
    found: &mut Found<'_>,
) {
    phrases(table, found);
    sum::judge(table, found);
    matrix::judge(table, found);
    share::judge(table, found);
    base::judge(table, found);
    made::judge(table, found);
    change::judge(table, series, found);
    rag::judge(table, text, data, found);
    action::judge(table, found);
}

fn cell(text: &str, at: Range<usize>) -> Cell {
    let tokens = tokens(text, at.clone());
    let figures: Vec<&Figure> = tokens.iter().filter_map(Token::figure).collect();
    let mut words = tokens.iter().filter(|token| token.word().is_some()).count();
    words += tokens
        .iter()
        .filter(|token| matches!(token.kind, super::token::Kind::Number))
        .count();
    let bare = words == 0;
    let (count, percent) = match figures.as_slice() {
        [one] if bare && one.unit == Unit::Percent => (None, Some((*one).clone())),
        [one] if bare => (one.whole().filter(|_| one.sign.is_none()), None),
        [count, percent] if bare && percent.unit == Unit::Percent => {
            (count.whole(), Some((*percent).clone()))
        }
        [percent, count] if bare && percent.unit == Unit::Percent => {
            (count.whole(), Some((*percent).clone()))
        }
        _ => (None, None),
    };
    let figure = match figures.as_slice() {
        [one] => Some((*one).clone()),
        [count, percent] if bare && count.unit == Unit::Count && percent.unit == Unit::Percent => {
            Some((*percent).clone())
        }
        // `15 of 57 (26.3%)`: what the counts come to is the value.
        [part, whole, percent]
            if words == 1
                && tokens.get(1).is_some_and(|token| token.says("of"))
                && part.unit == Unit::Count
                && whole.unit == Unit::Count
                && percent.unit == Unit::Percent =>
        {
            Some((*percent).clone())
        }
        _ => None,
    };
    Cell {
        text: text
            .get(at.clone())
            .unwrap_or_default()
            .trim()
            .to_lowercase(),
        at,
        tokens,
        count,
        percent,
        figure,
    }
}

/// Cells that say a share in full, `8 of 14 (57.1%)`, are judged as sentences are.
fn phrases(table: &Table, found: &mut Found<'_>) {
    for cell in table
        .rows
        .iter()
        .flatten()
        .filter(|cell| cell.count.is_none() && cell.tokens.len() > 4)
    {
        let paragraph = sentences(cell.tokens.clone());
        for here in 0..paragraph.len() {
            let has_fraction = paragraph
                .get(here)
                .is_some_and(|one| !shares::fractions(one).is_empty());
            if has_fraction {
                shares::judge(&paragraph, here, found);
            }
        }
    }
}

/// How surely a label names a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// `Total`.
    Said,
    /// `All teams`, `Overall`: it may be of more than the rows shown, or count what overlaps once.
    Likely,
}

impl Cell {
    /// Whether the label names a total.
    pub(super) fn total(&self) -> Option<Total> {
        let mut words = self
            .text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty());
        match words.next()? {
            "total" | "totals" | "sum" => Some(Total::Said),
            "grand" if words.next() == Some("total") => Some(Total::Said),
            "all" | "overall" => Some(Total::Likely),
            _ => None,
        }
    }

    fn has(&self, wanted: &[&str]) -> bool {
        self.text
            .split(|letter: char| !(letter.is_alphanumeric() || letter == '%'))
            .any(|word| wanted.contains(&word))
    }

    /// Whether a column with this header holds what cannot be added up.
    pub(super) fn is_no_count(&self) -> bool {
        self.has(&[
            "average",
            "mean",
            "median",
            "rate",
            "per",
            "%",
            "percentage",
            "score",
            "fte",
            "days",
            "difference",
            "target",
            "change",
            "kappa",
            "age",
            "rank",
            "year",
            "rag",
        ])
    }
}

impl Table {
    /// The only row that is a total, where it is the first or the last.
    pub(super) fn total_row(&self) -> Option<(usize, Total)> {
        let mut all = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| Some((at, row.first()?.total()?)));
        let one = all.next()?;
        let is_edge = one.0 == 0 || one.0 + 1 == self.rows.len();
        let sub = self
            .rows
            .iter()
            .any(|row| row.first().is_some_and(|cell| cell.text.starts_with("sub")));
        (all.next().is_none() && is_edge && !sub).then_some(one)
    }

    /// The only column that is a total.
    pub(super) fn total_column(&self) -> Option<(usize, Total)> {
        let mut all = self
            .head
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(at, cell)| Some((at, cell.total()?)));
        let one = all.next()?;
        all.next().is_none().then_some(one)
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    pub(super) fn n_columns(&self) -> usize {
        self.head.len().min(200)
    }

    /// The first columns that hold counts alone, as many as are compared.
    pub(super) fn count_columns(&self) -> Vec<usize> {
        let holds = |column: &usize| {
            let mut cells = self
                .rows
                .iter()
                .filter_map(|row| row.get(*column))
                .filter(|cell| !cell.text.is_empty())
                .peekable();
            cells.peek().is_some()
                && cells.all(|cell| cell.count.is_some() && cell.percent.is_none())
        };
        (1..self.n_columns())
            .filter(holds)
            .take(MOST_COLUMNS)
            .collect()
    }
}

/// The sentence that a row's label is.
pub(super) fn label(row: &[Cell]) -> Sentence {
    Sentence {
        tokens: row
            .first()
            .map_or_else(Vec::new, |cell| cell.tokens.clone()),
    }
}

/// A colour that a cell holds.
pub(super) fn color(cell: &Cell) -> Option<words::Color> {
    words::color_of_cell(&cell.text)
}
