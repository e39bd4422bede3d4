//! Reading many audits, and the counts of them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sightline_engine::Rollup;
use sightline_engine::calendar::Quarter;

use super::audits::prepared;
use super::example::{ExampleAudit, ExampleTemplate, case};
use super::{Story, Told, same};
use crate::{Filter, Store, StoreError, StoreRead, rebuild_and_compare};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "audits pass by in the order they were stored",
        run: order,
    },
    Story {
        name: "reading stops when told to",
        run: stops,
    },
    Story {
        name: "kept counts are those of the audits, whatever is asked for",
        run: counts,
    },
    Story {
        name: "everybody who did or moderated an audit is known by their code",
        run: staff,
    },
    Story {
        name: "cases pass by in the order of their ids, each as it is now",
        run: cases,
    },
    Story {
        name: "a transaction sees what it did",
        run: sees,
    },
];

/// Sixty audits of two templates, two of them corrected.
fn filled(store: &mut dyn Store) -> Result<(), StoreError> {
    let template = prepared(store)?;
    let other = ExampleTemplate::new("worker", "2.0.0", 9);
    let mut txn = store.write()?;
    txn.add_template(&other.new_template())?;
    for n in 0..60 {
        let of = if n % 3 == 0 { &other } else { &template };
        txn.add_audit(
            &ExampleAudit::new(&format!("A-{:04}", 99 - n), "C-0001", of, n).new_audit(),
        )?;
    }
    for n in [7, 8] {
        txn.correct_audit(
            &ExampleAudit::new(&format!("A-{:04}", 99 - n), "C-0001", &template, 100 + n)
                .new_audit(),
        )?;
    }
    txn.commit()
}

fn ids(read: &dyn StoreRead, filter: &Filter, most: usize) -> Result<Vec<String>, StoreError> {
    let mut ids = Vec::new();
    read.each_audit(filter, &mut |row| {
        ids.push(format!("{}/{}", row.id, row.revision));
        if ids.len() < most {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(ids)
}

fn staff(store: &mut dyn Store) -> Told {
    same(store.read()?.staff()?.is_empty(), true)?;
    filled(store)?;
    let mut txn = store.write()?;
    let moderation = super::example::moderation(1, sightline_engine::rollup::Basis::Random, 40);
    txn.moderate("A-0099", &moderation)?;
    // It sees what it did.
    let expected = BTreeSet::from(["S-12".to_owned(), moderation.moderator]);
    same(txn.staff()?, expected.clone())?;
    txn.commit()?;
    same(store.read()?.staff()?, expected)
}

fn order(store: &mut dyn Store) -> Told {
    filled(store)?;
    let read = store.read()?;
    let first = (0..60)
        .filter(|n| ![7, 8].contains(n))
        .map(|n| format!("A-{:04}/1", 99 - n));
    let expected = first
        .chain(["A-0092/2".to_owned(), "A-0091/2".to_owned()])
        .collect::<Vec<_>>();
    same(ids(&*read, &Filter::default(), usize::MAX)?, expected)
}

fn stops(store: &mut dyn Store) -> Told {
    filled(store)?;
    let read = store.read()?;
    same(
        ids(&*read, &Filter::default(), 2)?,
        vec!["A-0099/1".to_owned(), "A-0098/1".to_owned()],
    )?;
    // And can begin again.
    same(
        ids(&*read, &Filter::default(), 1)?,
        vec!["A-0099/1".to_owned()],
    )
}

fn counts(store: &mut dyn Store) -> Told {
    filled(store)?;
    let read = store.read()?;
    let quarter = |n| Quarter { year: 2025, n };
    let of = |text: &str| Some(text.to_owned());
    let filters = [
        Filter::default(),
        Filter::quarter(quarter(2)),
        Filter {
            from: Some(quarter(2)),
            ..Filter::default()
        },
        Filter {
            to: Some(quarter(1)),
            ..Filter::default()
        },
        Filter {
            template: of("worker"),
            ..Filter::default()
        },
        Filter {
            team: of("North"),
            ..Filter::default()
        },
        Filter {
            team: of(""),
            service: of("Family help"),
            ..Filter::default()
        },
        Filter {
            team: of("Nowhere"),
            ..Filter::default()
        },
    ];
    for filter in filters {
        let mut again = Rollup::new();
        read.each_audit(&filter, &mut |row| {
            again.add(row.group, row.layout, &row.graded);
            ControlFlow::Continue(())
        })?;
        same(&read.rollup(&filter)?, &again)?;
    }
    let comparison = rebuild_and_compare(&*read)?;
    same(
        (comparison.audits, comparison.differences),
        (60, Vec::new()),
    )
}

fn cases(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    for (id, plan) in [
        ("C-2", "adoption"),
        ("C-1", "fostering"),
        ("C-2", "reunification"),
    ] {
        txn.put_case(&case(id, plan))?;
    }
    txn.commit()?;
    let read = store.read()?;
    let all = |most: usize| -> Result<_, StoreError> {
        let mut all = Vec::new();
        read.each_case(&mut |case| {
            all.push(case);
            if all.len() < most {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        Ok(all)
    };
    same(
        all(9)?,
        vec![case("C-1", "fostering"), case("C-2", "reunification")],
    )?;
    same(all(1)?, vec![case("C-1", "fostering")])
}

fn sees(store: &mut dyn Store) -> Told {
    filled(store)?;
    let template = ExampleTemplate::new("life-story", "1.0.0", 70);
    let mut txn = store.write()?;
    txn.add_audit(&ExampleAudit::new("B-0001", "C-0001", &template, 7).new_audit())?;
    same(txn.rollup(&Filter::default())?.audits(), 61)?;
    same(rebuild_and_compare(&*txn)?.differences, Vec::new())?;
    same(txn.audit("B-0001", None)?.revision, 1)?;
    drop(txn);
    same(store.read()?.rollup(&Filter::default())?.audits(), 60)
}
