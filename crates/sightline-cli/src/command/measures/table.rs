//! Measures as a table for a terminal.

use sightline_engine::grouped;
use sightline_engine::measure::{Change, Measured};

const HEAD: [&str; 7] = [
    "Measure", "Value", "Counted", "Unknown", "Target", "RAG", "Change",
];

/// One row a measure; numbers stand to the right.
pub(super) fn table(told: &[(&Measured, &Change)]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(told.iter().map(|(one, change)| row(one, change)));
    let mut widths = [0; 7];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn row(one: &Measured, change: &Change) -> [String; 7] {
    let none = || "–".to_owned();
    [
        one.title.clone(),
        one.shown().unwrap_or_else(none),
        one.counts_shown(),
        grouped(&one.unknown.to_string()),
        one.target
            .as_ref()
            .map_or_else(none, |target| one.written(target)),
        one.rag.shown(),
        one.change_shown(change),
    ]
}

fn line(row: &[String; 7], widths: &[usize; 7]) -> String {
    let mut line = String::new();
    for (n, (cell, width)) in row.iter().zip(widths).enumerate() {
        let room = " ".repeat(width.saturating_sub(cell.chars().count()));
        if n > 0 {
            line.push_str("  ");
        }
        // Words begin on the left, numbers end on the right.
        if n == 0 || n >= 5 {
            line.push_str(cell);
            line.push_str(&room);
        } else {
            line.push_str(&room);
            line.push_str(cell);
        }
    }
    format!("{}\n", line.trim_end())
}
