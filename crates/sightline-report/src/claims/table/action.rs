//! Actions with a status and a colour.

use super::super::found::{Found, Topic};
use super::super::words::Color;
use super::{Cell, Table, color};

/// An action that is done is not red, and one that is overdue is not green.
pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    let earlier = ["before", "previous", "start", "initial", "last", "original"];
    let is_rag = |head: &Cell| head.has(&["rag", "colour", "color"]) && !head.has(&earlier);
    let Some(rag) = table.head.iter().position(is_rag) else {
        return;
    };
    for row in &table.rows {
        let Some((cell, color)) = row.get(rag).and_then(|cell| Some((cell, color(cell)?))) else {
            continue;
        };
        let others = row.iter().enumerate().filter(|(at, _)| *at != rag);
        let Some((status, right)) = others.into_iter().find_map(|(_, cell)| status(cell)) else {
            continue;
        };
        let holds = match right {
            Color::Green => color != Color::Red,
            Color::Red | Color::Amber => color != Color::Green,
        };
        let problem = (!holds).then(|| {
            (
                format!(
                    "the colour is {} and the status is `{status}`",
                    color.word()
                ),
                "put the colour or the status right".to_owned(),
            )
        });
        let computed = format!("the status is `{status}`");
        found.judge(Topic::Rag, cell.at.clone(), computed, problem);
    }
}

/// The status that a cell gives and the colour that goes with it: `carried over, done on time`.
fn status(cell: &Cell) -> Option<(&str, Color)> {
    let last = cell
        .text
        .rsplit([',', ';'])
        .next()?
        .trim()
        .trim_end_matches('.');
    match last {
        "done" | "done on time" | "complete" | "completed" | "completed on time" | "achieved" => {
            Some((last, Color::Green))
        }
        "overdue" | "rolled over" | "missed" => Some((last, Color::Red)),
        _ => None,
    }
}
