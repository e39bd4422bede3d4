//! Values on their way into a script and out of it.

use chrono::NaiveDate;
use rhai::{Array, Dynamic, ImmutableString, Map};
use rust_decimal::Decimal;

use crate::exact::Exact;

use super::types::{Fraction, GradeView, Timely};
use super::value::ScriptValue;

impl ScriptValue {
    /// What a script gave; absent where it is something that only scripts have.
    pub(super) fn of(value: Dynamic) -> Option<Self> {
        let value = value.flatten();
        if value.is_unit() {
            return Some(Self::Nothing);
        }
        if let Ok(yes) = value.as_bool() {
            return Some(Self::Bool(yes));
        }
        if let Some((n, out_of)) = value.read_lock::<Fraction>().and_then(|one| one.points()) {
            return Some(Self::Points(n, out_of));
        }
        if let Some(number) = exact(&value) {
            return Some(Self::Number(number));
        }
        if let Some(date) = value.read_lock::<NaiveDate>() {
            return Some(Self::Date(*date));
        }
        if let Some(grade) = value.read_lock::<GradeView>() {
            return Some(
                grade
                    .id()
                    .map_or(Self::Nothing, |id| Self::Text(id.to_owned())),
            );
        }
        if let Some(timely) = value.read_lock::<Timely>() {
            return Some(Self::Text(timely.outcome().to_owned()));
        }
        if let Ok(text) = value.as_immutable_string_ref() {
            return Some(Self::Text(text.to_string()));
        }
        if let Ok(list) = value.as_array_ref() {
            return list
                .iter()
                .cloned()
                .map(Self::of)
                .collect::<Option<_>>()
                .map(Self::List);
        }
        if let Ok(map) = value.as_map_ref() {
            let named = map
                .iter()
                .map(|(name, one)| Some((name.to_string(), Self::of(one.clone())?)));
            return named.collect::<Option<_>>().map(Self::Map);
        }
        None
    }

    /// As a script sees it.
    pub(super) fn dynamic(&self) -> Dynamic {
        match self {
            Self::Nothing => Dynamic::UNIT,
            Self::Bool(yes) => (*yes).into(),
            Self::Number(number) => self::number(number),
            Self::Points(n, out_of) => Dynamic::from(Fraction::Points(n.clone(), out_of.clone())),
            Self::Text(text) => cut(text).into(),
            Self::Date(date) => Dynamic::from(*date),
            Self::List(list) => {
                Dynamic::from_array(list.iter().map(Self::dynamic).collect::<Array>())
            }
            Self::Map(map) => {
                let named = map
                    .iter()
                    .map(|(name, value)| (name.as_str().into(), value.dynamic()));
                Dynamic::from_map(named.collect::<Map>())
            }
        }
    }
}

/// A number as a script sees it: whole where it is whole, a decimal where it ends, else a fraction.
pub(super) fn number(exact: &Exact) -> Dynamic {
    let Some((numerator, denominator)) = exact.parts() else {
        return Dynamic::from(Fraction::from(exact.clone()));
    };
    if denominator == 1
        && let Ok(whole) = i64::try_from(numerator)
    {
        return whole.into();
    }
    let scaled = (1..=6_u32).find_map(|places| {
        let scale = 10_i128.pow(places);
        let fits = scale % denominator == 0;
        let mantissa = if fits {
            numerator.checked_mul(scale / denominator)
        } else {
            None
        }?;
        Decimal::try_from_i128_with_scale(mantissa, places).ok()
    });
    scaled.map_or_else(
        || Dynamic::from(Fraction::from(exact.clone())),
        Dynamic::from_decimal,
    )
}

/// The exact value of any number a script can hold.
pub(super) fn exact(value: &Dynamic) -> Option<Exact> {
    if let Ok(whole) = value.as_int() {
        return Some(whole.into());
    }
    if let Ok(decimal) = value.as_decimal() {
        return Some(of_decimal(decimal));
    }
    value
        .read_lock::<Fraction>()
        .and_then(|fraction| fraction.value())
}

pub(super) fn of_decimal(decimal: Decimal) -> Exact {
    Exact::ratio(decimal.mantissa(), 10_i128.pow(decimal.scale()))
}

/// Text as long as a script may hold; a long comment must not fail the audit it stands in.
pub(super) fn cut(text: &str) -> ImmutableString {
    let mut end = text.len().min(super::limits::TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().into()
}
