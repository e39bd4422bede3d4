//! Tables with totals both ways: grades before moderation in rows, after it in columns, and what both come to.

use super::super::found::Found;
use super::super::sum::tell;
use super::{Cell, Table};

/// A total and its parts.
struct Sum<'t> {
    cell: &'t Cell,
    total: i128,
    parts: Vec<i128>,
}

impl Sum<'_> {
    fn holds(&self) -> bool {
        self.parts.iter().sum::<i128>() == self.total
    }
}

/// A wrong number breaks the sum of its row and that of its column; where all other sums hold, they were meant to.
pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    let Some(sums) = sums(table) else { return };
    let (hold, fail): (Vec<_>, Vec<_>) = sums.iter().partition(|sum| sum.holds());
    let telling = hold.iter().filter(|sum| sum.total > 0).count();
    if (1..=2).contains(&fail.len()) && hold.len() >= 4 && telling >= 2 {
        for sum in fail {
            tell(sum.cell.at.clone(), sum.total, &sum.parts, found);
        }
    }
}

/// Every row's sum and every column's, where all cells are counts and the totals stand last.
fn sums(table: &Table) -> Option<Vec<Sum<'_>>> {
    let (bottom, _) = table.total_row()?;
    let (side, _) = table.total_column()?;
    let is_whole = bottom + 1 == table.rows.len() && side + 1 == table.n_columns();
    let is_counted = !table.head.iter().skip(1).any(Cell::is_no_count);
    (is_whole && is_counted && bottom >= 2 && side >= 3).then_some(())?;
    let n = |row: usize, column: usize| table.cell(row, column)?.count;
    let across = (0..=bottom).map(|row| {
        Some(Sum {
            cell: table.cell(row, side)?,
            total: n(row, side)?,
            parts: (1..side)
                .map(|column| n(row, column))
                .collect::<Option<_>>()?,
        })
    });
    let down = (1..=side).map(|column| {
        Some(Sum {
            cell: table.cell(bottom, column)?,
            total: n(bottom, column)?,
            parts: (0..bottom)
                .map(|row| n(row, column))
                .collect::<Option<_>>()?,
        })
    });
    across.chain(down).collect()
}
