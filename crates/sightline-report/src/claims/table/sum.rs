//! Rows and columns that are the total of the others.

use super::super::found::Found;
use super::super::sum::{is_near, tell};
use super::{Cell, Table, Total};

pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    if let Some((total, surely)) = table.total_row() {
        for column in 1..table.n_columns() {
            if !table.head.get(column).is_some_and(Cell::is_no_count) {
                down(table, total, column, surely, found);
            }
        }
    }
    if let Some((column, surely)) = table.total_column() {
        across(table, column, surely, found);
    }
}

fn down(table: &Table, total: usize, column: usize, surely: Total, found: &mut Found<'_>) {
    let Some((cell, n)) = table
        .cell(total, column)
        .and_then(|cell| Some((cell, cell.count?)))
    else {
        return;
    };
    let others = table.rows.iter().enumerate().filter(|(at, _)| *at != total);
    // A cell that is suppressed, or blank, may be anything.
    let parts: Option<Vec<i128>> = others.map(|(_, row)| row.get(column)?.count).collect();
    if let Some(parts) = parts.filter(|parts| parts.len() >= 2) {
        judge_parts(cell, n, &parts, surely, found);
    }
}

fn across(table: &Table, total: usize, surely: Total, found: &mut Found<'_>) {
    let columns: Vec<usize> = (1..total).collect();
    let others: Vec<usize> = if columns.is_empty() {
        (total + 1..table.n_columns()).collect()
    } else {
        columns
    };
    let usable = |column: &usize| !table.head.get(*column).is_some_and(Cell::is_no_count);
    if others.len() < 2 || !others.iter().all(usable) {
        return;
    }
    let rows: Vec<(&Cell, i128, Vec<i128>)> = table
        .rows
        .iter()
        .filter_map(|row| {
            let cell = row.get(total)?;
            let parts: Option<Vec<i128>> = others
                .iter()
                .map(|column| row.get(*column)?.count)
                .collect();
            Some((cell, cell.count?, parts?))
        })
        .collect();
    // A column that is the sum of the others is so in most rows; where it is in few, it is something else.
    let fits = rows
        .iter()
        .filter(|(_, n, parts)| parts.iter().sum::<i128>() == *n)
        .count();
    if fits * 2 >= rows.len() || (rows.len() == 1 && surely == Total::Said) {
        for (cell, n, parts) in &rows {
            judge_parts(cell, *n, parts, surely, found);
        }
    }
}

fn judge_parts(cell: &Cell, total: i128, parts: &[i128], surely: Total, found: &mut Found<'_>) {
    let sum: i128 = parts.iter().sum();
    if surely == Total::Said
        || sum == total
        || (is_near(sum, total) && !cell.text.starts_with("overall"))
    {
        tell(cell.at.clone(), total, parts, found);
    }
}
