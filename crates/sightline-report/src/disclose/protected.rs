//! What may be printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sightline_engine::rollup::Share;

use super::{Cells, FEWEST, Witnesses};

/// Something a public report wants to print, if it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<T> {
    /// It may be printed.
    Value(T),
    /// It is confidential.
    Hidden,
    /// A percentage of fewer than ten, which says little and tells much.
    TooFew,
}

impl<T> Shown<T> {
    /// What may be printed, where something may.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Hidden | Self::TooFew => None,
        }
    }

    /// The same with its value put another way, such as a share as a percentage.
    #[must_use]
    pub fn map<U>(self, say: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Self::Value(value) => Shown::Value(say(value)),
            Self::Hidden => Shown::Hidden,
            Self::TooFew => Shown::TooFew,
        }
    }
}

/// The value, `c` for confidential, or `:` for too few: the symbols of the statistics of the Department for Education.
impl<T: fmt::Display> fmt::Display for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Hidden => f.pad("c"),
            Self::TooFew => f.pad(":"),
        }
    }
}

/// What may be printed of some [`Cells`](super::Cells).
///
/// It has no number that is hidden, so whoever prints from it cannot print one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected<K> {
    pub(super) shown: BTreeMap<K, u64>,
    pub(super) hidden: BTreeSet<K>,
    /// Parts and wholes of the sums that were looked at.
    pub(super) pairs: BTreeSet<(K, K)>,
    pub(super) given_away: BTreeSet<K>,
    pub(super) witnesses: Witnesses<K>,
}

impl<K: Ord + Clone + fmt::Debug> Protected<K> {
    /// What was decided before of these cells.
    pub(crate) fn again(cells: &Cells<K>, hidden: &BTreeSet<K>) -> Self {
        let (hidden, shown): (Vec<_>, Vec<_>) =
            cells.iter().partition(|(key, _)| hidden.contains(*key));
        let shown = shown.into_iter().map(|(key, value)| (key.clone(), value));
        Self {
            shown: shown.collect(),
            hidden: hidden.into_iter().map(|(key, _)| key.clone()).collect(),
            pairs: cells.pairs(),
            given_away: BTreeSet::new(),
            witnesses: Witnesses::default(),
        }
    }

    /// A count; one that was not among the cells is hidden, because nobody has looked at what it gives away.
    #[must_use]
    pub fn count(&self, key: &K) -> Shown<u64> {
        self.shown
            .get(key)
            .map_or(Shown::Hidden, |&value| Shown::Value(value))
    }

    /// A share, and so its percentage.
    ///
    /// Hidden where the part or the whole is, and where they stand in no sum together: then the number of those without
    /// it, which the share tells as well, is protected by nothing.
    #[must_use]
    pub fn share(&self, part: &K, whole: &K) -> Shown<Share> {
        let (Shown::Value(of), Shown::Value(among)) = (self.count(part), self.count(whole)) else {
            return Shown::Hidden;
        };
        if among < FEWEST {
            Shown::TooFew
        } else if self.pairs.contains(&(part.clone(), whole.clone())) {
            Shown::Value(Share::of(of, among))
        } else {
            Shown::Hidden
        }
    }

    /// The hidden cells, in order: to be kept with the publication, for [`Before`](super::Before).
    pub fn hidden(&self) -> impl Iterator<Item = &K> {
        self.hidden.iter()
    }

    /// The shown cells with their counts, in order, derived ones among them.
    pub fn shown(&self) -> impl Iterator<Item = (&K, u64)> {
        self.shown.iter().map(|(key, &value)| (key, value))
    }

    /// What proves that nothing is given away: to be kept with the publication as well.
    #[must_use]
    pub fn witnesses(&self) -> &Witnesses<K> {
        &self.witnesses
    }

    /// Small cells that are hidden and yet not known to be safe.
    ///
    /// Because earlier publications give them away, or because no witness was found. A report must not go out while
    /// there are any: leave out finer cells, such as teams by template, and ask again.
    pub fn given_away(&self) -> impl Iterator<Item = &K> {
        self.given_away.iter()
    }
}
