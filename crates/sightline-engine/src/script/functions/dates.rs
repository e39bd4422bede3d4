//! Dates and working days.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate};
use rhai::{Dynamic, Engine, ImmutableString};

use crate::calendar::{self, Calendar, Quarter};

use super::super::fault::{Fault, Faulty};
use super::doc::{FunctionDoc, doc};

pub(super) const DOCS: &[FunctionDoc] = &[
    doc("date", 1, "date(\"2025-09-30\")", "A date."),
    doc(
        "add_working_days",
        2,
        "add_working_days(d, n)",
        "The `n`-th working day after `d`; negative counts back, 0 is `d` itself.",
    ),
    doc(
        "working_days_between",
        2,
        "working_days_between(a, b)",
        "Working days after `a` up to and including `b`; negative when `b` is earlier.",
    ),
    doc(
        "add_days",
        2,
        "add_days(d, n)",
        "`n` days after `d`; negative counts back.",
    ),
    doc(
        "days_between",
        2,
        "days_between(a, b)",
        "Days from `a` to `b`; negative when `b` is earlier.",
    ),
    doc(
        "add_months",
        2,
        "add_months(d, n)",
        "`n` months after `d`: the same day number, else the month's last day.",
    ),
    doc(
        "months_between",
        2,
        "months_between(a, b)",
        "Whole months from `a` to `b`; negative when `b` is earlier.",
    ),
    doc(
        "age_on",
        2,
        "age_on(birth, d)",
        "Age in whole years on `d`; `()` before birth.",
    ),
    doc(
        "quarter_of",
        1,
        "quarter_of(d)",
        "The financial quarter, such as `2025-26-Q2`.",
    ),
];

pub(super) fn register(engine: &mut Engine, calendar: &Arc<Calendar>) {
    engine.register_type_with_name::<NaiveDate>("date");
    engine.register_fn("date", |text: ImmutableString| date(&text));
    let known = Arc::clone(calendar);
    engine.register_fn(
        "add_working_days",
        move |d: Dynamic, n: i64| -> Faulty<NaiveDate> {
            Ok(known.add_working_days(given(&d)?, n).map_err(Fault::from)?)
        },
    );
    let known = Arc::clone(calendar);
    engine.register_fn(
        "working_days_between",
        move |a: Dynamic, b: Dynamic| -> Faulty<i64> {
            Ok(known
                .working_days_between(given(&a)?, given(&b)?)
                .map_err(Fault::from)?)
        },
    );
    engine.register_fn("add_days", |d: Dynamic, n: i64| add_days(given(&d)?, n));
    engine.register_fn("days_between", |a: Dynamic, b: Dynamic| -> Faulty<i64> {
        Ok((given(&b)? - given(&a)?).num_days())
    });
    engine.register_fn("add_months", |d: Dynamic, n: i64| -> Faulty<NaiveDate> {
        calendar::add_months(given(&d)?, n).ok_or_else(too_far)
    });
    engine.register_fn("months_between", |a: Dynamic, b: Dynamic| -> Faulty<i64> {
        Ok(calendar::months_between(given(&a)?, given(&b)?))
    });
    engine.register_fn("age_on", |birth: Dynamic, d: Dynamic| -> Faulty<Dynamic> {
        Ok(calendar::age_on(given(&birth)?, given(&d)?).map_or(Dynamic::UNIT, Dynamic::from))
    });
    engine.register_fn("quarter_of", |d: Dynamic| -> Faulty<String> {
        Ok(Quarter::of(given(&d)?).label())
    });
    engine.register_get("year", |d: &mut NaiveDate| i64::from(d.year()));
    engine.register_get("month", |d: &mut NaiveDate| i64::from(d.month()));
    engine.register_get("day", |d: &mut NaiveDate| i64::from(d.day()));
    engine.register_fn("to_string", |d: &mut NaiveDate| d.to_string());
    comparison(engine, "==", |order| order == Ordering::Equal);
    comparison(engine, "!=", |order| order != Ordering::Equal);
    comparison(engine, "<", |order| order == Ordering::Less);
    comparison(engine, "<=", |order| order != Ordering::Greater);
    comparison(engine, ">", |order| order == Ordering::Greater);
    comparison(engine, ">=", |order| order != Ordering::Less);
    // The language would come to the same after looking in vain for a function that takes both, which takes longer than all the
    // rest of `row.ended_on != ()`.
    engine.register_fn("==", |_: NaiveDate, (): ()| false);
    engine.register_fn("!=", |_: NaiveDate, (): ()| true);
    engine.register_fn("==", |(): (), _: NaiveDate| false);
    engine.register_fn("!=", |(): (), _: NaiveDate| true);
}

/// Dates compare with dates, and with dates written as text.
fn comparison(engine: &mut Engine, sign: &str, holds: fn(Ordering) -> bool) {
    engine.register_fn(sign, move |a: NaiveDate, b: NaiveDate| holds(a.cmp(&b)));
    engine.register_fn(
        sign,
        move |a: NaiveDate, b: ImmutableString| -> Faulty<bool> { Ok(holds(a.cmp(&date(&b)?))) },
    );
    engine.register_fn(
        sign,
        move |a: ImmutableString, b: NaiveDate| -> Faulty<bool> { Ok(holds(date(&a)?.cmp(&b))) },
    );
}

/// `date("2025-09-30")`: a date.
fn date(text: &str) -> Faulty<NaiveDate> {
    let not =
        || Fault::new("this text is not a date").help(Some("write it as `2025-09-30`".to_owned()));
    text.parse().map_err(|_| not().into())
}

pub(super) fn given(value: &Dynamic) -> Faulty<NaiveDate> {
    if value.is_unit() {
        let help = "check that the date is there first, with `!= ()`".to_owned();
        return Err(Fault::new("a date is missing").help(Some(help)).into());
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return date(&text);
    }
    let date = value.read_lock::<NaiveDate>().map(|date| *date);
    date.ok_or_else(|| Fault::new("a date is needed here").into())
}

fn add_days(from: NaiveDate, n: i64) -> Faulty<NaiveDate> {
    let days = Days::new(n.unsigned_abs());
    let day = if n < 0 {
        from.checked_sub_days(days)
    } else {
        from.checked_add_days(days)
    };
    day.ok_or_else(too_far)
}

fn too_far() -> Box<rhai::EvalAltResult> {
    Fault::new("the date lies too far off").into()
}
