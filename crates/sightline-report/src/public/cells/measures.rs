//! Measures as cells, and what two of them tell beside each other.

use sightline_engine::measure::Measured;
use sightline_engine::rollup::Share;

use super::{Counted, Done};
use crate::disclose::SMALL;
use crate::public::key::{Place, What};

impl Counted {
    pub(super) fn measures(&mut self, all: &[Measured], place: &Place) -> Done {
        for one in all {
            self.measure(one, place)?;
        }
        self.apart(all, place)?;
        self.bases(all, place)
    }

    fn measure(&mut self, one: &Measured, place: &Place) -> Done {
        let id = || one.measure.clone();
        self.count(place.key(What::Unknown(id())), one.unknown)?;
        let Some(Share { whole, .. }) = one.share() else {
            // A rate: what stands above and below its line are counts like others.
            for (what, n) in counts(one) {
                self.count(place.key(what), n)?;
            }
            return Ok(());
        };
        let counted = place.key(What::Counted(id()));
        self.count(counted.clone(), whole)?;
        let above = place.key(What::Above(id()));
        self.part(above, one.numerator, &counted, place.key(What::Below(id())))
    }

    /// Holds the differences of measures that may lie within each other.
    ///
    /// Children who conveyed their views are among those who took part, and a plan begun again within a year is one begun again at
    /// all: 40 less 37 is a count of 3. Nothing says which measures lie within which, so any two that count the same unit are taken
    /// to, whichever of their counts is the larger. Only small differences need it, as large ones tell of no small group.
    fn apart(&mut self, all: &[Measured], place: &Place) -> Done {
        for (n, one) in all.iter().enumerate() {
            for other in all
                .iter()
                .skip(n + 1)
                .filter(|other| other.unit == one.unit)
            {
                for (a, of_a) in counts(one) {
                    for (b, of_b) in counts(other) {
                        let ((more, most), (less, least)) = if of_a > of_b {
                            ((a.clone(), of_a), (b, of_b))
                        } else {
                            ((b, of_b), (a.clone(), of_a))
                        };
                        let apart = most - least;
                        if least == 0 || !SMALL.contains(&apart) {
                            continue;
                        }
                        let between = What::Apart(Box::new(more.clone()), Box::new(less.clone()));
                        let between = place.key(between);
                        self.derived(between.clone(), apart)?;
                        self.cells
                            .sum(place.key(more), [place.key(less), between])?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Measures that looked at equally many of the same unit may have looked at the same ones: what one counted and did not know
    /// tells what another did not know.
    fn bases(&mut self, all: &[Measured], place: &Place) -> Done {
        let base = |one: &Measured| Some((one.unit.clone(), one.share()?.whole + one.unknown));
        for (n, one) in all.iter().enumerate() {
            let like = |other: &&Measured| base(other).is_some() && base(other) == base(one);
            let group: Vec<&Measured> = all.iter().filter(like).collect();
            let first = all.iter().position(|other| like(&other)) == Some(n);
            let small = group.iter().any(|one| SMALL.contains(&one.unknown));
            let Some((_, of)) = base(one).filter(|_| first && small && group.len() > 1) else {
                continue;
            };
            let key = place.key(What::Base(one.measure.clone()));
            self.derived(key.clone(), of)?;
            for one in group {
                let parts =
                    [What::Counted, What::Unknown].map(|of| place.key(of(one.measure.clone())));
                self.cells.sum(key.clone(), parts)?;
            }
        }
        Ok(())
    }
}

/// What a rate is taken of, where it is a number of whole things and large enough to be one of children.
///
/// A caseload of two full-time workers is told: they are no children.
pub(in crate::public) fn taken_of(rate: &Measured) -> Option<u64> {
    let (whole, 1) = rate.denominator.parts()? else {
        return None;
    };
    u64::try_from(whole).ok().filter(|of| of > SMALL.end())
}

/// Each count of a measure that a reader has.
fn counts(one: &Measured) -> Vec<(What, u64)> {
    let id = || one.measure.clone();
    let Some(Share { whole, .. }) = one.share() else {
        let below = taken_of(one).map(|of| (What::Counted(id()), of));
        let above = Some((What::Above(id()), one.numerator)).filter(|_| !one.is_share);
        return above.into_iter().chain(below).collect();
    };
    vec![
        (What::Counted(id()), whole),
        (What::Above(id()), one.numerator),
        (What::Below(id()), whole.saturating_sub(one.numerator)),
    ]
}
