//! What a reader must not find out.

use super::super::before::Past;
use super::super::system::at;
use super::super::witness::Move;

/// Cells, and by how much each is to differ.
pub(super) type Start = Vec<(usize, i64)>;

/// What a reader must not find out.
pub(super) struct Secret {
    pub(super) cell: usize,
    /// Changes of which one must be possible.
    pub(super) starts: Vec<Start>,
    pub(super) of: Kind,
    /// Readers did not find it out from earlier publications.
    pub(super) old: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A small count, or one that was told when it was little less or more.
    Count,
    /// By how little a count changed of which no number was told.
    Change,
    /// That everybody in a group has one outcome: zeros are a part of the secret.
    WholeGroup,
}

impl Secret {
    pub(super) fn count(cell: usize, past: &Past) -> Self {
        Self {
            cell,
            starts: vec![vec![(cell, 1)], vec![(cell, -1)]],
            of: Kind::Count,
            old: at(&past.old, cell),
        }
    }

    /// Whether a move changes what one of its starts changes, and leaves what that leaves.
    pub(super) fn is_proved_by(&self, witness: &Move) -> bool {
        let changes = |cell| witness.get(cell).is_some_and(|by| *by != 0);
        let mut starts = self.starts.iter();
        starts.any(|start| start.iter().all(|(cell, by)| changes(cell) == (*by != 0)))
    }

    /// That one number of a count can be another while the other number is what it is.
    pub(super) fn change(one: usize, other: usize, past: &Past) -> Self {
        let pinned = |cell, still| [1, -1].map(|by| vec![(still, 0), (cell, by)]);
        Self {
            cell: one,
            starts: [pinned(one, other), pinned(other, one)].concat(),
            of: Kind::Change,
            old: at(&past.old, one) && at(&past.old, other),
        }
    }
}
