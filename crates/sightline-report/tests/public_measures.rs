//! Measures in a report for everybody: those that lie within each other tell nothing together.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use sightline_engine::Exact;
    use sightline_engine::calendar::Period;
    use sightline_engine::measure::Measured;
    use sightline_engine::rollup::Share;
    use sightline_report::{Audience, Cell, Context, Figures, Spec, Value, context};

    use crate::figures::figures;
    use crate::world;

    const PERIOD: &str = "2025-26-Q2";
    const WITHIN: [&str; 3] = ["within-12-months", "within-24-months", "ever"];

    fn public(all: Vec<Measured>) -> Context {
        let rollup = world::rollup();
        let period: Period = PERIOD.parse().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 4, 6).unwrap();
        let figures = Figures {
            measures: vec![(period, all)],
            ..figures(&rollup)
        };
        let spec = Spec {
            audience: Audience::Public,
            ..Spec::new("Sampleshire", period, day)
        };
        context(&figures, &spec).unwrap()
    }

    /// A measure of the made-up world with other counts.
    fn measure(id: &str, part: usize, whole: usize, unknown: usize) -> Measured {
        let rollup = world::rollup();
        let figures = figures(&rollup);
        let share = figures.measures[0]
            .1
            .iter()
            .find(|one| one.is_share)
            .unwrap();
        let n = |n: usize| i128::try_from(n).unwrap();
        Measured {
            measure: id.to_owned(),
            title: id.to_owned(),
            numerator: part as u64,
            denominator: Exact::ratio(n(whole), 1),
            unknown: unknown as u64,
            value: (whole > 0).then(|| Exact::ratio(n(part), n(whole))),
            ..share.clone()
        }
    }

    /// What a plan is to each of three measures, the first within the second and that within the third: above the line from
    /// one of them on, or in none; and whether each of them could tell.
    type Plan = (usize, [bool; 3]);

    fn nested(plans: &[Plan]) -> Vec<Measured> {
        let each = WITHIN.iter().enumerate().map(|(n, id)| {
            let known = plans.iter().filter(|(_, known)| known[n]);
            let above = known.clone().filter(|(from, _)| *from <= n).count();
            measure(
                id,
                above,
                known.count(),
                plans.iter().filter(|(_, known)| !known[n]).count(),
            )
        });
        each.collect()
    }

    fn shares(context: &Context) -> Vec<(String, Share)> {
        let rows = context.measures.table.iter().flat_map(|table| &table.rows);
        rows.filter_map(|row| match row[1].value() {
            Value::Share { part, whole } => Some((row[0].to_string(), Share::of(*part, *whole))),
            Value::Count { .. }
            | Value::Text
            | Value::Percent { .. }
            | Value::Number { .. }
            | Value::Points { .. }
            | Value::Hidden
            | Value::Missing => None,
        })
        .collect()
    }

    fn is_small(n: u64) -> bool {
        (1..=5).contains(&n)
    }

    fn plan() -> impl Strategy<Value = Plan> {
        let known = || prop::bool::weighted(0.97);
        (0..9_usize, [known(), known(), known()])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn d07_measures_within_each_other_do_not_tell_the_difference(
            plans in prop::collection::vec(plan(), 12..90),
        ) {
            let context = public(nested(&plans));
            let shown = shares(&context);
            for (n, (one, a)) in shown.iter().enumerate() {
                prop_assert!(!is_small(a.part) && !is_small(a.whole - a.part), "{one}: {a:?}");
                for (other, b) in shown.iter().skip(n + 1) {
                    let same_whole = a.whole == b.whole;
                    let apart = a.part.abs_diff(b.part);
                    prop_assert!(!(same_whole && is_small(apart)), "{one} {a:?} beside {other} {b:?}");
                }
            }
            // Sentences tell no more than the table.
            for one in &context.measures.list {
                prop_assert!(shown.iter().any(|(title, _)| *title == one.title), "{}", one.title);
                prop_assert!(!one.sentence.contains("unknown") && !one.sentence.contains("Left out"), "{}", one.sentence);
            }
        }
    }

    #[test]
    fn d06_a_small_number_of_unknowns_hides_itself_and_not_the_measure() {
        let context = public(vec![measure("reviews", 90, 120, 3)]);
        let table = context.measures.table.unwrap();
        let words: Vec<String> = table.rows[0].iter().map(Cell::to_string).collect();
        assert_eq!(words[1], "90 of 120 (75.0%)");
        assert_eq!(words[6], "c");
    }

    #[test]
    fn d06_a_hidden_measure_still_says_its_target() {
        let context = public(vec![measure("plans", 3, 40, 0)]);
        let table = context.measures.table.unwrap();
        let words: Vec<String> = table.rows[0].iter().map(Cell::to_string).collect();
        assert_eq!(words[1..].join(" | "), "c | c | at most 19.0% | c | c | 0");
    }
}
