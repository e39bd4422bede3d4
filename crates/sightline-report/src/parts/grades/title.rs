//! What a chart of grades is called: what it shows, as a finding, from the numbers of its table.

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, SectionSummary, Share};

use crate::number::{FEWEST, capital, count, percent, points};
use crate::sentence::{good_enough, short_break};

/// `Good or better: 61.2% of 170 graded audits, up 4.1 percentage points on Q1 2025-26`, with whose grades they are before it.
///
/// There is none where nothing was graded or the scale does not say what is good enough.
pub(crate) fn by_period(
    whose: Option<&str>,
    scale: &GradeScale,
    now: Share,
    earlier: &Comparison<Share>,
    then: &str,
) -> Option<String> {
    scale.good_enough?;
    if now.whole == 0 {
        return None;
    }
    let audits = count(now.whole, "graded audit");
    let words = good_enough(scale);
    let level = if now.whole < FEWEST {
        format!("{} of {audits}", now.part)
    } else {
        format!("{} of {audits}", percent(now))
    };
    let moved = moved(now, earlier, then).unwrap_or_default();
    Some(match whose {
        Some(title) => format!("{title}: {level} {words}{moved}"),
        None => format!("{}: {level}{moved}", capital(&words)),
    })
}

fn moved(now: Share, earlier: &Comparison<Share>, then: &str) -> Option<String> {
    let earlier = match earlier {
        Comparison::Same(earlier) => *earlier,
        Comparison::Broken(because) => {
            let because = short_break(because);
            return Some(format!("; not compared with {then}: {because}"));
        }
        Comparison::NoEarlier => return None,
    };
    if now.whole < FEWEST || earlier.whole < FEWEST {
        return None;
    }
    let difference = now.since(earlier)?;
    if difference.is_zero() {
        return Some(format!(", the same as in {then}"));
    }
    let way = if difference.is_negative() {
        "down"
    } else {
        "up"
    };
    let by = match points(&difference).as_str() {
        "0.0" => "less than 0.1 of a percentage point".to_owned(),
        shown => format!("{shown} percentage points"),
    };
    Some(format!(", {way} {by} on {then}"))
}

/// `Case audit: from 50.0% good or better in Planning to 83.3% in Voice`; sections with few grades are left out of it.
pub(super) fn by_section(
    whose: &str,
    scale: &GradeScale,
    sections: &[&SectionSummary],
) -> Option<String> {
    let mut shares: Vec<(&str, Share)> = Vec::new();
    for one in sections {
        let share = one.grades.good_or_better(scale)?;
        if share.whole >= FEWEST {
            shares.push((&one.name.label, share));
        }
    }
    shares.sort_by_key(|(_, share)| share.value());
    let [(low, least), .., (high, most)] = shares.as_slice() else {
        return None;
    };
    if least.value() == most.value() {
        return None;
    }
    Some(format!(
        "{whose}: from {} {} in {low} to {} in {high}",
        percent(*least),
        good_enough(scale),
        percent(*most)
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sightline_engine::Exact;
    use sightline_engine::model::{Grade, GradeIx};

    use super::*;

    fn scale() -> Arc<GradeScale> {
        let grade = |(id, label): (&str, &str)| Grade {
            id: id.to_owned(),
            label: label.to_owned(),
            letter: label.chars().take(1).collect(),
            value: Exact::ONE,
        };
        let grades = [
            ("outstanding", "Outstanding"),
            ("good", "Good"),
            ("poor", "Poor"),
        ];
        Arc::new(GradeScale {
            id: "three".to_owned(),
            title: "Three grades".to_owned(),
            grades: grades.into_iter().map(grade).collect(),
            good_enough: Some(GradeIx(1)),
            strength: None,
        })
    }

    #[track_caller]
    fn check(now: (u64, u64), then: Option<(u64, u64)>, expect: Option<&str>) {
        let earlier = then.map_or(Comparison::NoEarlier, |(part, whole)| {
            Comparison::Same(Share::of(part, whole))
        });
        let title = by_period(
            None,
            &scale(),
            Share::of(now.0, now.1),
            &earlier,
            "Q1 2025-26",
        );
        assert_eq!(title.as_deref(), expect);
    }

    #[test]
    fn a_chart_is_called_by_what_it_shows() {
        check(
            (104, 170),
            Some((92, 161)),
            Some(
                "Good or better: 61.2% of 170 graded audits, up 4.0 percentage points on Q1 2025-26",
            ),
        );
        check(
            (12, 24),
            Some((20, 40)),
            Some("Good or better: 50.0% of 24 graded audits, the same as in Q1 2025-26"),
        );
        check(
            (12, 24),
            None,
            Some("Good or better: 50.0% of 24 graded audits"),
        );
    }

    #[test]
    fn few_audits_have_no_percentage_and_no_change() {
        check(
            (3, 5),
            Some((20, 40)),
            Some("Good or better: 3 of 5 graded audits"),
        );
        check(
            (1, 1),
            Some((1, 1)),
            Some("Good or better: 1 of 1 graded audit"),
        );
        check(
            (12, 24),
            Some((1, 2)),
            Some("Good or better: 50.0% of 24 graded audits"),
        );
        check((0, 0), Some((20, 40)), None);
    }
}
