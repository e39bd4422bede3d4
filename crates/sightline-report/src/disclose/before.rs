//! What earlier publications have shown and hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use super::cells::{Cells, Sum};
use super::kept::{Node, Witnesses};
use super::system::{Row, System, at, put};
use super::witness::Move;
use super::{Protected, SMALL};

/// What readers already have: earlier publications in their order, each with the cells it was decided on.
///
/// It takes the counts of that day, hidden ones as well, because a reader lays the publications side by side: a hidden count that did
/// not change stands in the sums of both, and by how few one did change must not be told by the difference. Keys must mean the
/// same each time, so a quarter's cells carry the quarter in their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before<K> {
    editions: Vec<Edition<K>>,
    witnesses: Vec<Witnesses<K>>,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edition<K> {
    cells: Cells<K>,
    shown: BTreeSet<K>,
    hidden: BTreeSet<K>,
}

impl<K> Default for Before<K> {
    fn default() -> Self {
        Self {
            editions: Vec::new(),
            witnesses: Vec::new(),
        }
    }
}

impl<K: Ord + Clone + Debug> Before<K> {
    /// Nothing was published yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Adds the next publication: the cells as they were, and what was decided of them.
    #[must_use]
    pub fn and(self, cells: Cells<K>, published: &Protected<K>) -> Self {
        let shown = published.shown().map(|(key, _)| key.clone()).collect();
        self.published(cells, shown, published.hidden().cloned().collect())
            .proved(published.witnesses().clone())
    }

    /// Adds the next publication, which showed some of its cells and hid others; of the rest readers have what they can work out.
    #[must_use]
    pub fn published(mut self, cells: Cells<K>, shown: BTreeSet<K>, hidden: BTreeSet<K>) -> Self {
        self.editions.push(Edition {
            cells,
            shown,
            hidden,
        });
        self
    }

    /// Adds what proves that a publication gave nothing away, so that it need not be found again.
    #[must_use]
    pub fn proved(mut self, witnesses: Witnesses<K>) -> Self {
        self.witnesses.push(witnesses);
        self
    }
}

/// All publications as one, this one with them.
pub(super) struct Joint<K> {
    pub(super) cells: Cells<Node<K>>,
    /// The latest number of each count.
    last: BTreeMap<K, (usize, u64)>,
    /// Those that stood in an earlier publication.
    earlier: BTreeSet<Node<K>>,
    known: BTreeSet<Node<K>>,
    old: BTreeSet<Node<K>>,
    hidden: BTreeSet<K>,
    witnesses: Vec<Witnesses<K>>,
}

/// What earlier publications say of the cells, each by its place.
pub(super) struct Past {
    /// Readers have it, so hiding it protects nothing any more.
    pub(super) known: Vec<bool>,
    /// It was hidden under one number or another, and stays so.
    pub(super) kept: Vec<bool>,
    /// It was hidden with this very number, so readers did not find it out from what they had.
    pub(super) old: Vec<bool>,
    /// Rows of the system, and whether they stood in an earlier publication.
    pub(super) rows: Vec<bool>,
    /// Two numbers of one count, as few apart as must not be told: three more audits are three children.
    pub(super) changes: Vec<(usize, usize)>,
    /// What proved that nothing was given away until now.
    pub(super) witnesses: Vec<Move>,
}

impl<K: Ord + Clone + Debug> Joint<K> {
    pub(super) fn new(cells: &Cells<K>, before: &Before<K>) -> Self {
        let mut joint = Self {
            cells: Cells::new(),
            last: BTreeMap::new(),
            earlier: BTreeSet::new(),
            known: BTreeSet::new(),
            old: BTreeSet::new(),
            hidden: BTreeSet::new(),
            witnesses: before.witnesses.clone(),
        };
        for edition in &before.editions {
            joint.add(&edition.cells);
            let nodes = |keys: &BTreeSet<K>| -> BTreeSet<Node<K>> {
                keys.iter().filter_map(|key| joint.node(key)).collect()
            };
            let (mut shown, mut hidden) = (nodes(&edition.shown), nodes(&edition.hidden));
            joint.known.append(&mut shown);
            joint.old.append(&mut hidden);
            joint.hidden.extend(edition.hidden.iter().cloned());
        }
        joint.earlier.extend(joint.cells.cells.keys().cloned());
        joint.add(cells);
        joint
    }

    /// The latest count of a key.
    pub(super) fn node(&self, key: &K) -> Option<Node<K>> {
        Some((key.clone(), self.last.get(key)?.0))
    }

    fn add(&mut self, cells: &Cells<K>) {
        for (key, cell) in &cells.cells {
            let (times, value) = self.last.entry(key.clone()).or_insert((0, cell.value));
            if *value != cell.value {
                (*times, *value) = (*times + 1, cell.value);
            }
            let held = self.cells.cells.entry((key.clone(), *times));
            held.or_insert(*cell).printed |= cell.printed;
        }
        let nodes = |keys: &[K]| keys.iter().filter_map(|key| self.node(key)).collect();
        let sums = cells.sums.iter().filter_map(|sum| {
            Some(Sum {
                whole: self.node(&sum.whole)?,
                parts: nodes(&sum.parts),
                telling: nodes(&sum.telling),
            })
        });
        let sums: Vec<_> = sums.collect();
        self.cells.sums.extend(sums);
    }

    /// What earlier publications say of the cells of a system made of these.
    pub(super) fn past(&self, system: &System) -> Past {
        let nodes: Vec<&Node<K>> = self.cells.cells.keys().collect();
        let each = |is: &dyn Fn(&Node<K>) -> bool| -> Vec<bool> {
            nodes.iter().map(|node| is(node)).collect()
        };
        let earlier = each(&|node| self.earlier.contains(node));
        let stood = |row: &Row| row.cells().all(|cell| at(&earlier, cell));
        let places: BTreeMap<&Node<K>, usize> = nodes.iter().copied().zip(0..).collect();
        let place = |node: &Node<K>| places.get(node).copied();
        Past {
            rows: system.rows.iter().map(stood).collect(),
            known: worked_out(system, each(&|node| self.known.contains(node))),
            kept: each(&|(key, _)| self.hidden.contains(key)),
            old: each(&|node| self.old.contains(node)),
            changes: self.changes(&nodes),
            witnesses: self
                .witnesses
                .iter()
                .flat_map(|one| one.moves(place))
                .collect(),
        }
    }

    fn changes(&self, nodes: &[&Node<K>]) -> Vec<(usize, usize)> {
        let told = |node: &Node<K>| self.known.contains(node) || self.hidden.contains(&node.0);
        let values: Vec<u64> = self.cells.cells.values().map(|cell| cell.value).collect();
        let each = || nodes.iter().zip(&values).enumerate();
        let mut changes = Vec::new();
        for (place, (one, value)) in each() {
            let same = each()
                .skip(place + 1)
                .take_while(|(_, (other, _))| other.0 == one.0);
            let few = same.filter(|(_, (_, other))| SMALL.contains(&other.abs_diff(*value)));
            // One that was never printed is told by others, or not at all.
            let either = few.filter(|(_, (other, _))| told(one) || told(other));
            changes.extend(either.map(|(other, _)| (place, other)));
        }
        changes
    }
}

/// What readers have and what they can work out of it by sums: a year's total from those of its quarters. Hiding that would protect
/// nothing.
fn worked_out(system: &System, mut known: Vec<bool>) -> Vec<bool> {
    let mut left: BTreeSet<usize> = (0..system.rows.len()).collect();
    while let Some(number) = left.pop_first() {
        let row = system.rows.get(number);
        let mut unknown = row
            .into_iter()
            .flat_map(Row::cells)
            .filter(|&cell| !at(&known, cell));
        if let (Some(cell), None) = (unknown.next(), unknown.next()) {
            put(&mut known, cell, true);
            left.extend(system.rows_of(cell));
        }
    }
    known
}
