//! What readers already have.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Period;

use super::key::Key;
use crate::disclose::{Before, Protected};

/// What a public report has shown and hidden of one period.
///
/// Keep it with the report and give it to later ones in [`Figures::published`](crate::Figures): what was hidden stays hidden, and
/// a number that would tell a hidden one by subtraction is hidden too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    period: String,
    /// Counts that readers have.
    shown: Vec<(Key, u64)>,
    /// Counts that they must not get.
    hidden: BTreeSet<Key>,
    /// Parts and wholes whose share readers have where both are shown.
    pairs: Vec<(Key, Key)>,
}

impl Published {
    pub(super) fn new(period: Period, decided: &Protected<Key>) -> Self {
        let shown: BTreeMap<Key, u64> = decided
            .shown()
            .map(|(key, n)| (key.clone(), n))
            .filter(|(key, _)| key.is_during(period))
            .collect();
        Self {
            period: period.label(),
            shown: shown.into_iter().collect(),
            hidden: decided
                .hidden()
                .filter(|key| key.is_during(period))
                .cloned()
                .collect(),
            pairs: decided
                .pairs()
                .filter(|(part, whole)| part.is_during(period) && whole.is_during(period))
                .cloned()
                .collect(),
        }
    }

    /// The same numbers again: a period that was published is told as it was, whatever is known since, because a new number beside
    /// an old one tells the difference.
    pub(super) fn again(&self) -> Protected<Key> {
        let shown = self.shown.iter().cloned().collect();
        let pairs = self.pairs.iter().cloned().collect();
        Protected::kept(shown, self.hidden.clone(), pairs)
    }

    /// The period; one that cannot be read is a year nobody reports on.
    pub(super) fn period(&self) -> Period {
        self.period.parse().unwrap_or(Period::Year(0))
    }

    pub(super) fn overlaps(&self, other: Period) -> bool {
        let own = self.period();
        own.first_day() <= other.last_day() && other.first_day() <= own.last_day()
    }

    pub(super) fn has(&self, key: &Key) -> bool {
        self.hidden.contains(key) || self.shown.iter().any(|(shown, _)| shown == key)
    }

    /// Adds what readers have of it.
    pub(super) fn known(&self, mut before: Before<Key>) -> Before<Key> {
        for (key, n) in &self.shown {
            before.show(key.clone(), *n);
        }
        for key in &self.hidden {
            before.hide(key.clone());
        }
        before
    }
}
