//! How a measure has moved since the period before: by how much, which way, and whether that is better.

use super::{Begin, Measured};
use crate::calendar::Period;
use crate::exact::{Exact, grouped};
use crate::model::Better;
use crate::rollup::Share;

/// Fewer than this are read with caution.
const FEW: u64 = 10;

/// A measure beside the same measure in the period before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The period before.
    pub since: Period,
    /// What it came to then; absent where there was nothing to count.
    pub from: Option<Exact>,
    /// What the two side by side say.
    pub moved: Moved,
    /// Whether one of the two counts few.
    pub few: bool,
    /// What is known of then: the numerator and the denominator.
    pub counts: (u64, Exact),
}

/// How something moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    /// Not at all.
    Same,
    /// By so much; of a share this is a part of 1.
    By {
        /// Now less then.
        by: Exact,
        /// Whether it is large enough to be called better or worse, and then whether it is better.
        better: Option<bool>,
    },
    /// One of the two has no value.
    NotCalculable {
        /// Why.
        because: String,
    },
    /// The records begin inside the period before, so that only a part of it was counted.
    NotComparable {
        /// Where they begin.
        records: Begin,
    },
}

impl Measured {
    /// How it has moved since the same measure in the period before.
    #[must_use]
    pub fn since(&self, before: &Self) -> Change {
        let few = |one: &Self| one.denominator < Exact::ratio(FEW.into(), 1);
        Change {
            since: before.period,
            from: before.value.clone(),
            moved: self.moved(before),
            few: few(self) || few(before),
            counts: (before.numerator, before.denominator.clone()),
        }
    }

    /// Where the records begin, if that is so late in the period, or after it, that they hold only a part of it: what they come to
    /// then is too little, and a share may be nought for no other reason.
    #[must_use]
    pub fn records_begin_late(&self) -> Option<Begin> {
        self.records.filter(|records| self.begins_late(*records))
    }

    fn moved(&self, before: &Self) -> Moved {
        if let Some(records) = before.records_begin_late() {
            return Moved::NotComparable { records };
        }
        let (Some(now), Some(then)) = (&self.value, &before.value) else {
            let empty = if self.value.is_none() { self } else { before };
            let because = if empty.unknown > 0 {
                format!("no {} could be counted in {}", empty.unit, empty.period)
            } else {
                format!("there were no {} to count in {}", empty.units, empty.period)
            };
            return Moved::NotCalculable { because };
        };
        if now == then {
            return Moved::Same;
        }
        let by = now.clone() - then.clone();
        let is_better = by.is_negative() == (self.direction == Better::Lower);
        let better = self.moved_clearly(before, &by).then_some(is_better);
        Moved::By { by, better }
    }

    /// Whether the records begin so late in the period, or after it, that they hold only a part of it. Nobody knows on which day an
    /// extract was begun: where only the first row tells, the first tenth of a period may well have none.
    fn begins_late(&self, records: Begin) -> bool {
        let (first, last) = (self.period.first_day(), self.period.last_day());
        let grace = if records.told {
            0
        } else {
            (last - first).num_days() / 10
        };
        (records.day - first).num_days() > grace
    }

    /// A share by the rule of [`Share::moved_clearly`]; a rate by a fiftieth of what it was.
    fn moved_clearly(&self, before: &Self, by: &Exact) -> bool {
        match (self.share(), before.share()) {
            (Some(now), Some(then)) => now.moved_clearly(then),
            _ => {
                let band = before.value.clone().unwrap_or(Exact::ZERO) * Exact::ratio(1, 50);
                size(by) > band
            }
        }
    }

    /// Its counts as a share; absent for a rate.
    #[must_use]
    pub fn share(&self) -> Option<Share> {
        let (whole, 1) = self.denominator.parts().filter(|_| self.is_share)? else {
            return None;
        };
        Some(Share::of(self.numerator, u64::try_from(whole).ok()?))
    }

    /// How it has moved, as a sentence of its own.
    #[must_use]
    pub fn change_said(&self, change: &Change) -> String {
        let then = change.since;
        let from = change.from.as_ref().map(|from| self.written(from));
        let from = from.unwrap_or_default();
        let n = grouped(&change.counts.0.to_string());
        let of = grouped(&change.counts.1.plain());
        let counts = if self.is_share {
            format!(" ({n} of {of})")
        } else {
            String::new()
        };
        let said = match &change.moved {
            Moved::Same => format!("The same as in {then}: {from}{counts}"),
            Moved::By { by, better } => {
                let verdict = match better {
                    None => "too little to call better or worse",
                    Some(true) => "better",
                    Some(false) => "worse",
                };
                let way = way(by);
                format!(
                    "{way} {} from {from}{counts} in {then}: {verdict}",
                    self.by(by, " percentage points")
                )
            }
            Moved::NotCalculable { because } => {
                return format!("Change since {then} not calculable: {because}.");
            }
            Moved::NotComparable { records } => {
                return format!(
                    "Not comparable with {then}: the records {}, after it began.",
                    records.said()
                );
            }
        };
        let few = if change.few {
            "; small numbers, read with caution"
        } else {
            ""
        };
        format!("{said}{few}.")
    }

    /// The same in a table's cell: `up 3.2 pp, worse`.
    #[must_use]
    pub fn change_shown(&self, change: &Change) -> String {
        match &change.moved {
            Moved::Same => "no change".to_owned(),
            Moved::By { by, better } => {
                let verdict = match better {
                    None => "no clear change",
                    Some(true) => "better",
                    Some(false) => "worse",
                };
                format!(
                    "{} {}, {verdict}",
                    way(by).to_lowercase(),
                    self.by(by, " pp")
                )
            }
            Moved::NotCalculable { .. } => "not calculable".to_owned(),
            Moved::NotComparable { .. } => "not comparable".to_owned(),
        }
    }

    fn by(&self, by: &Exact, points: &str) -> String {
        let size = size(by);
        let (size, points) = if self.is_share {
            (size * Exact::from(100), points)
        } else {
            (size, "")
        };
        match size.decimal(1) {
            none if none == "0.0" => format!("less than 0.1{points}"),
            shown => format!("{shown}{points}"),
        }
    }
}

impl Moved {
    /// One word, as JSON has it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::By { better: None, .. } => "no clear change",
            Self::By {
                better: Some(true), ..
            } => "better",
            Self::By {
                better: Some(false),
                ..
            } => "worse",
            Self::NotCalculable { .. } => "not calculable",
            Self::NotComparable { .. } => "not comparable",
        }
    }
}

fn size(by: &Exact) -> Exact {
    if by.is_negative() {
        Exact::ZERO - by.clone()
    } else {
        by.clone()
    }
}

fn way(by: &Exact) -> &'static str {
    if by.is_negative() { "Down" } else { "Up" }
}
