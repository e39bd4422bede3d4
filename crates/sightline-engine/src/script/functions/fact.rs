//! One fact of a case, of whatever kind it was declared.

use rhai::Dynamic;

use crate::model::{FactKind, FactValue};

use super::super::dynamic::{cut, number};
use super::super::fault::{Fault, Faulty};

/// One fact of a case, as `record` gives it.
pub(in super::super) fn fact(
    value: Option<&FactValue>,
    id: &str,
    kind: &FactKind,
) -> Faulty<Dynamic> {
    let wrong = |what: &str| Fault::new(format!("the fact `{id}` is not {what}"));
    Ok(match (value, kind) {
        (None, _) => Dynamic::UNIT,
        (Some(FactValue::Date(date)), _) => Dynamic::from(*date),
        (Some(FactValue::Number(exact)), FactKind::Text) => exact.plain().into(),
        (Some(FactValue::Number(exact)), _) => number(exact),
        (Some(FactValue::Text(text)), FactKind::Date) => Dynamic::from(
            text.parse::<chrono::NaiveDate>()
                .map_err(|_| wrong("a date"))?,
        ),
        (Some(FactValue::Text(text)), FactKind::Number) => {
            number(&text.parse().map_err(|_| wrong("a number"))?)
        }
        (Some(FactValue::Text(text)), _) => cut(text).into(),
    })
}
