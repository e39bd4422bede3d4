//! How large a file may be.

use std::collections::BTreeMap;

use crate::project::{code, files, sources};

/// Above it there must be a reason.
const DISCUSS: usize = 300;
/// Above it there is none.
const NEVER: usize = 600;
/// Below it a reason is stale; a little above, and a file may grow back tomorrow.
const STALE: usize = 270;

/// Files that are long for a reason.
const LONG: &[(&str, &str)] = &[
    (
        "crates/sightline-engine/src/compile/plan.rs",
        "one template's tables of integers, made in one place",
    ),
    (
        "crates/sightline-engine/src/diagnostic/code.rs",
        "one entry a code, each with its page of explanation",
    ),
    (
        "crates/sightline-engine/src/encode.rs",
        "what one audit's parts come to, part by part",
    ),
    (
        "crates/sightline-engine/src/encode/value.rs",
        "one arm a type of question",
    ),
    (
        "crates/sightline-engine/src/exact.rs",
        "one type and the arithmetic that goes with it",
    ),
    (
        "crates/sightline-engine/src/explain.rs",
        "the tree of reasons, branch by branch",
    ),
    (
        "crates/sightline-engine/src/model/template.rs",
        "the vocabulary of a template, to be read in one go",
    ),
    (
        "crates/sightline-engine/src/read/plain.rs",
        "the quick reader of one line, beside the careful one",
    ),
    (
        "crates/sightline-engine/src/read.rs",
        "one reader of one line, key by key",
    ),
    (
        "crates/sightline-engine/src/rollup/summary/pool.rs",
        "one walk over groups, editions and what they share",
    ),
    (
        "crates/sightline-engine/src/score/section.rs",
        "section 3 of the rule, to be held beside the page",
    ),
    (
        "crates/sightline-engine/src/shape/check.rs",
        "one walk over a tree, shape by shape",
    ),
    (
        "crates/sightline-engine/src/shape/template.rs",
        "tables of keys, one a block",
    ),
    (
        "crates/sightline-engine/src/validate/scales.rs",
        "what scales must hold to, shared ones and a template's own",
    ),
    (
        "crates/sightline-engine/src/yaml/build.rs",
        "one walk over the reader's events",
    ),
    (
        "crates/sightline-store/src/memory.rs",
        "a whole store, as plain as can be, to hold others against",
    ),
    (
        "crates/sightline-report/src/letter.rs",
        "what a letter on one audit says, part by part",
    ),
    (
        "crates/sightline-store/src/sqlite/txn.rs",
        "what a transaction does, a line or two a method",
    ),
    (
        "crates/sightline-store/src/stored.rs",
        "what goes into a store and comes out, side by side",
    ),
    (
        "crates/sightline-report/src/claims/page/word/body.rs",
        "a Word document's body read element by element, an arm each",
    ),
    (
        "crates/sightline-report/src/parts/moderation.rs",
        "what a report says of moderation, table by table",
    ),
];

#[test]
fn files_are_small_or_say_why() {
    let reasons: BTreeMap<_, _> = LONG.iter().copied().collect();
    let mut wrong = Vec::new();
    let all = sources();
    for (path, text) in &all {
        let lines = code(text).lines().count();
        if lines > NEVER {
            wrong.push(format!("{path} has {lines} lines; {NEVER} is the end"));
        } else if lines > DISCUSS && !reasons.contains_key(path.as_str()) {
            wrong.push(format!(
                "{path} has {lines} lines; split it, or give a reason in the list"
            ));
        }
    }
    for path in reasons.keys() {
        let lines = all
            .iter()
            .find(|(one, _)| one == path)
            .map_or(0, |(_, text)| code(text).lines().count());
        if lines < STALE {
            wrong.push(format!(
                "{path} has {lines} lines and needs no reason any more"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modules_are_files_beside_their_folders() {
    let old: Vec<_> = files("", &["rs"])
        .into_iter()
        .filter(|(path, _)| path.ends_with("/mod.rs"))
        .collect();
    assert!(
        old.is_empty(),
        "`foo.rs` beside `foo/`, never `foo/mod.rs`: {:?}",
        old.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
}
