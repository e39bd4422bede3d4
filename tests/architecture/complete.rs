//! What goes together: a fault and its test, a code and its fixture, an invariant and what holds it.

use std::collections::BTreeSet;

use sightline_engine::measure::Measures;
use sightline_engine::{Code, SourceFile};

use crate::project::{files, folders, read, sources};

/// Names of all test functions and fixture folders, in lower case with `_` between words.
fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, text) in files("crates", &["rs"])
        .into_iter()
        .chain(files("tests", &["rs"]))
    {
        let mut marked = false;
        for line in text.lines().map(str::trim) {
            if let Some(rest) = line.split_once("fn ").map(|(_, rest)| rest)
                && marked
            {
                names.extend(rest.split(['(', '<']).next().map(str::to_owned));
                marked = false;
            }
            marked |= line.starts_with("#[test]");
        }
    }
    for folder in folders("tests/suite")
        .iter()
        .chain(&folders("audit-templates"))
    {
        names.extend(
            folder
                .split('/')
                .map(|part| part.to_lowercase().replace('-', "_")),
        );
    }
    names
}

/// Rows of the fault table that this edition answers: templates, scripts, data in, results out, time, and text that could do
/// harm. From H4 on they are of sessions, requests and accounts, and come with the auditors'
/// pages.
fn faults() -> impl Iterator<Item = String> {
    let templates = (1..=16).chain([19, 21]).map(|n| format!("a{n:02}_"));
    let time = (1..=6).map(|n| format!("e{n:02}_"));
    templates
        .chain((1..=16).map(|n| format!("b{n:02}_")))
        .chain((1..=12).map(|n| format!("c{n:02}_")))
        .chain((1..=12).map(|n| format!("d{n:02}_")))
        .chain(time)
        .chain((1..=3).map(|n| format!("h{n:02}_")))
}

#[test]
fn every_fault_has_a_test_named_after_it() {
    let tests = tests();
    let missing: Vec<_> = faults()
        .filter(|fault| !tests.iter().any(|name| name.starts_with(fault)))
        .collect();
    assert!(
        missing.is_empty(),
        "no test or fixture folder begins with {missing:?}"
    );
}

#[test]
fn every_diagnostic_code_has_a_fixture() {
    let built: BTreeSet<String> = sources().into_iter().map(|(path, _)| path).collect();
    let endings = ["txt", "json", "jsonl", "stdout", "stderr", "rs", ""];
    let in_crates = files("crates", &["rs"])
        .into_iter()
        .filter(|(path, _)| !built.contains(path));
    let in_suite = files("tests", &endings)
        .into_iter()
        .filter(|(path, _)| !path.starts_with("tests/src/"));
    let shown: Vec<String> = in_crates.chain(in_suite).map(|(_, text)| text).collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| {
            let name = format!("Code::{}", constant(code.id()));
            !shown
                .iter()
                .any(|text| text.contains(code.id()) || text.contains(&name))
        })
        .collect();
    assert!(missing.is_empty(), "no fixture or test shows {missing:?}");
}

#[test]
fn every_shipped_measure_has_a_fixture() {
    let shared = files("audit-templates/_shared", &["yaml"]);
    let scripts = files("scripts", &["rhai"]);
    let all: Vec<_> = shared
        .into_iter()
        .chain(scripts)
        .map(|(path, text)| SourceFile::new(path, text))
        .collect();
    let (measures, found) = Measures::load(&all);
    assert!(found.is_empty(), "{found}");
    let asked: String = files("tests/suite/measure", &[""])
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let page = read("docs/measures.md");
    let ids: Vec<&str> = measures
        .iter()
        .map(|one| one.measure().id.as_str())
        .collect();
    assert!(ids.len() >= 15, "{ids:?}");
    for id in ids {
        let line = format!("measure {id}\n");
        assert!(asked.contains(&line), "no fixture counts `{id}`");
        assert!(
            page.contains(&format!("`{id}`")),
            "docs/measures.md does not list `{id}`"
        );
    }
}

/// The name that Rust code has for a diagnostic code.
fn constant(id: &str) -> String {
    let texts = files("crates/sightline-engine/src/diagnostic", &["rs"]);
    let declares = |text: &&(String, String)| text.1.contains(&format!("\"{id}\""));
    let text = texts
        .iter()
        .find(declares)
        .map_or("", |(_, text)| text.as_str());
    let before = text.split(&format!("\"{id}\"")).next().unwrap_or_default();
    let declared = before.rsplit("pub const ").next().unwrap_or_default();
    declared.split(':').next().unwrap_or_default().to_owned()
}

#[test]
fn every_diagnostic_code_explains_itself() {
    for code in Code::ALL {
        assert!(
            code.title().starts_with(|first: char| first.is_lowercase()),
            "{code}: {}",
            code.title()
        );
        assert!(
            code.explanation().ends_with('.') && code.explanation() != code.title(),
            "{code} explains nothing: {}",
            code.explanation()
        );
    }
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let page = read("ARCHITECTURE.md");
    let section = page
        .split("## Invariants")
        .nth(1)
        .expect("ARCHITECTURE.md lists the invariants");
    let section = section.split("\n## ").next().unwrap_or_default();
    let tests = tests();
    let mut invariants = 0;
    for item in section
        .split("\n\n")
        .map(str::trim)
        .filter(|item| item.starts_with(|first: char| first.is_ascii_digit()))
    {
        invariants += 1;
        let held = item
            .split("Held by")
            .nth(1)
            .unwrap_or_else(|| panic!("nothing holds: {item}"));
        let named: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "nothing holds: {item}");
        for name in named {
            let known = tests.contains(&name.replace('-', "_")) || held_by_a_lint(name);
            assert!(
                known,
                "ARCHITECTURE.md names `{name}`, and there is no such test, fixture folder or lint"
            );
        }
    }
    assert_eq!(invariants, 9, "the design has nine invariants");
}

/// Some promises are kept by the compiler.
fn held_by_a_lint(name: &str) -> bool {
    let manifest = read("Cargo.toml");
    name.split_once("::")
        .is_some_and(|(tool, lint)| tool == "clippy" && manifest.contains(&format!("\n{lint} = ")))
}
