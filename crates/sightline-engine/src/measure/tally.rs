use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::CompiledMeasure;
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::exact::Exact;
use crate::model::{Case, Exclusion, Rows};
use crate::script::{MeasurePlace, Moment, ScriptValue};

/// What is asked of measures.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The period.
    pub period: Period,
    /// The day of asking: what is not done by then is overdue, and what lies after it has not happened.
    pub today: NaiveDate,
    /// Ids of optional exclusions that are to be applied.
    pub exclude: BTreeSet<String>,
    /// Ids of exclusions that are not to be applied.
    pub include: BTreeSet<String>,
}

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
}

impl Asked {
    /// A period, looked at on a day, with every exclusion as its measure has it.
    #[must_use]
    pub fn new(period: Period, today: NaiveDate) -> Self {
        Self {
            period,
            today,
            exclude: BTreeSet::new(),
            include: BTreeSet::new(),
        }
    }

    pub(super) fn leaves_out(&self, one: &Exclusion) -> bool {
        let asked_for = !one.optional || self.exclude.contains(&one.id);
        asked_for && !self.include.contains(&one.id)
    }
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

/// Where one row goes.
enum Counted {
    Elsewhere,
    Undated,
    /// Nobody can tell whether it lies in the period.
    Unplaced(Box<Diagnostic>),
    Excluded(usize),
    Unknown,
    Known {
        above: bool,
        sum: Option<(String, Exact)>,
    },
}

type Failing<T> = Result<T, Box<Diagnostic>>;

impl CompiledMeasure {
    /// Counts a case.
    pub fn add(&self, tally: &mut Tally, case: &Arc<Case>, asked: &Asked) {
        let moment = |row, several| Moment::new(case, row, several, asked.period, asked.today);
        let mut seen = BTreeSet::new();
        match &self.measure.rows {
            Rows::Case => self.add_row(tally, &moment(None, false), &mut seen, asked),
            Rows::Lists(lists) => {
                for list in lists {
                    let rows = case.history.get(list).map_or(0, Vec::len);
                    let list: Arc<str> = list.as_str().into();
                    for at in 0..rows {
                        let row = Some((Arc::clone(&list), at));
                        let moment = moment(row, lists.len() > 1);
                        self.add_row(tally, &moment, &mut seen, asked);
                    }
                }
            }
        }
    }

    /// Counts a row; `seen` are the things of this case that were counted already.
    fn add_row(
        &self,
        tally: &mut Tally,
        moment: &Moment,
        seen: &mut BTreeSet<String>,
        asked: &Asked,
    ) {
        match self.look(moment, seen, asked) {
            Ok(Counted::Elsewhere) => {}
            Ok(Counted::Undated) => tally.undated += 1,
            Ok(Counted::Unplaced(failure)) => {
                tally.undated += 1;
                tally.failed += 1;
                tally.fail_with(failure);
            }
            Ok(Counted::Excluded(place)) => *tally.excluded.entry(place).or_default() += 1,
            Ok(Counted::Unknown) => tally.unknown += 1,
            Ok(Counted::Known { above, sum }) => {
                tally.denominator += 1;
                tally.numerator += u64::from(above);
                if let Some((once, amount)) = sum {
                    tally.sum(once, amount);
                }
            }
            // Nobody can tell what this row is; it is neither a yes nor a no.
            Err(failure) => {
                tally.unknown += 1;
                tally.failed += 1;
                tally.fail_with(failure);
            }
        }
    }

    fn look(
        &self,
        moment: &Moment,
        seen: &mut BTreeSet<String>,
        asked: &Asked,
    ) -> Failing<Counted> {
        use MeasurePlace as P;
        let placed = match self.script.value(P::InPeriod, moment) {
            Ok(placed) => placed,
            Err(failure) => return Ok(Counted::Unplaced(failure)),
        };
        match placed {
            None | Some((ScriptValue::Bool(true), _)) => {}
            Some((ScriptValue::Bool(false), _)) => return Ok(Counted::Elsewhere),
            Some((ScriptValue::Nothing, _)) => return Ok(Counted::Undated),
            Some((ScriptValue::Date(day), _)) if asked.period.contains(day) => {}
            Some((ScriptValue::Date(_), _)) => return Ok(Counted::Elsewhere),
            Some((other, at)) => {
                let message = format!(
                    "`in_period` is a date, or true or false, and this is {}",
                    other.kind()
                );
                return Err(Diagnostic::error(Code::SCRIPT_RESULT, &at, message).into());
            }
        }
        if self.script.truth(P::Denominator, moment)? == Some(false) {
            return Ok(Counted::Elsewhere);
        }
        if let Some((thing, _)) = self.script.value(P::Once, moment)?
            && thing != ScriptValue::Nothing
            && !seen.insert(thing.words())
        {
            return Ok(Counted::Elsewhere);
        }
        for (n, exclusion) in self.measure.exclude.iter().enumerate() {
            if asked.leaves_out(exclusion)
                && self.script.truth(P::Exclude(n), moment)? == Some(true)
            {
                return Ok(Counted::Excluded(n));
            }
        }
        if self.script.truth(P::Unknown, moment)? == Some(true) {
            return Ok(Counted::Unknown);
        }
        Ok(Counted::Known {
            above: self.script.truth(P::Numerator, moment)? == Some(true),
            sum: self.sum(moment)?,
        })
    }

    /// What is added up below the line for a row, and what it is added up once for.
    fn sum(&self, moment: &Moment) -> Failing<Option<(String, Exact)>> {
        let Some((amount, at)) = self.script.value(MeasurePlace::Sum, moment)? else {
            return Ok(None);
        };
        let ScriptValue::Number(amount) = amount else {
            let message = format!(
                "what is added up is a number, and this is {}",
                amount.kind()
            );
            return Err(Diagnostic::error(Code::SCRIPT_RESULT, &at, message).into());
        };
        let once = match self.script.value(MeasurePlace::OnceFor, moment)? {
            Some((ScriptValue::Text(once), _)) => once,
            Some((ScriptValue::Number(once), _)) => once.plain(),
            Some((_, at)) => {
                let message = "`once_for` is a text or a number, such as `row.worker`";
                return Err(Diagnostic::error(Code::SCRIPT_RESULT, &at, message).into());
            }
            None => String::new(),
        };
        Ok(Some((once, amount)))
    }
}
