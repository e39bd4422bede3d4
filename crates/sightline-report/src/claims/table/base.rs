//! Shares of a table that say no total, `12 (50.0%)`, and what they can be of.

use std::collections::BTreeMap;

use super::super::figure::Figure;
use super::super::found::Found;
use super::super::near;
use super::share::tell;
use super::{Cell, Table, Total};

/// The most shares of a table that are compared, and the most totals that are tried for one.
const MOST: usize = 400;

/// A count beside its percentage.
struct Share<'t> {
    row: usize,
    column: usize,
    cell: &'t Cell,
    part: i128,
    figure: &'t Figure,
}

impl Share<'_> {
    fn fits(&self, whole: i128) -> bool {
        self.part <= whole
            && near::percent(self.part, whole)
                .is_some_and(|share| near::is(self.figure, &share, None))
    }

    /// `0 (0.0%)` is so of any total.
    fn is_nothing(&self) -> bool {
        self.part == 0 && self.figure.value.is_zero()
    }

    /// The whole numbers that it can be a share of.
    fn bases(&self) -> Vec<i128> {
        let Some((value, of)) = self.figure.value.parts() else {
            return Vec::new();
        };
        // A percent either side takes in every rounding; below that there is no end to them.
        if value <= of || self.part == 0 {
            return Vec::new();
        }
        let hundred = self.part.saturating_mul(100).saturating_mul(of);
        let (least, most) = (hundred / (value + of), hundred / (value - of) + 1);
        (least.max(self.part)..=most)
            .take(MOST)
            .filter(|whole| self.fits(*whole))
            .collect()
    }
}

pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    let shares = shares(table);
    if of_own_row(table, &shares, found) || of_parts(table, &shares, found) {
        return;
    }
    // A total that is said has been taken for the whole already.
    let is_said = |total: Option<(usize, Total)>| matches!(total, Some((_, Total::Said)));
    if !is_said(table.total_row()) && !is_said(table.total_column()) {
        odd_one(&shares, found);
    }
}

fn shares(table: &Table) -> Vec<Share<'_>> {
    let other = ["change", "target", "difference", "national", "tolerance"];
    let is_share = |column: &usize| !table.head.get(*column).is_some_and(|head| head.has(&other));
    let rows = table.rows.iter().enumerate();
    let all = rows.flat_map(|(row, cells)| {
        cells.iter().enumerate().filter_map(move |(column, cell)| {
            Some(Share {
                row,
                column,
                cell,
                part: cell.count?,
                figure: cell.percent.as_ref()?,
            })
        })
    });
    all.filter(|share| is_share(&share.column))
        .take(MOST)
        .collect()
}

/// Shares of a count that stands in their own row: `| 24 | 2 (8.3%) | 1 (4.2%) |`.
fn of_own_row(table: &Table, shares: &[Share<'_>], found: &mut Found<'_>) -> bool {
    let whole = |share: &Share<'_>, column: usize| table.cell(share.row, column)?.count;
    let holds = |column: usize| {
        let telling = shares.iter().filter(|share| !share.is_nothing());
        let fit = telling
            .clone()
            .filter(|share| whole(share, column).is_some_and(|whole| share.fits(whole)));
        (fit.count(), telling.count())
    };
    let columns = table.count_columns();
    let way = columns.into_iter().find(|column| {
        let (fit, all) = holds(*column);
        fit >= 3 && fit * 4 >= all * 3
    });
    let Some(column) = way else { return false };
    for share in shares {
        let Some(whole) = whole(share, column) else {
            continue;
        };
        // It may be of fewer: of those that were graded, and not of all.
        let holds = share.fits(whole);
        if holds || !share.bases().iter().any(|other| *other <= whole) {
            tell(share.cell, share.figure, share.part, whole, holds, found);
        }
    }
    true
}

/// Rows whose first shares are all there are, as those of four grades: they are of what they come to.
fn of_parts(table: &Table, shares: &[Share<'_>], found: &mut Found<'_>) -> bool {
    let mut rows: BTreeMap<usize, Vec<&Share<'_>>> = BTreeMap::new();
    for share in shares {
        rows.entry(share.row).or_default().push(share);
    }
    let first = |n: usize| {
        rows.values().filter_map(move |row| {
            let parts = row.get(..n)?;
            let is_run = parts.iter().zip(1..).all(|(share, at)| share.column == at);
            let base: i128 = parts.iter().map(|share| share.part).sum();
            (is_run && base > 0).then_some((row.as_slice(), parts, base))
        })
    };
    let is_whole = |n: &usize| {
        let fit = first(*n).filter(|(_, parts, base)| parts.iter().all(|one| one.fits(*base)));
        let (fit, all) = (fit.count(), first(*n).count());
        fit >= 2 && fit * 3 >= all * 2
    };
    let Some(n) = (3..table.n_columns()).find(is_whole) else {
        return false;
    };
    // `Good or better` behind the grades is of the same total, where it is so in most rows.
    let is_of_same = |column: usize| {
        let own = || {
            first(n).filter_map(move |(row, _, base)| {
                Some((row.iter().find(|one| one.column == column)?, base))
            })
        };
        own().filter(|(one, base)| one.fits(*base)).count() * 3 >= own().count() * 2
    };
    let columns: Vec<usize> = (1..table.n_columns())
        .filter(|column| *column <= n || is_of_same(*column))
        .collect();
    for (row, parts, base) in first(n) {
        let row: Vec<&&Share<'_>> = (row.iter())
            .filter(|one| columns.contains(&one.column))
            .collect();
        // What was not graded may be counted among all and stand in no column of shares.
        let of_more = |whole: &i128| *whole >= base && row.iter().all(|one| one.fits(*whole));
        if row
            .iter()
            .flat_map(|one| one.bases())
            .any(|whole| of_more(&whole))
        {
            continue;
        }
        let tried = parts.iter().flat_map(|one| one.bases()).chain([base]);
        let fits = |whole: i128| row.iter().filter(|one| one.fits(whole)).count();
        let Some(whole) = tried.max_by_key(|whole| (fits(*whole), *whole == base)) else {
            continue;
        };
        for one in row {
            tell(
                one.cell,
                one.figure,
                one.part,
                whole,
                one.fits(whole),
                found,
            );
        }
    }
    true
}

/// Where all others are of one total, a single share that can be of no part of it is wrong.
fn odd_one(shares: &[Share<'_>], found: &mut Found<'_>) {
    let telling: Vec<&Share<'_>> = shares.iter().filter(|one| !one.is_nothing()).collect();
    let mut often: BTreeMap<i128, usize> = BTreeMap::new();
    for whole in telling.iter().flat_map(|one| one.bases()) {
        *often.entry(whole).or_default() += 1;
    }
    let Some((whole, n)) = often
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .filter(|(_, n)| *n >= 5)
    else {
        return;
    };
    let odd = telling.iter().filter(|one| !one.fits(whole));
    let mut odd = odd.filter(|one| !one.bases().iter().any(|other| *other <= whole));
    let (Some(one), None) = (odd.next(), odd.next()) else {
        return;
    };
    let beside = telling
        .iter()
        .any(|other| other.row == one.row && other.column != one.column && other.fits(whole));
    // A single row may be of more than all the others are; no row is of nothing.
    if beside || one.bases().is_empty() && n * 4 >= telling.len() * 3 {
        tell(one.cell, one.figure, one.part, whole, false, found);
    }
}
