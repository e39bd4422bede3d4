//! The rollup cut into quarters, once for all parts of a report.

use std::sync::Arc;

use sightline_engine::Rollup;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, Share, Summary, same_templates};

use crate::number::month;
use crate::spec::Spec;

/// How many earlier quarters a report looks back.
const BACK: usize = 4;

/// A quarter and what its audits came to.
pub(crate) struct Quarterly {
    pub(crate) quarter: Quarter,
    pub(crate) summaries: Vec<Summary>,
}

/// This quarter and the ones before it.
pub(crate) struct Data<'a> {
    pub(crate) spec: &'a Spec,
    pub(crate) rollup: &'a Rollup,
    /// What this quarter's audits came to.
    pub(crate) now: Vec<Summary>,
    /// Earlier quarters, earliest first, from the first that has audits.
    pub(crate) earlier: Vec<Quarterly>,
}

impl<'a> Data<'a> {
    pub(crate) fn new(rollup: &'a Rollup, spec: &'a Spec) -> Self {
        let mut before: Vec<Quarter> =
            std::iter::successors(Some(spec.period.previous()), |quarter| {
                Some(quarter.previous())
            })
            .take(BACK)
            .collect();
        before.reverse();
        let earlier = before
            .into_iter()
            .map(|quarter| Quarterly {
                quarter,
                summaries: rollup.for_period(quarter).summaries(),
            })
            .skip_while(|one| one.summaries.is_empty())
            .collect();
        Self {
            spec,
            rollup,
            now: rollup.for_period(spec.period).summaries(),
            earlier,
        }
    }

    /// The quarter just before, as sentences name it.
    pub(crate) fn then(&self) -> String {
        short_label(self.spec.period.previous())
    }

    /// What the quarter just before came to.
    pub(crate) fn last(&self) -> &[Summary] {
        self.earlier.last().map_or(&[], |one| &one.summaries)
    }

    /// Every quarter shown, this one last.
    pub(crate) fn quarters(&self) -> impl Iterator<Item = (Quarter, &[Summary])> {
        let earlier = self
            .earlier
            .iter()
            .map(|one| (one.quarter, one.summaries.as_slice()));
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

/// `Q2 2025-26`.
pub(crate) fn short_label(quarter: Quarter) -> String {
    format!("Q{} {}", quarter.n, year(quarter))
}

/// `Quarter 2 of 2025-26 (July to September 2025)`.
pub(crate) fn long_label(quarter: Quarter) -> String {
    let (first, last) = (quarter.first_day(), quarter.last_day());
    let months = format!("{} to {} {}", month(first), month(last), last.format("%Y"));
    format!("Quarter {} of {} ({months})", quarter.n, year(quarter))
}

fn year(quarter: Quarter) -> String {
    quarter
        .label()
        .rsplit_once('-')
        .map_or_else(String::new, |(year, _)| year.to_owned())
}
