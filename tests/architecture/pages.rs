//! Pages that people read.

use crate::project::{files, read, root};

#[test]
fn the_changelog_speaks_to_each_reader() {
    let page = read("CHANGELOG.md");
    for reader in ["Template authors", "Auditors", "Operators", "Embedders"] {
        assert!(
            page.contains(&format!("### {reader}\n")),
            "CHANGELOG.md has nothing for {reader}"
        );
    }
}

#[test]
fn the_first_commands_stand_in_the_readme() {
    let page = read("README.md");
    for command in ["cargo run --release -- demo", "cargo xtask test"] {
        assert!(
            page.contains(command),
            "README.md does not name `{command}`"
        );
    }
}

#[test]
fn decisions_are_numbered_without_gaps_and_say_what_would_change_them() {
    let pages = files("docs/decisions", &["md"]);
    assert!(!pages.is_empty(), "docs/decisions is empty");
    for (at, (path, text)) in pages.iter().enumerate() {
        let name = path.rsplit('/').next().unwrap_or_default();
        assert!(
            name.starts_with(&format!("{:04}-", at + 1)),
            "{path} should be number {}",
            at + 1
        );
        for heading in ["## Question", "## Answer", "## What would change our mind"] {
            assert!(text.contains(heading), "{path} lacks `{heading}`");
        }
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for (path, text) in files("", &["md"]) {
        let folder = root()
            .join(&path)
            .parent()
            .expect("a file stands in a folder")
            .to_owned();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains(':') || target.contains("{{") {
                continue;
            }
            assert!(
                folder.join(target).exists(),
                "{path} links to {target}, which is not there"
            );
        }
    }
}

#[test]
fn continuous_integration_runs_the_same_checks_as_a_developer() {
    assert!(
        read(".ci/run").contains("cargo xtask ci"),
        ".ci/run must run `cargo xtask ci`"
    );
}
