mod cell;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::escape::escape;

pub use cell::{Cell, Value};

/// A table; its first column names the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// One heading a column.
    pub head: Vec<String>,
    /// As many cells a row as there are headings.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(
        caption: impl Into<String>,
        head: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let head = head.into_iter().map(Into::into).collect();
        Self {
            caption: caption.into(),
            head,
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// As Markdown: a `Table:` line that becomes the caption, and a pipe table.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("Table: {}\n\n", escape(&self.caption));
        line(&mut text, self.head.iter().map(String::as_str));
        let rules: Vec<&str> = (0..self.head.len())
            .map(|n| if self.numeric(n) { "---:" } else { ":---" })
            .collect();
        let _infallible = writeln!(text, "| {} |", rules.join(" | "));
        for row in &self.rows {
            line(&mut text, row.iter().map(Cell::text));
        }
        text
    }

    /// Whether a column holds numbers, which line up at their right; so do the words that stand where there is none, such
    /// as `not calculable`. What is hidden could be anything, so it does not make a column of words one of numbers.
    #[must_use]
    pub fn numeric(&self, column: usize) -> bool {
        let cells = || self.rows.iter().filter_map(|row| row.get(column));
        let figure = |cell: &Cell| cell.is_number() && *cell.value() != Value::Hidden;
        let nothing = |cell: &Cell| matches!(cell.value(), Value::Hidden | Value::Missing);
        let all_hidden = || cells().all(nothing) && cells().any(Cell::is_number);
        column > 0 && (cells().any(figure) || all_hidden())
    }
}

/// A table, where it has rows.
pub(crate) fn filled(table: Table) -> Option<Table> {
    (!table.rows.is_empty()).then_some(table)
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    let cells: Vec<String> = cells.map(escape).collect();
    let _infallible = writeln!(text, "| {} |", cells.join(" | "));
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table};

    #[test]
    fn words_among_numbers_stand_where_the_numbers_do() {
        let mut table = Table::new("Measures", ["Measure", "Now", "Told", "Both", "None"]);
        let hidden = || Cell::hidden("c".to_owned());
        let row = |now: Cell, told: &str| {
            [
                Cell::from("a"),
                now,
                Cell::from(told),
                hidden(),
                Cell::missing(),
            ]
        };
        table.row(row(Cell::from(12), "none set"));
        table.row(row(Cell::from("not calculable"), "none set"));
        table.row([
            Cell::from("b"),
            Cell::missing(),
            hidden(),
            Cell::missing(),
            Cell::missing(),
        ]);
        let numeric: Vec<bool> = (0..5).map(|n| table.numeric(n)).collect();
        assert_eq!(numeric, [false, true, false, true, false]);
    }
}
