//! Where one row goes: elsewhere, left out, unknown, or above or below the line.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::CompiledMeasure;
use super::asked::Asked;
use crate::calendar::add_months;
use crate::diagnostic::{Code, Diagnostic};
use crate::exact::Exact;
use crate::script::{MeasurePlace, Memory, Moment, ScriptValue};

/// Where one row goes.
pub(super) enum Counted {
    Elsewhere,
    Undated,
    /// Nobody can tell whether it lies in the period.
    Unplaced(Box<Diagnostic>),
    Excluded(usize),
    Unknown,
    Known {
        above: bool,
        sum: Option<(String, Exact)>,
        /// The day from which the records must be whole for this to be known.
        needs: Option<NaiveDate>,
    },
}

/// A row that was looked at, with the date that places it in a period.
pub(super) struct Looked {
    pub(super) day: Option<NaiveDate>,
    pub(super) counted: Counted,
}

pub(super) type Failing<T> = Result<T, Box<Diagnostic>>;

/// What one row is looked at with.
pub(super) struct Looking<'a, 'm> {
    pub(super) moment: &'a Moment<'m>,
    pub(super) memory: &'a mut Memory,
    /// The things of this case that were counted already.
    pub(super) seen: &'a mut BTreeSet<String>,
    pub(super) asked: &'a Asked,
}

impl CompiledMeasure {
    pub(super) fn look(&self, mut at: Looking<'_, '_>) -> Failing<Looked> {
        let placed = self
            .script
            .value(MeasurePlace::InPeriod, at.moment, at.memory);
        let (day, within) = match placed {
            Ok(None | Some((ScriptValue::Bool(true), _))) => (None, Ok(true)),
            Ok(Some((ScriptValue::Bool(false), _))) => (None, Ok(false)),
            Ok(Some((ScriptValue::Date(day), _))) => (Some(day), Ok(at.asked.period.contains(day))),
            Ok(Some((ScriptValue::Nothing, _))) => (None, Err(Counted::Undated)),
            Ok(Some((other, span))) => {
                let message = format!(
                    "`in_period` is a date, or true or false, and this is {}",
                    other.kind()
                );
                return Err(Diagnostic::error(Code::SCRIPT_RESULT, span, message).into());
            }
            Err(failure) => (None, Err(Counted::Unplaced(failure))),
        };
        let counted = match within {
            Ok(true) => self.settle(&mut at, day)?,
            Ok(false) => Counted::Elsewhere,
            Err(nowhere) => nowhere,
        };
        Ok(Looked { day, counted })
    }

    /// Where a row of the period goes.
    fn settle(&self, at: &mut Looking<'_, '_>, day: Option<NaiveDate>) -> Failing<Counted> {
        use MeasurePlace as P;
        if self.truth(P::Denominator, at)? == Some(false) {
            return Ok(Counted::Elsewhere);
        }
        if let Some((thing, _)) = self.script.value(P::Once, at.moment, at.memory)?
            && thing != ScriptValue::Nothing
            && !at.seen.insert(thing.words())
        {
            return Ok(Counted::Elsewhere);
        }
        for (n, exclusion) in self.measure.exclude.iter().enumerate() {
            if at.asked.leaves_out(exclusion) && self.truth(P::Exclude(n), at)? == Some(true) {
                return Ok(Counted::Excluded(n));
            }
        }
        if self.truth(P::Unknown, at)? == Some(true) {
            return Ok(Counted::Unknown);
        }
        Ok(Counted::Known {
            above: self.truth(P::Numerator, at)? == Some(true),
            sum: self.sum(at)?,
            needs: self.needs(at, day)?,
        })
    }

    fn truth(&self, place: MeasurePlace, at: &mut Looking<'_, '_>) -> Failing<Option<bool>> {
        self.script.truth(place, at.moment, at.memory)
    }

    /// The day from which the records must be whole, where the measure looks back and the record does not say by itself.
    fn needs(
        &self,
        at: &mut Looking<'_, '_>,
        day: Option<NaiveDate>,
    ) -> Failing<Option<NaiveDate>> {
        let Some(back) = &self.measure.looks_back else {
            return Ok(None);
        };
        if self.truth(MeasurePlace::Unless, at)? == Some(true) {
            return Ok(None);
        }
        Ok(day.and_then(|day| add_months(day, -i64::from(back.months))))
    }

    /// What is added up below the line for a row, and what it is added up once for.
    fn sum(&self, at: &mut Looking<'_, '_>) -> Failing<Option<(String, Exact)>> {
        let Some((amount, span)) = self.script.value(MeasurePlace::Sum, at.moment, at.memory)?
        else {
            return Ok(None);
        };
        let ScriptValue::Number(amount) = amount else {
            let message = format!(
                "what is added up is a number, and this is {}",
                amount.kind()
            );
            return Err(Diagnostic::error(Code::SCRIPT_RESULT, span, message).into());
        };
        let once = match self
            .script
            .value(MeasurePlace::OnceFor, at.moment, at.memory)?
        {
            Some((ScriptValue::Text(once), _)) => once,
            Some((ScriptValue::Number(once), _)) => once.plain(),
            Some((_, span)) => {
                let message = "`once_for` is a text or a number, such as `row.worker`";
                return Err(Diagnostic::error(Code::SCRIPT_RESULT, span, message).into());
            }
            None => String::new(),
        };
        Ok(Some((once, amount)))
    }
}
