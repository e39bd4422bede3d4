//! Tables as they are shown, with what each cell stands for.

use serde::Deserialize as _;
use serde_json::Value as Json;

use crate::context::Context;
use crate::document::{Column, Grid, GridCell, Span, plain};
use crate::escape::clean;
use crate::table::{Cell, Table, Value};

/// A table out of Markdown. Where it is one of those that the report was filled in from, its cells get their numbers back.
pub(super) fn read(
    caption: String,
    numeric: Vec<bool>,
    lines: Vec<Vec<Vec<Span>>>,
    tables: &[Table],
) -> Grid {
    let mut lines = lines.into_iter();
    let head = lines.next().unwrap_or_default();
    let column = |(head, numeric)| Column { head, numeric };
    let cell = |text| GridCell {
        text,
        value: Value::Text,
    };
    let row = |row: Vec<Vec<Span>>| row.into_iter().map(cell).collect();
    let mut grid = Grid {
        caption,
        columns: head.into_iter().zip(numeric).map(column).collect(),
        rows: lines.map(row).collect(),
    };
    if let Some(table) = tables.iter().find(|table| is(&grid, table)) {
        for (row, cells) in grid.rows.iter_mut().zip(&table.rows) {
            for (shown, cell) in row.iter_mut().zip(cells) {
                shown.value = cell.value().clone();
            }
        }
    }
    grid
}

/// A table of the report's numbers as it is shown.
pub(super) fn shown(table: &Table) -> Grid {
    let text = |text: &str| vec![Span::Text(clean(text))];
    let column = |(n, head): (usize, &String)| Column {
        head: text(head),
        numeric: table.numeric(n),
    };
    let cell = |cell: &Cell| GridCell {
        text: text(cell.text()),
        value: cell.value().clone(),
    };
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect();
    Grid {
        caption: clean(&table.caption),
        columns: table.head.iter().enumerate().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn is(grid: &Grid, table: &Table) -> bool {
    let shape = grid.columns.len() == table.head.len() && grid.rows.len() == table.rows.len();
    let mut cells = grid.rows.iter().flatten().zip(table.rows.iter().flatten());
    shape
        && grid.caption == clean(&table.caption)
        && cells.all(|(shown, cell)| plain(&shown.text) == clean(cell.text()))
}

/// Every table of a context, wherever it stands: found by its form, so that a part added later cannot be forgotten.
pub(super) fn tables(context: &Context) -> Vec<Table> {
    let mut tables = Vec::new();
    // Every part of a context is plain data, so this never fails; if it did, cells would be text.
    if let Ok(json) = serde_json::to_value(context) {
        gather(&json, &mut tables);
    }
    tables
}

fn gather(json: &Json, tables: &mut Vec<Table>) {
    match json {
        Json::Object(fields) if fields.contains_key("caption") && fields.contains_key("rows") => {
            tables.extend(Table::deserialize(json));
        }
        Json::Object(fields) => fields.values().for_each(|value| gather(value, tables)),
        Json::Array(items) => items.iter().for_each(|item| gather(item, tables)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}
