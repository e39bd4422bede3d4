//! Witnesses that are kept with a publication.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::witness::Move;

/// A count in some publication: the key, and how often its number had changed by then. As long as it did not change it is the same
/// count, as it is to a reader who has heard what changed.
pub(super) type Node<K> = (K, usize);

/// What proves that a publication, beside those before it, gives no secret away: other sets of counts that fit all that was shown.
///
/// Keep it with the publication and give it to later ones ([`Before::proved`](super::Before::proved)). They look first whether it
/// still holds, and only search where it does not. Nothing is taken on trust: what does not fit the sums is no proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(
    serialize = "K: Ord + Clone + Serialize",
    deserialize = "K: Ord + Clone + Deserialize<'de>"
))]
pub struct Witnesses<K> {
    /// Each count once, and how often its number had changed, because keys are long.
    counts: Vec<Node<K>>,
    /// Counts by their place in the list, and by how much each differs from the truth.
    moves: Vec<Vec<(usize, i64)>>,
}

impl<K> Default for Witnesses<K> {
    fn default() -> Self {
        Self {
            counts: Vec::new(),
            moves: Vec::new(),
        }
    }
}

impl<K: Ord + Clone> Witnesses<K> {
    /// Moves of a system whose cells are these counts.
    pub(super) fn of(moves: &BTreeSet<Move>, counts: &[&Node<K>]) -> Self {
        let used: BTreeSet<usize> = moves.iter().flat_map(Move::keys).copied().collect();
        let places: BTreeMap<usize, usize> = used.iter().copied().zip(0..).collect();
        let place = |(cell, by): (&usize, &i64)| Some((*places.get(cell)?, *by));
        Self {
            counts: used
                .iter()
                .filter_map(|&cell| Some((*counts.get(cell)?).clone()))
                .collect(),
            moves: moves
                .iter()
                .map(|one| one.iter().filter_map(place).collect())
                .collect(),
        }
    }

    /// The same as moves of another system; what it knows nothing of is left out, and whether the rest still adds up is asked there.
    pub(super) fn moves(&self, cell: impl Fn(&Node<K>) -> Option<usize>) -> Vec<Move> {
        let cells: Vec<Option<usize>> = self.counts.iter().map(cell).collect();
        let there = |&(place, by): &(usize, i64)| Some((cells.get(place).copied().flatten()?, by));
        self.moves
            .iter()
            .map(|one| one.iter().filter_map(there).collect())
            .collect()
    }
}
