//! Measures, late reviews and alerts as cells.

use std::collections::BTreeMap;

use sightline_engine::measure::Measured;
use sightline_engine::programme::Told;

use super::{Counted, Done};
use crate::public::key::{Place, Side, What};

impl Counted {
    /// Measures, and by how much those differ that may lie within each other.
    ///
    /// A plan that began again within 12 months also began again within 24, so the two numbers together tell how many began again
    /// between. Which measures lie within which is not written down, so all of the same unit that looked at equally many are held
    /// to it: that hides a number too many now and then, and none too few.
    pub(super) fn measures(&mut self, all: &[Measured], place: &Place) -> Done {
        for one in all {
            self.measure(one, place)?;
        }
        for (n, one) in all.iter().enumerate() {
            for other in all.iter().skip(n + 1) {
                if looked_at(one).is_some() && looked_at(one) == looked_at(other) {
                    for side in [Side::Counted, Side::Above, Side::Below] {
                        self.apart(side, [one, other], place)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The difference of two measures, as the rest of the larger.
    fn apart(&mut self, side: Side, two: [&Measured; 2], place: &Place) -> Done {
        let key = |one: &Measured| {
            let id = one.measure.clone();
            place.key(match side {
                Side::Counted => What::Counted(id),
                Side::Above => What::Above(id),
                Side::Below => What::Below(id),
            })
        };
        let mut cells = two.map(|one| (self.cells.get(&key(one)), &one.measure, key(one)));
        cells.sort();
        let [(Some(less), part_id, part), (Some(more), whole_id, whole)] = cells else {
            return Ok(());
        };
        let rest = place.key(What::Apart(side, part_id.clone(), whole_id.clone()));
        self.derived(rest.clone(), more - less)?;
        Ok(self.cells.sum(whole, [part, rest])?)
    }

    fn measure(&mut self, one: &Measured, place: &Place) -> Done {
        let id = || one.measure.clone();
        self.count(place.key(What::Unknown(id())), one.unknown)?;
        let Some((whole, 1)) = one.denominator.parts().filter(|_| one.is_share) else {
            return Ok(());
        };
        let counted = place.key(What::Counted(id()));
        self.count(counted.clone(), u64::try_from(whole).unwrap_or(0))?;
        let above = place.key(What::Above(id()));
        self.part(above, one.numerator, &counted, place.key(What::Below(id())))
    }

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

/// What a share was counted of, with what was left out and what was not known: the same for measures that lie within each other.
fn looked_at(one: &Measured) -> Option<(&str, u64)> {
    let (whole, 1) = one.denominator.parts().filter(|_| one.is_share)? else {
        return None;
    };
    let excluded: u64 = one.excluded.iter().map(|one| one.n).sum();
    let whole = u64::try_from(whole).ok()?;
    Some((&one.unit, whole + one.unknown + excluded))
}
