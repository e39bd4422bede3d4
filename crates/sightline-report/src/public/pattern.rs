//! What is hidden in each period, whichever report asks.

use std::collections::{BTreeMap, BTreeSet};

use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::rollup::Share;

use super::cells::{Detail, cells, sums_over};
use super::key::{Key, Place, What};
use super::published::Published;
use crate::disclose::{Before, Cells, CellsError, Protected, Shown, protect};
use crate::error::ReportError;
use crate::figures::Figures;
use crate::table::Cell;

/// What may be printed of each period, for everybody and for each service.
pub(crate) struct Patterns {
    decided: BTreeMap<Period, Decided>,
    /// The service that is printed; absent is everybody. What is hidden is the same whichever it is.
    service: Option<String>,
}

impl Patterns {
    /// Decides it for some periods, beside what was published of these and of the periods that they are part of or made of.
    pub(crate) fn new(
        figures: &Figures<'_>,
        periods: impl IntoIterator<Item = Period>,
        service: Option<&str>,
    ) -> Result<Self, ReportError> {
        let mut decided = BTreeMap::new();
        for period in periods {
            decided.insert(period, decide(figures, period)?);
        }
        Ok(Self {
            decided,
            service: service.map(str::to_owned),
        })
    }

    /// What may be printed of one period.
    pub(crate) fn of(&self, period: Period) -> Gate<'_> {
        Gate {
            public: self.decided.get(&period).map(|one| &one.public),
            place: Place::of(period, self.service.as_deref()),
        }
    }

    /// Whether a period was looked at.
    pub(crate) fn has(&self, period: Period) -> bool {
        self.decided.contains_key(&period)
    }

    /// What was decided, to be kept with the publication.
    pub(crate) fn published(&self) -> Vec<Published> {
        let decided = self.decided.values();
        decided.map(|one| one.published.clone()).collect()
    }
}

/// What was decided of one period, and what is kept of it.
struct Decided {
    public: Protected<Key>,
    published: Published,
}

/// Decides one period in as much detail as can be protected, or as it was decided when it was first published.
///
/// Where small numbers leave nothing to hide others behind, services go first, then sections, then templates. How far it goes
/// depends on the period's counts alone, so it is the same for every report on it.
fn decide(figures: &Figures<'_>, period: Period) -> Result<Decided, ReportError> {
    if let Some(published) = figures.published.iter().find(|one| one.period() == period) {
        return Ok(Decided {
            public: published.again(),
            published: published.clone(),
        });
    }
    let mut left = String::new();
    for detail in Detail::ALL {
        let (cells, public) = protected(figures, period, detail)
            .map_err(|error| ReportError::Inconsistent(error.to_string()))?;
        let Some(key) = public.given_away().next().map(ToString::to_string) else {
            let published = Published::new(period, &cells, &public);
            return Ok(Decided { public, published });
        };
        left = key;
    }
    Err(ReportError::GivenAway(left))
}

/// The cells of a period and of those that it could be worked out from, and what may be printed of them.
fn protected(
    figures: &Figures<'_>,
    period: Period,
    detail: Detail,
) -> Result<(Cells<Key>, Protected<Key>), Box<CellsError<Key>>> {
    let mut all = cells(figures, period, detail)?;
    let keys: BTreeSet<Key> = all.iter().map(|(key, _)| key.clone()).collect();
    let published: BTreeSet<Period> = figures.published.iter().map(Published::period).collect();
    let told = |one: Period| one == period || published.contains(&one);
    // A half-year less its first quarter is the second, whether or not that was published.
    let made: Vec<(Period, Vec<Period>)> = longer(period)
        .filter(|whole| told(*whole))
        .flat_map(|whole| made_of(whole).into_iter().map(move |parts| (whole, parts)))
        .map(|(whole, parts)| {
            (
                whole,
                parts.into_iter().filter(|part| told(*part)).collect(),
            )
        })
        .filter(|(_, parts): &(Period, Vec<Period>)| !parts.is_empty())
        .collect();
    let beside = made
        .iter()
        .flat_map(|(whole, parts)| parts.iter().chain([whole]));
    let beside: BTreeSet<Period> = beside.copied().filter(|one| *one != period).collect();
    for other in &beside {
        let there = cells(figures, *other, Detail::ALL[0])?;
        all.extend(&of_same(&there, &keys, period)?)?;
    }
    let mut covered = BTreeSet::new();
    for (whole, parts) in made {
        // Its two halves tell what its first half and two quarters do, where these are told with theirs.
        let days: BTreeSet<u8> = parts.iter().flat_map(|part| quarters_of(*part)).collect();
        if covered.insert((whole, days)) {
            sums_over(&mut all, whole, &parts)?;
        }
    }
    let mut before = Before::nothing();
    let near = |one: &&Published| one.overlaps(period) || beside.contains(&one.period());
    let near = figures.published.iter().filter(near);
    // Each later report on a period kept the same of it again.
    let near: BTreeMap<Period, &Published> = near.map(|one| (one.period(), one)).collect();
    for one in near.into_values() {
        before = one.known(before)?;
    }
    let public = protect(&all, &before);
    Ok((all, public))
}

/// The cells that count the same as some of a period do.
fn of_same(
    cells: &Cells<Key>,
    keys: &BTreeSet<Key>,
    period: Period,
) -> Result<Cells<Key>, Box<CellsError<Key>>> {
    let mut kept = Cells::new();
    for (key, n) in cells.iter() {
        if keys.contains(&key.during(period)) {
            kept.count(key.clone(), n)?;
        }
    }
    Ok(kept)
}

/// A period, and those of its year that it is a part of.
fn longer(period: Period) -> impl Iterator<Item = Period> {
    let of = match period {
        Period::Quarter(Quarter { year, n }) => {
            let half = Period::HalfYear {
                year,
                n: n.div_ceil(2),
            };
            vec![half, Period::Year(year)]
        }
        Period::HalfYear { year, .. } => vec![Period::Year(year)],
        Period::Year(_) | Period::Dates { .. } => Vec::new(),
    };
    std::iter::once(period).chain(of)
}

/// The quarters of its year that a period covers.
fn quarters_of(period: Period) -> std::ops::RangeInclusive<u8> {
    match period {
        Period::Quarter(Quarter { n, .. }) => n..=n,
        Period::HalfYear { n: 1, .. } => 1..=2,
        Period::HalfYear { .. } => 3..=4,
        Period::Year(_) | Period::Dates { .. } => 1..=4,
    }
}

/// The ways in which a period is made of others.
fn made_of(period: Period) -> Vec<Vec<Period>> {
    let quarters = |year, numbers: &[u8]| -> Vec<Period> {
        let quarter = |n: &u8| Period::Quarter(Quarter { year, n: *n });
        numbers.iter().map(quarter).collect()
    };
    match period {
        Period::Quarter(_) | Period::Dates { .. } => Vec::new(),
        Period::HalfYear { year, n: 1 } => vec![quarters(year, &[1, 2])],
        Period::HalfYear { year, .. } => vec![quarters(year, &[3, 4])],
        Period::Year(year) => {
            let half = |n| Period::HalfYear { year, n };
            let (first, second) = (quarters(year, &[1, 2]), quarters(year, &[3, 4]));
            vec![
                vec![half(1), half(2)],
                [first.as_slice(), &[half(2)]].concat(),
                [&[half(1)], second.as_slice()].concat(),
                [first, second].concat(),
            ]
        }
    }
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
