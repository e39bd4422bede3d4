//! What is hidden in each period, whichever report asks.

use std::collections::BTreeMap;

use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::rollup::Share;

use super::cells::{Detail, cells, sums_over};
use super::key::{Key, Place, What};
use super::published::{Published, beside};
use crate::disclose::{Before, Cells, CellsError, HEADLINE, Protected, Shown, protect};
use crate::error::ReportError;
use crate::figures::Figures;
use crate::table::Cell;

/// What may be printed of each period, for everybody and for each service.
pub(crate) struct Patterns {
    decided: BTreeMap<Period, Protected<Key>>,
    /// What was decided now, to be kept with the publication.
    pub(crate) published: Vec<Published>,
    /// The service that is printed; absent is everybody. What is hidden is the same whichever it is.
    service: Option<String>,
}

impl Patterns {
    /// Decides it for some periods, beside what was published before; a period that was published is told as it was then, but for one
    /// whose report is restated.
    pub(crate) fn new(
        figures: &Figures,
        periods: impl IntoIterator<Item = Period>,
        restated: Option<Period>,
        service: Option<&str>,
    ) -> Result<Self, ReportError> {
        let mut patterns = Self {
            decided: BTreeMap::new(),
            published: Vec::new(),
            service: service.map(str::to_owned),
        };
        for period in periods {
            let last = figures.published.iter().rfind(|one| one.period() == period);
            let public = if let (Some(last), true) = (last, restated != Some(period)) {
                last.again()
            } else {
                let (cells, public) = decide(figures, period)?;
                let published = Published::new(period, cells, &public);
                patterns.published.push(published);
                public
            };
            patterns.decided.insert(period, public);
        }
        Ok(patterns)
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
}

/// The cells that were looked at, and what may be printed of them.
type Decided = (Cells<Key>, Protected<Key>);

/// Decides one period in the detail at which readers learn most.
///
/// That is where most of the numbers print that the report is read for, and then most of the others by what they are worth. The
/// finer tables are, the more small numbers are in them and the more of the whole has to be hidden for their sake; so services go
/// first, then sections, each grade of a template, templates, and each grade of all. How far it goes depends on the period's counts
/// and on what was published, so it is the same for every report on it.
fn decide(figures: &Figures, period: Period) -> Result<Decided, ReportError> {
    let mut left = String::new();
    let mut best: Option<([u64; 4], Decided)> = None;
    for detail in Detail::ALL {
        let (cells, public) = protected(figures, period, detail)
            .map_err(|error| ReportError::Inconsistent(error.to_string()))?;
        if let Some(key) = public.given_away().next() {
            left = key.to_string();
            continue;
        }
        let worth = worth(&public);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, (cells, public)));
        }
    }
    best.map(|(_, decided)| decided)
        .ok_or(ReportError::GivenAway(left))
}

/// What can be printed is worth: first how many audits there were, then the other numbers that a report is read for, then those of templates and themes, then all others.
fn worth(public: &Protected<Key>) -> [u64; 4] {
    let mut worth = [0; 4];
    for (key, _) in public.shown() {
        let [total, headlines, main, others] = &mut worth;
        let (held, of) = match key.worth() {
            // How many audits there were, without which no other number says much.
            of @ 7.. => (total, of),
            of @ HEADLINE.. => (headlines, of),
            of @ 3..=4 => (main, of),
            of => (others, of),
        };
        *held += u64::from(of);
    }
    worth
}

fn protected(
    figures: &Figures,
    period: Period,
    detail: Detail,
) -> Result<Decided, Box<CellsError<Key>>> {
    let mut all = cells(figures, period, detail)?;
    let mut periods = vec![period];
    let mut before = Before::nothing();
    let beside = beside(&figures.published, period);
    for other in &beside {
        before = other.known(before);
    }
    // Of several editions the last stands beside this one.
    for other in beside.into_iter().rev() {
        if !periods.contains(&other.period()) {
            all.extend(&other.own())?;
            periods.push(other.period());
        }
    }
    for whole in &periods {
        // A half-year less its first quarter is the second, whether or not that was published.
        for mut parts in made_of(*whole) {
            parts.retain(|part| periods.contains(part));
            sums_over(&mut all, *whole, &parts)?;
        }
    }
    all.weigh(Key::worth);
    let public = protect(&all, &before);
    Ok((all, public))
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
