//! The counts that could be published, and how they add up.

mod listed;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use listed::Listed;
use serde::{Deserialize, Serialize};

/// Every count that any report, table or filter could publish, each under a key, and how they add up.
///
/// Tables that share a key are linked by it: the pooled total of one table is a cell of the next. Give all of them at
/// once, also those that the report in hand does not print, because a reader can lay two reports side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    into = "Listed<K>",
    from = "Listed<K>",
    bound(
        serialize = "K: Ord + Clone + Serialize",
        deserialize = "K: Ord + Clone + Deserialize<'de>"
    )
)]
pub struct Cells<K> {
    pub(super) cells: BTreeMap<K, Cell>,
    pub(super) sums: BTreeSet<Sum<K>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) value: u64,
    /// Printed as a number somewhere; otherwise a reader can only work it out.
    pub(super) printed: bool,
    /// What it is worth to readers: more is hidden later.
    pub(super) worth: u8,
}

/// `whole` is the sum of `parts`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum<K> {
    pub(super) whole: K,
    pub(super) parts: Vec<K>,
    /// Parts that say something of everybody in the whole when they hold all of it.
    pub(super) telling: Vec<K>,
}

/// Cells that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellsError<K: Debug> {
    /// One key, two numbers.
    #[error(
        "the cell {key:?} is given twice, as {first} and as {second}: one of them is wrong, or they need two keys"
    )]
    TwoValues {
        /// The cell.
        key: K,
        /// What it was first.
        first: u64,
        /// What it is now.
        second: u64,
    },
    /// A sum names a cell that nobody gave.
    #[error(
        "a sum names the cell {key:?}, which has no count yet: give every cell before the sums over it"
    )]
    Unknown {
        /// The cell.
        key: K,
    },
    /// A sum that does not add up.
    #[error(
        "the parts of {whole:?} come to {parts}, but it is {value}: parts must not overlap and none may be missing"
    )]
    Unbalanced {
        /// The total.
        whole: K,
        /// Its count.
        value: u64,
        /// What its parts come to.
        parts: u64,
    },
    /// A cell that stands twice in one sum.
    #[error(
        "the cell {key:?} stands twice in one sum: a part is counted once, and a whole is no part of itself"
    )]
    Repeated {
        /// The cell.
        key: K,
    },
}

impl<K> Default for Cells<K> {
    fn default() -> Self {
        Self {
            cells: BTreeMap::new(),
            sums: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone + Debug> Cells<K> {
    /// No cells yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a count that is printed somewhere.
    ///
    /// The same key may be given again with the same number, since tables that are linked share cells.
    pub fn count(&mut self, key: K, value: u64) -> Result<(), CellsError<K>> {
        self.add(key, value, true)
    }

    /// Adds a count that is never printed as a number, but that a reader could work out.
    ///
    /// Such as good or better, of which only the share is printed. Where something has to be given up, it goes first.
    pub fn derived(&mut self, key: K, value: u64) -> Result<(), CellsError<K>> {
        self.add(key, value, false)
    }

    /// Says what each cell is worth to readers, nothing unless it is said: what is worth less is hidden first. What is never printed
    /// is worth as much as what would be told by it: the rest of a share as much as the share.
    ///
    /// It must follow from the key alone. A worth that follows from the count would tell of it.
    pub fn weigh(&mut self, worth: impl Fn(&K) -> u8) {
        for (key, cell) in &mut self.cells {
            cell.worth = worth(key);
        }
    }

    /// Says that a total is the sum of its parts: teams of a service, quarters of a year, templates together.
    pub fn sum(
        &mut self,
        whole: K,
        parts: impl IntoIterator<Item = K>,
    ) -> Result<(), CellsError<K>> {
        self.relate(whole, parts.into_iter().collect(), false)
    }

    /// Says that everybody in a total has exactly one of some outcomes, such as a grade.
    ///
    /// It is [`Cells::sum`], and more: where one outcome holds everybody in a small group, the zeros beside it would
    /// tell the outcome of each of them, so the pattern hides one of the zeros too.
    pub fn outcomes(
        &mut self,
        whole: K,
        parts: impl IntoIterator<Item = K>,
    ) -> Result<(), CellsError<K>> {
        self.relate(whole, parts.into_iter().collect(), true)
    }

    /// Says that a share of a whole is printed, which tells `rest`, the number of those without it, as well.
    ///
    /// 28 of 30 is 2 of 30 the other way round. The rest is worked out here and added as a derived cell.
    pub fn share(&mut self, part: K, whole: K, rest: K) -> Result<(), CellsError<K>> {
        let (of, among) = (self.value(&part)?, self.value(&whole)?);
        let Some(without) = among.checked_sub(of) else {
            return Err(CellsError::Unbalanced {
                whole,
                value: among,
                parts: of,
            });
        };
        self.derived(rest.clone(), without)?;
        let mut parts = vec![part.clone(), rest];
        parts.sort();
        self.sums.insert(Sum {
            whole,
            parts,
            telling: vec![part],
        });
        Ok(())
    }

    /// Adds the cells and sums of another publication of the same figures.
    pub fn extend(&mut self, other: &Self) -> Result<(), CellsError<K>> {
        for (key, cell) in &other.cells {
            self.add(key.clone(), cell.value, cell.printed)?;
        }
        self.sums.extend(other.sums.iter().cloned());
        Ok(())
    }

    /// Those of the cells that are wanted, with the sums that stand between them.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&K) -> bool) -> Self {
        let cells = self.cells.iter().filter(|(key, _)| wanted(key));
        let sums = self.sums.iter();
        Self {
            cells: cells.map(|(key, cell)| (key.clone(), *cell)).collect(),
            sums: sums
                .filter(|sum| wanted(&sum.whole) && sum.parts.iter().all(&wanted))
                .cloned()
                .collect(),
        }
    }

    /// Parts and wholes that stand in a sum together.
    pub(super) fn pairs(&self) -> BTreeSet<(K, K)> {
        let pairs = self.sums.iter().flat_map(|sum| {
            let pair = |part: &K| (part.clone(), sum.whole.clone());
            sum.parts.iter().map(pair)
        });
        pairs.collect()
    }

    /// The cells, in order, and the count in each.
    pub fn iter(&self) -> impl Iterator<Item = (&K, u64)> {
        self.cells.iter().map(|(key, cell)| (key, cell.value))
    }

    /// The count in a cell, if it was given.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<u64> {
        self.cells.get(key).map(|cell| cell.value)
    }

    fn value(&self, key: &K) -> Result<u64, CellsError<K>> {
        self.cells
            .get(key)
            .map(|cell| cell.value)
            .ok_or_else(|| CellsError::Unknown { key: key.clone() })
    }

    fn add(&mut self, key: K, value: u64, printed: bool) -> Result<(), CellsError<K>> {
        let cell = self.cells.entry(key.clone()).or_insert(Cell {
            value,
            printed: false,
            worth: 0,
        });
        if cell.value != value {
            return Err(CellsError::TwoValues {
                key,
                first: cell.value,
                second: value,
            });
        }
        cell.printed |= printed;
        Ok(())
    }

    fn relate(&mut self, whole: K, mut parts: Vec<K>, telling: bool) -> Result<(), CellsError<K>> {
        parts.sort();
        let mut last = Some(&whole);
        for key in &parts {
            if last == Some(key) || *key == whole {
                return Err(CellsError::Repeated { key: key.clone() });
            }
            last = Some(key);
        }
        let value = self.value(&whole)?;
        let mut sum: u64 = 0;
        for key in &parts {
            sum = sum.saturating_add(self.value(key)?);
        }
        if sum != value {
            return Err(CellsError::Unbalanced {
                whole,
                value,
                parts: sum,
            });
        }
        let telling = if telling { parts.clone() } else { Vec::new() };
        self.sums.insert(Sum {
            whole,
            parts,
            telling,
        });
        Ok(())
    }
}
