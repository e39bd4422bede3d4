//! Which cells are hidden.

mod choice;

use std::collections::BTreeSet;

use super::system::{Row, System, at, put};
use super::witness::Free;
use super::{FEWEST, HEADLINE, SMALL};

/// How many sums away a cell is looked for that is worth less than a headline.
const NEAR: usize = 4;

/// What readers have of a cell from earlier publications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Past {
    /// Nothing.
    #[default]
    Unseen,
    /// Another number, which was restated since.
    Restated,
    /// The same number: hiding it now protects nothing.
    Known,
}

/// Which cells are hidden, and which of them earlier publications and these sums give away all the same.
pub(super) struct Pattern<'a> {
    system: &'a System,
    pub(super) hidden: Vec<bool>,
    past: &'a [Past],
    /// The least that a reader can take a hidden cell for.
    least: Vec<u64>,
    /// The most: 5 where it is small, and no more than the next that could have been chosen where it was the smallest.
    most: Vec<u64>,
    /// Small cells that some witness gives another small number; what is hidden later takes nothing away from it.
    kept: Vec<bool>,
    /// Rows to look at again.
    touched: BTreeSet<usize>,
    pub(super) given_away: Vec<usize>,
}

/// What a reader must not find out.
struct Secret {
    cell: usize,
    /// What may cover it: a cell hidden before is covered by cells that were as well, since the old sums still stand.
    cover: Past,
    /// Changes of which one must be possible.
    starts: Vec<Vec<(usize, i64)>>,
    /// That everybody in a group has one outcome: zeros are a part of the secret.
    whole_group: bool,
}

impl<'a> Pattern<'a> {
    /// Hides what must be hidden. `before` stays hidden.
    pub(super) fn new(system: &'a System, before: &BTreeSet<usize>, past: &'a [Past]) -> Self {
        let count = system.values.len();
        let mut pattern = Self {
            system,
            hidden: vec![false; count],
            past,
            least: system.values.iter().map(|value| 1.min(*value)).collect(),
            most: vec![u64::MAX; count],
            kept: vec![false; count],
            touched: BTreeSet::new(),
            given_away: Vec::new(),
        };
        let small: Vec<usize> = (0..count)
            .filter(|&cell| SMALL.contains(&system.value(cell)))
            .collect();
        for &cell in small.iter().chain(before) {
            pattern.hide(cell);
        }
        for &cell in &small {
            put(&mut pattern.most, cell, *SMALL.end());
        }
        let mut secrets: Vec<Secret> = small
            .into_iter()
            .map(|cell| Secret::small(cell, cover(before, past, cell)))
            .collect();
        for row in &system.rows {
            secrets.extend(pattern.whole_group(row, before));
        }
        pattern.close_gaps();
        for secret in &secrets {
            pattern.keep(secret);
        }
        pattern
    }

    fn hide(&mut self, cell: usize) {
        put(&mut self.hidden, cell, true);
        self.touched.extend(self.system.rows_of(cell));
    }

    /// Hides the smallest of some rows, and says where there is none.
    fn hide_smallest(&mut self, rows: &[usize], cover: Past, wanted: fn(u64) -> bool) -> bool {
        let Some((cell, number)) = self.smallest(rows, cover, wanted) else {
            return false;
        };
        let cost = self.cost(cell, number);
        self.hide(cell);
        let next = self
            .smallest(&[number], cover, wanted)
            .map(|(next, _)| next);
        // Only between cells that cost the same otherwise is one chosen for its size.
        let most = next
            .filter(|&next| self.cost(next, number) == cost)
            .map(|next| {
                self.system
                    .value(next)
                    .saturating_sub(u64::from(next < cell))
            });
        put(&mut self.most, cell, most.unwrap_or(u64::MAX));
        true
    }

    /// Hides that everybody in a small group has one outcome: the outcome, and one of the zeros beside it.
    fn whole_group(&mut self, row: &Row, before: &BTreeSet<usize>) -> Option<Secret> {
        let all = self.system.value(row.whole);
        if all == 0 || all >= FEWEST {
            return None;
        }
        let full = *row
            .telling
            .iter()
            .find(|&&cell| self.system.value(cell) == all)?;
        let zeros = row.parts.iter().copied().filter(|&cell| cell != full);
        // A zero whose other sums are large hides well there; one in a column of zeros does not.
        let zero = zeros.max_by_key(|&cell| (self.company(cell, row), std::cmp::Reverse(cell)))?;
        self.hide(full);
        self.hide(zero);
        put(&mut self.least, full, 0);
        Some(Secret {
            cell: full,
            cover: cover(before, self.past, full),
            starts: vec![vec![(zero, 1), (full, -1)]],
            whole_group: true,
        })
    }

    /// The smallest total that a cell has a part in, but for one row's.
    fn company(&self, cell: usize, but: &Row) -> u64 {
        let rows = self.system.rows_of(cell).iter();
        rows.filter_map(|&number| self.system.rows.get(number))
            .filter(|row| *row != but)
            .map(|row| self.system.value(row.whole))
            .min()
            .unwrap_or(u64::MAX)
    }

    /// Gives every row with one hidden cell a second, since a sum with one unknown has none.
    fn close_gaps(&mut self) {
        while let Some(number) = self.touched.pop_first() {
            let Some(row) = self.system.rows.get(number) else {
                continue;
            };
            let alone = row
                .cells()
                .filter(|&cell| self.is_free(cell, Past::Restated))
                .count()
                == 1;
            if alone {
                self.hide_smallest(&[number], Past::Restated, |value| value > 0);
            }
        }
    }

    /// Hides more until a secret is one.
    fn keep(&mut self, secret: &Secret) {
        if at(self.past, secret.cell) == Past::Known {
            self.given_away.push(secret.cell);
            return;
        }
        // First against somebody who knows the rules, as far as the cell's own rows go; then at all.
        while !self.is_kept(secret, true) {
            let stuck = self.stuck(secret);
            if !self.hide_smallest(&stuck, secret.cover, |value| value > 0) {
                break;
            }
            self.close_gaps();
        }
        // Twice as many each time, because each time takes a search.
        let mut more = 1;
        while !self.is_kept(secret, false) {
            let hidden = (0..more).take_while(|_| self.hide_more(secret)).count();
            more *= 2;
            if hidden == 0 {
                // A larger group whose zeros are shown tells the same of this one, and may.
                if !secret.whole_group {
                    self.given_away.push(secret.cell);
                }
                break;
            }
            self.close_gaps();
        }
    }

    fn is_free(&self, cell: usize, cover: Past) -> bool {
        at(&self.hidden, cell) && at(self.past, cell) <= cover
    }

    /// Whether a secret has a witness, which is one for other secrets as well.
    fn is_kept(&mut self, secret: &Secret, strict: bool) -> bool {
        let witness = |free: &Free<'_>| secret.starts.iter().find_map(|start| free.find(start));
        if secret.cover == Past::Restated && !secret.whole_group && at(&self.kept, secret.cell) {
            return true;
        }
        let Some(witness) = witness(&self.free(secret, strict)) else {
            return false;
        };
        for (&cell, &by) in &witness {
            if by != 0 {
                put(&mut self.kept, cell, true);
            }
        }
        true
    }

    fn free(&self, secret: &Secret, strict: bool) -> Free<'_> {
        Free {
            system: self.system,
            hidden: &self.hidden,
            past: self.past,
            cover: secret.cover,
            least: &self.least,
            most: &self.most,
            strict,
        }
    }

    /// The rows of a secret that leave it no way out by themselves.
    fn stuck(&self, secret: &Secret) -> Vec<usize> {
        let free = self.free(secret, true);
        let rows = self.system.rows_of(secret.cell).iter().copied();
        rows.filter(|&number| {
            let gives_way = |row| secret.starts.iter().any(|start| free.gives_way(row, start));
            self.system
                .rows
                .get(number)
                .is_some_and(|row| !gives_way(row))
        })
        .collect()
    }

    /// Hides the next cell for a secret that its own rows do not keep, the nearest first.
    fn hide_more(&mut self, secret: &Secret) -> bool {
        if secret.whole_group {
            let own = self.system.rows_of(secret.cell).to_vec();
            return self.hide_smallest(&own, secret.cover, |value| value == 0);
        }
        let rings = self.rings(secret.cell);
        let some = |value| value > 0;
        // Further away, hiding seldom helps; nearby, it is worth sparing what a report is read for.
        let spared = |rows: &&Vec<usize>| {
            let next = self.smallest(rows, secret.cover, some);
            next.is_some_and(|(cell, _)| at(&self.system.worth, cell) < HEADLINE)
        };
        if let Some(rows) = rings.iter().take(NEAR).find(spared) {
            return self.hide_smallest(rows, secret.cover, some);
        }
        let mut rings = rings.iter();
        rings.any(|rows| self.hide_smallest(rows, secret.cover, |value| value > 0))
    }
}

fn cover(before: &BTreeSet<usize>, past: &[Past], cell: usize) -> Past {
    if before.contains(&cell) && at(past, cell) == Past::Unseen {
        Past::Unseen
    } else {
        Past::Restated
    }
}

impl Secret {
    fn small(cell: usize, cover: Past) -> Self {
        Self {
            cell,
            cover,
            starts: vec![vec![(cell, 1)], vec![(cell, -1)]],
            whole_group: false,
        }
    }
}
