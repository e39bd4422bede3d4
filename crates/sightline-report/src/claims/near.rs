//! Whether a printed figure can stand for what it should be.

use sightline_engine::Exact;

use super::figure::Figure;
use super::words::Hedge;

/// Whether a figure as printed is `expected`, rounded half away from zero to the digits printed, give or take 0.1.
///
/// The 0.1 is for figures that were published from unrounded numbers.
pub(super) fn is(figure: &Figure, expected: &Exact, hedge: Option<Hedge>) -> bool {
    let exact = distance(&figure.value, &rounded(expected, figure.places)) <= tenth();
    match hedge {
        None => exact,
        Some(Hedge::About) => exact || distance(&figure.value, expected) <= Exact::from(5),
        Some(Hedge::AtLeast) => exact || *expected > figure.value,
        Some(Hedge::AtMost) => exact || *expected < figure.value,
        Some(Hedge::Nearly) => {
            let lowest = figure.value.clone() * Exact::ratio(17, 20);
            exact || (lowest..figure.value.clone()).contains(expected)
        }
    }
}

/// Whether a share in rough words can stand for `expected`, in per cent: within three points of it, five where it is `about`.
pub(super) fn is_rough(figure: &Figure, expected: &Exact, hedge: Option<Hedge>) -> bool {
    if let Some(low) = &figure.low {
        let (low, high) = (low.clone() - tenth(), figure.value.clone() + tenth());
        return (low..=high).contains(expected);
    }
    match hedge {
        None => distance(&figure.value, expected) <= Exact::from(3),
        Some(hedge) => is(figure, expected, Some(hedge)),
    }
}

/// Whether a figure was multiplied, as `doubled` and `halved` say: within a tenth.
pub(super) fn is_times(from: &Exact, to: &Exact, by: &Exact, hedge: Option<Hedge>) -> bool {
    let expected = from.clone() * by.clone();
    let off = distance(to, &expected);
    let near = off <= expected.clone() * Exact::ratio(1, 10);
    // `More than halved` goes further down, and `nearly halved` less far.
    let further = (*to > expected) == (*by > Exact::ONE) && !off.is_zero();
    match hedge {
        Some(Hedge::AtLeast) => further,
        Some(Hedge::AtMost | Hedge::Nearly) => !further && off <= expected * Exact::ratio(1, 5),
        Some(Hedge::About) | None => near,
    }
}

/// Whether a difference as printed is that of two printed figures.
///
/// Whole percentages have lost up to half a point each, so their difference may be a point off.
pub(super) fn is_difference(
    figure: &Figure,
    between: (&Figure, &Figure),
    hedge: Option<Hedge>,
) -> bool {
    let (from, to) = between;
    let expected = distance(&from.value, &to.value);
    let is_whole = [figure, from, to].iter().all(|one| one.places == 0);
    let is_count = from.whole().is_some() && to.whole().is_some();
    let off = distance(&figure.value, &expected);
    is(figure, &expected, hedge) || (is_whole && !is_count && off <= Exact::ONE)
}

/// The relative change in per cent; nothing where it starts from nothing.
pub(super) fn relative(from: &Exact, to: &Exact) -> Option<Exact> {
    distance(from, to)
        .divide(from)
        .map(|share| share * Exact::from(100))
}

/// A share in per cent; nothing where there is nothing to divide by.
pub(super) fn percent(part: i128, whole: i128) -> Option<Exact> {
    (whole > 0).then(|| Exact::ratio(part * 100, whole))
}

pub(super) fn distance(a: &Exact, b: &Exact) -> Exact {
    if a > b {
        a.clone() - b.clone()
    } else {
        b.clone() - a.clone()
    }
}

fn rounded(value: &Exact, places: u32) -> Exact {
    value
        .decimal(places)
        .parse()
        .unwrap_or_else(|_| value.clone())
}

fn tenth() -> Exact {
    Exact::ratio(1, 10)
}
