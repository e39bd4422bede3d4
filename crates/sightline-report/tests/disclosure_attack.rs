//! An attacker tries to work out what public reports hide: from all of them together, from any two, and from one and
//! its restatement.

#[path = "support/attacker.rs"]
mod attacker;
#[path = "support/region.rs"]
mod region;

use std::collections::{BTreeMap, BTreeSet};

use attacker::{Attacker, Number};
use proptest::collection::vec;
use proptest::prelude::*;
use region::{Figures, Key, Size, What};
use sightline_report::disclose::{Before, Protected, protect};

fn cases() -> u32 {
    std::env::var("CASES")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(12)
}

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
    quarters: 1,
    templates: 2,
    services: 2,
    teams: 2,
    grades: 4,
    themes: 0,
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
    for k in public.given_away() {
        eprintln!("GIVEN {k:?} = {}", figures.truth[k]);
        for (w, ps) in &figures.sums {
            if w == k || ps.contains(k) {
                eprintln!(
                    "    {:?}={}{} <- {:?}",
                    w.what,
                    figures.truth[w],
                    if public.count(w).value().is_some() {
                        "shown"
                    } else {
                        ""
                    },
                    ps.iter()
                        .map(|p| format!(
                            "{:?} {:?}: {}{}",
                            p.place,
                            p.what,
                            figures.truth[p],
                            if public.count(p).value().is_some() {
                                "shown"
                            } else {
                                ""
                            }
                        ))
                        .collect::<Vec<_>>()
                );
            }
        }
    }
    assert_eq!(public.given_away().next(), None, "nothing could be done");
    for (key, count) in public.shown() {
        assert_eq!(figures.truth[key], count, "a shown value is a true value");
        assert!(!(1..=5).contains(&count), "{key:?} shows {count}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn d06_nothing_small_is_worked_out_from_all_reports_together(figures in either(LINKED)) {
        let t=std::time::Instant::now();
        let public = protect(&figures.cells(), &Before::nothing());
        eprintln!("protect {:?}: {} hidden of {}, {} small", t.elapsed(), public.hidden().count(), figures.truth.len(), small(&figures).len());
        safe(&figures, &public);
        let found = attack(&figures, |_| true, &public);
        prop_assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn d07_nothing_small_is_worked_out_from_any_two_filters(figures in either(SMALL)) {
        let t=std::time::Instant::now();
        let public = protect(&figures.cells(), &Before::nothing());
        eprintln!("protect {:?}: {} hidden of {}, {} small", t.elapsed(), public.hidden().count(), figures.truth.len(), small(&figures).len());
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
