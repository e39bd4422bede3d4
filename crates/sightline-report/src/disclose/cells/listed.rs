//! Cells as they are kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Cell, Cells, Sum};

/// Each key once, however many sums it stands in, because keys are long.
#[derive(Serialize, Deserialize)]
pub(super) struct Listed<K> {
    /// The key, the count, and whether it is printed.
    cells: Vec<(K, u64, bool)>,
    /// The whole, the parts, and those that tell of everybody, each by its place in the list of cells.
    sums: Vec<(usize, Vec<usize>, Vec<usize>)>,
}

impl<K: Ord + Clone> From<Cells<K>> for Listed<K> {
    fn from(cells: Cells<K>) -> Self {
        let places: BTreeMap<&K, usize> = cells.cells.keys().zip(0..).collect();
        let place = |key: &K| places.get(key).copied();
        let all = |keys: &[K]| keys.iter().filter_map(place).collect();
        let sum = |sum: &Sum<K>| Some((place(&sum.whole)?, all(&sum.parts), all(&sum.telling)));
        let sums = cells.sums.iter().filter_map(sum).collect();
        let each = cells.cells.iter();
        Self {
            cells: each
                .map(|(key, cell)| (key.clone(), cell.value, cell.printed))
                .collect(),
            sums,
        }
    }
}

impl<K: Ord + Clone> From<Listed<K>> for Cells<K> {
    fn from(listed: Listed<K>) -> Self {
        let key = |place: &usize| listed.cells.get(*place).map(|(key, ..)| key.clone());
        let all = |places: &[usize]| places.iter().filter_map(key).collect();
        let sums = listed.sums.iter().filter_map(|(whole, parts, telling)| {
            Some(Sum {
                whole: key(whole)?,
                parts: all(parts),
                telling: all(telling),
            })
        });
        let sums = sums.collect();
        let cells = listed.cells.into_iter();
        Self {
            cells: cells
                .map(|(key, value, printed)| {
                    // What a cell is worth follows from its key, and is said anew.
                    let cell = Cell {
                        value,
                        printed,
                        worth: 0,
                    };
                    (key, cell)
                })
                .collect(),
            sums,
        }
    }
}
