//! Columns that say by how much a figure changed: `up 10.8 pp`, `+12`.

use std::collections::BTreeMap;

use super::super::figure::{Figure, Unit, shown};
use super::super::found::{Found, Topic};
use super::super::near;
use super::super::words::{self, Way};
use super::rag::{Period, newest, period, when};
use super::{Cell, Table};

/// What the tables of a report have for a label and a period; nothing where two of them differ.
pub(in super::super) struct Series(BTreeMap<(String, Period), Option<Figure>>);

/// Reads the tables that have columns named by periods.
pub(in super::super) fn series(tables: &[Table]) -> Series {
    let mut all: BTreeMap<(String, Period), Option<Figure>> = BTreeMap::new();
    for table in tables {
        let columns = table.head.iter().enumerate().skip(1);
        for (column, period) in columns.filter_map(|(at, cell)| Some((at, period(cell)?))) {
            for row in &table.rows {
                let (Some(label), Some(figure)) = (
                    row.first().filter(|label| !label.text.is_empty()),
                    row.get(column).and_then(|cell| cell.figure.clone()),
                ) else {
                    continue;
                };
                let kept = all
                    .entry((label.text.clone(), period))
                    .or_insert_with(|| Some(figure.clone()));
                if kept.as_ref().is_some_and(|kept| !same(kept, &figure)) {
                    *kept = None;
                }
            }
        }
    }
    Series(all)
}

fn same(one: &Figure, other: &Figure) -> bool {
    one.unit == other.unit && one.value == other.value
}

/// Judges the columns `Change` of a table.
pub(super) fn judge(table: &Table, series: &Series, found: &mut Found<'_>) {
    let columns = table.head.iter().enumerate().skip(2);
    for (column, head) in columns.filter(|(_, head)| head.has(&["change", "difference"])) {
        if is_behind_both(table, column) {
            for row in &table.rows {
                let figure = |at: usize| row.get(at)?.figure.as_ref();
                if let (Some(from), Some(to), Some(cell)) =
                    (figure(column - 2), figure(column - 1), row.get(column))
                {
                    change(cell, from, to, found);
                }
            }
        } else if let (Some(since), Some(value)) = (when(head), newest(table)) {
            for row in &table.rows {
                let label = row.first().map(|label| label.text.clone());
                let earlier = label.and_then(|label| series.0.get(&(label, since))?.as_ref());
                let now = row.get(value).and_then(|cell| cell.figure.as_ref());
                if let (Some(from), Some(to), Some(cell)) = (earlier, now, row.get(column)) {
                    change(cell, from, to, found);
                }
            }
        }
    }
}

/// Whether the two columns before are what it was and what it is.
fn is_behind_both(table: &Table, column: usize) -> bool {
    let heads = [column.checked_sub(2), column.checked_sub(1)]
        .map(|at| at.filter(|at| *at > 0).and_then(|at| table.head.get(at)));
    let [Some(before), Some(now)] = heads else {
        return false;
    };
    let is_earlier = match (period(before), period(now)) {
        (Some(before), Some(now)) => return before < now,
        _ => before.has(&[
            "before",
            "previous",
            "previously",
            "last",
            "prior",
            "then",
            "baseline",
        ]),
    };
    is_earlier && now.has(&["after", "current", "this", "latest", "now"])
}

fn change(cell: &Cell, from: &Figure, to: &Figure, found: &mut Found<'_>) {
    let Some(figure) = &cell.figure else { return };
    let word = cell.tokens.first().and_then(|token| token.word());
    let up = match (word.and_then(words::way), figure.sign) {
        (Some(Way::Up), None) => true,
        (Some(Way::Down), None) => false,
        (None, Some(up)) if word.is_none() => up,
        _ => return,
    };
    let is_level = |one: &Figure| one.sign.is_none() && one.unit != Unit::Points;
    if from.unit != to.unit || !is_level(from) || !is_level(to) {
        return;
    }
    let is_share = to.unit == Unit::Percent;
    if figure.unit == Unit::Points && !is_share {
        return;
    }
    let relative = near::relative(&from.value, &to.value);
    let is_relative = figure.unit == Unit::Percent
        && relative.is_some_and(|value| near::is(figure, &value, None));
    let fits = if up {
        to.value >= from.value
    } else {
        to.value <= from.value
    };
    let by = near::distance(&from.value, &to.value);
    // A percentage of counts is of the change; of percentages it is often meant as points.
    let is_by =
        (is_share || figure.unit == Unit::Count) && near::is_difference(figure, (from, to), None);
    let side = if to.value > from.value { "up" } else { "down" };
    let unit = if is_share { Unit::Points } else { Unit::Count };
    let places = from.places.max(to.places);
    let right = format!("{side} {}", shown(&by, places, unit));
    let computed = format!("from {} to {} is {right}", from.shown(), to.shown());
    let problem = (!(fits && (is_by || is_relative))).then(|| {
        (
            "the change does not fit the figures".to_owned(),
            format!("write {right}"),
        )
    });
    found.judge(Topic::Change, cell.at.clone(), computed, problem);
}
