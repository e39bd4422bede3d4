mod model;
mod moderation_counts;
mod views;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sightline_engine::rollup::Basis;
use tempfile::TempDir;

use super::*;
use crate::conformance::check;
use crate::conformance::example::{ExampleAudit, ExampleTemplate, case, moderation};
use crate::{Filter, Kept, rebuild_and_compare};

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.sqlite");
    (folder, path)
}

/// A store with ten audits, one of them moderated.
fn filled(path: &Path) {
    let mut store = open(path).unwrap();
    let template = ExampleTemplate::new("life-story", "1.0.0", 20);
    let mut txn = store.write().unwrap();
    txn.add_template(&template.new_template()).unwrap();
    txn.put_case(&case("C-0001", "adoption")).unwrap();
    for n in 0..10 {
        let audit = ExampleAudit::new(&format!("A-{n:04}"), "C-0001", &template, n);
        assert_eq!(txn.add_audit(&audit.new_audit()).unwrap(), Kept::New);
    }
    txn.moderate("A-0003", &moderation(2, Basis::Random, 30))
        .unwrap();
    txn.commit().unwrap();
}

/// Changes the file behind the store's back.
fn by_hand(path: &Path, sql: &str) -> Result<(), String> {
    Connection::open(path)
        .unwrap()
        .execute_batch(sql)
        .map_err(|error| error.to_string())
}

#[test]
fn every_story_holds() {
    let folder = tempfile::tempdir().unwrap();
    let mut n = 0;
    let failures = check(&mut || {
        n += 1;
        Ok(Box::new(open(&folder.path().join(format!("{n}.sqlite")))?))
    });
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn what_was_committed_is_there_when_it_is_opened_again() {
    let (_folder, path) = place();
    filled(&path);
    let before = open(&path)
        .unwrap()
        .read()
        .unwrap()
        .rollup(&Filter::default())
        .unwrap();
    assert_eq!(before.audits(), 10);
    let mut store = open(&path).unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.rollup(&Filter::default()).unwrap(), before);
    assert_eq!(rebuild_and_compare(&*read).unwrap().differences, []);
}

#[test]
fn the_file_is_set_up_to_survive_a_power_cut() {
    let (_folder, path) = place();
    let store = open(&path).unwrap();
    let ask = |pragma: &str| -> String {
        let value = |row: &rusqlite::Row<'_>| Ok(format!("{:?}", row.get_ref(0)?));
        store
            .connection
            .query_row(&format!("PRAGMA {pragma}"), [], value)
            .unwrap()
    };
    assert!(ask("journal_mode").contains(&format!("{:?}", b"wal")));
    for (pragma, value) in [
        ("synchronous", 2),
        ("foreign_keys", 0),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
        ("user_version", 9),
    ] {
        assert_eq!(ask(pragma), format!("Integer({value})"), "{pragma}");
    }
}

#[cfg(unix)]
#[test]
fn f15_the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_folder, path) = place();
    filled(&path);
    let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    drop(open(&path).unwrap());
    assert_eq!(mode(), 0o600);
}

#[test]
fn f9_a_store_of_a_later_version_is_refused_and_not_touched() {
    let (_folder, path) = place();
    filled(&path);
    by_hand(
        &path,
        "INSERT INTO migration VALUES (10, 'later', '2.4.0'); PRAGMA user_version = 10;",
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    for opened in [open(&path), open_to_read(&path)] {
        assert_eq!(
            opened.unwrap_err().to_string(),
            format!(
                "`{}` was last changed by Sightline 2.4.0 (store version 10), and this is Sightline {} (store version 9); install \
                 the later one, or open a copy that was made before the upgrade",
                path.display(),
                env!("CARGO_PKG_VERSION"),
            )
        );
    }
    assert!(before == std::fs::read(&path).unwrap());
}

#[test]
fn a_file_of_something_else_is_refused_and_not_touched() {
    let (_folder, path) = place();
    let refused = |path: &Path| {
        let before = std::fs::read(path).unwrap();
        let why = open(path).unwrap_err();
        assert!(matches!(why, StoreError::NotOurs { .. }), "{why}");
        assert!(before == std::fs::read(path).unwrap());
    };
    std::fs::write(&path, "audit,case\nA-1,C-1\n".repeat(500)).unwrap();
    refused(&path);
    let other = path.with_extension("db");
    by_hand(&other, "CREATE TABLE cats (name TEXT)").unwrap();
    refused(&other);
    let marked = path.with_extension("marked");
    by_hand(&marked, "PRAGMA application_id = 77").unwrap();
    by_hand(&marked, "CREATE TABLE cats (name TEXT)").unwrap();
    refused(&marked);
}

#[test]
fn an_empty_file_becomes_a_store_and_a_folder_does_not() {
    let (folder, path) = place();
    std::fs::write(&path, "").unwrap();
    filled(&path);
    let why = open(folder.path()).unwrap_err().to_string();
    assert!(
        why.starts_with(&format!("opening `{}` failed", folder.path().display())),
        "{why}"
    );
    let nowhere = folder.path().join("nowhere/store.sqlite");
    let why = open(&nowhere).unwrap_err().to_string();
    assert!(
        why.starts_with(&format!("opening `{}` failed", nowhere.display())),
        "{why}"
    );
    assert!(open_to_read(&folder.path().join("nothing.sqlite")).is_err());
    assert!(!folder.path().join("nothing.sqlite").exists());
}

#[test]
fn f16_a_store_that_can_only_be_read_is_read() {
    let (_folder, path) = place();
    filled(&path);
    let mut store = open_to_read(&path).unwrap();
    assert!(store.is_read_only());
    assert_eq!(
        store
            .read()
            .unwrap()
            .rollup(&Filter::default())
            .unwrap()
            .audits(),
        10
    );
    let why = store.write().err().unwrap().to_string();
    assert_eq!(
        why,
        "the store can be read and not changed; make the file and its folder writable, or work on a copy"
    );
}

/// A link that leads nowhere, where a file would be made, stands for a folder in which none can be made: a test may run as
/// somebody who can write everywhere.
#[cfg(unix)]
#[test]
fn f16_a_store_in_a_folder_that_cannot_be_written_is_read() {
    let (folder, _) = place();
    let path = folder.path().join("100% of it?.sqlite");
    filled(&path);
    let index = folder.path().join("100% of it?.sqlite-shm");
    std::os::unix::fs::symlink(folder.path().join("nowhere/index"), index).unwrap();
    let mut store = open_to_read(&path).unwrap();
    let rollup = store.read().unwrap().rollup(&Filter::default()).unwrap();
    assert_eq!(rollup.audits(), 10);
    assert!(matches!(store.write().err().unwrap(), StoreError::ReadOnly));
    let log = folder.path().join("100% of it?.sqlite-wal");
    std::fs::write(&log, "not yet in the file").unwrap();
    assert_eq!(
        open_to_read(&path).unwrap_err().to_string(),
        format!(
            "the last changes stand in `{}`, which can only be read in a folder that can be written; make the folder \
             writable, or copy both files to one that is",
            log.display()
        )
    );
}

#[test]
fn f5_a_second_writer_is_told_to_try_again() {
    let (_folder, path) = place();
    let (mut one, mut two) = (open(&path).unwrap(), open(&path).unwrap());
    two.connection
        .busy_timeout(std::time::Duration::from_millis(1))
        .unwrap();
    let held = one.write().unwrap();
    let why = two.write().err().unwrap();
    assert!(matches!(why, StoreError::Busy), "{why}");
    assert_eq!(two.read().unwrap().templates().unwrap(), []);
    drop(held);
    assert!(two.write().is_ok());
}

#[test]
fn a_reader_sees_what_was_there_when_it_began() {
    let (_folder, path) = place();
    filled(&path);
    let (mut one, mut two) = (open(&path).unwrap(), open(&path).unwrap());
    let read = one.read().unwrap();
    assert_eq!(read.rollup(&Filter::default()).unwrap().audits(), 10);
    let mut txn = two.write().unwrap();
    let template = ExampleTemplate::new("life-story", "1.0.0", 20);
    txn.add_audit(&ExampleAudit::new("B-0001", "C-0001", &template, 3).new_audit())
        .unwrap();
    txn.commit().unwrap();
    assert_eq!(read.rollup(&Filter::default()).unwrap().audits(), 10);
    drop(read);
    assert_eq!(
        one.read()
            .unwrap()
            .rollup(&Filter::default())
            .unwrap()
            .audits(),
        11
    );
}

#[test]
fn nothing_that_was_stored_can_be_changed_or_removed() {
    let (_folder, path) = place();
    filled(&path);
    let tables = [
        ("template", "title", "a template version"),
        ("template_source", "text", "a template version"),
        ("template_answer", "label", "a template version"),
        ("case_record", "facts", "a case record"),
        ("audit", "date", "an audit"),
        ("audit_text", "notes", "an audit"),
        ("moderation", "moderator", "a moderation"),
        ("draw", "register", "a draw"),
        ("theme_code", "theme", "a proposed theme"),
        ("theme_decision", "decided_by", "a decision on a theme"),
        ("action_event", "what", "what was recorded of an action"),
        ("action", "number", "an action"),
        ("publication", "because", "a signed-off report"),
    ];
    let draw = "INSERT INTO draw (draw, template, date, register) VALUES ('D-1', 'visits', '2025-10-10', '')";
    by_hand(&path, draw).unwrap();
    let code = "INSERT INTO theme_code VALUES (1, 1, 'Q1', 'comment', 'voice', 'concern', 'unheard', '[]', '2025-10-10')";
    by_hand(&path, code).unwrap();
    let publication = "INSERT INTO publication (report, date, because, body) VALUES ('q', '2025-10-10', '', '{}')";
    by_hand(&path, publication).unwrap();
    let decision = "INSERT INTO theme_decision VALUES (1, 1, 'accepted', NULL, NULL, 'S-1', '2025-10-10', NULL)";
    by_hand(&path, decision).unwrap();
    let action = "INSERT INTO action (action, origin) VALUES ('H-1', 'hand');
        INSERT INTO action_event (action, n, date, via, what) VALUES (1, 1, '2025-10-10', 'hand', 'Agree the form')";
    by_hand(&path, action).unwrap();
    for (table, column, what) in tables {
        let changed = by_hand(&path, &format!("UPDATE {table} SET {column} = 'x'")).unwrap_err();
        assert!(
            changed.starts_with(&format!("{what} is never changed")),
            "{changed}"
        );
        let removed = by_hand(&path, &format!("DELETE FROM {table}")).unwrap_err();
        assert!(
            removed.starts_with(&format!("{what} is never removed")),
            "{removed}"
        );
    }
}

#[test]
fn an_action_without_the_event_that_made_it_is_damage() {
    let (_folder, path) = place();
    filled(&path);
    by_hand(
        &path,
        "INSERT INTO action (action, origin) VALUES ('H-1', 'hand')",
    )
    .unwrap();
    let mut store = open(&path).unwrap();
    let why = store.read().unwrap().check().unwrap_err().to_string();
    assert_eq!(
        why,
        "the store is damaged: what made action `H-1` is not there; restore the latest backup"
    );
}

#[test]
fn counts_that_were_changed_by_hand_are_found() {
    let (_folder, path) = place();
    filled(&path);
    let tally = "SELECT id FROM tally ORDER BY id LIMIT 1";
    let other = "SELECT counts FROM tally WHERE id = (SELECT max(id) FROM tally)";
    by_hand(
        &path,
        &format!("UPDATE tally SET counts = ({other}) WHERE id = ({tally})"),
    )
    .unwrap();
    let mut store = open(&path).unwrap();
    let comparison = rebuild_and_compare(&*store.read().unwrap()).unwrap();
    assert_eq!((comparison.audits, comparison.differences.len()), (10, 1));
    by_hand(&path, "UPDATE tally SET counts = x'0900'").unwrap();
    let why = store
        .read()
        .unwrap()
        .rollup(&Filter::default())
        .unwrap_err()
        .to_string();
    assert_eq!(
        why,
        "the store is damaged: counts of template `life-story` cannot be read (the counts were written by another version \
         (edition 9)); restore the latest backup"
    );
}

#[test]
fn a_row_that_stands_for_nothing_is_found() {
    let (_folder, path) = place();
    for (table, parent) in [("case_record", "audit"), ("audit", "audit_text")] {
        drop(std::fs::remove_file(&path));
        filled(&path);
        let remove = format!(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER {table}_is_not_removed; DELETE FROM {table} WHERE id = 1"
        );
        by_hand(&path, &remove).unwrap();
        let mut store = open(&path).unwrap();
        let why = rebuild_and_compare(&*store.read().unwrap()).unwrap_err();
        assert_eq!(
            why.to_string(),
            format!(
                "the store is damaged: a row of `{parent}` stands for a row of `{table}` that is not there; restore the latest backup"
            )
        );
    }
}

#[test]
fn f8_a_score_that_was_changed_by_hand_is_refused() {
    let (_folder, path) = place();
    filled(&path);
    by_hand(
        &path,
        "DROP TRIGGER audit_is_not_changed; UPDATE audit SET scored = x'00' WHERE audit = 'A-0004'",
    )
    .unwrap();
    let mut store = open(&path).unwrap();
    let why = rebuild_and_compare(&*store.read().unwrap())
        .unwrap_err()
        .to_string();
    assert_eq!(
        why,
        "the store is damaged: the score of audit `A-0004` cannot be read; restore the latest backup"
    );
}

#[test]
fn f8_a_damaged_file_is_refused_or_read_and_never_panics() {
    let (_folder, path) = place();
    filled(&path);
    let whole = std::fs::read(&path).unwrap();
    let broken = path.with_extension("broken");
    for at in (0..whole.len()).step_by(509) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&broken, &bytes).unwrap();
        if let Ok(mut store) = open_to_read(&broken) {
            drop(rebuild_and_compare(&*store.read().unwrap()));
        }
    }
    for end in [0, 1, 50, 4096, whole.len() / 2] {
        std::fs::write(&broken, &whole[..end]).unwrap();
        if let Ok(mut store) = open_to_read(&broken) {
            drop(rebuild_and_compare(&*store.read().unwrap()));
        }
    }
}

#[test]
fn f3_a_full_disk_keeps_what_was_there_and_nothing_of_what_came() {
    let (_folder, path) = place();
    filled(&path);
    let mut store = open(&path).unwrap();
    let pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let room_for = |store: &SqliteStore, pages: i64| {
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    room_for(&store, pages + 4);
    let template = ExampleTemplate::new("life-story", "1.0.0", 20);
    let audit = |n: u64| ExampleAudit::new(&format!("B-{n:04}"), "C-0001", &template, n);
    let mut txn = store.write().unwrap();
    let full = (0..1000)
        .find_map(|n| txn.add_audit(&audit(n).new_audit()).err())
        .unwrap();
    assert_eq!(
        full.to_string(),
        "the disk is full and nothing of this was stored; free some space and try again"
    );
    let after = txn
        .add_audit(&audit(2000).new_audit())
        .unwrap_err()
        .to_string();
    assert_eq!(
        after,
        "an earlier change of this transaction failed half way; begin a new one"
    );
    assert!(txn.commit().is_err());
    {
        let read = store.read().unwrap();
        assert_eq!(read.rollup(&Filter::default()).unwrap().audits(), 10);
        assert_eq!(rebuild_and_compare(&*read).unwrap().differences, []);
    }
    // And it goes on without being opened again once there is room.
    room_for(&store, pages + 4000);
    let mut txn = store.write().unwrap();
    assert_eq!(txn.add_audit(&audit(1).new_audit()).unwrap(), Kept::New);
    txn.commit().unwrap();
    assert_eq!(
        store
            .read()
            .unwrap()
            .rollup(&Filter::default())
            .unwrap()
            .audits(),
        11
    );
}

fn version_of(path: &Path) -> u32 {
    let file = Connection::open(path).unwrap();
    let application: i32 = file
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .unwrap();
    assert_eq!(application, migrate::APPLICATION);
    migrate::version(&file).unwrap()
}

#[test]
fn f10_a_store_that_cannot_be_copied_keeps_its_layout() {
    let (_folder, path) = place();
    of_version_1(&path);
    // The copy cannot take the place of a folder that has something in it.
    let copy = PathBuf::from(format!("{}.version-1", path.display()));
    std::fs::create_dir(&copy).unwrap();
    std::fs::write(copy.join("kept"), "").unwrap();
    let why = open(&path).unwrap_err().to_string();
    assert!(
        why.starts_with(&format!("copying the store to `{}`", copy.display())),
        "{why}"
    );
    assert_eq!(version_of(&path), 1);
}

fn of_version_1(path: &Path) {
    by_hand(path, include_str!("migrations/0001_init.sql")).unwrap();
    by_hand(
        path,
        "INSERT INTO migration VALUES (1, 'init', '0.1.0'); PRAGMA user_version = 1; PRAGMA application_id = 1397516654;",
    )
    .unwrap();
}

#[test]
fn an_older_store_is_copied_and_brought_up_to_date() {
    let (_folder, path) = place();
    of_version_1(&path);
    let copy = PathBuf::from(format!("{}.version-1", path.display()));
    std::fs::write(&copy, "of an earlier attempt").unwrap();
    // Whoever opens it first brings it up to date, also to look at it only.
    drop(open_to_read(&path).unwrap());
    assert_eq!(version_of(&copy), 1);
    assert_eq!(version_of(&path), migrate::known());
    filled(&path);
    assert!(!PathBuf::from(format!("{}.unfinished", copy.display())).exists());
    let steps = "SELECT group_concat(number || ' ' || name, ', ') FROM migration";
    let steps: String = Connection::open(&path)
        .unwrap()
        .query_row(steps, [], |row| row.get(0))
        .unwrap();
    assert_eq!(
        steps,
        "1 init, 2 readable_views, 3 draws, 4 actions, 5 theme_codes, 6 replacements, 7 publications, 8 moderation_counts, 9 related_actions"
    );
    assert_eq!(
        open_to_read(&path)
            .unwrap()
            .read()
            .unwrap()
            .rollup(&Filter::default())
            .unwrap()
            .audits(),
        10
    );
}

#[test]
fn a_store_may_go_to_another_thread() {
    fn goes<T: Send>(_: &T) {}
    let (_folder, path) = place();
    goes(&open(&path).unwrap());
    goes(&crate::memory());
}

/// The ids of all audits, as they are shown.
fn shown(path: &Path) -> Vec<String> {
    let mut store = open_to_read(path).unwrap();
    let mut ids = Vec::new();
    let mut show = |row: crate::AuditRow<'_>| {
        ids.push(row.id.to_owned());
        std::ops::ControlFlow::Continue(())
    };
    let all = Filter::default();
    store.read().unwrap().each_audit(&all, &mut show).unwrap();
    ids
}

/// Stores audits one after another, each done in the week that is given.
fn stored_in_weeks(path: &Path, weeks: &[u64]) -> Vec<String> {
    let mut store = open(path).unwrap();
    let template = ExampleTemplate::new("life-story", "1.0.0", 20);
    let mut txn = store.write().unwrap();
    txn.add_template(&template.new_template()).unwrap();
    txn.put_case(&case("C-0001", "adoption")).unwrap();
    let mut ids = Vec::new();
    for (n, week) in weeks.iter().enumerate() {
        let id = format!("A-{:04}", 9 - n);
        let audit = ExampleAudit::new(&id, "C-0001", &template, *week);
        txn.add_audit(&audit.new_audit()).unwrap();
        ids.push(id);
    }
    txn.commit().unwrap();
    ids
}

/// The store reads no clock, so one that is moved back puts nothing before what is there.
#[test]
fn e01_the_order_is_that_of_storing_whatever_a_clock_says() {
    let (_folder, path) = place();
    let stored = stored_in_weeks(&path, &[7, 3, 9, 1]);
    assert_eq!(shown(&path), stored);
}

#[test]
fn e06_audits_of_the_same_moment_keep_their_ids_and_their_order() {
    let (_folder, path) = place();
    let stored = stored_in_weeks(&path, &[5, 5, 5, 5]);
    assert_eq!(shown(&path), stored);
    assert_eq!(shown(&path), stored, "and they keep it");
}
