//! Who depends on whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::{files, read};

/// The table of ARCHITECTURE.md: each crate and what it may depend on in this workspace.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("sightline-engine", &[]),
    ("sightline-records", &["sightline-engine"]),
    ("sightline-store", &["sightline-engine"]),
    ("sightline-report", &["sightline-engine"]),
    (
        "sightline-figures",
        &["sightline-engine", "sightline-report", "sightline-store"],
    ),
    (
        "sightline-cli",
        &[
            "sightline-engine",
            "sightline-figures",
            "sightline-records",
            "sightline-report",
            "sightline-store",
        ],
    ),
    ("xtask", &["sightline-engine", "sightline-cli"]),
    (
        "sightline-suite",
        &[
            "sightline-engine",
            "sightline-figures",
            "sightline-records",
            "sightline-report",
            "sightline-store",
        ],
    ),
];

/// Crates from outside that only one of ours may name.
const OWNED: &[(&str, &[&str])] = &[
    ("rhai", &["sightline-engine"]),
    ("serde_yaml", &["sightline-engine"]),
    ("rusqlite", &["sightline-store"]),
    ("calamine", &["sightline-records"]),
    ("quick-xml", &["sightline-records", "sightline-report"]),
    ("encoding_rs", &["sightline-records"]),
    ("zip", &["sightline-records", "sightline-report"]),
    ("hmac", &["sightline-records"]),
    ("getrandom", &["sightline-cli"]),
    ("minijinja", &["sightline-report"]),
    ("rust_xlsxwriter", &["sightline-report"]),
    ("typst", &["sightline-report"]),
    ("typst-layout", &["sightline-report"]),
    ("typst-pdf", &["sightline-report"]),
    ("pulldown-cmark", &["sightline-report"]),
    ("clap", &["sightline-cli", "xtask"]),
    ("indicatif", &["sightline-cli"]),
    ("annotate-snippets", &["sightline-cli"]),
];

/// Each crate's own manifest, by name.
fn manifests() -> BTreeMap<String, toml::Table> {
    let manifests = files("crates", &["toml"])
        .into_iter()
        .chain([("tests".into(), read("tests/Cargo.toml"))]);
    let parsed = manifests.map(|(path, text)| {
        let table: toml::Table = text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let name = table
            .get("package")
            .and_then(|package| package.get("name")?.as_str());
        (
            name.unwrap_or_else(|| panic!("{path} names no package"))
                .to_owned(),
            table,
        )
    });
    parsed.collect()
}

fn keys(table: &toml::Table, sections: &[&str]) -> BTreeSet<String> {
    let tables = sections
        .iter()
        .filter_map(|section| table.get(*section)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn crates_depend_on_each_other_as_the_table_says() {
    let known: BTreeMap<_, _> = MAY_DEPEND_ON.iter().copied().collect();
    for (name, manifest) in manifests() {
        let may = known
            .get(name.as_str())
            .unwrap_or_else(|| panic!("{name} is not in the table"));
        // Store and report are tested side by side with others; what counts is what they are built from.
        let sections = ["dependencies", "build-dependencies"];
        let all = if name == "sightline-suite" {
            keys(&manifest, &["dependencies", "dev-dependencies"])
        } else {
            keys(&manifest, &sections)
        };
        for dependency in all
            .iter()
            .filter(|one| one.starts_with("sightline-") || *one == "xtask")
        {
            assert!(
                may.contains(&dependency.as_str()),
                "{name} may not depend on {dependency}"
            );
        }
    }
}

#[test]
fn the_engine_needs_nothing_that_touches_the_machine() {
    let manifests = manifests();
    let engine = keys(&manifests["sightline-engine"], &["dependencies"]);
    for heavy in [
        "rusqlite",
        "clap",
        "minijinja",
        "tokio",
        "axum",
        "tempfile",
        "rand",
        "getrandom",
        "log",
        "tracing",
    ] {
        assert!(
            !engine.contains(heavy),
            "the engine may not depend on {heavy}"
        );
    }
    let clock = files("crates/sightline-engine", &["toml"])
        .into_iter()
        .any(|(_, text)| text.contains("\"clock\""));
    assert!(!clock, "the engine may not turn on a clock");
}

#[test]
fn each_outside_crate_has_its_owner() {
    for (name, manifest) in manifests() {
        let all = keys(&manifest, &["dependencies", "build-dependencies"]);
        for (crate_name, owners) in OWNED {
            let owned = owners.contains(&name.as_str());
            assert!(
                owned || !all.contains(*crate_name),
                "{name} may not depend on {crate_name}; {owners:?} do"
            );
        }
    }
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    for (name, manifest) in manifests() {
        let lints = manifest.get("lints").and_then(toml::Value::as_table);
        let inherits = lints.and_then(|lints| lints.get("workspace")?.as_bool()) == Some(true);
        assert!(
            inherits || name == "sightline-suite",
            "{name} must say `[lints] workspace = true`"
        );
    }
}

#[test]
fn versions_are_named_once_for_the_workspace() {
    for (name, manifest) in manifests() {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = manifest.get(section).and_then(toml::Value::as_table) else {
                continue;
            };
            for (dependency, says) in table {
                let inherits = says.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                let own_folder = says.get("path").is_some();
                assert!(
                    inherits || own_folder,
                    "{name}: {dependency} must take its version from the workspace"
                );
            }
        }
    }
}
