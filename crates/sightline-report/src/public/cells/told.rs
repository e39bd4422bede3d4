//! Late reviews and alerts as cells.

use std::collections::BTreeMap;

use sightline_engine::programme::Told;

use super::{Counted, Done};
use crate::public::key::{Place, What};

impl Counted {
    pub(super) fn told(&mut self, told: &[&Told], place: &Place) -> Done {
        let mut late: BTreeMap<&str, u64> = BTreeMap::new();
        for (because, n) in told.iter().flat_map(|one| &one.late_reviews) {
            *late.entry(because).or_default() += n;
        }
        let mut parts = Vec::new();
        for (because, n) in &late {
            let key = place.key(What::LateBecause((*because).to_owned()));
            self.count(key.clone(), *n)?;
            parts.push(key);
        }
        if !parts.is_empty() {
            self.count(place.key(What::Late), late.values().sum())?;
            self.cells.sum(place.key(What::Late), parts)?;
        }
        let mut alerts: BTreeMap<(&str, bool), [u64; 3]> = BTreeMap::new();
        for one in told.iter().flat_map(|one| &one.alerts) {
            let held = alerts.entry((&one.concern, one.formal)).or_default();
            let more = [one.opened, one.resolved, one.overdue];
            held.iter_mut()
                .zip(more)
                .for_each(|(held, more)| *held += more);
        }
        for ((concern, formal), [opened, resolved, overdue]) in alerts {
            let key = |of: fn(String, bool) -> What| place.key(of(concern.to_owned(), formal));
            let whole = key(What::Opened);
            self.count(whole.clone(), opened)?;
            // More may be resolved than were opened: some were open before.
            for (of, rest, n) in [
                (key(What::Resolved), key(What::Unresolved), resolved),
                (key(What::Overdue), key(What::NotOverdue), overdue),
            ] {
                if n <= opened {
                    self.part(of, n, &whole, rest)?;
                } else {
                    self.count(of, n)?;
                }
            }
        }
        Ok(())
    }
}
