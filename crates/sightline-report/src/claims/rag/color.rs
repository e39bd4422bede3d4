//! The colour that a value has against its target.

use sightline_engine::Exact;

use super::Held;
use crate::claims::figure::{Unit, shown};
use crate::claims::found::{Found, Topic};
use crate::claims::near;
use crate::claims::words::Color;

/// The colours that a value may have, given what is known; the tolerance is 5% of the target, for a share at least one point.
fn possible(held: &Held<'_>) -> Vec<Color> {
    let off = near::distance(&held.value.value, &held.target.value);
    let of_target = held.target.value.clone() * Exact::ratio(1, 20);
    let point = if held.target.unit == Unit::Percent {
        Exact::ONE
    } else {
        Exact::ZERO
    };
    let tolerance = if of_target < point { point } else { of_target };
    let bad = if off <= tolerance {
        Color::Amber
    } else {
        Color::Red
    };
    let above = held.value.value > held.target.value;
    match held.better {
        _ if off.is_zero() => vec![Color::Green],
        Some(high) if above == high => vec![Color::Green],
        Some(_) => vec![bad],
        None => vec![Color::Green, bad],
    }
}

/// Judges a colour; what could be either for want of a direction is said not to be judged.
pub(in crate::claims) fn judge_color(
    held: &Held<'_>,
    color: Color,
    at: std::ops::Range<usize>,
    found: &mut Found<'_>,
) {
    let possible = possible(held);
    let above = if held.value.value > held.target.value {
        "above"
    } else {
        "below"
    };
    let off = near::distance(&held.value.value, &held.target.value);
    let places = held.value.places.max(held.target.places);
    let unit = if held.target.unit == Unit::Percent {
        Unit::Points
    } else {
        Unit::Count
    };
    let place = if off.is_zero() {
        "exactly at".to_owned()
    } else {
        format!("{} {above}", shown(&off, places, unit))
    };
    let better = held.better.map(|high| {
        format!(
            ", where {} is better",
            if high { "higher" } else { "lower" }
        )
    });
    let words: Vec<&str> = possible.iter().map(|color| color.word()).collect();
    let computed = format!(
        "{} is {place} the target of {}{}: {}",
        held.value.shown(),
        held.target.shown(),
        better.clone().unwrap_or_default(),
        words.join(" or ")
    );
    if possible.len() > 1 && possible.contains(&color) {
        found.not_judged(Topic::Rag, at, "which way is better is not said");
        return;
    }
    let problem = (!possible.contains(&color)).then(|| {
        let tolerance = if color == Color::Green {
            ""
        } else {
            " (amber reaches to 5% of the target, for a percentage at least 1 point)"
        };
        (
            format!(
                "the colour is {} and should be {}",
                color.word(),
                words.join(" or ")
            ),
            format!("change the colour, or say what tolerance is used{tolerance}"),
        )
    });
    found.judge(Topic::Rag, at, computed, problem);
}
