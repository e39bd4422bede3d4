//! Sentences made from the same numbers as the tables.
//!
//! A sentence names its denominator, says a change in percentage points, and says better or worse only where the change
//! goes that way. A level is never put as a change.

use sightline_engine::Exact;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Break, Comparison, Share};

use crate::number::{
    FEW, FEWEST, NOT_CALCULABLE, bare_part_of, list, part_of, percent, points, small,
};

/// What stands behind a share of few audits, where nothing beside it says so.
pub(crate) const CAUTION: &str = "; small numbers, read with caution";

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// A rise is an improvement: grades.
    Up,
    /// A fall is an improvement: concerns.
    Down,
    /// Neither.
    Neither,
}

/// `12 of 20 graded audits (60.0%)`, or `not calculable (no graded audits)`; the noun is a plural.
#[must_use]
pub fn level(share: Share, nouns: &str) -> String {
    if share.whole == 0 {
        return format!("{NOT_CALCULABLE} (no {nouns})");
    }
    let noun = if share.whole == 1 {
        nouns.trim_end_matches('s')
    } else {
        nouns
    };
    format!("{} {noun} ({})", bare_part_of(share), percent(share))
}

/// The verb for so many of so many.
#[must_use]
pub fn verb<'a>(share: Share, one: &'a str, many: &'a str) -> &'a str {
    if share.part == 1 || share.whole == 1 {
        one
    } else {
        many
    }
}

/// How a share has moved since an earlier quarter, as the end of a sentence with the mark that joins it on; where one of
/// the two has few audits, it gives both and says that they are too few to compare.
///
/// Where there was no earlier quarter it says nothing: the report says that once, and not in every sentence.
#[must_use]
pub fn change(now: Share, earlier: &Comparison<Share>, better: Better, then: &str) -> String {
    let earlier = match earlier {
        Comparison::Same(earlier) => *earlier,
        Comparison::Broken(because) => {
            return format!("; comparison with {then} broken: {}", broken(because));
        }
        Comparison::NoEarlier => return String::new(),
    };
    let Some(difference) = now.since(earlier) else {
        return format!("; change since {then} {NOT_CALCULABLE}");
    };
    let base = part_of(earlier);
    if now.whole.min(earlier.whole) < FEW {
        let base = if earlier.whole < FEWEST {
            bare_part_of(earlier)
        } else {
            base
        };
        return format!("; too few to compare with {base} in {then}");
    }
    if difference.is_zero() {
        return format!(", the same share as the {base} in {then}");
    }
    // As a reader sees them the two are alike, and `up` would not fit.
    if percent(now) == percent(earlier) {
        return format!(", about the same share as the {base} in {then}");
    }
    let up = !difference.is_negative();
    let way = if up { "up" } else { "down" };
    let by = match points(&difference).as_str() {
        "0.0" => "by less than 0.1 of a percentage point".to_owned(),
        shown => format!("{shown} percentage points"),
    };
    let better = if worth_saying(now, earlier) {
        better
    } else {
        Better::Neither
    };
    format!(", {way} {by} from {base} in {then}{}", verdict(up, better))
}

/// Whether a change is large enough to be called better or worse: more than two percentage points, and more than one
/// audit with another result would make.
#[must_use]
pub fn worth_saying(now: Share, earlier: Share) -> bool {
    now.moved_clearly(earlier)
}

/// The same for a table's cell: `up 5.0 pp`, `template changed`.
#[must_use]
pub fn short_change(now: Share, earlier: &Comparison<Share>) -> String {
    match earlier {
        Comparison::Same(earlier) => match now.since(*earlier) {
            None => NOT_CALCULABLE.to_owned(),
            // A cell has no room for the two counts, and a reader takes no verdict from it.
            Some(_) if now.whole.min(earlier.whole) < FEWEST => "too few to compare".to_owned(),
            Some(difference) if difference.is_zero() => "no change".to_owned(),
            Some(difference) => {
                let way = if difference.is_negative() {
                    "down"
                } else {
                    "up"
                };
                format!("{way} {} pp", points(&difference))
            }
        },
        Comparison::Broken(because) => short_break(because).to_owned(),
        Comparison::NoEarlier => "no earlier audits".to_owned(),
    }
}

/// What is good enough on a scale, in the scale's own words: `good or better`.
#[must_use]
pub fn good_enough(scale: &GradeScale) -> String {
    let place = scale.good_enough.map(|grade| usize::from(grade.0));
    match place.and_then(|place| Some((place, scale.grades.get(place)?))) {
        Some((0, best)) => small(&best.label),
        Some((_, grade)) => format!("{} or better", small(&grade.label)),
        None => "good or better".to_owned(),
    }
}

/// A scale by its ends: `Outstanding to Inadequate`.
#[must_use]
pub fn ends(scale: &GradeScale) -> String {
    match scale.grades.as_slice() {
        [best, .., worst] => format!("{} to {}", best.label, worst.label),
        [one] => one.label.clone(),
        [] => scale.title.clone(),
    }
}

/// Why two quarters may not be compared.
#[must_use]
pub fn broken(because: &Break) -> String {
    match because {
        Break::Edition { title, from, to } => {
            format!("template changed ({title}, version {from} to {to})")
        }
        Break::Templates { gone, new } => {
            let part = |titles: &[String], word: &str| {
                (!titles.is_empty()).then(|| format!("{word} {}", list(titles)))
            };
            let parts: Vec<String> = [part(new, "now also"), part(gone, "then also")]
                .into_iter()
                .flatten()
                .collect();
            format!("other templates were used ({})", parts.join("; "))
        }
    }
}

/// The same in two words.
#[must_use]
pub fn short_break(because: &Break) -> &'static str {
    match because {
        Break::Edition { .. } => "template changed",
        Break::Templates { .. } => "other templates",
    }
}

/// Where auditors stand against moderators, by a mean difference in grades.
#[must_use]
pub fn shift(mean: &Exact) -> String {
    let shown = mean.decimal(2);
    let size = shown.trim_start_matches('-');
    if mean.is_zero() {
        "auditors and moderators graded alike on average".to_owned()
    } else if mean.is_negative() {
        format!("auditors graded {size} of a grade lower than moderators on average")
    } else {
        format!("auditors graded {size} of a grade higher than moderators on average")
    }
}

fn verdict(up: bool, better: Better) -> &'static str {
    match (up, better) {
        (true, Better::Up) | (false, Better::Down) => ", an improvement",
        (false, Better::Up) | (true, Better::Down) => ", which is worse",
        (_, Better::Neither) => "",
    }
}

#[cfg(test)]
mod tests {
    use sightline_engine::model::Version;

    use super::*;

    #[track_caller]
    fn check(now: (u64, u64), then: Option<(u64, u64)>, better: Better, expect: &str) {
        let earlier = then.map_or(Comparison::NoEarlier, |(part, whole)| {
            Comparison::Same(Share::of(part, whole))
        });
        assert_eq!(
            change(Share::of(now.0, now.1), &earlier, better, "Q1 2025-26"),
            expect
        );
    }

    #[test]
    fn a_change_is_said_in_points_with_its_base_and_direction() {
        check(
            (36, 60),
            Some((22, 40)),
            Better::Up,
            ", up 5.0 percentage points from 22 of 40 (55.0%) in Q1 2025-26, an improvement",
        );
        check(
            (22, 40),
            Some((36, 60)),
            Better::Up,
            ", down 5.0 percentage points from 36 of 60 (60.0%) in Q1 2025-26, which is worse",
        );
        check(
            (22, 40),
            Some((36, 60)),
            Better::Down,
            ", down 5.0 percentage points from 36 of 60 (60.0%) in Q1 2025-26, an improvement",
        );
        check(
            (36, 60),
            Some((22, 40)),
            Better::Down,
            ", up 5.0 percentage points from 22 of 40 (55.0%) in Q1 2025-26, which is worse",
        );
        check(
            (36, 60),
            Some((22, 40)),
            Better::Neither,
            ", up 5.0 percentage points from 22 of 40 (55.0%) in Q1 2025-26",
        );
        check(
            (30, 60),
            Some((20, 40)),
            Better::Up,
            ", the same share as the 20 of 40 (50.0%) in Q1 2025-26",
        );
        check(
            (5001, 10000),
            Some((20, 40)),
            Better::Up,
            ", about the same share as the 20 of 40 (50.0%) in Q1 2025-26",
        );
    }

    #[test]
    fn what_cannot_be_said_is_not_said() {
        check((1, 4), None, Better::Up, "");
        check(
            (0, 0),
            Some((1, 2)),
            Better::Up,
            "; change since Q1 2025-26 not calculable",
        );
        check(
            (1, 2),
            Some((0, 0)),
            Better::Up,
            "; change since Q1 2025-26 not calculable",
        );
        check(
            (10, 20),
            Some((5, 20)),
            Better::Up,
            "; too few to compare with 5 of 20 (25.0%) in Q1 2025-26",
        );
        check(
            (2, 4),
            Some((20, 20)),
            Better::Up,
            "; too few to compare with 20 of 20 (100.0%) in Q1 2025-26",
        );
        check(
            (20, 40),
            Some((1, 9)),
            Better::Up,
            "; too few to compare with 1 of 9 in Q1 2025-26",
        );
        let one = Version {
            major: 1,
            minor: 2,
            patch: 0,
        };
        let two = Version {
            major: 2,
            minor: 0,
            patch: 0,
        };
        let edition = Break::Edition {
            title: "Case audit".into(),
            from: one,
            to: two,
        };
        let then = change(
            Share::of(1, 2),
            &Comparison::Broken(edition),
            Better::Up,
            "Q1",
        );
        assert_eq!(
            then,
            "; comparison with Q1 broken: template changed (Case audit, version 1.2.0 to 2.0.0)"
        );
        let mix = Break::Templates {
            gone: vec!["A".into()],
            new: vec!["B".into(), "C".into()],
        };
        assert_eq!(
            broken(&mix),
            "other templates were used (now also B and C; then also A)"
        );
    }

    #[test]
    fn a_level_names_its_denominator() {
        assert_eq!(
            level(Share::of(12, 20), "graded audits"),
            "12 of 20 graded audits (60.0%)"
        );
        assert_eq!(level(Share::of(1, 1), "audits"), "1 of 1 audit (100.0%)");
        assert_eq!(
            level(Share::of(0, 0), "graded audits"),
            "not calculable (no graded audits)"
        );
    }

    #[test]
    fn a_shift_has_a_direction() {
        assert_eq!(
            shift(&Exact::ratio(2, 5)),
            "auditors graded 0.40 of a grade higher than moderators on average"
        );
        assert_eq!(
            shift(&Exact::ratio(-1, 3)),
            "auditors graded 0.33 of a grade lower than moderators on average"
        );
        assert_eq!(
            shift(&Exact::ZERO),
            "auditors and moderators graded alike on average"
        );
    }
}
