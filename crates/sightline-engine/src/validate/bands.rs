//! Bands: where each grade starts.

use super::Names;
use super::rules::no_grades;
use super::scales::unknown_grade;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::load::RawBands;
use crate::model::{Bands, Bound, GradeIx, GradeScale, Scale};
use crate::source::{Span, Spanned};

/// One band with the places of its grade and bound.
struct Band<'a> {
    grade: GradeIx,
    name: &'a Spanned<String>,
    bound: &'a Spanned<Bound>,
    /// The bound on one measure for all bands: a share, or points.
    height: Exact,
}

/// Bands that cover every score of the scale, or what is wrong with them.
pub(super) fn bands(raw: &RawBands, names: &Names, found: &mut Diagnostics) -> Option<Bands> {
    let scale = match &names.grade_scale {
        Some(Scale::Grades(scale)) => scale,
        Some(Scale::Numbers(_)) | None => {
            if !names.broken_scale {
                found.push(no_grades(&raw.at, "bands divide scores into grades"));
            }
            return None;
        }
    };
    let mut written = Vec::new();
    for (name, bound) in &raw.bounds {
        match scale.find(&name.value) {
            Some(grade) => written.push(Band {
                grade,
                name,
                bound,
                height: height(&bound.value, scale),
            }),
            None => found.push(unknown_grade(scale, name)),
        }
    }
    if let Some(odd) = mixed(&written) {
        let message = "these bands mix points with shares of the whole, which cannot be compared";
        let help = "write all bounds in points, or none of them";
        found.push(Diagnostic::error(Code::WRONG_TYPE, &odd.bound.at, message).help(help));
        return None;
    }
    // Where a grade or a bound could not be read, it may be the one that closes the gap.
    if raw.whole && written.len() == raw.bounds.len() {
        every_grade(raw, scale, found);
        lowest_reaches(scale, &written, found);
    }
    overlap(&written, found);
    order(scale, &written, found);
    reachable(scale, &written, found);
    Some(Bands(
        written
            .into_iter()
            .map(|band| (band.grade, band.bound.value.clone()))
            .collect(),
    ))
}

/// A bound as a share of the whole; points stay points.
fn height(bound: &Bound, scale: &GradeScale) -> Exact {
    let (least, greatest) = scale.range();
    match bound {
        Bound::Value(value) => {
            let above = value.clone() - least.clone();
            above.divide(&(greatest - least)).unwrap_or(Exact::ZERO)
        }
        Bound::Share(share) => share.clone(),
        Bound::Points(points) => points.clone(),
    }
}

fn is_points(bound: &Bound) -> bool {
    match bound {
        Bound::Points(_) => true,
        Bound::Value(_) | Bound::Share(_) => false,
    }
}

/// Whether bands are written in points, all of them.
pub(super) fn in_points(raw: &RawBands) -> bool {
    raw.bounds.iter().all(|(_, bound)| is_points(&bound.value))
}

fn mixed<'a, 'b>(bands: &'b [Band<'a>]) -> Option<&'b Band<'a>> {
    let first = is_points(&bands.first()?.bound.value);
    bands
        .iter()
        .find(|band| is_points(&band.bound.value) != first)
}

fn every_grade(raw: &RawBands, scale: &GradeScale, found: &mut Diagnostics) {
    let has = |id: &str| raw.bounds.iter().any(|(name, _)| name.value == id);
    let missing: Vec<String> = scale
        .grades
        .iter()
        .filter(|grade| !has(&grade.id))
        .map(|grade| format!("`{}`", grade.id))
        .collect();
    if missing.is_empty() {
        return;
    }
    let message = format!(
        "{} has no bound, so no score would give it",
        missing.join(" and ")
    );
    let help = "write where each grade of the scale starts";
    found.push(Diagnostic::error(Code::BANDS_GAP, &raw.at, message).help(help));
}

/// The lowest bound as a share must be nothing, or scores below it have no grade.
fn lowest_reaches(scale: &GradeScale, bands: &[Band<'_>], found: &mut Diagnostics) {
    let Some(lowest) = bands.iter().min_by(|a, b| a.height.cmp(&b.height)) else {
        return;
    };
    let (least, _) = scale.range();
    let (from, to) = match &lowest.bound.value {
        Bound::Points(_) => return,
        Bound::Value(value) => (least.plain(), value.plain()),
        Bound::Share(share) => ("0%".to_owned(), percent(share)),
    };
    if lowest.height > Exact::ZERO {
        found.push(gap(&lowest.bound.at, &from, &to));
    }
}

fn gap(at: &Span, from: &str, to: &str) -> Diagnostic {
    let message = format!("{from} to {to} has no grade");
    Diagnostic::error(Code::BANDS_GAP, at, message)
        .label("the lowest bound")
        .help(format!("start the lowest grade at {from}"))
}

/// A share as a percentage, as short as it can be written.
fn percent(share: &Exact) -> String {
    format!("{}%", (share.clone() * Exact::from(100)).plain())
}

fn overlap(bands: &[Band<'_>], found: &mut Diagnostics) {
    for (n, band) in bands.iter().enumerate() {
        let before = bands
            .iter()
            .take(n)
            .find(|other| other.height == band.height);
        if let Some(other) = before {
            let message = format!(
                "`{}` and `{}` start at the same score",
                other.name.value, band.name.value
            );
            found.push(
                Diagnostic::error(Code::BANDS_OVERLAP, &band.bound.at, message)
                    .related(&other.bound.at, "the other one")
                    .help("let the better grade start higher"),
            );
        }
    }
}

/// Bounds must run as the grades' values do.
fn order(scale: &GradeScale, bands: &[Band<'_>], found: &mut Diagnostics) {
    let value = |band: &Band<'_>| scale.grade(band.grade).map(|grade| grade.value.clone());
    let mut by_value: Vec<&Band<'_>> = bands.iter().collect();
    by_value.sort_by_key(|band| value(band));
    for pair in by_value.windows(2) {
        let [below, above] = pair else { continue };
        if below.height > above.height {
            let (low, high) = (&below.name.value, &above.name.value);
            let message =
                format!("`{low}` starts higher than `{high}`, which stands above it on the scale");
            found.push(
                Diagnostic::error(Code::BANDS_ORDER, &below.bound.at, message)
                    .related(&above.bound.at, format!("`{high}` starts here"))
                    .help("swap the two bounds, or correct the one that is wrong"),
            );
        }
    }
}

fn reachable(scale: &GradeScale, bands: &[Band<'_>], found: &mut Diagnostics) {
    let (_, greatest) = scale.range();
    for band in bands
        .iter()
        .filter(|band| !is_points(&band.bound.value) && band.height > Exact::ONE)
    {
        let message = format!(
            "no score reaches `{}`, because the scale ends at {}",
            band.name.value,
            greatest.plain()
        );
        let help = format!(
            "use a bound up to {}, or a percentage such as `62.5%`",
            greatest.plain()
        );
        found.push(Diagnostic::error(Code::BAD_RANGE, &band.bound.at, message).help(help));
    }
}

/// Bands in points need a sum, and must reach down to the fewest points there can be, or to nothing: what lies below nothing
/// has the lowest grade.
pub(super) fn points_fit(raw: &RawBands, sum: bool, fewest: &Exact, found: &mut Diagnostics) {
    let lowest = raw
        .bounds
        .iter()
        .filter_map(|(_, bound)| match &bound.value {
            Bound::Points(points) => Some((points, &bound.at)),
            Bound::Value(_) | Bound::Share(_) => None,
        });
    let Some((points, at)) = lowest
        .min_by(|a, b| a.0.cmp(b.0))
        .filter(|_| in_points(raw))
    else {
        return;
    };
    if !sum {
        let message = "a bound in points needs a score in points";
        let help = "score by `sum`, or write the bounds as percentages";
        found.push(Diagnostic::error(Code::WRONG_TYPE, at, message).help(help));
    } else if points > fewest && *points > Exact::ZERO && raw.whole {
        found.push(gap(
            at,
            &format!("{} points", fewest.plain()),
            &format!("{} points", points.plain()),
        ));
    }
}
