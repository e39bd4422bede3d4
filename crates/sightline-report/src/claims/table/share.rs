//! Percentages of a table and the counts that they are of.

use sightline_engine::Exact;

use super::super::figure::{Figure, Unit, shown};
use super::super::found::{Found, Topic};
use super::super::near;
use super::{Cell, Table, Total};

pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    beside(table, found);
    for column in 1..table.n_columns() {
        let holds = table
            .rows
            .iter()
            .filter_map(|row| row.get(column))
            .any(|cell| cell.percent.is_some() && cell.count.is_none());
        if holds
            && !table
                .head
                .get(column)
                .is_some_and(|head| head.has(&["target", "change", "national", "tolerance"]))
        {
            apart(table, column, found);
        }
    }
}

/// `12 (60.0%)`: of the total of its row, of its column, or of the whole table.
fn beside(table: &Table, found: &mut Found<'_>) {
    let (row_total, column_total) = (table.total_row(), table.total_column());
    let sums: Vec<i128> = (0..table.n_columns())
        .map(|column| {
            let rows = table
                .rows
                .iter()
                .enumerate()
                .filter(|(at, _)| row_total.is_none_or(|(total, _)| total != *at));
            rows.filter_map(|(_, row)| row.get(column)?.count).sum()
        })
        .collect();
    for (at, row) in table.rows.iter().enumerate() {
        let across: i128 = row
            .iter()
            .enumerate()
            .filter(|(column, cell)| {
                cell.percent.is_some() && column_total.is_none_or(|(total, _)| total != *column)
            })
            .filter_map(|(_, cell)| cell.count)
            .sum();
        for (column, cell) in row.iter().enumerate() {
            let (Some(part), Some(figure)) = (cell.count, &cell.percent) else {
                continue;
            };
            let total = |row: Option<(usize, Total)>, column: Option<(usize, Total)>| {
                let (at, own) = (
                    row.map_or(at, |(at, _)| at),
                    column.map_or(column_of(cell, table, at), |(at, _)| at),
                );
                table.cell(at, own).and_then(|cell| cell.count)
            };
            let said: Vec<i128> = [
                column_total.and_then(|_| total(None, column_total)),
                row_total.and_then(|(at, _)| table.cell(at, column)?.count),
                row_total
                    .and(column_total)
                    .and_then(|_| total(row_total, column_total)),
            ]
            .into_iter()
            .flatten()
            .collect();
            let likely = [Some(across), sums.get(column).copied(), Some(part)];
            let fits = |whole: &i128| {
                near::percent(part, *whole).is_some_and(|share| near::is(figure, &share, None))
            };
            let surely = [row_total, column_total]
                .iter()
                .flatten()
                .any(|(_, total)| *total == Total::Said);
            if let Some(whole) = said
                .iter()
                .copied()
                .chain(likely.into_iter().flatten())
                .find(fits)
            {
                tell(cell, figure, part, whole, true, found);
            } else if let Some(whole) = said.first().filter(|_| surely) {
                tell(cell, figure, part, *whole, false, found);
            }
        }
    }
}

fn column_of(cell: &Cell, table: &Table, row: usize) -> usize {
    table
        .rows
        .get(row)
        .and_then(|row| row.iter().position(|own| own.at == cell.at))
        .unwrap_or_default()
}

pub(super) fn tell(
    cell: &Cell,
    figure: &Figure,
    part: i128,
    whole: i128,
    holds: bool,
    found: &mut Found<'_>,
) {
    let Some(share) = near::percent(part, whole) else {
        return;
    };
    let number = |n: i128| sightline_engine::grouped(&n.to_string());
    let computed = format!(
        "{} of {} is {}",
        number(part),
        number(whole),
        shown(&share, figure.places.max(1), Unit::Percent)
    );
    let problem = (!holds).then(|| {
        (
            format!(
                "{} does not follow from {} of {}",
                figure.shown(),
                number(part),
                number(whole)
            ),
            format!(
                "write {}, or put the counts right",
                shown(&share, figure.places, Unit::Percent)
            ),
        )
    });
    found.judge(Topic::Share, cell.at.clone(), computed, problem);
}

/// What a column of percentages may be worked out from.
#[derive(Clone, Copy)]
struct Way {
    part: usize,
    /// Nothing for the total of the part's own column.
    whole: Option<usize>,
    /// Whether it is what the part leaves over.
    is_rest: bool,
}

/// A column of percentages beside columns of counts: the way that fits most rows is what it is.
fn apart(table: &Table, column: usize, found: &mut Found<'_>) {
    let counts = table.count_columns();
    let pairs = counts.iter().flat_map(|part| {
        let wholes = counts
            .iter()
            .filter(move |whole| *whole != part)
            .map(|whole| Some(*whole))
            .chain([None]);
        wholes.flat_map(move |whole| {
            [false, true].map(|is_rest| Way {
                part: *part,
                whole,
                is_rest,
            })
        })
    });
    let rows: Vec<(usize, &Cell, &Figure)> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let cell = row.get(column)?;
            Some((
                at,
                cell,
                cell.percent.as_ref().filter(|_| cell.count.is_none())?,
            ))
        })
        .collect();
    let fits = |way: &Way| {
        rows.iter()
            .filter(|(at, _, figure)| {
                expected(table, *at, *way)
                    .is_some_and(|(_, _, share)| near::is(figure, &share, None))
            })
            .count()
    };
    let said = said(table, &counts);
    let best = pairs
        .map(|way| (fits(&way), way))
        .max_by_key(|(n, way)| (*n, !way.is_rest, way.whole.is_some()));
    let way = match (said, best) {
        (Some(way), Some((n, _))) if n < 2 || n == fits(&way) => way,
        (_, Some((n, way))) if n >= 2 && n * 3 >= rows.len() * 2 => way,
        _ => return,
    };
    for (at, cell, figure) in &rows {
        if let Some((part, whole, share)) = expected(table, *at, way) {
            let holds = near::is(figure, &share, None);
            let part = if way.is_rest { whole - part } else { part };
            tell(cell, figure, part, whole, holds, found);
        }
    }
}

/// The way that headers say: a numerator and a denominator.
fn said(table: &Table, counts: &[usize]) -> Option<Way> {
    let head = |words: &[&str]| {
        counts
            .iter()
            .copied()
            .find(|column| table.head.get(*column).is_some_and(|head| head.has(words)))
    };
    let part = head(&["numerator"])?;
    let whole = head(&["denominator"])?;
    Some(Way {
        part,
        whole: Some(whole),
        is_rest: false,
    })
}

fn expected(table: &Table, row: usize, way: Way) -> Option<(i128, i128, Exact)> {
    let part = table.cell(row, way.part)?.count?;
    let whole = match way.whole {
        Some(column) => table.cell(row, column)?.count?,
        None => table.cell(table.total_row()?.0, way.part)?.count?,
    };
    let share = near::percent(part, whole).filter(|_| part <= whole)?;
    let share = if way.is_rest {
        Exact::from(100) - share
    } else {
        share
    };
    Some((part, whole, share))
}
