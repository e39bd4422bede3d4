//! The same cells by number, for the search.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::cells::Cells;

/// Cells and sums by their place in key order, so that nothing depends on the order they were given in.
pub(super) struct System {
    pub(super) values: Vec<u64>,
    pub(super) printed: Vec<bool>,
    pub(super) worth: Vec<u8>,
    pub(super) rows: Vec<Row>,
    /// Rows that a cell stands in.
    pub(super) rows_of: Vec<Vec<usize>>,
}

/// A sum.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// Sums over printed cells alone come first: what protects them often protects derived ones as well.
    derived: bool,
    pub(super) whole: usize,
    pub(super) parts: Vec<usize>,
    pub(super) telling: Vec<usize>,
}

impl Row {
    /// Its cells, the whole last.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().copied().chain([self.whole])
    }
}

impl System {
    pub(super) fn new<K: Ord + Clone + Debug>(cells: &Cells<K>) -> Self {
        let places: BTreeMap<&K, usize> = cells.cells.keys().zip(0..).collect();
        let values = cells.cells.values().map(|cell| cell.value).collect();
        let printed: Vec<bool> = cells.cells.values().map(|cell| cell.printed).collect();
        let worth = cells.cells.values().map(|cell| cell.worth).collect();
        let place = |key: &K| places.get(key).copied();
        let mut rows: Vec<Row> = cells
            .sums
            .iter()
            .filter_map(|sum| {
                let whole = place(&sum.whole)?;
                let parts: Vec<usize> = sum.parts.iter().filter_map(place).collect();
                let derived = parts.iter().chain([&whole]).any(|&one| !at(&printed, one));
                Some(Row {
                    derived,
                    whole,
                    parts,
                    telling: sum.telling.iter().filter_map(place).collect(),
                })
            })
            .collect();
        rows.sort();
        let mut rows_of = vec![Vec::new(); printed.len()];
        for (number, row) in rows.iter().enumerate() {
            for cell in row.cells() {
                if let Some(of) = rows_of.get_mut(cell) {
                    of.push(number);
                }
            }
        }
        Self {
            values,
            printed,
            worth,
            rows,
            rows_of,
        }
    }

    pub(super) fn value(&self, cell: usize) -> u64 {
        at(&self.values, cell)
    }

    pub(super) fn rows_of(&self, cell: usize) -> &[usize] {
        self.rows_of.get(cell).map_or(&[], Vec::as_slice)
    }
}

/// What a list says of a cell; every list here has an entry for every cell.
pub(super) fn at<T: Copy + Default>(list: &[T], cell: usize) -> T {
    list.get(cell).copied().unwrap_or_default()
}

/// Sets what a list says of a cell.
pub(super) fn put<T>(list: &mut [T], cell: usize, value: T) {
    if let Some(held) = list.get_mut(cell) {
        *held = value;
    }
}
