//! The rollup cut into periods, once for all parts of a report.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::Datelike as _;
use sightline_engine::Rollup;
use sightline_engine::calendar::Period;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, Share, Summary, same_templates};

use crate::figures::{Figures, looked_back};
use crate::number::{day, month};
use crate::spec::Spec;

/// A period and what its audits came to.
pub(crate) struct Earlier {
    pub(crate) period: Period,
    pub(crate) summaries: Vec<Summary>,
}

/// This period and the ones of its length before it.
pub(crate) struct Data<'a> {
    pub(crate) spec: &'a Spec,
    /// The audits that the report is about.
    pub(crate) rollup: Cow<'a, Rollup>,
    pub(crate) figures: &'a Figures,
    /// What this period's audits came to.
    pub(crate) now: Vec<Summary>,
    /// Earlier periods, earliest first, from the first that has audits.
    pub(crate) earlier: Vec<Earlier>,
}

impl<'a> Data<'a> {
    pub(crate) fn new(figures: &'a Figures, spec: &'a Spec) -> Self {
        let rollup = if spec.only.is_all() {
            Cow::Borrowed(&figures.rollup)
        } else {
            Cow::Owned(figures.rollup.filter(|group| spec.only.holds(group)))
        };
        let mut before = looked_back(spec.period);
        before.pop();
        let earlier = before
            .into_iter()
            .map(|period| Earlier {
                period,
                summaries: rollup.for_period(period).summaries(),
            })
            .skip_while(|one| one.summaries.is_empty())
            .collect();
        Self {
            now: rollup.for_period(spec.period).summaries(),
            spec,
            figures,
            rollup,
            earlier,
        }
    }

    /// What kind of period it is, in a word: `quarter`.
    pub(crate) fn word(&self) -> &'static str {
        word(self.spec.period)
    }

    /// This period, as sentences name it.
    pub(crate) fn this(&self) -> String {
        short_label(self.spec.period)
    }

    /// The period just before, as sentences name it.
    pub(crate) fn then(&self) -> String {
        short_label(self.spec.period.previous())
    }

    /// What the period just before came to.
    pub(crate) fn last(&self) -> &[Summary] {
        self.earlier.last().map_or(&[], |one| &one.summaries)
    }

    /// Every period shown, this one last.
    pub(crate) fn periods(&self) -> impl Iterator<Item = (Period, &[Summary])> {
        let earlier = self
            .earlier
            .iter()
            .map(|one| (one.period, one.summaries.as_slice()));
        earlier.chain(std::iter::once((self.spec.period, self.now.as_slice())))
    }

    pub(crate) fn audits(&self) -> u64 {
        self.now.iter().map(|one| one.audits).sum()
    }

    /// The scales that grades are given on, the one with most audits first.
    pub(crate) fn scales(&self) -> Vec<Arc<GradeScale>> {
        let mut scales: Vec<(u64, Arc<GradeScale>)> = Vec::new();
        for one in &self.now {
            let Some(scale) = &one.scale else { continue };
            match scales.iter_mut().find(|(_, held)| held == scale) {
                Some((audits, _)) => *audits += one.audits,
                None => scales.push((one.audits, Arc::clone(scale))),
            }
        }
        scales.sort_by_key(|(audits, _)| std::cmp::Reverse(*audits));
        scales.into_iter().map(|(_, scale)| scale).collect()
    }

    /// Good or better over all templates on one scale, now and in the quarter before.
    pub(crate) fn good(&self, scale: &Arc<GradeScale>) -> Option<(Share, Comparison<Share>)> {
        let now = graded(&self.now, scale);
        let then = graded(self.last(), scale);
        let same = same_templates(&now, &then);
        Some((
            pooled_good(&now)?,
            same.map(|()| pooled_good(&then).unwrap_or_default()),
        ))
    }
}

/// The summaries whose grades are on one scale.
pub(crate) fn graded<'a>(summaries: &'a [Summary], scale: &Arc<GradeScale>) -> Vec<&'a Summary> {
    summaries
        .iter()
        .filter(|one| one.scale.as_ref() == Some(scale))
        .collect()
}

/// Counts pooled first, and only then divided.
pub(crate) fn pooled_good(summaries: &[&Summary]) -> Option<Share> {
    summaries
        .iter()
        .filter_map(|one| one.good_or_better())
        .reduce(Share::pool)
}

/// `quarter`, `half-year`, `year`.
pub(crate) fn word(period: Period) -> &'static str {
    match period {
        Period::Quarter(_) => "quarter",
        Period::HalfYear { .. } => "half-year",
        Period::Year(_) => "year",
        Period::Dates { .. } => "period",
    }
}

/// `Q2 2025-26`, `H1 2025-26`, `2025-26`.
pub(crate) fn short_label(period: Period) -> String {
    let label = period.label();
    match label.rsplit_once('-') {
        Some((year, part)) if matches!(period, Period::Quarter(_) | Period::HalfYear { .. }) => {
            format!("{part} {year}")
        }
        Some(_) | None => label,
    }
}

/// `Quarter 2 of 2025-26 (July to September 2025)`.
pub(crate) fn long_label(period: Period) -> String {
    let (first, last) = (period.first_day(), period.last_day());
    let from = if first.year() == last.year() {
        month(first)
    } else {
        format!("{} {}", month(first), first.year())
    };
    let months = format!("{from} to {} {}", month(last), last.year());
    let label = period.label();
    let year = label.rsplit_once('-').map_or("", |(year, _)| year);
    match period {
        Period::Quarter(quarter) => format!("Quarter {} of {year} ({months})", quarter.n),
        Period::HalfYear { n: 1, .. } => format!("First half of {year} ({months})"),
        Period::HalfYear { .. } => format!("Second half of {year} ({months})"),
        Period::Year(_) => format!("{label} ({months})"),
        Period::Dates { from, to } => format!("{} to {}", day(from), day(to)),
    }
}
