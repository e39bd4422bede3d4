//! Tables of measures with a target and a colour.

use super::super::data::ClaimData;
use super::super::found::{Found, Topic};
use super::super::named;
use super::super::rag::{Held, judge_color};
use super::{Cell, Table, color, label};

/// A year, and the quarter or half of it or none.
pub(super) type Period = (u32, u32);

/// Which column is what.
struct Columns {
    value: Option<usize>,
    target: Option<usize>,
    rag: Option<usize>,
    direction: Option<usize>,
}

pub(super) fn judge(table: &Table, text: &str, data: &ClaimData, found: &mut Found<'_>) {
    let columns = columns(table);
    if columns.value.is_none() && columns.rag.is_none() {
        return;
    }
    // A table of what others have names our measures and holds none of our values.
    let others = ["who", "comparator", "neighbour", "neighbours", "authority"];
    let none = ClaimData::default();
    let of_others = table.head.iter().any(|cell| cell.has(&others));
    let data = if of_others { &none } else { data };
    for row in &table.rows {
        judge_row(row, &columns, text, data, found);
    }
}

fn columns(table: &Table) -> Columns {
    let head = |words: &[&str]| {
        table
            .head
            .iter()
            .skip(1)
            .position(|cell| cell.has(words))
            .map(|at| at + 1)
    };
    let target = head(&["target", "goal"]);
    let rag = head(&["rag", "status", "rating", "colour", "color"]);
    let direction = head(&["direction", "polarity", "better", "good"]);
    let named = head(&[
        "actual",
        "performance",
        "outturn",
        "result",
        "value",
        "current",
        "latest",
        "achieved",
        "percentage",
        "%",
        "ytd",
    ]);
    // Without a name, the only other column of figures is the value.
    let figures = |column: &usize| {
        ![target, rag, direction].contains(&Some(*column))
            && table
                .rows
                .iter()
                .filter_map(|row| row.get(*column))
                .any(|cell| cell.figure.is_some())
    };
    let mut others = (1..table.n_columns()).filter(figures);
    let only = match (others.next(), others.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    };
    let value = named
        .filter(|at| ![target, rag, direction].contains(&Some(*at)))
        .or_else(|| {
            only.or_else(|| newest(table))
                .filter(|_| target.is_some() || rag.is_some())
        });
    Columns {
        value,
        target,
        rag,
        direction,
    }
}

/// Of columns that are named by periods, the latest: `2025-26`, `Q3 2025-26`.
pub(super) fn newest(table: &Table) -> Option<usize> {
    let all = table
        .head
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((period(cell)?, at)));
    let (latest, at) = all.clone().max_by_key(|(period, _)| *period)?;
    (all.filter(|(period, _)| *period == latest).count() == 1).then_some(at)
}

/// The year and the quarter or half that a column is about; a change since then is not about it.
pub(super) fn period(cell: &Cell) -> Option<Period> {
    if cell.has(&["change", "since", "difference"]) {
        return None;
    }
    when(cell)
}

/// The year and the quarter or half that a header names.
pub(super) fn when(cell: &Cell) -> Option<Period> {
    let words = || {
        cell.text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let year = words().find_map(|word| {
        let year = word.parse::<u32>().ok()?;
        (1990..2100).contains(&year).then_some(year)
    })?;
    let part = words().find_map(|word| word.strip_prefix(['q', 'h'])?.parse::<u32>().ok());
    Some((year, part.unwrap_or_default()))
}

fn judge_row(row: &[Cell], columns: &Columns, text: &str, data: &ClaimData, found: &mut Found<'_>) {
    let at = |column: Option<usize>| column.and_then(|at| row.get(at));
    let label = label(row);
    let named = named::named(&label, text, data);
    let (value, target, rag) = (
        at(columns.value),
        at(columns.target),
        at(columns.rag).and_then(|cell| Some((cell, color(cell)?))),
    );
    let figure =
        |cell: Option<&Cell>| cell.and_then(|cell| Some((cell.at.clone(), cell.figure.clone()?)));
    let (value, target) = (figure(value), figure(target));
    if let Some((at, value)) = &value {
        named::judge_value(value, at.clone(), &named, found);
    }
    if let ([known], Some((at, target))) = (named.as_slice(), &target) {
        named::judge_target(target, at.clone(), known, found);
    }
    let Some((cell, color)) = rag else { return };
    if let [known] = named.as_slice() {
        named::judge_color(color, cell.at.clone(), known, found);
    }
    let better = label
        .better()
        .or_else(|| at(columns.direction).and_then(direction))
        .or_else(|| at(columns.target).and_then(limit))
        .or_else(|| named::better(&named));
    match (value, target) {
        (Some((_, value)), Some((_, target))) if value.unit == target.unit => {
            let held = Held {
                value: &value,
                target: &target,
                better,
            };
            judge_color(&held, color, cell.at.clone(), found);
        }
        _ if named.is_empty() && columns.target.is_some() => found.not_judged(
            Topic::Rag,
            cell.at.clone(),
            "no value and target that can be compared",
        ),
        _ => {}
    }
}

/// Which way is better, as a target says it: `at most 19.0%`.
fn limit(cell: &Cell) -> Option<bool> {
    let words: Vec<&str> = cell.text.split_whitespace().collect();
    match words.as_slice() {
        ["at", "most", ..] | ["no", "more", "than", ..] | ["up", "to", ..] => Some(false),
        ["at", "least", ..] | ["no", "less", "than", ..] => Some(true),
        _ => match cell.text.chars().next()? {
            '≤' | '<' => Some(false),
            '≥' | '>' => Some(true),
            _ => None,
        },
    }
}

/// Which way is better, as a cell says it.
fn direction(cell: &Cell) -> Option<bool> {
    if cell.has(&[
        "lower", "low", "down", "decrease", "smaller", "reduce", "minimise", "↓",
    ]) || cell.text.contains('↓')
    {
        Some(false)
    } else if cell.has(&["higher", "high", "up", "increase", "bigger", "maximise"])
        || cell.text.contains('↑')
    {
        Some(true)
    } else {
        None
    }
}
