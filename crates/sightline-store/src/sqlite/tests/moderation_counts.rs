//! Counts of moderated audits, kept while they are stored.

use std::path::Path;

use rusqlite::Connection;

use super::{by_hand, filled, place};
use crate::sqlite::{migrate, open};
use crate::{Filter, Store as _, rebuild_and_compare};

fn differing(path: &Path) -> u64 {
    let mut store = open(path).unwrap();
    let comparison = rebuild_and_compare(&*store.read().unwrap()).unwrap();
    assert_eq!(comparison.differences, [], "the other counts are right");
    comparison.moderations
}

#[test]
fn moderations_that_were_counted_by_hand_are_found() {
    let (_folder, path) = place();
    filled(&path);
    assert_eq!(differing(&path), 0);
    by_hand(&path, "UPDATE moderation_count SET auditor = 'S-99'").unwrap();
    assert_eq!(differing(&path), 2, "one too many, and one too few");
    by_hand(&path, "UPDATE moderation_count SET audits = -1").unwrap();
    let mut store = open(&path).unwrap();
    let why = rebuild_and_compare(&*store.read().unwrap()).unwrap_err();
    assert_eq!(
        why.to_string(),
        "the store is damaged: the kept counts are not those of the audits; restore the latest backup"
    );
}

#[test]
fn moderations_of_an_older_store_are_counted_when_it_is_brought_up_to_date() {
    let (_folder, path) = place();
    filled(&path);
    let back = "DROP TABLE moderation_count; DROP INDEX case_with_history; DROP INDEX action_of_case; DROP INDEX action_tied;
        DELETE FROM migration WHERE number >= 8; PRAGMA user_version = 7;";
    by_hand(&path, back).unwrap();
    assert_eq!(differing(&path), 0);
    assert_eq!(
        migrate::version(&Connection::open(&path).unwrap()).unwrap(),
        9
    );
    let mut store = open(&path).unwrap();
    let mut audits = 0;
    let count = &mut |one: sightline_engine::rollup::Moderated<'_>| audits += one.audits;
    let read = store.read().unwrap();
    read.moderated(&Filter::default(), count).unwrap();
    assert_eq!(audits, 1);
}

/// A report that reads the moderations takes longer with every one of them.
#[test]
fn a_report_reads_counts_and_neither_audits_nor_cases_without_history() {
    let (_folder, path) = place();
    filled(&path);
    // With every audit and moderation gone, what a report reads is still there.
    by_hand(
        &path,
        "DROP TRIGGER moderation_is_not_removed; DROP TRIGGER audit_is_not_removed; DROP TRIGGER audit_text_is_not_removed;
         PRAGMA foreign_keys = OFF; DELETE FROM moderation; DELETE FROM audit_text; DELETE FROM audit;",
    )
    .unwrap();
    let mut store = open(&path).unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.rollup(&Filter::default()).unwrap().audits(), 10);
    let mut audits = 0;
    read.moderated(&Filter::default(), &mut |one| audits += one.audits)
        .unwrap();
    assert_eq!(audits, 1);
    let plan: String = Connection::open(&path)
        .unwrap()
        .query_row(
            "EXPLAIN QUERY PLAN SELECT case_id FROM case_record WHERE instr(facts, '\"$history\"') > 0 ORDER BY case_id",
            [],
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("case_with_history"), "{plan}");
}
