//! The search for another set of counts that a reader could not tell from the true one.

use std::collections::BTreeMap;

use super::system::{Row, System, at, put};

/// How many cells a move may change, how many tries it may take, and whether totals are changed first.
///
/// Short moves are looked for first. Changing totals first adds a child or takes one away, in every total there is.
/// The later rounds take equally good cells in another order each, since a bad choice early on is not soon undone.
const ROUNDS: [(usize, usize, bool); 12] = [
    (6, 40, false),
    (12, 100, false),
    (250, 200, true),
    (30, 100, false),
    (250, 120, true),
    (60, 100, false),
    (250, 120, true),
    (250, 120, false),
    (250, 120, true),
    (250, 120, false),
    (250, 120, true),
    (250, 120, false),
];

/// How many of the rounds are worth it against a reader who knows the rules.
const STRICT: usize = 2;

/// Cells and by how much each differs from the truth.
pub(super) type Move = BTreeMap<usize, i64>;

/// What a move may change.
pub(super) struct Free<'a> {
    pub(super) system: &'a System,
    /// Whether each row has to hold; all have to, where none is named.
    pub(super) rows: &'a [bool],
    pub(super) hidden: &'a [bool],
    /// What a reader has seen, which a move must not change.
    pub(super) known: &'a [bool],
    /// The least that each can be.
    pub(super) least: &'a [u64],
    /// The most that each can be, to somebody who knows the rules.
    pub(super) most: &'a [u64],
    /// Whether the reader knows the rules, so that small cells stay small and others large.
    pub(super) strict: bool,
}

impl Free<'_> {
    /// Another set of counts with the same sums, in which the cells of `start` differ as it says.
    pub(super) fn find(&self, start: &[(usize, i64)]) -> Option<Move> {
        let rounds = if self.strict { STRICT } else { ROUNDS.len() };
        (0..).zip(ROUNDS).take(rounds).find_map(|(number, round)| {
            let mut walk = Walk::new(self, number, round);
            for &(cell, by) in start {
                if !self.may(cell, by) {
                    return None;
                }
                walk.change(cell, by);
            }
            walk.repair(round.0).then_some(walk.changed)
        })
    }

    /// Whether a move is one: it changes only what it may, and every sum holds.
    pub(super) fn holds(&self, witness: &Move) -> bool {
        let mut walk = Walk::new(self, 0, (0, 0, false));
        for (&cell, &by) in witness {
            if by != 0 && !self.may(cell, by) {
                return false;
            }
            walk.change(cell, by);
        }
        walk.open.is_empty()
    }

    /// Whether a cell may differ by so much.
    fn may(&self, cell: usize, by: i64) -> bool {
        if !at(self.hidden, cell) || at(self.known, cell) {
            return false;
        }
        let Some(value) = self.system.value(cell).checked_add_signed(by) else {
            return false;
        };
        let most = !self.strict || value <= at(self.most, cell);
        let small = *super::SMALL.end();
        let least = !self.strict || self.system.value(cell) <= small || value > small;
        value >= at(self.least, cell) && most && least
    }

    /// Whether a row alone could take up what `start` does to it.
    pub(super) fn gives_way(&self, row: &Row, start: &[(usize, i64)]) -> bool {
        if !start.iter().all(|&(cell, by)| self.may(cell, by)) {
            return false;
        }
        let off: i64 = start.iter().map(|&(cell, by)| by * sign(row, cell)).sum();
        let others = |cell: &usize| start.iter().all(|(one, _)| one != cell);
        off == 0
            || row
                .cells()
                .filter(others)
                .any(|cell| self.may(cell, -off * sign(row, cell)))
    }
}

/// How a row counts a cell: parts add to it, the whole takes away, others do not matter.
fn sign(row: &Row, cell: usize) -> i64 {
    if row.whole == cell {
        -1
    } else if row.parts.binary_search(&cell).is_ok() {
        1
    } else {
        0
    }
}

/// Totals first or not, then what leaves least open, then this round's order.
type Rank = (bool, i64, u64);

struct Walk<'a> {
    on: &'a Free<'a>,
    changed: Move,
    /// The same for each cell, which is asked very often.
    is_changed: Vec<bool>,
    /// Rows that do not add up, and by how much their parts are too many.
    open: BTreeMap<usize, i64>,
    tries: usize,
    up: bool,
    round: u64,
}

impl<'a> Walk<'a> {
    fn new(on: &'a Free<'a>, round: u64, (_, tries, up): (usize, usize, bool)) -> Self {
        Self {
            on,
            changed: Move::new(),
            is_changed: vec![false; on.system.values.len()],
            open: BTreeMap::new(),
            tries,
            up,
            round,
        }
    }

    fn change(&mut self, cell: usize, by: i64) {
        self.changed.insert(cell, by);
        put(&mut self.is_changed, cell, true);
        self.shift(cell, by);
    }

    fn take_back(&mut self, cell: usize, by: i64) {
        self.changed.remove(&cell);
        put(&mut self.is_changed, cell, false);
        self.shift(cell, -by);
    }

    fn shift(&mut self, cell: usize, by: i64) {
        for &number in self.on.system.rows_of(cell) {
            if self.on.rows.get(number) == Some(&false) {
                continue;
            }
            let Some(row) = self.on.system.rows.get(number) else {
                continue;
            };
            let off = self.open.entry(number).or_default();
            *off += by * sign(row, cell);
            if *off == 0 {
                self.open.remove(&number);
            }
        }
    }

    /// Makes every row add up again, changing at most so many more cells.
    fn repair(&mut self, depth: usize) -> bool {
        let Some(options) = self.narrowest() else {
            return true;
        };
        if depth == 0 {
            return false;
        }
        for (_, cell, by) in options {
            if self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            self.change(cell, by);
            if self.repair(depth - 1) {
                return true;
            }
            self.take_back(cell, by);
        }
        false
    }

    /// What could be done about the open row with the fewest ways out, the tidiest first; nothing when none is open.
    fn narrowest(&self) -> Option<Vec<(Rank, usize, i64)>> {
        let ways = |(number, off): &(&usize, &i64)| self.ways(**number, **off).count();
        let (number, off) = self.open.iter().min_by_key(ways)?;
        let mut options: Vec<_> = self
            .ways(*number, *off)
            .map(|(part, cell, by)| {
                let turn = self.turn(cell);
                ((self.up && part, self.mess(cell, by), turn), cell, by)
            })
            .collect();
        options.sort_unstable();
        Some(options)
    }

    fn ways(&self, number: usize, off: i64) -> impl Iterator<Item = (bool, usize, i64)> {
        let row = self.on.system.rows.get(number);
        let cells = row.into_iter().flat_map(move |row| {
            let part = row.parts.iter().map(move |&cell| (true, cell, -off));
            part.chain([(false, row.whole, off)])
        });
        // Most cells may not change at all, which is seen sooner than that they are changed already.
        cells
            .filter(|&(_, cell, by)| self.on.may(cell, by))
            .filter(|&(_, cell, _)| !at(&self.is_changed, cell))
    }

    /// The place of a cell in this round's order: by key in the first three, stirred in the others.
    fn turn(&self, cell: usize) -> u64 {
        let cell = u64::try_from(cell).unwrap_or_default();
        if self.round < 3 {
            cell
        } else {
            (cell ^ self.round)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(29)
        }
    }

    /// How much more would be open after a change.
    fn mess(&self, cell: usize, by: i64) -> i64 {
        let rows = self.on.system.rows_of(cell);
        rows.iter()
            .filter_map(|number| {
                let row = self.on.system.rows.get(*number)?;
                let before = self.open.get(number).copied().unwrap_or_default();
                Some((before + by * sign(row, cell)).abs() - before.abs())
            })
            .sum()
    }
}
