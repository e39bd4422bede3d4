//! How a measure has moved since the period before.

use sightline_engine::Exact;
use sightline_engine::measure::{Measured, Moved};
use sightline_engine::model::Better as Good;
use sightline_engine::rollup::Comparison;

use super::NO_VALUE;
use crate::data::Data;
use crate::number::capital;
use crate::sentence::{Better, change};
use crate::table::Cell;

/// The same measure in the period before.
fn before<'d>(data: &'d Data<'_>, one: &Measured) -> Option<&'d Measured> {
    let then = data.spec.period.previous();
    let (_, measured) = data
        .figures
        .measures
        .iter()
        .find(|(period, _)| *period == then)?;
    measured.iter().find(|other| other.measure == one.measure)
}

fn better(one: &Measured) -> Better {
    match one.direction {
        Good::Higher => Better::Up,
        Good::Lower => Better::Down,
    }
}

/// How it has moved, as a sentence of its own; nothing where nothing was measured before.
pub(super) fn said_change(data: &Data<'_>, one: &Measured) -> String {
    let Some(before) = before(data, one) else {
        return String::new();
    };
    // Records that begin late tell of a part of the period before only.
    if let Moved::NotComparable { records } = one.since(before).moved {
        return format!(
            " Not comparable with {}: the records {}.",
            data.then(),
            records.said()
        );
    }
    match (one.share(), before.share()) {
        (Some(now), Some(then)) if now.whole > 0 => {
            let moved = change(now, &Comparison::Same(then), better(one), &data.then());
            let moved = moved.trim_start_matches([',', ';', ' ']);
            format!(" {}.", capital(moved))
        }
        _ => match (&one.value, &before.value) {
            (Some(now), Some(then)) if now == then => format!(" The same as in {}.", data.then()),
            (Some(now), Some(then)) => {
                let (way, by) = way(now, then);
                format!(
                    " {} {} from {} in {}.",
                    capital(way),
                    by.decimal(1),
                    one.written(then),
                    data.then()
                )
            }
            _ => format!(" Change since {} not calculable.", data.then()),
        },
    }
}

fn way(now: &Exact, then: &Exact) -> (&'static str, Exact) {
    if now > then {
        ("up", now.clone() - then.clone())
    } else {
        ("down", then.clone() - now.clone())
    }
}

pub(super) fn change_cell(data: &Data<'_>, one: &Measured) -> Cell {
    let Some(before) = before(data, one) else {
        return "not measured before".into();
    };
    if let Moved::NotComparable { .. } = one.since(before).moved {
        return "not comparable".into();
    }
    match (one.share(), before.share()) {
        (Some(now), Some(then)) => Cell::change(now, &Comparison::Same(then)),
        _ => match (&one.value, &before.value) {
            (Some(now), Some(then)) if now == then => "no change".into(),
            (Some(now), Some(then)) => {
                let (way, by) = way(now, then);
                Cell::worded(
                    format!("{way} {}", by.decimal(1)),
                    &(now.clone() - then.clone()),
                )
            }
            _ => NO_VALUE.into(),
        },
    }
}
