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

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use attacker::{Attacker, Number};
use proptest::collection::vec;
use proptest::prelude::*;
use region::{Figures, Key, Size, What};
use sightline_report::disclose::{Before, Cells, Protected, protect};

/// So many cases, or as many as `PROPTEST_CASES` says; what fails is kept beside this file.
fn config(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: wanted.and_then(|n| n.parse().ok()).unwrap_or(cases),
        max_shrink_iters: 50,
        ..ProptestConfig::default()
    }
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
const TABLE: Size = Size {
    quarters: 1,
    templates: 1,
    services: 1,
    teams: 3,
    grades: 4,
    themes: 1,
};
const HALF: Size = Size {
    quarters: 2,
    templates: 1,
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
    attack_side_by_side(figures, printed, |key| public.count(key).value())
}

/// The same from several publications of the same figures: what any of them shows.
fn attack_side_by_side(
    figures: &Figures,
    printed: impl Fn(&Key) -> bool,
    shown: impl Fn(&Key) -> Option<u64>,
) -> Vec<Key> {
    let least = least(figures);
    let mut attacker = Attacker::default();
    let mut places = BTreeMap::new();
    for &key in figures.truth.keys() {
        let number = match shown(&key).filter(|_| printed(&key)) {
            Some(count) => Number::Known(count),
            None if shown(&key).is_some() => Number::AtLeast(0),
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

/// Whether a report may go out; what it shows is true and not small then.
fn goes_out(figures: &Figures, public: &Protected<Key>) -> bool {
    for (key, count) in public.shown() {
        assert_eq!(figures.truth[key], count, "a shown value is a true value");
        assert!(!(1..=5).contains(&count), "{key:?} shows {count}");
    }
    public.given_away().next().is_none()
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn d06_nothing_small_is_worked_out_from_all_reports_together(figures in either(LINKED)) {
        let public = protect(&figures.cells(), &Before::nothing());
        prop_assume!(goes_out(&figures, &public));
        let found = attack(&figures, |_| true, &public);
        prop_assert!(found.is_empty(), "{found:?}");
    }

}

proptest! {
    // Each case is hundreds of attacks.
    #![proptest_config(config(2))]

    #[test]
    fn d07_nothing_small_is_worked_out_from_any_two_filters(figures in either(SMALL)) {
        let public = protect(&figures.cells(), &Before::nothing());
        prop_assume!(goes_out(&figures, &public));
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

/// Late edits: audits that came in, and audits that were taken back.
fn edits(size: Size) -> impl Strategy<Value = Vec<(usize, i64)>> {
    vec((0..size.numbers(), -9_i64..12), 1..4)
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn d07_nothing_small_is_worked_out_from_a_report_and_its_restatement(
        (figures, late, later) in (either(TABLE), edits(TABLE), edits(TABLE)),
    ) {
        let mut editions: Vec<(Figures, Protected<Key>)> = Vec::new();
        let mut before = Before::nothing();
        for edits in [&[], &*late, &*later] {
            let last = editions.last().map_or(&figures, |(last, _)| last);
            let now = last.after(TABLE, edits);
            let public = protect(&now.cells(), &before);
            if !goes_out(&now, &public) {
                continue;
            }
            for key in editions.iter().flat_map(|(_, earlier)| earlier.hidden()) {
                prop_assert!(public.count(key).value().is_none(), "{key:?} was hidden and is shown");
            }
            before = before.and(now.cells(), &public);
            editions.push((now, public));
            let found = attack_all(&editions);
            prop_assert!(found.is_empty(), "{} of {}: {found:?}", found.len(), editions.len());
        }
    }
}

proptest! {
    #![proptest_config(config(8))]

    /// What kept the secrets of each quarter is kept with it, and carried on into the half-year; on the way it is written down and read.
    #[test]
    fn d07_nothing_small_is_worked_out_from_two_quarters_and_then_their_half_year(
        figures in either(LINKED),
    ) {
        let mut before = Before::nothing();
        let mut shown: BTreeMap<Key, u64> = BTreeMap::new();
        for upto in [vec![Some(0)], vec![Some(1)], vec![None, Some(0), Some(1)]] {
            let cells = figures.cells().only(|key| upto.contains(&key.quarter));
            let public = protect(&cells, &before);
            if !goes_out(&figures, &public) {
                continue;
            }
            shown.extend(public.shown().map(|(key, n)| (*key, n)));
            before = before.and(cells, &public);
            let found = attack_side_by_side(&figures, |_| true, |key| shown.get(key).copied());
            prop_assert!(found.is_empty(), "{upto:?}: {found:?}");
        }
    }
}

/// The cells of a half-year beside its first quarter as it was published, which was edited since.
fn half_year(half: &Figures, quarter: &Figures) -> Cells<Key> {
    let of = |figures: &Figures, quarter| figures.cells().only(|key| key.quarter == quarter);
    let own = of(half, None);
    let mut cells = own.clone();
    cells.extend(&of(quarter, Some(0))).unwrap();
    for (&key, n) in own.iter() {
        let [part, left] = [Some(0), Some(9)].map(|quarter| Key { quarter, ..key });
        let told = quarter.truth[&part];
        if n != told {
            cells.derived(left, n.abs_diff(told)).unwrap();
        }
        match n.cmp(&told) {
            Ordering::Equal => cells.sum(key, [part]),
            Ordering::Greater => cells.sum(key, [part, left]),
            Ordering::Less => cells.sum(part, [key, left]),
        }
        .unwrap();
    }
    cells
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn d07_nothing_small_is_worked_out_from_a_half_year_after_an_edited_quarter(
        (figures, late) in (either(HALF), edits(HALF)),
    ) {
        let now = figures.after(HALF, &late);
        let first = figures.cells().only(|key| key.quarter == Some(0));
        let quarter = protect(&first, &Before::nothing());
        prop_assume!(goes_out(&figures, &quarter));
        let before = Before::nothing().and(first, &quarter);
        let half = protect(&half_year(&now, &figures), &before);
        prop_assume!(half.given_away().next().is_none());
        let found = attack_half_year((&figures, &quarter), (&now, &half));
        prop_assert!(found.is_empty(), "{found:?}");
    }
}

/// What somebody finds out who takes a quarter away from a half-year: small counts of either, and small rests.
fn attack_half_year(
    (then, quarter): (&Figures, &Protected<Key>),
    (now, half): (&Figures, &Protected<Key>),
) -> Vec<Key> {
    let mut attacker = Attacker::default();
    let mut truth = Vec::new();
    let mut wanted: BTreeMap<usize, Key> = BTreeMap::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for (figures, public, of) in [(then, quarter, Some(0)), (now, half, None)] {
        let least = least(figures);
        for (&key, &count) in figures.truth.iter().filter(|(key, _)| key.quarter == of) {
            let shown = public.count(&key).value();
            assert!(shown.is_none_or(|shown| shown == count && !(1..=5).contains(&count)));
            let place = attacker.number(shown.map_or(Number::AtLeast(least[&key]), Number::Known));
            truth.push(count);
            places.insert(key, place);
            if (1..=5).contains(&count) {
                wanted.insert(place, key);
            }
        }
        let sums = figures.sums.iter().filter(|(whole, parts)| {
            let own = |key: &Key| key.quarter == of;
            own(whole) && parts.iter().all(own)
        });
        for (whole, parts) in sums {
            attacker.sum(places[whole], parts.iter().map(|part| places[part]));
        }
    }
    for (&key, &whole) in places.iter().filter(|(key, _)| key.quarter.is_none()) {
        let part = Key {
            quarter: Some(0),
            ..key
        };
        let (more, less) = (now.truth[&key], then.truth[&part]);
        if (1..=5).contains(&more.abs_diff(less)) {
            // Nobody says which of them is more.
            let [(low, less), (high, more)] = if more > less {
                [(places[&part], less), (whole, more)]
            } else {
                [(whole, more), (places[&part], less)]
            };
            let rest = attacker.number(Number::Any);
            truth.push(more - less);
            attacker.sum(high, [low, rest]);
            wanted.insert(
                rest,
                Key {
                    quarter: Some(9),
                    ..key
                },
            );
        }
    }
    let found = attacker.recovers(&wanted.keys().copied().collect(), &truth);
    found.into_iter().map(|place| wanted[&place]).collect()
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

/// A restatement that nobody looked at beside its first edition, and the attacker must be able to show that too.
#[test]
fn d07_the_attacker_finds_what_a_restatement_tells_by_itself() {
    let figures = Figures::new(TABLE, &vec![20; TABLE.numbers()]);
    let after = figures.after(TABLE, &[(0, 3)]);
    let public = |figures: &Figures, before| (figures.clone(), protect(&figures.cells(), &before));
    let first = public(&figures, Before::nothing());
    let alone = public(&after, Before::nothing());
    let found = attack_all(&[first.clone(), alone]);
    assert!(!found.is_empty(), "three more are three children");
    let before = Before::nothing().and(figures.cells(), &first.1);
    let found = attack_all(&[first, public(&after, before)]);
    assert!(found.is_empty(), "{found:?}");
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

/// What somebody finds out who has all editions and has been told which counts did not change from one to the next: small counts of
/// any, and small changes.
fn attack_all(editions: &[(Figures, Protected<Key>)]) -> Vec<Key> {
    let mut attacker = Attacker::default();
    let mut truth = Vec::new();
    let mut wanted: BTreeMap<usize, Key> = BTreeMap::new();
    // The unknown that a count is in each edition; one that did not change is the same in both.
    let mut places: Vec<BTreeMap<Key, usize>> = vec![BTreeMap::new(); editions.len()];
    let leasts: Vec<_> = editions.iter().map(|(figures, _)| least(figures)).collect();
    let (latest, _) = editions.last().unwrap();
    for &key in latest.truth.keys() {
        let count = |edition: usize| editions[edition].0.truth[&key];
        let every: Vec<usize> = (0..editions.len()).collect();
        let mut told: Vec<(u64, usize)> = Vec::new();
        for run in every.chunk_by(|&one, &next| count(one) == count(next)) {
            let shown = |edition: &usize| editions[*edition].1.count(&key).value().is_some();
            let least = run.iter().map(|edition| leasts[*edition][&key]).min();
            let place = attacker.number(match run.iter().any(shown) {
                true => Number::Known(count(run[0])),
                false => Number::AtLeast(least.unwrap()),
            });
            truth.push(count(run[0]));
            if (1..=5).contains(&count(run[0])) {
                wanted.insert(place, key);
            }
            for &edition in run {
                places[edition].insert(key, place);
            }
            told.push((count(run[0]), place));
        }
        told.sort_unstable();
        for (at, &(less, low)) in told.iter().enumerate() {
            for &(more, high) in told[at..]
                .iter()
                .filter(|(more, _)| (1..=5).contains(&(more - less)))
            {
                truth.push(more - less);
                // Nobody says whether it was more or less.
                let by = attacker.number(Number::Any);
                attacker.sum(high, [low, by]);
                wanted.insert(by, key);
            }
        }
    }
    for ((figures, _), places) in editions.iter().zip(&places) {
        for (whole, parts) in &figures.sums {
            attacker.sum(places[whole], parts.iter().map(|part| places[part]));
        }
    }
    let found = attacker.recovers(&wanted.keys().copied().collect(), &truth);
    found.into_iter().map(|place| wanted[&place]).collect()
}
