//! Random lists of operations leave a file and a memory store with the same answers.

use std::ops::ControlFlow;

use proptest::collection::vec;
use proptest::prelude::*;
use sightline_engine::rollup::Basis;

use super::open;
use crate::conformance::example::{ExampleAudit, ExampleTemplate, case, moderation};
use crate::{Filter, Kept, Store, StoreError, StoreRead, StoreTxn, memory, rebuild_and_compare};

#[derive(Clone, Debug)]
enum Op {
    Template {
        n: u8,
    },
    Case {
        n: u8,
        facts: u8,
    },
    Add {
        audit: u8,
        case: u8,
        template: u8,
        seed: u8,
        moderated: Option<u8>,
    },
    Correct {
        audit: u8,
        case: u8,
        template: u8,
        seed: u8,
        moderated: Option<u8>,
    },
    Moderate {
        audit: u8,
        n: u8,
    },
    Commit,
    Drop,
}

fn op() -> impl Strategy<Value = Op> {
    let audit = || {
        (
            0..6_u8,
            0..3_u8,
            0..4_u8,
            0..3_u8,
            proptest::option::of(0..8_u8),
        )
    };
    prop_oneof![
        2 => (0..4_u8).prop_map(|n| Op::Template { n }),
        2 => (0..3_u8, 0..2_u8).prop_map(|(n, facts)| Op::Case { n, facts }),
        8 => audit().prop_map(|(audit, case, template, seed, moderated)| Op::Add { audit, case, template, seed, moderated }),
        4 => audit().prop_map(|(audit, case, template, seed, moderated)| Op::Correct { audit, case, template, seed, moderated }),
        4 => (0..6_u8, 0..8_u8).prop_map(|(audit, n)| Op::Moderate { audit, n }),
        3 => Just(Op::Commit),
        1 => Just(Op::Drop),
    ]
}

/// Four versions, of which the last has the name of the first and other content.
fn template(n: u8) -> ExampleTemplate {
    let (id, version, questions) = [
        ("life-story", "1.0.0", 7),
        ("life-story", "1.1.0", 7),
        ("worker", "1.0.0", 66),
        ("life-story", "1.0.0", 8),
    ][usize::from(n)];
    ExampleTemplate::new(id, version, questions)
}

fn a_moderation(n: u8) -> crate::Moderation {
    moderation(n % 4, Basis::ALL[usize::from(n % 3)], 30 + u32::from(n / 4))
}

fn apply(txn: &mut dyn StoreTxn, op: &Op) -> Result<Kept, StoreError> {
    let audit = |audit: u8, case: u8, of: u8, seed: u8, moderated: Option<u8>| {
        let id = format!("A-{audit}");
        let mut made = ExampleAudit::new(
            &id,
            &format!("C-{case}"),
            &template(of),
            u64::from(seed) * 7 + u64::from(audit),
        );
        made.moderated = moderated.map(a_moderation);
        made
    };
    match *op {
        Op::Template { n } => txn.add_template(&template(n).new_template()),
        Op::Case { n, facts } => txn.put_case(&case(
            &format!("C-{n}"),
            ["adoption", "residential"][usize::from(facts)],
        )),
        Op::Add {
            audit: id,
            case,
            template,
            seed,
            moderated,
        } => txn.add_audit(&audit(id, case, template, seed, moderated).new_audit()),
        Op::Correct {
            audit: id,
            case,
            template,
            seed,
            moderated,
        } => txn.correct_audit(&audit(id, case, template, seed, moderated).new_audit()),
        Op::Moderate { audit, n } => txn.moderate(&format!("A-{audit}"), &a_moderation(n)),
        Op::Commit | Op::Drop => Ok(Kept::Unchanged),
    }
}

/// Everything a store can be asked.
fn answers(read: &dyn StoreRead) -> String {
    let mut all = format!("{:?}\n", read.templates());
    for n in 0..3 {
        let case = read.case(&format!("C-{n}"));
        all += &format!(
            "{:?}\n",
            case.map(|case| crate::record::case_to_json(&case))
                .map_err(|error| error.to_string())
        );
    }
    for (n, revision) in
        (0..6).flat_map(|n| [None, Some(1), Some(2), Some(3)].map(|revision| (n, revision)))
    {
        match read.audit(&format!("A-{n}"), revision) {
            Err(error) => all += &format!("{error}\n"),
            Ok(audit) => {
                let facts = crate::record::case_to_json(&audit.case);
                let notes = crate::record::notes_to_json(&audit.answers.notes);
                let voices = crate::record::voices_to_json(&audit.voices);
                let moderations: Vec<_> = audit
                    .moderations
                    .iter()
                    .map(|one| (one.grade, one.basis, &one.moderator, one.date))
                    .collect();
                all += &format!(
                    "{} {}/{} {facts} {:?} {:?} {:?} {} {:?} {:?} {notes} {voices} {:?} {:?} {moderations:?} {:?} {}\n",
                    audit.id,
                    audit.revision,
                    audit.revisions,
                    audit.template.reference,
                    audit.auditor,
                    (audit.team, audit.service),
                    audit.date,
                    audit.quarter,
                    audit.answers.codes,
                    audit.scored,
                    audit.recorded,
                    audit.moderated,
                    audit.engine,
                );
            }
        }
    }
    let shown = read.each_audit(&Filter::default(), &mut |row| {
        all += &format!(
            "{} {} {} {:?} {:?}\n",
            row.id, row.revision, row.case, row.group, row.graded
        );
        ControlFlow::Continue(())
    });
    shown.unwrap();
    let mut moderated = Vec::new();
    let shown = read.moderated(&Filter::default(), &mut |one| {
        let of = (
            one.quarter,
            one.template.clone(),
            one.auditor.map(str::to_owned),
        );
        moderated.push((of, one.basis, one.before, one.after, one.audits));
    });
    shown.unwrap();
    moderated.sort();
    all + &format!("{moderated:?}\n")
        + &format!(
            "{:?}\n",
            read.rollup(&Filter::default())
                .unwrap()
                .groups()
                .map(|(group, _, tally)| (group.clone(), tally.to_bytes()))
                .collect::<Vec<_>>()
        )
}

/// Applies operations up to a commit or drop in both, and compares what each said.
fn run(one: &mut dyn Store, two: &mut dyn Store, ops: &[Op]) {
    let (mut a, mut b) = (one.write().unwrap(), two.write().unwrap());
    for op in ops {
        let words = |kept: Result<Kept, StoreError>| kept.map_err(|error| error.to_string());
        assert_eq!(
            words(apply(&mut *a, op)),
            words(apply(&mut *b, op)),
            "{op:?}"
        );
    }
    assert_eq!(answers(&*a), answers(&*b));
    if !matches!(ops.last(), Some(Op::Drop)) {
        a.commit().unwrap();
        b.commit().unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_file_and_memory_give_the_same_answers(ops in vec(op(), 1..60)) {
        let folder = tempfile::tempdir().unwrap();
        let mut file = open(&folder.path().join("store.sqlite")).unwrap();
        let mut kept = memory();
        let first = [Op::Template { n: 0 }, Op::Template { n: 2 }, Op::Case { n: 0, facts: 0 }, Op::Case { n: 1, facts: 0 }];
        run(&mut file, &mut kept, &first);
        for ops in ops.split_inclusive(|op| matches!(op, Op::Commit | Op::Drop)) {
            run(&mut file, &mut kept, ops);
            let (a, b) = (file.read().unwrap(), kept.read().unwrap());
            assert_eq!(answers(&*a), answers(&*b));
            let comparison = rebuild_and_compare(&*a).unwrap();
            assert_eq!((comparison.differences, comparison.moderations), (vec![], 0));
        }
    }
}
