//! Moderations: appended, and the last one that is not an exercise counts.

use sightline_engine::model::GradeIx;
use sightline_engine::rollup::Basis;

use super::audits::prepared;
use super::example::{ExampleAudit, moderation};
use super::{Story, Told, refused, same};
use crate::{Filter, Kept, Store};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "the last moderation that is no exercise counts",
        run: last_counts,
    },
    Story {
        name: "a moderation that comes with its audit is the same as one that comes later",
        run: with_its_audit,
    },
    Story {
        name: "moderations stay with an audit that is corrected",
        run: stay,
    },
    Story {
        name: "only a stored audit can be moderated",
        run: needs_audit,
    },
];

fn last_counts(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let audit = ExampleAudit::new("A-0001", "C-0001", &template, 1);
    let mut txn = store.write()?;
    txn.add_audit(&audit.new_audit())?;
    txn.commit()?;
    let steps = [
        (
            moderation(2, Basis::Calibration, 40),
            (2, Basis::Calibration),
        ),
        (moderation(1, Basis::Random, 41), (1, Basis::Random)),
        (moderation(3, Basis::Calibration, 42), (1, Basis::Random)),
        (moderation(3, Basis::Targeted, 43), (3, Basis::Targeted)),
    ];
    for (n, (one, (grade, basis))) in steps.iter().enumerate() {
        let mut txn = store.write()?;
        same(txn.moderate("A-0001", one)?, Kept::Moderated)?;
        same(txn.moderate("A-0001", one)?, Kept::Unchanged)?;
        txn.commit()?;
        let read = store.read()?;
        let stored = read.audit("A-0001", None)?;
        same(stored.moderated, Some((GradeIx(*grade), *basis)))?;
        same(
            stored.moderations,
            steps
                .iter()
                .take(n + 1)
                .map(|(one, _)| one.clone())
                .collect(),
        )?;
        let mut expected = sightline_engine::Rollup::new();
        let mut counted = audit.new_audit();
        counted.moderated = Some(moderation(*grade, *basis, 1));
        expected.add(&counted.group(), &stored.template.layout, &counted.graded());
        same(read.rollup(&Filter::default())?, expected)?;
    }
    Ok(())
}

fn with_its_audit(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let mut with = ExampleAudit::new("A-0001", "C-0001", &template, 1);
    with.moderated = Some(moderation(2, Basis::Random, 40));
    let mut txn = store.write()?;
    same(txn.add_audit(&with.new_audit())?, Kept::New)?;
    let whole = txn.rollup(&Filter::default())?;
    drop(txn);
    let later = ExampleAudit {
        moderated: None,
        ..with
    };
    let mut txn = store.write()?;
    txn.add_audit(&later.new_audit())?;
    txn.moderate("A-0001", &moderation(2, Basis::Random, 40))?;
    same(txn.rollup(&Filter::default())?, whole)
}

fn stay(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let mut txn = store.write()?;
    txn.add_audit(&ExampleAudit::new("A-0001", "C-0001", &template, 1).new_audit())?;
    txn.moderate("A-0001", &moderation(2, Basis::Random, 40))?;
    txn.correct_audit(&ExampleAudit::new("A-0001", "C-0001", &template, 2).new_audit())?;
    same(
        txn.audit("A-0001", None)?.moderated,
        Some((GradeIx(2), Basis::Random)),
    )?;
    let mut third = ExampleAudit::new("A-0001", "C-0001", &template, 3);
    third.moderated = Some(moderation(0, Basis::Targeted, 44));
    txn.correct_audit(&third.new_audit())?;
    same(
        txn.audit("A-0001", None)?.moderated,
        Some((GradeIx(0), Basis::Targeted)),
    )?;
    txn.commit()?;
    let read = store.read()?;
    same(crate::rebuild_and_compare(&*read)?.differences, Vec::new())?;
    same(read.rollup(&Filter::default())?.audits(), 1)
}

fn needs_audit(store: &mut dyn Store) -> Told {
    prepared(store)?;
    let mut txn = store.write()?;
    let expected = "audit `A-0009` is not stored; check the spelling, or import it first";
    refused(
        txn.moderate("A-0009", &moderation(2, Basis::Random, 40)),
        expected,
    )
}
