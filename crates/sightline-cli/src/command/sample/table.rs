//! A draw for a reader.

use sightline_engine::sample::{Draw, Row};

use crate::render::visible;

/// What was done in sentences, the strata where there are any, the cases, and the reserves.
pub(super) fn text(draw: &Draw) -> String {
    let mut text = format!("{}\n", visible(&draw.sentence()));
    let strata = draw.strata();
    if let Some(fact) = draw.plan.method.fact() {
        let mut rows =
            vec![[fact, "Cases", "Left to draw from", "Drawn", "Reserves"].map(str::to_owned)];
        rows.extend(strata.iter().map(|(name, one)| {
            let numbers = [one.cases, one.available, one.drawn, one.reserves];
            let [cases, available, drawn, reserves] = numbers.map(|n| n.to_string());
            [visible(name), cases, available, drawn, reserves]
        }));
        text += &format!("\n{}", columns(1, &rows));
    }
    text += &cases(draw, "Case", draw.drawn());
    text += &cases(draw, "Reserve", draw.reserves());
    text
}

/// Cases with their place in the order, in which reserves are to be taken up; nothing where there are none.
fn cases<'d>(draw: &Draw, head: &str, cases: impl Iterator<Item = &'d Row>) -> String {
    let fact = draw.plan.method.fact().unwrap_or_default();
    let risk = if draw.plan.risk.is_empty() {
        ""
    } else {
        "Risk"
    };
    let mut rows = vec![[head, fact, "Order", risk].map(str::to_owned)];
    rows.extend(cases.map(|row| {
        let order = row.order.map(|n| n.to_string());
        let risk = row.risk.map(|n| n.to_string());
        [
            visible(&row.case),
            visible(&row.stratum),
            order.unwrap_or_default(),
            risk.unwrap_or_default(),
        ]
    }));
    if rows.len() == 1 {
        return String::new();
    }
    format!("\n{}", columns(2, &rows))
}

/// Rows below each other: the first columns are words and begin on the left, the others are numbers and end on the right. A
/// column in which nothing stands is left out.
fn columns<const N: usize>(words: usize, rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (n, (cell, width)) in row.iter().zip(widths).enumerate() {
            if width == 0 {
                continue;
            }
            let room = " ".repeat(width - cell.chars().count());
            line += if n == 0 { "" } else { "  " };
            line += &if n < words {
                cell.clone() + &room
            } else {
                room + cell
            };
        }
        text += &format!("{}\n", line.trim_end());
    }
    text
}
