//! A report for programs.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::document::{Document, Grid, GridCell, plain};
use crate::error::ReportError;
use crate::table::Value;

/// What the schema calls this form of the JSON; it changes when a program that reads it would have to.
const VERSION: u32 = 1;

/// A report as JSON: its title, everything it was filled in from, and its tables in their order, each cell with the text
/// that a reader sees and the number behind it. [`report_schema`] describes it.
pub fn json(document: &Document, context: &Context) -> Result<String, ReportError> {
    let tables: Vec<Json> = document.grids().map(table).collect();
    let report = Report {
        version: VERSION,
        title: &document.title,
        context,
        tables,
    };
    let text = serde_json::to_string_pretty(&report);
    let text = text.map_err(|error| ReportError::Packing(error.to_string()))?;
    Ok(text + "\n")
}

/// The JSON Schema of a report as JSON.
#[must_use]
pub fn report_schema() -> &'static str {
    include_str!("report.schema.json")
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    title: &'a str,
    context: &'a Context,
    tables: Vec<Json>,
}

#[derive(Serialize)]
struct Cell<'a> {
    text: String,
    #[serde(flatten)]
    value: &'a Value,
}

fn table(grid: &Grid) -> Json {
    let cell = |cell: &GridCell| {
        json!(Cell {
            text: plain(&cell.text),
            value: &cell.value,
        })
    };
    let rows = grid.rows.iter().map(|row| row.iter().map(cell).collect());
    let rows: Vec<Vec<Json>> = rows.collect();
    let head = grid.columns.iter().map(|column| plain(&column.head));
    json!({
        "caption": grid.caption,
        "head": head.collect::<Vec<_>>(),
        "rows": rows,
    })
}
