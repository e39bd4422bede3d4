//! Numbers without rounding: what a division or `points(n, out_of)` gives.

use std::cmp::Ordering;

use rhai::{Dynamic, Engine, ImmutableString, Map};
use rust_decimal::Decimal;

use crate::exact::Exact;

use super::super::dynamic::{exact, of_decimal};
use super::super::fault::{Fault, Faulty};
use super::super::types::Fraction;
use super::doc::{FunctionDoc, doc};

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "points",
        2,
        "points(n, out_of)",
        "A score: `n` points out of `out_of`.",
    ),
    doc(
        "band",
        2,
        "band(value, bands)",
        "The name of the band with the highest lower bound that the value reaches; `()` for `()`.",
    ),
    doc(
        "percent",
        1,
        "percent(share)",
        "A share as text with two decimals, such as `71.43%`.",
    ),
];

/// The numbers that scripts calculate with.
trait Number: rhai::Variant + Clone {
    fn exact(&self) -> Faulty<Exact>;
}

impl Number for i64 {
    fn exact(&self) -> Faulty<Exact> {
        Ok((*self).into())
    }
}

impl Number for Decimal {
    fn exact(&self) -> Faulty<Exact> {
        Ok(of_decimal(*self))
    }
}

impl Number for Fraction {
    fn exact(&self) -> Faulty<Exact> {
        self.value()
            .ok_or_else(|| Fault::new("points out of nothing have no value").into())
    }
}

pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Fraction>("fraction");
    between::<Fraction, Fraction>(engine);
    between::<Fraction, i64>(engine);
    between::<i64, Fraction>(engine);
    between::<Fraction, Decimal>(engine);
    between::<Decimal, Fraction>(engine);
    growing::<Fraction>(engine);
    growing::<i64>(engine);
    growing::<Decimal>(engine);
    // Whole numbers and decimals divide exactly, where the language would drop what is left over.
    division::<i64, i64>(engine);
    division::<i64, Decimal>(engine);
    division::<Decimal, i64>(engine);
    division::<Decimal, Decimal>(engine);
    engine.register_fn("-", |a: Fraction| -> Faulty<Fraction> {
        kept(Exact::ZERO - a.exact()?)
    });
    engine.register_fn("abs", |a: Fraction| -> Faulty<Fraction> {
        let value = a.exact()?;
        Ok(Fraction::from(if value.is_negative() {
            Exact::ZERO - value
        } else {
            value
        }))
    });
    engine.register_fn("to_string", |a: &mut Fraction| {
        a.value().map_or_else(String::new, |value| value.plain())
    });
    engine.register_fn("floor", |a: Fraction| whole(&a, Exact::ZERO));
    engine.register_fn("int", |a: Fraction| whole(&a, Exact::ZERO));
    engine.register_fn("round", |a: Fraction| whole(&a, Exact::ratio(1, 2)));
    engine.register_fn("ceiling", |a: Fraction| -> Faulty<i64> {
        let up = whole(&Fraction::from(Exact::ZERO - a.exact()?), Exact::ZERO)?;
        Ok(-up)
    });
    engine.register_fn("min", |a: Fraction, b: Fraction| -> Faulty<Fraction> {
        Ok(if a.exact()? <= b.exact()? { a } else { b })
    });
    engine.register_fn("max", |a: Fraction, b: Fraction| -> Faulty<Fraction> {
        Ok(if a.exact()? >= b.exact()? { a } else { b })
    });
    engine.register_fn("points", points);
    engine.register_fn("band", band);
    engine.register_fn("percent", percent);
}

/// A result that is kept, unless it has grown beyond any score.
fn kept(value: Exact) -> Faulty<Fraction> {
    match value.parts() {
        Some(_) => Ok(Fraction::from(value)),
        None => Err(Fault::new("a number grew too large to work with").into()),
    }
}

/// The greatest whole number not above the value plus `shift`.
fn whole(value: &Fraction, shift: Exact) -> Faulty<i64> {
    let parts = (value.exact()? + shift).parts();
    let floor = parts.and_then(|(n, d)| i64::try_from(n.div_euclid(d)).ok());
    floor.ok_or_else(|| Fault::new("a number grew too large to work with").into())
}

fn between<A: Number, B: Number>(engine: &mut Engine) {
    engine.register_fn("+", |a: A, b: B| -> Faulty<Fraction> {
        kept(a.exact()? + b.exact()?)
    });
    engine.register_fn("-", |a: A, b: B| -> Faulty<Fraction> {
        kept(a.exact()? - b.exact()?)
    });
    engine.register_fn("*", |a: A, b: B| -> Faulty<Fraction> {
        kept(a.exact()? * b.exact()?)
    });
    division::<A, B>(engine);
    comparison::<A, B>(engine, "==", |order| order == Ordering::Equal);
    comparison::<A, B>(engine, "!=", |order| order != Ordering::Equal);
    comparison::<A, B>(engine, "<", |order| order == Ordering::Less);
    comparison::<A, B>(engine, "<=", |order| order != Ordering::Greater);
    comparison::<A, B>(engine, ">", |order| order == Ordering::Greater);
    comparison::<A, B>(engine, ">=", |order| order != Ordering::Less);
}

/// `a += b` changes `a` in place; without these the language would look for one, fail, and then add.
fn growing<B: Number>(engine: &mut Engine) {
    engine.register_fn("+=", |a: &mut Fraction, b: B| -> Faulty<()> {
        *a = kept(a.exact()? + b.exact()?)?;
        Ok(())
    });
    engine.register_fn("-=", |a: &mut Fraction, b: B| -> Faulty<()> {
        *a = kept(a.exact()? - b.exact()?)?;
        Ok(())
    });
}

fn comparison<A: Number, B: Number>(engine: &mut Engine, sign: &str, holds: fn(Ordering) -> bool) {
    engine.register_fn(sign, move |a: A, b: B| -> Faulty<bool> {
        Ok(holds(a.exact()?.cmp(&b.exact()?)))
    });
}

fn division<A: Number, B: Number>(engine: &mut Engine) {
    engine.register_fn("/", |a: A, b: B| -> Faulty<Fraction> {
        match a.exact()?.divide(&b.exact()?) {
            Some(value) => kept(value),
            None => {
                let help = Some("check that the divisor is not zero first".to_owned());
                Err(Fault::new("a number is divided by zero").help(help).into())
            }
        }
    });
}

/// `points(14, 20)`: a score. Out of 0 there is no score.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a function for scripts takes values"
)]
fn points(n: Dynamic, out_of: Dynamic) -> Faulty<Fraction> {
    match (exact(&n), exact(&out_of)) {
        (Some(n), Some(out_of)) => Ok(Fraction::Points(n, out_of)),
        _ => Err(Fault::new("`points` takes two numbers").into()),
    }
}

/// `band(5, #{"low": 0, "high": 4})` is `"high"`: lower bounds are inclusive, and the highest one that is reached wins.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a function for scripts takes values"
)]
fn band(value: Dynamic, bands: Map) -> Faulty<Dynamic> {
    if value.is_unit() {
        return Ok(Dynamic::UNIT);
    }
    let value = exact(&value).ok_or_else(|| Fault::new("`band` takes a number, or `()`"))?;
    let mut best: Option<(Exact, ImmutableString)> = None;
    for (label, bound) in &bands {
        let bound = exact(bound).ok_or_else(|| Fault::new("the bounds of `band` are numbers"))?;
        if best.as_ref().is_some_and(|(known, _)| *known == bound) {
            return Err(Fault::new("two bands of `band` start at the same bound").into());
        }
        if bound <= value && best.as_ref().is_none_or(|(known, _)| *known < bound) {
            best = Some((bound, label.as_str().into()));
        }
    }
    Ok(best.map_or(Dynamic::UNIT, |(_, label)| label.into()))
}

/// `percent(score("recording"))` is `"71.43%"`: for the words of a finding; `()` is an empty text.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a function for scripts takes values"
)]
fn percent(share: Dynamic) -> Faulty<String> {
    if share.is_unit() {
        return Ok(String::new());
    }
    let share =
        exact(&share).ok_or_else(|| Fault::new("`percent` takes a share, such as a score"))?;
    Ok(format!("{}%", share.percent()))
}
