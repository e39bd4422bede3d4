//! What earlier publications have shown and hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::Protected;
use super::pattern::Past;

/// What readers already have: the cells that earlier publications of the same figures hid and showed.
///
/// A restated report must keep hidden what was hidden, or the new number would give away the old ones; and what was
/// shown with the same number can hide nothing any more. Keys must mean the same each time, so a quarter's cells carry
/// the quarter in their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before<K> {
    pub(super) hidden: BTreeSet<K>,
    pub(super) shown: BTreeMap<K, BTreeSet<u64>>,
}

impl<K> Default for Before<K> {
    fn default() -> Self {
        Self {
            hidden: BTreeSet::new(),
            shown: BTreeMap::new(),
        }
    }
}

impl<K: Ord + Clone> Before<K> {
    /// Nothing was published yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Adds a publication, earliest first or in any order.
    #[must_use]
    pub fn and(mut self, published: &Protected<K>) -> Self {
        for key in published.hidden() {
            self.hide(key.clone());
        }
        for (key, value) in published.shown() {
            self.show(key.clone(), value);
        }
        self
    }

    /// Adds a cell that a publication hid.
    pub fn hide(&mut self, key: K) {
        self.hidden.insert(key);
    }

    /// Adds a cell that a publication showed.
    pub fn show(&mut self, key: K, value: u64) {
        self.shown.entry(key).or_default().insert(value);
    }

    /// What readers have of a cell already.
    pub(super) fn past(&self, key: &K, value: u64) -> Past {
        match self.shown.get(key) {
            Some(values) if values.contains(&value) => Past::Known,
            Some(_) => Past::Restated,
            None => Past::Unseen,
        }
    }
}
