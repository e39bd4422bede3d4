//! Measures (KPIs): counted from case records, pooled as counts, and held against a target.
//!
//! A measure is data: which rows it goes through, which of them lie in the period, which count below the line and which above
//! it. What cannot be told is counted apart and shown; it is never taken for a no. Shares are exact, and no share is ever made
//! from other shares: whoever wants two periods or two areas as one merges their [`Tally`]s.
//!
//! ```
//! use sightline_engine::measure::{Asked, Measures, count};
//! use sightline_engine::{SourceFile, read};
//!
//! let rules = SourceFile::new("_shared/measures/plans.yaml", "
//! history: {plans: {fields: {started_on: {type: date}, previous_plans: {type: number}}}}
//! measures:
//!   repeat-plans:
//!     title: Repeat plans
//!     unit: plan
//!     rows: plans
//!     in_period: row.started_on
//!     unknown: row.previous_plans == ()
//!     numerator: row.previous_plans >= 1
//!     direction: lower
//!     target: 19%
//! ");
//! let (measures, diagnostics) = Measures::load(&[rules]);
//! assert!(diagnostics.is_empty(), "{diagnostics}");
//!
//! let line = |text: &str| read::case(&SourceFile::new("cases.jsonl", text));
//! let cases = [
//!     line(r#"{"case":"C-1","history":{"plans":[{"started_on":"2025-07-01","previous_plans":1}]}}"#)?,
//!     line(r#"{"case":"C-2","history":{"plans":[{"started_on":"2025-08-01","previous_plans":0}]}}"#)?,
//!     line(r#"{"case":"C-3","history":{"plans":[{"started_on":"2025-09-01"}]}}"#)?,
//! ];
//! let asked = Asked::new("2025-26-Q2".parse().map_err(|()| "it is one")?, "2025-10-10".parse()?);
//! let found = count(measures.iter(), cases, &asked);
//! assert_eq!(found[0].sentence(), "Repeat plans, 2025-26-Q2: 50.0% (1 of 2 plans). 1 plan more is unknown and left out. \
//! 31.0 percentage points above the target of 19.0%, where lower is better: red.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod asked;
mod begin;
mod change;
mod child;
mod line;
mod load;
mod rag;
mod row;
mod sentence;
mod tally;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use asked::Asked;
pub use begin::{Begin, Dated};
pub use change::{Change, Moved};
pub use load::Measures;
pub(crate) use load::shared_and_scripts;
pub use rag::Rag;
pub use tally::Tally;

use crate::calendar::Period;
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::{Better, Case, Comparator, Measure, PeriodKind};
use crate::script::{MeasureScript, Memory};

/// A measure that is ready to count.
#[derive(Debug)]
pub struct CompiledMeasure {
    pub(crate) measure: Measure,
    pub(crate) script: MeasureScript,
}

/// What a measure came to over a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The measure's id.
    pub measure: String,
    /// As a reader sees it.
    pub title: String,
    /// What exactly is counted.
    pub definition: Option<String>,
    /// The period that was asked for.
    pub period: Period,
    /// What one counted thing is called.
    pub unit: String,
    /// What several are called.
    pub units: String,
    /// Above the line.
    pub numerator: u64,
    /// Below the line: a count of what is known, or for a rate a sum.
    pub denominator: Exact,
    /// Left out, by exclusion: its id, why, and how many; those that left nothing out too.
    pub excluded: Vec<Excluded>,
    /// How many could not be told.
    pub unknown: u64,
    /// How many have no date that would place them in a period.
    pub undated: u64,
    /// How many of the unknown and undated are so because an expression failed.
    pub failed: u64,
    /// The first of these failures, in the order of files.
    pub failure: Option<Box<Diagnostic>>,
    /// Whether it is a share; else it is a rate.
    pub is_share: bool,
    /// For a rate: what the denominator is a sum of, as a reader sees it.
    pub sum_of: Option<String>,
    /// Numerator by denominator; absent where there is nothing below the line.
    pub value: Option<Exact>,
    /// What it should be.
    pub target: Option<Exact>,
    /// Which way is better.
    pub direction: Better,
    /// How it stands against the target.
    pub rag: Rag,
    /// With fewer below the line there is no color.
    pub at_least: u64,
    /// What others have.
    pub comparators: Vec<Comparator>,
    /// How many of the unknown are so because the records do not reach back far enough before them.
    pub short_of_history: u64,
    /// How many months the measure looks back; none where it does not.
    pub looks_back: u32,
    /// From when the records count as whole; absent where nobody said and no row has a date.
    pub records: Option<Begin>,
}

/// Rows that were left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// As a command names it.
    pub id: String,
    /// Why.
    pub because: String,
    /// How many.
    pub n: u64,
    /// Whether it was applied at all.
    pub applied: bool,
}

/// Counts measures over cases in one walk, in the order of the measures.
pub fn count<'m>(
    measures: impl IntoIterator<Item = &'m CompiledMeasure>,
    cases: impl IntoIterator<Item = Case>,
    asked: &'m Asked,
) -> Vec<Measured> {
    let mut counting = Counting::new(measures, asked);
    for case in cases {
        counting.add(case);
    }
    counting.come_to()
}

/// The same for cases that come one at a time; it keeps counts, and nothing of a case.
#[derive(Debug)]
pub struct Counting<'m> {
    all: Vec<(&'m CompiledMeasure, Tally)>,
    memory: Memory,
    asked: &'m Asked,
}

impl<'m> Counting<'m> {
    /// Nothing counted yet.
    pub fn new(measures: impl IntoIterator<Item = &'m CompiledMeasure>, asked: &'m Asked) -> Self {
        let measures = measures.into_iter();
        Self {
            all: measures.map(|one| (one, Tally::default())).collect(),
            memory: Memory::default(),
            asked,
        }
    }

    /// Counts a case by every measure; a case that several periods are counted of need not be copied.
    pub fn add(&mut self, case: impl Into<Arc<Case>>) {
        let case = case.into();
        for (measure, tally) in &mut self.all {
            measure.add(tally, &mut self.memory, &case, self.asked);
        }
    }

    /// What the measures come to, in their order.
    #[must_use]
    pub fn come_to(self) -> Vec<Measured> {
        self.all
            .into_iter()
            .map(|(measure, tally)| measure.come_to(&tally, self.asked))
            .collect()
    }
}

impl CompiledMeasure {
    /// The measure as it was written.
    #[must_use]
    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// Whether the measure makes sense for this kind of period.
    #[must_use]
    pub fn fits(&self, period: Period) -> bool {
        let kind = match period {
            Period::Quarter(_) => PeriodKind::Quarter,
            Period::HalfYear { .. } => PeriodKind::HalfYear,
            Period::Year(_) => PeriodKind::Year,
            Period::Dates { .. } => PeriodKind::Dates,
        };
        self.measure.periods.is_empty() || self.measure.periods.contains(&kind)
    }

    /// What counts come to.
    #[must_use]
    pub fn come_to(&self, tally: &Tally, asked: &Asked) -> Measured {
        let one = &self.measure;
        let records = tally.dated.begin(asked.complete_from);
        let (short, short_above) = tally.needing_before(records.map(|records| records.day));
        let numerator = tally.numerator - short_above;
        let denominator = if one.is_share() {
            Exact::ratio((tally.denominator - short).into(), 1)
        } else {
            tally.sums.values().cloned().sum()
        };
        let value = Exact::ratio(numerator.into(), 1).divide(&denominator);
        let excluded = one
            .exclude
            .iter()
            .enumerate()
            .map(|(n, exclusion)| Excluded {
                id: exclusion.id.clone(),
                because: exclusion.because.clone(),
                n: tally.excluded.get(&n).copied().unwrap_or(0),
                applied: asked.leaves_out(exclusion),
            });
        Measured {
            measure: one.id.clone(),
            title: one.title.clone(),
            definition: one.definition.clone(),
            period: asked.period,
            unit: one.unit.clone(),
            units: one.units.clone(),
            numerator,
            excluded: excluded.collect(),
            unknown: tally.unknown + short,
            undated: tally.undated,
            failed: tally.failed,
            failure: tally.failure.clone(),
            is_share: one.is_share(),
            sum_of: one.out_of.as_ref().and_then(|sum| sum.units.clone()),
            rag: rag::rag(one, value.as_ref(), &denominator),
            denominator,
            value,
            target: one.target.clone(),
            direction: one.direction,
            at_least: one.at_least,
            comparators: one.comparators.clone(),
            short_of_history: short,
            looks_back: one.looks_back.as_ref().map_or(0, |back| back.months),
            records,
        }
    }
}
