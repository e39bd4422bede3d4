//! What readers already have.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Period;

use super::key::Key;
use crate::disclose::{Before, Cells, CellsError, Protected};

/// What a public report has shown and hidden of one period.
///
/// Keep it with the report and give it to later ones in [`Figures::published`](crate::Figures): what was hidden stays hidden, and
/// a number that would tell a hidden one by subtraction is hidden too. It has the hidden counts, so keep it where the audits are kept
/// and publish only the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    period: String,
    /// The counts that were looked at, of this period and of those it was published beside, as they were that day.
    cells: Vec<(Key, u64, Was)>,
    /// How they add up: the total, its parts, and the outcomes among them, by place.
    sums: Vec<(usize, Vec<usize>, Vec<usize>)>,
}

/// What became of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Was {
    Shown,
    Hidden,
    /// It is of another period, and was looked at because it could be worked out.
    Beside,
}

impl Published {
    pub(super) fn new(period: Period, cells: &Cells<Key>, decided: &Protected<Key>) -> Self {
        let was = |key: &Key| match decided.count(key).value() {
            None => Was::Hidden,
            Some(_) if key.is_during(period) => Was::Shown,
            Some(_) => Was::Beside,
        };
        let places: BTreeMap<&Key, usize> = cells.iter().map(|(key, _)| key).zip(0..).collect();
        let all = |keys: &[Key]| {
            keys.iter()
                .filter_map(|key| places.get(key).copied())
                .collect()
        };
        Self {
            period: period.label(),
            cells: cells
                .iter()
                .map(|(key, n)| (key.clone(), n, was(key)))
                .collect(),
            sums: cells
                .sums()
                .filter_map(|(whole, parts, outcomes)| {
                    Some((*places.get(whole)?, all(parts), all(outcomes)))
                })
                .collect(),
        }
    }

    /// The same numbers again: a period that was published is told as it was, whatever is known since, because a new number beside
    /// an old one tells the difference.
    pub(super) fn again(&self) -> Protected<Key> {
        let here = |key: &Key| key.is_during(self.period());
        let pairs = self.sums.iter().flat_map(|(whole, parts, _)| {
            let pair = |part: &usize| Some((self.key(*part)?.clone(), self.key(*whole)?.clone()));
            parts.iter().filter_map(pair)
        });
        let shown = self.cells.iter().filter(|(.., was)| *was == Was::Shown);
        let hidden = self.of(Was::Hidden).filter(|key| here(key));
        Protected::kept(
            shown.map(|(key, n, _)| (key.clone(), *n)).collect(),
            hidden.cloned().collect(),
            pairs
                .filter(|(part, whole)| here(part) && here(whole))
                .collect(),
        )
    }

    /// The period; one that cannot be read is a year nobody reports on.
    pub(super) fn period(&self) -> Period {
        self.period.parse().unwrap_or(Period::Year(0))
    }

    pub(super) fn overlaps(&self, other: Period) -> bool {
        let own = self.period();
        own.first_day() <= other.last_day() && other.first_day() <= own.last_day()
    }

    /// Adds what readers have of it.
    pub(super) fn known(&self, before: Before<Key>) -> Result<Before<Key>, Box<CellsError<Key>>> {
        let mut cells = Cells::new();
        for (key, n, _) in &self.cells {
            cells.count(key.clone(), *n)?;
        }
        let all = |places: &[usize]| -> Vec<Key> {
            let keys = places.iter().filter_map(|place| self.key(*place));
            keys.cloned().collect()
        };
        for (whole, parts, outcomes) in &self.sums {
            if let Some(whole) = self.key(*whole) {
                cells.sum_with(whole.clone(), all(parts), all(outcomes))?;
            }
        }
        let of = |was| -> BTreeSet<Key> { self.of(was).cloned().collect() };
        Ok(before.published(cells, of(Was::Shown), of(Was::Hidden)))
    }

    fn key(&self, place: usize) -> Option<&Key> {
        self.cells.get(place).map(|(key, ..)| key)
    }

    fn of(&self, was: Was) -> impl Iterator<Item = &Key> {
        let these = self.cells.iter().filter(move |(.., one)| *one == was);
        these.map(|(key, ..)| key)
    }
}
