//! What is hidden in each period, whichever report asks.

use std::collections::BTreeMap;

use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::rollup::Share;

use super::cells::{cells, joined};
use super::key::{Key, Place, What};
use crate::disclose::{Before, Cells, CellsError, Protected, Shown, protect};
use crate::figures::Figures;
use crate::table::Cell;

/// What may be printed of each period, for everybody and for each service.
pub(crate) struct Patterns {
    decided: BTreeMap<Period, Protected<Key>>,
    /// The service that is printed; absent is everybody. What is hidden is the same whichever it is.
    service: Option<String>,
}

impl Patterns {
    /// Decides it for some periods and all that they are made of.
    ///
    /// A quarter is decided by itself and first, so that a half-year that is reported later cannot ask more of it than its own
    /// report did; what a half-year and its quarters would give away together is hidden in the half-year.
    pub(crate) fn new(
        figures: &Figures<'_>,
        periods: impl IntoIterator<Item = Period>,
        service: Option<&str>,
        before: &Before<Key>,
    ) -> Result<Self, CellsError<Key>> {
        let mut all = Self {
            decided: BTreeMap::new(),
            service: service.map(str::to_owned),
        };
        for period in periods {
            all.decide(figures, period, before)?;
        }
        Ok(all)
    }

    fn decide(
        &mut self,
        figures: &Figures<'_>,
        period: Period,
        before: &Before<Key>,
    ) -> Result<(), CellsError<Key>> {
        if self.decided.contains_key(&period) {
            return Ok(());
        }
        let mut before = before.clone();
        for part in parts(period) {
            self.decide(figures, part, &before)?;
            if let Some(decided) = self.decided.get(&part) {
                before = before.and(decided);
            }
        }
        let public = protect(&with_parts(figures, period)?, &before);
        self.decided.insert(period, public);
        Ok(())
    }

    /// What may be printed of one period.
    pub(crate) fn of(&self, period: Period) -> Gate<'_> {
        Gate {
            public: self.decided.get(&period),
            place: Place::of(period, self.service.as_deref()),
        }
    }

    /// Whether a period was looked at.
    pub(crate) fn has(&self, period: Period) -> bool {
        self.decided.contains_key(&period)
    }

    /// What was decided, to be kept with a publication.
    pub(crate) fn decided(&self) -> impl Iterator<Item = &Protected<Key>> {
        self.decided.values()
    }
}

/// The next smaller periods that one is made of.
fn parts(period: Period) -> Vec<Period> {
    let quarter = |year, n| Period::Quarter(Quarter { year, n });
    match period {
        Period::Quarter(_) => Vec::new(),
        Period::HalfYear { year, n: 1 } => vec![quarter(year, 1), quarter(year, 2)],
        Period::HalfYear { year, .. } => vec![quarter(year, 3), quarter(year, 4)],
        Period::Year(year) => [1, 2].map(|n| Period::HalfYear { year, n }).into(),
        Period::Dates { .. } => period.quarters().into_iter().map(Period::Quarter).collect(),
    }
}

fn with_parts(figures: &Figures<'_>, period: Period) -> Result<Cells<Key>, CellsError<Key>> {
    let own = cells(figures, period)?;
    let parts: Result<Vec<_>, _> = parts(period)
        .into_iter()
        .map(|part| Ok((part, with_parts(figures, part)?)))
        .collect();
    joined((period, own), &parts?)
}

/// What may be printed of one period, for everybody or for one service.
pub(crate) struct Gate<'p> {
    public: Option<&'p Protected<Key>>,
    place: Place,
}

impl Gate<'_> {
    /// A count, where it may be printed.
    pub(crate) fn n(&self, what: What) -> Option<u64> {
        self.count(what).value()
    }

    /// A share, where it may be printed.
    pub(crate) fn share(&self, part: What, whole: What) -> Option<Share> {
        self.shown(part, whole).value()
    }

    fn count(&self, what: What) -> Shown<u64> {
        let key = self.place.key(what);
        self.public
            .map_or(Shown::Hidden, |public| public.count(&key))
    }

    fn shown(&self, part: What, whole: What) -> Shown<Share> {
        let (part, whole) = (self.place.key(part), self.place.key(whole));
        self.public
            .map_or(Shown::Hidden, |public| public.share(&part, &whole))
    }

    /// `96`, or `c`.
    pub(crate) fn cell(&self, what: What) -> Cell {
        match self.count(what) {
            Shown::Value(n) => n.into(),
            hidden @ (Shown::Hidden | Shown::TooFew) => Cell::hidden(hidden.to_string()),
        }
    }

    /// `12 (60.0%)`, the count alone where the share may not be printed, or `c`.
    pub(crate) fn counted(&self, part: What, whole: What) -> Cell {
        match self.shown(part.clone(), whole) {
            Shown::Value(share) => Cell::counted(share),
            Shown::Hidden | Shown::TooFew => self.cell(part),
        }
    }

    /// `12 of 20 (60.0%)`, the count alone where the share may not be printed, or `c`.
    pub(crate) fn part_of(&self, part: What, whole: What) -> Cell {
        match self.shown(part.clone(), whole) {
            Shown::Value(share) => Cell::part_of(share),
            Shown::Hidden | Shown::TooFew => self.cell(part),
        }
    }
}
