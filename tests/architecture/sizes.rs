//! How large a file may be.

use std::collections::BTreeMap;

use crate::project::files;

/// Above it there must be a reason.
const DISCUSS: usize = 300;
/// Above it there is none.
const NEVER: usize = 600;

/// Files that are long for a reason.
const LONG: &[(&str, &str)] = &[(
    "crates/sightline-engine/src/diagnostic/code.rs",
    "one entry a diagnostic code, each with its page of explanation",
)];

#[test]
fn files_are_small_or_say_why() {
    let reasons: BTreeMap<_, _> = LONG.iter().copied().collect();
    let mut wrong = Vec::new();
    let sources = files("crates", &["rs"])
        .into_iter()
        .chain(files("tests/src", &["rs"]));
    for (path, text) in
        sources.filter(|(path, _)| !path.contains("/tests/") && !path.contains("/benches/"))
    {
        let lines = text.lines().count();
        if lines > NEVER {
            wrong.push(format!("{path} has {lines} lines; {NEVER} is the end"));
        } else if lines > DISCUSS && !reasons.contains_key(path.as_str()) {
            wrong.push(format!(
                "{path} has {lines} lines; split it, or give a reason in the list"
            ));
        }
    }
    for path in reasons.keys() {
        let lines = files("crates", &["rs"])
            .iter()
            .find(|(one, _)| one == path)
            .map_or(0, |(_, text)| text.lines().count());
        if lines <= DISCUSS {
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
