//! Which cell to hide next.

use std::cell::OnceCell;

use super::super::HEADLINE;
use super::super::system::{Row, at, put};
use super::Pattern;
use super::secret::{Kind, Secret};

/// How many sums away a cell is looked for that is worth less than a headline.
const NEAR: usize = 4;

impl Pattern<'_> {
    /// Hides the next cell for a secret that its own rows do not keep, the nearest first.
    ///
    /// Its rings are worked out where they are first needed, since whatever is hidden changes none of them.
    pub(super) fn hide_more(&mut self, secret: &Secret, rings: &OnceCell<Vec<Vec<usize>>>) -> bool {
        if secret.of == Kind::WholeGroup {
            let own = self.system.rows_of(secret.cell).to_vec();
            return self.hide_smallest(&own, |value| value == 0);
        }
        let rings = rings.get_or_init(|| self.rings(secret.cell));
        let some = |value| value > 0;
        // Further away, hiding seldom helps; nearby, it is worth sparing what a report is read for.
        let spared = |rows: &&Vec<usize>| {
            let next = self.smallest(rows, some);
            next.is_some_and(|(cell, _)| at(&self.system.worth, cell) < HEADLINE)
        };
        if let Some(rows) = rings.iter().take(NEAR).find(spared) {
            return self.hide_smallest(rows, some);
        }
        let mut rings = rings.iter();
        rings.any(|rows| self.hide_smallest(rows, |value| value > 0))
    }

    /// The rows of a cell, those they share a cell with, and so on.
    fn rings(&self, from: usize) -> Vec<Vec<usize>> {
        let mut ring = self.system.rows_of(from).to_vec();
        let mut seen = (
            vec![false; self.system.values.len()],
            vec![false; self.system.rows.len()],
        );
        let is_new = |seen: &mut [bool], one: usize| {
            seen.get_mut(one)
                .is_some_and(|seen| !std::mem::replace(seen, true))
        };
        for &number in &ring {
            put(&mut seen.1, number, true);
        }
        let mut rings = Vec::new();
        while !ring.is_empty() {
            let mut cells: Vec<usize> = ring
                .iter()
                .filter_map(|&number| self.system.rows.get(number))
                .flat_map(Row::cells)
                .filter(|&cell| is_new(&mut seen.0, cell))
                .collect();
            cells.sort_unstable();
            let next = cells
                .into_iter()
                .flat_map(|cell| self.system.rows_of(cell))
                .copied()
                .filter(|&number| is_new(&mut seen.1, number))
                .collect();
            rings.push(std::mem::replace(&mut ring, next));
        }
        rings
    }

    /// The cell of some rows that costs least to hide: no headline, derived ones first, then what is worth less, then parts before
    /// totals, small before large.
    pub(super) fn smallest(
        &self,
        rows: &[usize],
        wanted: fn(u64) -> bool,
    ) -> Option<(usize, usize)> {
        rows.iter()
            .filter_map(|&number| Some((number, self.system.rows.get(number)?)))
            .flat_map(|(number, row)| row.cells().map(move |cell| (cell, number)))
            .filter(|&(cell, _)| !at(&self.hidden, cell) && !self.is_known(cell))
            .filter(|&(cell, _)| wanted(self.system.value(cell)))
            .min_by_key(|&(cell, row)| (self.cost(cell, row), self.system.value(cell), cell))
    }

    /// What hiding a cell costs for the sake of a row, before its size counts: headlines last of all, and what is printed after what is not.
    pub(super) fn cost(&self, cell: usize, for_row: usize) -> (bool, bool, u8, bool, usize) {
        let printed = at(&self.system.printed, cell);
        let worth = at(&self.system.worth, cell);
        let rows = self.system.rows_of(cell).iter().copied();
        let row = |number| self.system.rows.get(number);
        let total = row(for_row).is_some_and(|row| row.whole == cell);
        let opened = rows
            .filter(|&number| number != for_row)
            .filter_map(row)
            .filter(|row| !row.cells().any(|cell| self.is_free(cell)))
            .count();
        (worth >= HEADLINE, printed, worth, total, opened)
    }
}
