//! Which cells are hidden.

mod carried;
mod choice;
mod secret;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use self::secret::{Kind, Secret, Start};
use super::before::Past;
use super::system::{Row, System, at, put};
use super::witness::{Free, Move};
use super::{FEWEST, SMALL};

/// Which cells are hidden, and which of them earlier publications and these sums give away all the same.
pub(super) struct Pattern<'a> {
    system: &'a System,
    pub(super) hidden: Vec<bool>,
    past: &'a Past,
    /// The least that a reader can take a hidden cell for.
    least: Vec<u64>,
    /// The most: 5 where it is small, and no more than the next that could have been chosen where it was the smallest.
    most: Vec<u64>,
    /// Small cells that some witness gives another small number; what is hidden later takes nothing away from it.
    kept: Vec<bool>,
    /// Rows to look at again.
    touched: BTreeSet<usize>,
    pub(super) given_away: Vec<usize>,
    /// What proves that nothing else is given away.
    pub(super) witnesses: BTreeSet<Move>,
}

impl<'a> Pattern<'a> {
    /// Hides what must be hidden, of everything or until something is given away.
    pub(super) fn new(system: &'a System, past: &'a Past, until_given_away: bool) -> Self {
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
            witnesses: BTreeSet::new(),
        };
        let small = |cell: usize| SMALL.contains(&system.value(cell));
        for cell in (0..count).filter(|&cell| small(cell) || at(&past.kept, cell)) {
            pattern.hide(cell);
        }
        for cell in (0..count).filter(|&cell| small(cell)) {
            put(&mut pattern.most, cell, *SMALL.end());
        }
        let mut secrets: Vec<Secret> = (0..count)
            .filter(|&cell| small(cell))
            .map(|cell| Secret::count(cell, past))
            .collect();
        for &(one, other) in &past.changes {
            secrets.extend(pattern.change(one, other));
        }
        for row in &system.rows {
            secrets.extend(pattern.whole_group(row));
        }
        pattern.close_gaps();
        // What hides the new secrets may hide the old ones as well.
        let (old, new): (Vec<_>, Vec<_>) = secrets.iter().partition(|secret| secret.old);
        for secret in new {
            pattern.keep(secret);
            if until_given_away && !pattern.given_away.is_empty() {
                return pattern;
            }
        }
        // What gives something away already does not go out.
        if pattern.given_away.is_empty() {
            pattern.keep_old(&old);
        }
        pattern
    }

    fn hide(&mut self, cell: usize) {
        put(&mut self.hidden, cell, true);
        self.touched.extend(self.system.rows_of(cell));
    }

    /// Hides the smallest of some rows, and says where there is none.
    fn hide_smallest(&mut self, rows: &[usize], wanted: fn(u64) -> bool) -> bool {
        let Some((cell, number)) = self.smallest(rows, wanted) else {
            return false;
        };
        let cost = self.cost(cell, number);
        self.hide(cell);
        let next = self.smallest(&[number], wanted).map(|(next, _)| next);
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
    fn whole_group(&mut self, row: &Row) -> Option<Secret> {
        let all = self.system.value(row.whole);
        if all == 0 || all >= FEWEST {
            return None;
        }
        let full = *row
            .telling
            .iter()
            .find(|&&cell| self.system.value(cell) == all)?;
        if self.is_known(full) && self.is_known(row.whole) {
            return None;
        }
        let parts = row.parts.iter().copied();
        let zeros = parts.filter(|&cell| cell != full && !self.is_known(cell));
        // A zero whose other sums are large hides well there; one in a column of zeros does not.
        let zero = zeros.max_by_key(|&cell| {
            let company = self.company(cell, row);
            (at(&self.past.kept, cell), company, std::cmp::Reverse(cell))
        })?;
        self.hide(full);
        self.hide(zero);
        put(&mut self.least, full, 0);
        Some(Secret {
            cell: full,
            starts: vec![vec![(zero, 1), (full, -1)]],
            of: Kind::WholeGroup,
            old: at(&self.past.old, full),
        })
    }

    /// Hides by how little a count changed: the number that was not told.
    fn change(&mut self, one: usize, other: usize) -> Option<Secret> {
        match (self.is_known(one), self.is_known(other)) {
            (true, true) => None,
            (false, false) => Some(Secret::change(one, other, self.past)),
            (told, _) => {
                let untold = if told { other } else { one };
                self.hide(untold);
                Some(Secret::count(untold, self.past))
            }
        }
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
            let alone = row.cells().filter(|&cell| self.is_free(cell)).count() == 1;
            if alone {
                self.hide_smallest(&[number], |value| value > 0);
            }
        }
    }

    /// Hides more until a secret is one.
    fn keep(&mut self, secret: &Secret) {
        if self.is_known(secret.cell) {
            self.given_away.push(secret.cell);
            return;
        }
        // First against somebody who knows the rules, as far as the cell's own rows go; then at all.
        while !self.is_kept(secret, true) {
            let stuck = self.stuck(secret);
            if !self.hide_smallest(&stuck, |value| value > 0) {
                break;
            }
            self.close_gaps();
        }
        // Twice as many each time, because each time takes a search.
        let mut more = 1;
        let rings = OnceCell::new();
        while !self.is_kept(secret, false) {
            let hidden = (0..more)
                .take_while(|_| self.hide_more(secret, &rings))
                .count();
            more *= 2;
            if hidden == 0 {
                // A larger group whose zeros are shown tells the same of this one, and may.
                if secret.of != Kind::WholeGroup {
                    self.given_away.push(secret.cell);
                }
                break;
            }
            self.close_gaps();
        }
    }

    fn is_known(&self, cell: usize) -> bool {
        at(&self.past.known, cell)
    }

    fn is_free(&self, cell: usize) -> bool {
        at(&self.hidden, cell) && !self.is_known(cell)
    }

    /// Whether a secret has a witness, which is one for other secrets as well.
    fn is_kept(&mut self, secret: &Secret, strict: bool) -> bool {
        if self.is_already_kept(secret) {
            return true;
        }
        let Some(witness) = self.witness(&secret.starts, &self.hidden, strict) else {
            return false;
        };
        self.keep_all(&witness);
        true
    }

    fn witness(&self, starts: &[Start], hidden: &[bool], strict: bool) -> Option<Move> {
        let free = self.free(hidden, strict);
        starts.iter().find_map(|start| free.find(start))
    }

    fn keep_all(&mut self, witness: &Move) {
        let changed: Move = witness
            .iter()
            .filter(|(_, by)| **by != 0)
            .map(|(&cell, &by)| (cell, by))
            .collect();
        for &cell in changed.keys() {
            put(&mut self.kept, cell, true);
        }
        self.witnesses.insert(changed);
    }

    /// Whether a witness that was found for others is one for a secret too.
    fn is_already_kept(&self, secret: &Secret) -> bool {
        match secret.of {
            Kind::Count => at(&self.kept, secret.cell),
            Kind::Change | Kind::WholeGroup => {
                let mut held = self.witnesses.iter();
                held.any(|witness| secret.is_proved_by(witness))
            }
        }
    }

    fn free<'f>(&'f self, hidden: &'f [bool], strict: bool) -> Free<'f> {
        Free {
            system: self.system,
            rows: &[],
            hidden,
            known: &self.past.known,
            least: &self.least,
            most: &self.most,
            strict,
        }
    }

    /// The rows of a secret that leave it no way out by themselves.
    fn stuck(&self, secret: &Secret) -> Vec<usize> {
        let free = self.free(&self.hidden, true);
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
}
