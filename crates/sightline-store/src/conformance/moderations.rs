//! Moderations: appended, and the last one that is not an exercise counts.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use sightline_engine::calendar::Quarter;
use sightline_engine::model::GradeIx;
use sightline_engine::rollup::{Basis, Matrix, Moderations};

use super::audits::prepared;
use super::example::{ExampleAudit, ExampleTemplate, moderation};
use super::{Story, Told, refused, same};
use crate::{Filter, Kept, Store, StoreError, StoreRead};

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
    Story {
        name: "moderated audits are counted by who audited them and by the grades before and after",
        run: counted_by_auditor,
    },
    Story {
        name: "only the newest revision and the moderation that counts are counted",
        run: counted_once,
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

/// Quarter, template version, auditor, basis, grade before and after.
type Kind = (Quarter, String, Option<String>, Basis, Option<u8>, u8);

fn counts(read: &dyn StoreRead, filter: &Filter) -> Result<Vec<(Kind, u64)>, StoreError> {
    let mut found = Vec::new();
    read.moderated(filter, &mut |one| {
        let kind = (
            one.quarter,
            one.template.version.clone(),
            one.auditor.map(str::to_owned),
            one.basis,
            one.before.map(|grade| grade.0),
            one.after.0,
        );
        found.push((kind, one.audits));
    })?;
    found.sort();
    Ok(found)
}

/// The same, audit by audit.
fn expected(read: &dyn StoreRead, filter: &Filter) -> Result<Vec<(Kind, u64)>, StoreError> {
    let mut found: BTreeMap<Kind, u64> = BTreeMap::new();
    read.each_audit(filter, &mut |row| {
        if let Some((after, basis)) = row.graded.moderated {
            let before = row.graded.recorded.or(row.graded.scored.overall.grade);
            let kind = (
                row.group.quarter,
                row.group.template.version.clone(),
                row.auditor.map(str::to_owned),
                basis,
                before.map(|grade| grade.0),
                after.0,
            );
            *found.entry(kind).or_default() += 1;
        }
        ControlFlow::Continue(())
    })?;
    Ok(found.into_iter().collect())
}

fn counted_by_auditor(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let later = ExampleTemplate::new("life-story", "1.1.0", 12);
    let mut txn = store.write()?;
    txn.add_template(&later.new_template())?;
    for n in 0..80_u8 {
        let version = if n % 3 == 0 { &later } else { &template };
        let mut audit = ExampleAudit::new(&format!("A-{n:04}"), "C-0001", version, n.into());
        audit.audit.auditor = (n % 7 != 0).then(|| format!("S-{}", n % 4));
        let basis = Basis::ALL.get(usize::from(n % 5)).copied();
        audit.moderated = basis.map(|basis| moderation(n % 4, basis, 40));
        txn.add_audit(&audit.new_audit())?;
    }
    let filters = [
        Filter::default(),
        Filter::quarter(Quarter { year: 2025, n: 2 }),
        Filter {
            from: Some(Quarter { year: 2025, n: 2 }),
            team: Some("North".to_owned()),
            ..Filter::default()
        },
        Filter {
            to: Some(Quarter { year: 2025, n: 1 }),
            service: Some(String::new()),
            template: Some("life-story".to_owned()),
            ..Filter::default()
        },
        Filter {
            template: Some("other".to_owned()),
            ..Filter::default()
        },
    ];
    // What a transaction did is seen by its own reads.
    let within = counts(&*txn, &Filter::default())?;
    txn.commit()?;
    let read = store.read()?;
    same(&within, &counts(&*read, &Filter::default())?)?;
    same(within.iter().map(|(_, audits)| audits).sum::<u64>(), 48)?;
    for filter in &filters {
        same(counts(&*read, filter)?, expected(&*read, filter)?)?;
    }
    same_as_the_rollup(&*read)?;
    same(counts(&*read, &filters[1])?.is_empty(), false)?;
    same(counts(&*read, &filters[2])?.is_empty(), false)?;
    same(counts(&*read, &filters[3])?.is_empty(), false)?;
    same(counts(&*read, &filters[4])?, Vec::new())
}

/// Both ways to the grades before and after come to the same, editions joined.
fn same_as_the_rollup(read: &dyn StoreRead) -> Told {
    let mut moderations = Moderations::new();
    read.moderated(&Filter::default(), &mut |one| {
        moderations.add(&one, Some("everybody"));
    })?;
    let rollup = read.rollup(&Filter::default())?;
    let mut compared = 0;
    for quarter in rollup.quarters() {
        for summary in rollup.for_period(quarter).summaries() {
            let Some(scale) = &summary.scale else {
                continue;
            };
            for basis in Basis::ALL {
                let shown = moderations.by_group(quarter, &[&summary.family], scale, basis, 0);
                let found: Vec<Matrix> = shown.into_iter().map(|one| one.matrix).collect();
                let expected = Some(summary.moderation(basis));
                let expected = expected.filter(|matrix| matrix.moderated() > 0);
                compared += found.len();
                same(found, expected.into_iter().collect())?;
            }
        }
    }
    same(compared > 3, true)
}

fn counted_once(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let later = ExampleTemplate::new("life-story", "1.1.0", 12);
    let audit = |version, seed, recorded| {
        let mut audit = ExampleAudit::new("A-0001", "C-0001", version, seed);
        audit.audit.auditor = Some("S-7".to_owned());
        audit.quarter = Quarter { year: 2025, n: 2 };
        audit.recorded = Some(GradeIx(recorded));
        audit
    };
    let one = |version: &str, basis, before, after| {
        let quarter = Quarter { year: 2025, n: 2 };
        let auditor = Some("S-7".to_owned());
        let kind = (
            quarter,
            version.to_owned(),
            auditor,
            basis,
            Some(before),
            after,
        );
        vec![(kind, 1)]
    };
    let mut txn = store.write()?;
    txn.add_template(&later.new_template())?;
    txn.add_audit(&audit(&template, 1, 1).new_audit())?;
    same(counts(&*txn, &Filter::default())?, Vec::new())?;
    txn.moderate("A-0001", &moderation(2, Basis::Calibration, 40))?;
    let exercise = one("1.0.0", Basis::Calibration, 1, 2);
    same(counts(&*txn, &Filter::default())?, exercise)?;
    txn.moderate("A-0001", &moderation(3, Basis::Random, 41))?;
    txn.moderate("A-0001", &moderation(0, Basis::Calibration, 42))?;
    let random = one("1.0.0", Basis::Random, 1, 3);
    same(counts(&*txn, &Filter::default())?, random)?;
    txn.moderate("A-0001", &moderation(2, Basis::Targeted, 43))?;
    txn.correct_audit(&audit(&template, 2, 0).new_audit())?;
    let targeted = one("1.0.0", Basis::Targeted, 0, 2);
    same(counts(&*txn, &Filter::default())?, targeted.clone())?;
    // What was said of another version says nothing of this one.
    txn.correct_audit(&audit(&later, 3, 2).new_audit())?;
    same(counts(&*txn, &Filter::default())?, Vec::new())?;
    txn.moderate("A-0001", &moderation(2, Basis::Random, 44))?;
    let kept = one("1.1.0", Basis::Random, 2, 2);
    same(counts(&*txn, &Filter::default())?, kept)?;
    txn.correct_audit(&audit(&template, 4, 0).new_audit())?;
    same(counts(&*txn, &Filter::default())?, targeted)
}
