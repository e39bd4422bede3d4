//! What earlier publications have shown and hidden.

use std::collections::BTreeSet;
use std::fmt::Debug;

use super::cells::{Cell, Cells, Sum};
use super::{Protected, SMALL};

/// What readers already have: earlier publications, each with the cells it was decided on.
///
/// It takes the counts of that day, hidden ones as well, because a reader lays the publications side by side: a hidden count that did
/// not change stands in the sums of both, and one that did change must not be told by the difference. Keys must mean the
/// same each time, so a quarter's cells carry the quarter in their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before<K> {
    editions: Vec<Edition<K>>,
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
        }
    }
}

impl<K: Ord + Clone + Debug> Before<K> {
    /// Nothing was published yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Adds a publication, in any order: the cells as they were, and what was decided of them.
    #[must_use]
    pub fn and(self, cells: Cells<K>, published: &Protected<K>) -> Self {
        let shown = published.shown().map(|(key, _)| key.clone()).collect();
        self.published(cells, shown, published.hidden().cloned().collect())
    }

    /// Adds a publication that showed some of its cells and hid others; of the rest readers have nothing.
    #[must_use]
    pub fn published(mut self, cells: Cells<K>, shown: BTreeSet<K>, hidden: BTreeSet<K>) -> Self {
        self.editions.push(Edition {
            cells,
            shown,
            hidden,
        });
        self
    }
}

/// A cell of all publications together.
///
/// A count that did not change is the same cell in both, as it is to a reader who has heard what changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node<K> {
    /// What is counted, and the count.
    Count(K, u64),
    /// By how much a count changed, where that is a small number: three more audits are three children.
    Change(K, u64, u64),
}

impl<K> Node<K> {
    pub(super) fn key(&self) -> &K {
        match self {
            Self::Count(key, _) | Self::Change(key, ..) => key,
        }
    }
}

/// All publications as one, this one with them.
pub(super) struct Joint<K> {
    pub(super) cells: Cells<Node<K>>,
    /// What readers have, and hiding protects no more.
    pub(super) known: BTreeSet<Node<K>>,
    /// What was hidden, under whichever number.
    pub(super) hidden: BTreeSet<K>,
}

impl<K: Ord + Clone + Debug> Joint<K> {
    pub(super) fn new(cells: &Cells<K>, before: &Before<K>) -> Self {
        let mut joint = Self {
            cells: Cells::new(),
            known: BTreeSet::new(),
            hidden: BTreeSet::new(),
        };
        joint.add(cells);
        for edition in &before.editions {
            joint.add(&edition.cells);
            let count = |key: &K| Some(Node::Count(key.clone(), edition.cells.get(key)?));
            joint.known.extend(edition.shown.iter().filter_map(count));
            joint.hidden.extend(edition.hidden.iter().cloned());
        }
        joint.add_changes();
        joint
    }

    fn add(&mut self, cells: &Cells<K>) {
        for (key, cell) in &cells.cells {
            let node = Node::Count(key.clone(), cell.value);
            let held = self.cells.cells.entry(node).or_insert(*cell);
            held.printed |= cell.printed;
        }
        let node = |key: &K| Some(Node::Count(key.clone(), cells.get(key)?));
        let nodes = |keys: &[K]| keys.iter().filter_map(node).collect();
        for sum in &cells.sums {
            if let Some(whole) = node(&sum.whole) {
                self.cells.sums.insert(Sum {
                    whole,
                    parts: nodes(&sum.parts),
                    telling: nodes(&sum.telling),
                });
            }
        }
    }

    fn add_changes(&mut self) {
        let nodes: Vec<&Node<K>> = self.cells.cells.keys().collect();
        let same = nodes.chunk_by(|one, other| one.key() == other.key());
        let pairs = same.flat_map(|editions| {
            let numbers = editions.iter().enumerate();
            numbers.flat_map(|(at, low)| editions.iter().skip(at + 1).map(move |high| (low, high)))
        });
        let mut changes = Vec::new();
        for (low, high) in pairs {
            let (Node::Count(key, less), Node::Count(_, more)) = (low, high) else {
                continue;
            };
            if SMALL.contains(&(more - less)) {
                let change = Node::Change(key.clone(), *less, *more);
                changes.push(((*low).clone(), (*high).clone(), change, more - less));
            }
        }
        for (low, high, change, value) in changes {
            let cell = Cell {
                value,
                printed: false,
            };
            self.cells.cells.insert(change.clone(), cell);
            self.cells.sums.insert(Sum {
                whole: high,
                parts: vec![low, change],
                telling: Vec::new(),
            });
        }
    }
}
