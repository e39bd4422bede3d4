//! What readers already have.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Period;

use super::key::Key;
use crate::disclose::{Before, Cells, Protected, SMALL, Witnesses};

/// What a public report was decided on, and what it has hidden.
///
/// Keep it with the report and give it to later ones in [`Figures::published`](crate::Figures), earliest first: what was hidden
/// stays hidden, and a number that would tell a hidden one by subtraction is hidden too. It has the hidden counts as they were
/// that day, so keep it where the audits are kept and publish the report alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    period: String,
    /// The counts of the period, and of those beside it that were published by then, with all their sums.
    cells: Cells<Key>,
    /// Counts that readers must not get.
    hidden: BTreeSet<Key>,
    /// What proved that nothing is given away; earlier versions kept none, and then it is looked for again.
    #[serde(default)]
    witnesses: Witnesses<Key>,
}

/// Without the counts, so that none of them stands in a message by mistake.
impl fmt::Debug for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Published({})", self.period)
    }
}

/// How numbers have changed since they were published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// Not at all.
    Same,
    /// None that is shown by more than must not be told.
    Few,
    /// Some that is shown by more.
    Many,
}

impl Published {
    pub(super) fn new(period: Period, cells: Cells<Key>, decided: &Protected<Key>) -> Self {
        Self {
            period: period.label(),
            cells,
            hidden: decided.hidden().cloned().collect(),
            witnesses: decided.witnesses().clone(),
        }
    }

    /// The same numbers again: a period that was published is told as it was, whatever is known since, until its report is
    /// restated.
    pub(super) fn again(&self) -> Protected<Key> {
        Protected::again(&self.own(), &self.hidden)
    }

    /// The counts of its own period, as they were.
    pub(super) fn own(&self) -> Cells<Key> {
        self.cells.only(|key| self.is_own(key))
    }

    fn is_own(&self, key: &Key) -> bool {
        key.is_during(self.period())
    }

    pub(crate) fn is_of(&self, period: Period) -> bool {
        self.period() == period
    }

    /// By how much the numbers that readers have of its period differ from those of today.
    pub(super) fn since(&self, today: &Cells<Key>) -> Since {
        let own = self.own();
        let mut since = Since::Same;
        for (key, then) in own.iter().filter(|(key, _)| key.adds_up()) {
            let by = then.abs_diff(today.get(key).unwrap_or(0));
            if by > *SMALL.end() && !self.hidden.contains(key) {
                return Since::Many;
            }
            if by > 0 {
                since = Since::Few;
            }
        }
        since
    }

    /// The period; one that cannot be read is a year nobody reports on.
    pub(super) fn period(&self) -> Period {
        self.period.parse().unwrap_or(Period::Year(0))
    }

    /// Adds what readers have of it.
    pub(super) fn known(&self, before: Before<Key>) -> Before<Key> {
        let own = self.cells.iter().map(|(key, _)| key);
        let shown = own.filter(|key| self.is_own(key) && !self.hidden.contains(*key));
        let shown = shown.cloned().collect();
        before
            .published(self.cells.clone(), shown, self.hidden.clone())
            .proved(self.witnesses.clone())
    }
}

/// Those published periods that can be told apart from a period by adding up and subtracting, earliest first: what overlaps it, what
/// overlaps that, and so on.
pub(super) fn beside(all: &[Published], period: Period) -> Vec<&Published> {
    let overlap = |one: Period, other: Period| {
        one.first_day() <= other.last_day() && other.first_day() <= one.last_day()
    };
    let mut reached = vec![period];
    loop {
        let more = all.iter().map(Published::period).find(|one| {
            !reached.contains(one) && reached.iter().any(|other| overlap(*one, *other))
        });
        let Some(more) = more else { break };
        reached.push(more);
    }
    all.iter()
        .filter(|one| reached.contains(&one.period()))
        .collect()
}
