//! What holds for every draw.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::*;
use super::{frame, plan};

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (
        0..200_u16,
        prop::option::of(0..30_u8),
        prop::collection::btree_set(0..6_u8, 0..3),
        prop::option::of(0..4_u8),
        0..4_u64,
        0..12_u8,
    );
    prop::collection::vec(one, 1..60).prop_map(|all| {
        let all: BTreeMap<String, Entry> = all
            .into_iter()
            .map(|(case, family, workers, stratum, risk, barred)| {
                let case = format!("C-{case}");
                let entry = Entry {
                    case: case.clone(),
                    family: family.map(|n| format!("F-{n}")),
                    workers: workers.into_iter().map(|n| format!("S-{n}")).collect(),
                    stratum: stratum.map(|n| format!("T-{n}")),
                    risk,
                    barred: match barred {
                        0 => Some(Barred::NotEligible),
                        1 => Some(Barred::NotOfTheme),
                        2 => Some(Barred::Unclear),
                        _ => None,
                    },
                };
                (case, entry)
            })
            .collect();
        all.into_values().collect()
    })
}

fn methods() -> impl Strategy<Value = Method> {
    let fact = || "team".to_owned();
    prop_oneof![
        (0..40_usize).prop_map(|size| Method::Random { size }),
        (0..40_usize).prop_map(move |size| Method::Proportional { fact: fact(), size }),
        (0..40_usize).prop_map(move |size| Method::Equal { fact: fact(), size }),
        (0..5_usize, prop::option::of(0..20_usize)).prop_map(move |(each, most)| Method::Quota {
            fact: fact(),
            each,
            most
        }),
    ]
}

fn plans() -> impl Strategy<Value = Plan> {
    (methods(), 0..10_usize, "[a-z0-9 ]{1,12}", any::<bool>()).prop_map(
        |(method, reserves, seed, with_risk)| Plan {
            seed,
            reserves,
            auditors: vec!["S-1".to_owned()],
            risk: with_risk
                .then(|| RiskRule {
                    when: "true".to_owned(),
                    points: 1,
                })
                .into_iter()
                .collect(),
            ..plan(method)
        },
    )
}

fn past(plan: &Plan, audited: &BTreeSet<u16>) -> Past {
    let mut past = Past::of(plan).expect("a length of time");
    for case in audited {
        past.audit(&format!("C-{case}"), "2025-06-01".parse().expect("a day"));
    }
    past
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_draw_holds_what_it_promises(
        plan in plans(),
        entries in entries(),
        audited in prop::collection::btree_set(0..200_u16, 0..20),
    ) {
        let known: BTreeMap<&str, &Entry> = entries.iter().map(|one| (one.case.as_str(), one)).collect();
        let all = frame(entries.iter().cloned());
        let Ok(draw) = draw(&plan, &all, &past(&plan, &audited)) else {
            prop_assert!(plan.method.fact().is_some() && entries.iter().all(|one| one.stratum.is_none()));
            return Ok(());
        };
        // Every case of the frame has one row.
        let rows: BTreeSet<&str> = draw.rows.iter().map(|row| row.case.as_str()).collect();
        prop_assert_eq!(rows.len(), draw.rows.len());
        prop_assert!(rows.into_iter().eq(known.keys().copied()));
        // Nothing that is drawn or kept may not be.
        let mut families = BTreeSet::new();
        for row in draw.drawn().chain(draw.reserves()) {
            let entry = known[row.case.as_str()];
            prop_assert!(entry.barred.is_none());
            prop_assert!(!entry.workers.contains("S-1"));
            let is_audited = audited.iter().any(|n| format!("C-{n}") == row.case);
            prop_assert!(!is_audited);
            prop_assert!(entry.family.as_ref().is_none_or(|family| families.insert(family)));
        }
        // As many as asked for, or all there are.
        let strata = draw.strata();
        let available: usize = strata.values().map(|one| one.available).sum();
        let n_drawn = draw.drawn().count();
        match &plan.method {
            Method::Random { size } | Method::Proportional { size, .. } | Method::Equal { size, .. } => {
                prop_assert_eq!(n_drawn, available.min(*size));
            }
            Method::Quota { each, most, .. } => {
                let could: usize = strata.values().map(|one| one.available.min(*each)).sum();
                prop_assert_eq!(n_drawn, could.min(most.unwrap_or(could)));
            }
            Method::Given { .. } => {}
        }
        let room: usize = strata.values().filter(|one| one.drawn > 0).map(|one| one.available - one.drawn).sum();
        prop_assert_eq!(draw.reserves().count(), plan.reserves.min(room));
        // Within a stratum nobody is passed over.
        let mut last: BTreeMap<&str, (u8, usize)> = BTreeMap::new();
        let mut ordered: Vec<&Row> = draw.rows.iter().filter(|row| row.order.is_some()).collect();
        ordered.sort_by_key(|row| row.order);
        for row in ordered {
            let rank = match row.fate { Fate::Drawn => 0, Fate::Reserve => 1, Fate::NotDrawn | Fate::Excluded(_) => 2 };
            let place = row.order.unwrap_or_default();
            if let Some((before, at)) = last.insert(&row.stratum, (rank, place)) {
                prop_assert!(before <= rank && at < place);
            }
        }
    }

    #[test]
    fn neither_the_order_of_rows_nor_drawing_again_changes_a_byte(plan in plans(), entries in entries()) {
        let past = past(&plan, &BTreeSet::new());
        let one = draw(&plan, &frame(entries.iter().cloned()), &past);
        let other = draw(&plan, &frame(entries.iter().rev().cloned()), &past);
        prop_assert_eq!(&one, &other);
        if let (Ok(one), Ok(other)) = (one, other) {
            prop_assert_eq!(one.register(), other.register());
            let register = Register::read(&one.register()).expect("a register");
            prop_assert!(register.is_as_written());
            prop_assert_eq!(compare(&register, &other), []);
        }
    }

    #[test]
    fn a_case_that_comes_or_goes_does_not_move_the_others(entries in entries()) {
        // At random, without families: who is drawn of a smaller frame is drawn from among those that came first before.
        let alone = |one: &Entry| Entry { family: None, barred: None, workers: BTreeSet::new(), risk: 0, ..one.clone() };
        let plan = plan(Method::Random { size: 5 });
        let order = |entries: &[Entry]| {
            let past = past(&plan, &BTreeSet::new());
            let draw = draw(&plan, &frame(entries.iter().map(alone)), &past).expect("a draw");
            draw.rows.into_iter().map(|row| row.case).collect::<Vec<_>>()
        };
        let all = order(&entries);
        let gone = entries.first().map(|one| one.case.clone()).unwrap_or_default();
        if entries.len() > 1 {
            let rest: Vec<String> = all.into_iter().filter(|case| *case != gone).collect();
            prop_assert_eq!(order(&entries[1..]), rest);
        }
    }
}
