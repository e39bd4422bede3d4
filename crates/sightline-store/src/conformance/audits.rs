//! Audits: kept once, whole, and corrected without losing what was there.

use sightline_engine::model::GradeIx;
use sightline_engine::rollup::Basis;

use super::example::{ExampleAudit, ExampleTemplate, case, moderation};
use super::{Story, Told, refused, same};
use crate::{Filter, Kept, Store, StoreError};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "an audit comes back whole",
        run: whole,
    },
    Story {
        name: "an audit is there once",
        run: once,
    },
    Story {
        name: "importing again changes nothing",
        run: again,
    },
    Story {
        name: "a refused change leaves the transaction usable",
        run: refused_and_on,
    },
    Story {
        name: "a correction takes the place of what it corrects",
        run: corrected,
    },
    Story {
        name: "a correction may be of another template version",
        run: corrected_with_another_version,
    },
    Story {
        name: "an audit keeps the facts it was scored with",
        run: facts_stay,
    },
];

/// A store with a template and a case.
pub(super) fn prepared(store: &mut dyn Store) -> Result<ExampleTemplate, StoreError> {
    let template = ExampleTemplate::new("life-story", "1.0.0", 70);
    let mut txn = store.write()?;
    txn.add_template(&template.new_template())?;
    txn.put_case(&case("C-0001", "adoption"))?;
    txn.commit()?;
    Ok(template)
}

fn whole(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let audits: Vec<ExampleAudit> = (0..40)
        .map(|n| ExampleAudit::new(&format!("A-{n:04}"), "C-0001", &template, n))
        .collect();
    let mut txn = store.write()?;
    for audit in &audits {
        same(txn.add_audit(&audit.new_audit())?, Kept::New)?;
    }
    txn.commit()?;
    let read = store.read()?;
    for wanted in &audits {
        let found = read.audit(&wanted.audit.id, None)?;
        same((found.revision, found.revisions), (1, 1))?;
        same(&found.case, &case("C-0001", "adoption"))?;
        same(&found.template, &read.template("life-story", "1.0.0")?)?;
        same(&found.auditor, &wanted.audit.auditor)?;
        same(
            (&found.team, &found.service),
            (&wanted.audit.team, &wanted.audit.service),
        )?;
        same(
            (found.date, found.quarter),
            (wanted.audit.date, wanted.quarter),
        )?;
        same(&found.answers, &wanted.answers)?;
        same(&found.voices, &wanted.audit.voices)?;
        same(&found.scored, &wanted.scored)?;
        let reason = wanted
            .audit
            .recorded
            .as_ref()
            .map(|recorded| recorded.reason.clone());
        same(&found.recorded, &wanted.recorded.zip(reason))?;
        same(&found.moderations, &Vec::new())?;
        same(found.engine.as_str(), "0.1.0")?;
    }
    Ok(())
}

fn once(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let audit = ExampleAudit::new("A-0001", "C-0001", &template, 1);
    let mut txn = store.write()?;
    txn.add_audit(&audit.new_audit())?;
    let twice = "audit `A-0001` is there twice; keep one of them, or give one of them another id";
    refused(txn.add_audit(&audit.new_audit()), twice)?;
    let other = ExampleAudit::new("A-0001", "C-0001", &template, 2);
    refused(txn.add_audit(&other.new_audit()), twice)?;
    txn.commit()?;
    let mut txn = store.write()?;
    refused(
        txn.add_audit(&other.new_audit()),
        "audit `A-0001` is already stored with other content; store it as a correction, or give the new audit another id",
    )?;
    txn.commit()?;
    same(store.read()?.rollup(&Filter::default())?.audits(), 1)
}

fn again(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let mut audit = ExampleAudit::new("A-0001", "C-0001", &template, 1);
    let mut txn = store.write()?;
    txn.add_audit(&audit.new_audit())?;
    txn.commit()?;
    let before = store.read()?.rollup(&Filter::default())?;
    let mut txn = store.write()?;
    same(txn.add_audit(&audit.new_audit())?, Kept::Unchanged)?;
    txn.commit()?;
    same(&store.read()?.rollup(&Filter::default())?, &before)?;

    // The same line, moderated since.
    audit.moderated = Some(moderation(3, Basis::Random, 40));
    for expected in [Kept::Moderated, Kept::Unchanged] {
        let mut txn = store.write()?;
        same(txn.add_audit(&audit.new_audit())?, expected)?;
        txn.commit()?;
    }
    let read = store.read()?;
    same(
        read.audit("A-0001", None)?.moderated,
        Some((GradeIx(3), Basis::Random)),
    )?;
    let changed = read.rollup(&Filter::default())?;
    same((changed.audits(), changed == before), (1, false))
}

fn refused_and_on(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let mut txn = store.write()?;
    txn.add_audit(&ExampleAudit::new("A-0001", "C-0001", &template, 1).new_audit())?;
    same(
        txn.add_audit(&ExampleAudit::new("A-0001", "C-0001", &template, 2).new_audit())
            .is_err(),
        true,
    )?;
    same(
        txn.add_audit(&ExampleAudit::new("A-0002", "C-0009", &template, 3).new_audit())
            .is_err(),
        true,
    )?;
    same(
        txn.correct_audit(&ExampleAudit::new("A-0004", "C-0001", &template, 4).new_audit())
            .is_err(),
        true,
    )?;
    same(
        txn.add_audit(&ExampleAudit::new("A-0003", "C-0001", &template, 5).new_audit())?,
        Kept::New,
    )?;
    txn.commit()?;
    let read = store.read()?;
    same(read.rollup(&Filter::default())?.audits(), 2)?;
    same(crate::rebuild_and_compare(&*read)?.differences, Vec::new())
}

fn corrected(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let (first, second) = (
        ExampleAudit::new("A-0001", "C-0001", &template, 1),
        ExampleAudit::new("A-0001", "C-0001", &template, 2),
    );
    let mut txn = store.write()?;
    same(txn.correct_audit(&first.new_audit()).is_err(), true)?;
    txn.add_audit(&ExampleAudit::new("A-0002", "C-0001", &template, 3).new_audit())?;
    txn.commit()?;
    let without = store.read()?.rollup(&Filter::default())?;
    let mut txn = store.write()?;
    txn.add_audit(&first.new_audit())?;
    same(txn.correct_audit(&first.new_audit())?, Kept::Unchanged)?;
    same(txn.correct_audit(&second.new_audit())?, Kept::Corrected)?;
    same(txn.correct_audit(&second.new_audit())?, Kept::Unchanged)?;
    txn.commit()?;
    let read = store.read()?;
    let newest = read.audit("A-0001", None)?;
    same((newest.revision, newest.revisions), (2, 2))?;
    same(
        (&newest.answers, &newest.scored),
        (&second.answers, &second.scored),
    )?;
    let before = read.audit("A-0001", Some(1))?;
    same((before.revision, before.revisions), (1, 2))?;
    same(
        (&before.answers, &before.scored),
        (&first.answers, &first.scored),
    )?;
    let help = "is not stored; check the spelling, or import it first";
    refused(
        read.audit("A-0001", Some(3)),
        &format!("revision 3 of audit `A-0001` {help}"),
    )?;
    refused(
        read.audit("A-0001", Some(0)),
        &format!("revision 0 of audit `A-0001` {help}"),
    )?;

    let mut expected = without;
    let stored = read.template("life-story", "1.0.0")?;
    let new = second.new_audit();
    expected.add(&new.group(), &stored.layout, &new.graded());
    same(&read.rollup(&Filter::default())?, &expected)
}

fn corrected_with_another_version(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let later = ExampleTemplate::new("life-story", "1.1.0", 12);
    let mut audit = ExampleAudit::new("A-0001", "C-0001", &template, 1);
    audit.moderated = Some(moderation(0, Basis::Targeted, 40));
    let mut txn = store.write()?;
    txn.add_template(&later.new_template())?;
    txn.add_audit(&audit.new_audit())?;
    same(
        txn.audit("A-0001", None)?.moderated,
        Some((GradeIx(0), Basis::Targeted)),
    )?;
    same(
        txn.correct_audit(&ExampleAudit::new("A-0001", "C-0001", &later, 1).new_audit())?,
        Kept::Corrected,
    )?;
    let newest = txn.audit("A-0001", None)?;
    // The moderator graded what was found with the other version; that stays on record and no longer counts.
    same((newest.moderations.len(), newest.moderated), (1, None))?;
    same(
        txn.audit("A-0001", Some(1))?.moderated,
        Some((GradeIx(0), Basis::Targeted)),
    )?;
    txn.commit()?;
    let read = store.read()?;
    same(
        read.rollup(&Filter::default())?
            .layouts()
            .map(|(of, _)| of.version.clone())
            .collect(),
        vec!["1.1.0".to_owned()],
    )?;
    same(crate::rebuild_and_compare(&*read)?.differences, Vec::new())
}

fn facts_stay(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let mut txn = store.write()?;
    txn.add_audit(&ExampleAudit::new("A-0001", "C-0001", &template, 1).new_audit())?;
    txn.put_case(&case("C-0001", "residential"))?;
    txn.add_audit(&ExampleAudit::new("A-0002", "C-0001", &template, 2).new_audit())?;
    txn.commit()?;
    let read = store.read()?;
    same(read.audit("A-0001", None)?.case, case("C-0001", "adoption"))?;
    same(
        read.audit("A-0002", None)?.case,
        case("C-0001", "residential"),
    )
}
