use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::CompiledMeasure;
use super::asked::Asked;
use super::begin::Dated;
use super::child::together;
use super::row::{Counted, Failing, Looked, Looking};
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::{Case, Rows};
use crate::script::{Memory, Moment, RowAt};

/// Counts of one measure, from which its value is made.
///
/// Counting in any order gives the same, and [`Tally::merge`] of two is the tally of both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Above the line.
    pub numerator: u64,
    /// Known and below the line.
    pub denominator: u64,
    /// What could not be told.
    pub unknown: u64,
    /// Without a date that would place it.
    pub undated: u64,
    /// How many of the unknown and undated are so because an expression failed.
    pub failed: u64,
    /// Left out, by the place of the exclusion.
    pub excluded: BTreeMap<usize, u64>,
    /// For a rate: what is added up below the line, by what it is added up once for.
    pub sums: BTreeMap<String, Exact>,
    /// The first of the failures, in the order of files.
    pub failure: Option<Box<Diagnostic>>,
    /// Which days the rows have, in the period or not; days to come are none.
    pub dated: Dated,
    /// Of what is known, by the day from which the records must be whole for it: how many, and how many of them above the line.
    pub looks_back: BTreeMap<NaiveDate, (u64, u64)>,
}

impl Tally {
    /// Adds what another counted.
    pub fn merge(&mut self, other: Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
        self.unknown += other.unknown;
        self.undated += other.undated;
        self.failed += other.failed;
        for (place, n) in other.excluded {
            *self.excluded.entry(place).or_default() += n;
        }
        for (once, amount) in other.sums {
            self.sum(once, amount);
        }
        if let Some(failure) = other.failure {
            self.fail_with(failure);
        }
        self.dated.merge(other.dated);
        for (needs, (all, above)) in other.looks_back {
            let there = self.looks_back.entry(needs).or_default();
            *there = (there.0 + all, there.1 + above);
        }
    }

    /// How many of what was counted need records from before this day, and how many of them are above the line.
    pub(super) fn needing_before(&self, begin: Option<NaiveDate>) -> (u64, u64) {
        let needing = self
            .looks_back
            .iter()
            .filter(|(needs, _)| begin.is_none_or(|begin| **needs < begin));
        needing.fold((0, 0), |sum, (_, (all, above))| {
            (sum.0 + all, sum.1 + above)
        })
    }

    /// Counts a row, or a child whose rows were put together.
    fn count(&mut self, counted: Failing<Counted>) {
        match counted {
            Ok(Counted::Elsewhere) => {}
            Ok(Counted::Undated) => self.undated += 1,
            Ok(Counted::Unplaced(failure)) => {
                self.undated += 1;
                self.failed += 1;
                self.fail_with(failure);
            }
            Ok(Counted::Excluded(place)) => *self.excluded.entry(place).or_default() += 1,
            Ok(Counted::Unknown) => self.unknown += 1,
            Ok(Counted::Known { above, sum, needs }) => {
                self.denominator += 1;
                self.numerator += u64::from(above);
                if let Some((once, amount)) = sum {
                    self.sum(once, amount);
                }
                if let Some(needs) = needs {
                    let there = self.looks_back.entry(needs).or_default();
                    *there = (there.0 + 1, there.1 + u64::from(above));
                }
            }
            // Nobody can tell what this row is; it is neither a yes nor a no.
            Err(failure) => {
                self.unknown += 1;
                self.failed += 1;
                self.fail_with(failure);
            }
        }
    }

    /// Of two amounts for one worker the larger counts, so that the order of rows makes no difference.
    fn sum(&mut self, once: String, amount: Exact) {
        let there = self.sums.entry(once).or_insert(Exact::ZERO);
        if *there < amount {
            *there = amount;
        }
    }

    fn fail_with(&mut self, failure: Box<Diagnostic>) {
        let key = |one: &Diagnostic| (one.at.clone(), one.message.clone());
        if self
            .failure
            .as_ref()
            .is_none_or(|first| key(&failure) < key(first))
        {
            self.failure = Some(failure);
        }
    }
}

impl CompiledMeasure {
    /// Counts a case; `memory` is of what is asked alone.
    pub(super) fn add(
        &self,
        tally: &mut Tally,
        memory: &mut Memory,
        case: &Arc<Case>,
        asked: &Asked,
    ) {
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        let mut look = |moment: &Moment<'_>, tally: &mut Tally| {
            let looked = self.look(Looking {
                moment,
                memory: &mut *memory,
                seen: &mut seen,
                asked,
            });
            let day = looked.as_ref().ok().and_then(|one| one.day);
            if let Some(day) = day.filter(|day| *day <= asked.today) {
                tally.dated.add(day);
            }
            if self.measure.per_child.is_some() {
                rows.push(looked);
            } else {
                tally.count(looked.map(|one: Looked| one.counted));
            }
        };
        match &self.measure.rows {
            Rows::Case => look(&Moment::new(case, None, asked.period, asked.today), tally),
            Rows::Lists(lists) => {
                for (nth_list, list) in lists.iter().enumerate() {
                    let rows = case.history.get(list).map_or(0, Vec::len);
                    let list: Arc<str> = list.as_str().into();
                    for at in 0..rows {
                        let row = RowAt {
                            list: &list,
                            nth_list,
                            at,
                            several: lists.len() > 1,
                        };
                        let moment = Moment::new(case, Some(row), asked.period, asked.today);
                        look(&moment, tally);
                    }
                }
            }
        }
        if let Some(per_child) = self.measure.per_child {
            tally.count(together(per_child, rows));
        }
    }
}
