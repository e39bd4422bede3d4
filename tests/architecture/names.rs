//! Who may name what.

use crate::project::{code, files, sources};

/// Something that only some folders may name in code.
struct Rule {
    what: &'static str,
    words: &'static [&'static str],
    /// Beginnings of paths below the workspace.
    only: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        what: "the script language",
        words: &["rhai::"],
        only: &["crates/sightline-engine/src/script"],
    },
    Rule {
        what: "the YAML reader",
        words: &["serde_yaml", "granit_parser"],
        only: &[
            "crates/sightline-engine/src/yaml",
            "crates/sightline-engine/src/load",
        ],
    },
    Rule {
        what: "SQL",
        words: &[
            "rusqlite",
            "SELECT ",
            "INSERT INTO",
            "CREATE TABLE",
            "DELETE FROM",
            "PRAGMA ",
        ],
        only: &["crates/sightline-store/"],
    },
    Rule {
        what: "HTTP",
        words: &["axum", "hyper::", "TcpListener", "TcpStream", "std::net"],
        only: &[
            "crates/sightline-web/",
            "crates/sightline-cli/src/reports/watch",
        ],
    },
    Rule {
        what: "the terminal",
        words: &[
            "println!",
            "print!(",
            "eprint!(",
            "std::io::stdout",
            "io::stdout(",
            "io::stderr(",
            "process::exit",
        ],
        only: &["crates/sightline-cli/", "crates/xtask/"],
    },
    Rule {
        // The store may look at its own file before SQLite does: whose it is, and whether it is one.
        what: "files",
        words: &[
            "std::fs",
            "fs::read",
            "fs::write",
            "File::open",
            "File::create",
        ],
        only: &[
            "crates/sightline-cli/",
            "crates/sightline-store/src/sqlite/open",
            "crates/xtask/",
        ],
    },
    Rule {
        what: "the clock",
        words: &["::now()", "SystemTime", "Local::today", "Instant::"],
        only: &["crates/sightline-cli/", "crates/xtask/"],
    },
    Rule {
        what: "the environment",
        words: &["std::env", "env::var", "env::args"],
        only: &["crates/sightline-cli/", "crates/xtask/"],
    },
    Rule {
        what: "chance",
        words: &["rand::", "getrandom", "RandomState"],
        only: &["crates/sightline-cli/src/records/salt.rs"],
    },
    Rule {
        what: "threads",
        words: &["std::thread", "rayon::", "par_iter"],
        only: &["crates/sightline-cli/", "crates/xtask/"],
    },
];

#[test]
fn only_those_name_it_who_may() {
    let mut wrong = Vec::new();
    for (path, text) in &sources() {
        for (at, line) in code(text).lines().enumerate() {
            for rule in RULES {
                let may = rule.only.iter().any(|start| path.starts_with(start));
                if let Some(word) = rule.words.iter().find(|word| line.contains(*word) && !may) {
                    wrong.push(format!("{path}:{}: `{word}` names {}", at + 1, rule.what));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "only {:?} may:\n{}",
        RULES
            .iter()
            .map(|rule| (rule.what, rule.only))
            .collect::<Vec<_>>(),
        wrong.join("\n")
    );
}

#[test]
fn every_rule_would_see_a_breach() {
    for rule in RULES {
        for word in rule.words {
            let line = format!("fn breach() {{ let x = \"{word}\"; }} // a comment");
            assert!(code(&line).contains(word), "{word} is taken for a comment");
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    // Put together here so that this file does not find itself.
    let words = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X"],
        ["to", "do!"],
        ["unimple", "mented!"],
        ["HA", "CK:"],
    ];
    let mut wrong = Vec::new();
    for (path, text) in files(
        "",
        &[
            "rs", "md", "toml", "yaml", "rhai", "html", "css", "sql", "sh",
        ],
    ) {
        for (at, line) in text.lines().enumerate() {
            for word in words.iter().map(|parts| parts.concat()) {
                let lint = path.ends_with("Cargo.toml") && line.contains("deny");
                if line.contains(&word) && !lint {
                    wrong.push(format!("{path}:{}: `{word}`", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "left unfinished:\n{}", wrong.join("\n"));
}
