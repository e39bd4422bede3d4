//! The clock: when something is due, and whether it was done by then.

use std::sync::Arc;

use chrono::NaiveDate;
use rhai::{Dynamic, Engine, ImmutableString, NativeCallContext};

use crate::calendar::{Calendar, Judged};
use crate::model::{Timescale, Timescales};

use super::super::fault::{Fault, Faulty};
use super::super::types::Timely;
use super::dates::given;
use super::doc::{FunctionDoc, doc};
use super::rows::today;

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "due",
        2,
        "due(\"icpc\", from)",
        "The last day on which it is on time by a timescale; `from` is a date, or a list of the dates of a meeting in parts.",
    ),
    doc(
        "on_time",
        3,
        "on_time(\"icpc\", from, to)",
        "Whether it was done by the day it was due; `to` is `()` where it has not been done. It has `due` and `late_by`.",
    ),
    doc(
        "is",
        2,
        "timely.is(\"late\")",
        "How `on_time(…)` came out: `on-time`, `late`, `overdue` (not done, and the day has passed) or `not-yet-due`.",
    ),
];

pub(super) fn register(
    engine: &mut Engine,
    timescales: &Arc<Timescales>,
    calendar: &Arc<Calendar>,
) {
    engine.register_type_with_name::<Timely>("timeliness");
    let (rules, days) = (Arc::clone(timescales), Arc::clone(calendar));
    engine.register_fn(
        "due",
        move |name: ImmutableString, from: Dynamic| -> Faulty<NaiveDate> {
            due(rule(&rules, &name)?, &from, &days)
        },
    );
    let (rules, days) = (Arc::clone(timescales), Arc::clone(calendar));
    engine.register_fn(
        "on_time",
        move |context: NativeCallContext,
              name: ImmutableString,
              from: Dynamic,
              to: Dynamic|
              -> Faulty<Timely> {
            let today = today(&context)?;
            let rule = rule(&rules, &name)?;
            let due = due(rule, &from, &days)?;
            let timeliness = crate::calendar::timeliness(due, held(rule, &to)?, today);
            Ok(Timely(Judged { due, timeliness }))
        },
    );
    engine.register_get("due", |one: &mut Timely| one.0.due);
    engine.register_get("late_by", |one: &mut Timely| one.late_by());
    for sign in ["is", "=="] {
        engine.register_fn(sign, |one: Timely, outcome: ImmutableString| {
            one.is(&outcome)
        });
    }
    engine.register_fn("!=", |one: Timely, outcome: ImmutableString| {
        one.is(&outcome).map(|is| !is)
    });
    engine.register_fn("to_string", |one: &mut Timely| one.outcome());
}

fn rule<'a>(timescales: &'a Timescales, name: &str) -> Faulty<&'a Timescale> {
    // Names are looked at before anything runs; this is for those that a script put together.
    timescales
        .find(name)
        .ok_or_else(|| Fault::new("the script asks for a timescale that does not exist").into())
}

fn due(rule: &Timescale, from: &Dynamic, calendar: &Calendar) -> Faulty<NaiveDate> {
    let due = match parts(from)? {
        Some(parts) => rule.due_from_parts(&parts, calendar),
        None => rule.due(given(from)?, calendar).map(Some),
    };
    due.map_err(Fault::from)?.ok_or_else(|| {
        given(&Dynamic::UNIT)
            .err()
            .unwrap_or_else(|| Fault::new("a date is missing").into())
    })
}

/// When it was done, if it was.
fn held(rule: &Timescale, to: &Dynamic) -> Faulty<Option<NaiveDate>> {
    if to.is_unit() {
        return Ok(None);
    }
    match parts(to)? {
        Some(parts) => Ok(rule.held_on(&parts)),
        None => given(to).map(Some),
    }
}

/// The dates of a list.
fn parts(value: &Dynamic) -> Faulty<Option<Vec<NaiveDate>>> {
    match value.as_array_ref() {
        Ok(list) => list.iter().map(given).collect::<Faulty<_>>().map(Some),
        Err(_) => Ok(None),
    }
}
