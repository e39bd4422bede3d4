//! An attacker tries to work out what public reports hide: from all of them together, from any two, and from one and
//! its restatement.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

#[path = "support/attacker.rs"]
mod attacker;
#[path = "support/region.rs"]
mod region;

use std::collections::{BTreeMap, BTreeSet};

use attacker::{Attacker, Number};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use region::{Figures, Key, Size, What};
use sightline_report::disclose::{Before, Cells, Protected, protect};

/// Counts as they come: many zeros and small ones.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![3 => Just(0), 4 => 1_u64..=5, 2 => 6_u64..=30, 1 => Just(1)]
}

/// Larger counts, of which most can be shown.
fn large() -> impl Strategy<Value = u64> {
    prop_oneof![1 => Just(0), 1 => 1_u64..=5, 8 => 6_u64..=60]
}

fn figures(size: Size, counts: impl Strategy<Value = u64>) -> impl Strategy<Value = Figures> {
    vec(counts, size.numbers()).prop_map(move |numbers| Figures::new(size, &numbers))
}

fn either(size: Size) -> impl Strategy<Value = Figures> {
    prop_oneof![figures(size, count()), figures(size, large())]
}

const SMALL: Size = Size {
    quarters: 1,
    templates: 2,
    services: 1,
    teams: 2,
    grades: 4,
    themes: 1,
};
const LINKED: Size = Size {
    quarters: 2,
    templates: 2,
    services: 2,
    teams: 2,
    grades: 4,
    themes: 1,
};

/// The cells whose numbers nobody may find out.
fn small(figures: &Figures) -> BTreeSet<Key> {
    let small = |(key, count): (&Key, &u64)| (1..=5).contains(count).then_some(*key);
    figures.truth.iter().filter_map(small).collect()
}

/// The least an attacker may take a hidden cell for: 0 only where the rules could have hidden a zero.
fn least(figures: &Figures) -> BTreeMap<Key, u64> {
    let mut least: BTreeMap<Key, u64> = figures
        .truth
        .iter()
        .map(|(&key, &count)| (key, count.min(1)))
        .collect();
    for (whole, parts) in &figures.sums {
        let all = figures.truth[whole];
        let outcomes = whole.what == What::Graded
            && matches!(
                parts[0].what,
                What::Grade(_) | What::GoodOrBetter | What::Theme(_)
            );
        if outcomes && all < 10 {
            for part in parts.iter().filter(|part| figures.truth[part] == all) {
                least.insert(*part, 0);
            }
        }
    }
    least
}

/// What an attacker finds out who has printed cells in hand.
fn attack(figures: &Figures, printed: impl Fn(&Key) -> bool, public: &Protected<Key>) -> Vec<Key> {
    let least = least(figures);
    let mut attacker = Attacker::default();
    let mut places = BTreeMap::new();
    for &key in figures.truth.keys() {
        let number = match public.count(&key).value().filter(|_| printed(&key)) {
            Some(count) => Number::Known(count),
            None if public.count(&key).value().is_some() => Number::AtLeast(0),
            None => Number::AtLeast(least[&key]),
        };
        places.insert(key, attacker.number(number));
    }
    for (whole, parts) in &figures.sums {
        attacker.sum(places[whole], parts.iter().map(|part| places[part]));
    }
    let wanted = small(figures).iter().map(|key| places[key]).collect();
    let truth: Vec<u64> = figures.truth.values().copied().collect();
    let found = attacker.recovers(&wanted, &truth);
    places
        .into_iter()
        .filter(|(_, place)| found.contains(place))
        .map(|(key, _)| key)
        .collect()
}

fn safe(figures: &Figures, public: &Protected<Key>) {
    assert_eq!(public.given_away().next(), None, "nothing could be done");
    for (key, count) in public.shown() {
        assert_eq!(figures.truth[key], count, "a shown value is a true value");
        assert!(!(1..=5).contains(&count), "{key:?} shows {count}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 0, failure_persistence: None, rng_seed: RngSeed::Fixed(20_260_131), ..ProptestConfig::default() })]

    #[test]
    fn d06_nothing_small_is_worked_out_from_all_reports_together(figures in either(LINKED)) {
        let public = protect(&figures.cells(), &Before::nothing());
        safe(&figures, &public);
        let found = attack(&figures, |_| true, &public);
        prop_assert!(found.is_empty(), "{found:?}");
    }

}

proptest! {
    // Each case is hundreds of attacks.
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 0, failure_persistence: None, rng_seed: RngSeed::Fixed(20_260_131), ..ProptestConfig::default() })]

    #[test]
    fn d07_nothing_small_is_worked_out_from_any_two_filters(figures in either(SMALL)) {
        let public = protect(&figures.cells(), &Before::nothing());
        safe(&figures, &public);
        let filters = figures.filters();
        for (at, one) in filters.iter().enumerate() {
            for other in filters.iter().skip(at + 1) {
                let printed = |key: &Key| one.contains(key) || other.contains(key);
                let found = attack(&figures, printed, &public);
                prop_assert!(found.is_empty(), "{found:?}");
            }
        }
    }

}

/// Hiding only what is small is not enough, and the attacker must be able to show it.
#[test]
fn d06_the_attacker_finds_what_is_hidden_badly() {
    for (counts, hidden, found) in [
        // 21 - 9 - 10 - 0.
        ([2, 9, 10, 0], vec![0], vec![0]),
        // A pair of ones.
        ([1, 9, 7, 1], vec![0, 3], vec![0, 3]),
        ([2, 9, 7, 3], vec![0, 3], vec![]),
    ] {
        let mut attacker = Attacker::default();
        let mut truth = counts.to_vec();
        truth.push(counts.iter().sum());
        let numbers: Vec<usize> = (0..5)
            .map(|at| match hidden.contains(&at) {
                true => attacker.number(Number::AtLeast(1)),
                false => attacker.number(Number::Known(truth[at])),
            })
            .collect();
        attacker.sum(numbers[4], numbers[..4].iter().copied());
        let wanted = hidden.into_iter().collect();
        assert_eq!(
            attacker.recovers(&wanted, &truth),
            found.into_iter().collect(),
            "{counts:?}"
        );
    }
}

/// Somebody with this program tries every row of four grades, and keeps those that would be printed the same.
#[test]
fn d06_running_the_program_on_every_row_tells_no_small_count() {
    let keys = [0, 1, 2, 3, 9];
    for total in 1_u64..=24 {
        let mut alike: BTreeMap<Vec<Option<u64>>, Vec<[u64; 4]>> = BTreeMap::new();
        for a in 0..=total {
            for b in 0..=total - a {
                for c in 0..=total - a - b {
                    let row = [a, b, c, total - a - b - c];
                    let mut cells = Cells::new();
                    for (key, count) in keys.into_iter().zip(row) {
                        cells.count(key, count).unwrap();
                    }
                    cells.count(9, total).unwrap();
                    cells.outcomes(9, 0..4).unwrap();
                    let public = protect(&cells, &Before::nothing());
                    let printed = keys.map(|key| public.count(&key).value()).to_vec();
                    alike.entry(printed).or_default().push(row);
                }
            }
        }
        for (printed, rows) in alike {
            for at in 0..4 {
                let values: BTreeSet<u64> = rows.iter().map(|row| row[at]).collect();
                let told = printed[at].is_none() && values.len() == 1 && printed[4].is_some();
                assert!(
                    !told || values.iter().all(|one| !(1..=5).contains(one)),
                    "{printed:?} is only {rows:?}"
                );
            }
        }
    }
}
