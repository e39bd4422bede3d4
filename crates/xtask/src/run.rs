//! Tests, checks and measurements, one step after the other.

use std::time::Instant;

use crate::tools::{Done, cargo, output, root, version};
use crate::{agreement, browser, deps, office, pdf};

/// Checks what the tests need, then runs them all.
pub(crate) fn test(rest: &[String]) -> Done {
    let began = Instant::now();
    needs()?;
    let mut arguments = vec!["test", "--workspace", "--no-fail-fast"];
    arguments.extend(rest.iter().map(String::as_str));
    let fresh = agreement::fresh()?;
    let environment: Vec<(&str, &str)> = fresh
        .iter()
        .map(|path| (agreement::PLACE, path.as_str()))
        .collect();
    cargo("tests", &arguments, &environment)?;
    // Whoever names some tests wants those and no others.
    if rest.is_empty() {
        eprintln!("{}", office::office()?);
        eprintln!("{}", browser::browser()?);
        eprintln!("{}", pdf::tests()?);
    }
    Ok(format!(
        "xtask test: every test passed, in {} seconds",
        began.elapsed().as_secs()
    ))
}

/// Runs every check, and says at the end which of them failed.
pub(crate) fn ci() -> Done {
    let began = Instant::now();
    needs()?;
    component("fmt", "rustfmt")?;
    component("clippy", "clippy")?;
    let deny = [("RUSTDOCFLAGS", "-D warnings")];
    let steps: [(&str, Result<(), String>); 8] = [
        (
            "formatting",
            cargo("formatting", &["fmt", "--all", "--check"], &[]),
        ),
        (
            "lints",
            cargo(
                "lints",
                &[
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--",
                    "-D",
                    "warnings",
                ],
                &[],
            ),
        ),
        (
            "documentation",
            cargo("documentation", &["doc", "--workspace", "--no-deps"], &deny),
        ),
        ("dependencies", deps::deps().map(|line| eprintln!("{line}"))),
        (
            "tests",
            cargo("tests", &["test", "--workspace", "--no-fail-fast"], &[]),
        ),
        ("office", office::office().map(|line| eprintln!("{line}"))),
        (
            "browser",
            browser::browser().map(|line| eprintln!("{line}")),
        ),
        ("pdf", pdf::pdf().map(|line| eprintln!("{line}"))),
    ];
    let failed: Vec<&str> = steps
        .iter()
        .filter(|(_, done)| done.is_err())
        .map(|(name, _)| *name)
        .collect();
    for (_, done) in &steps {
        if let Err(why) = done {
            eprintln!("error: {why}");
        }
    }
    if failed.is_empty() {
        Ok(format!(
            "xtask ci: everything holds, in {} seconds",
            began.elapsed().as_secs()
        ))
    } else {
        Err(format!("xtask ci: not in order: {}", failed.join(", ")))
    }
}

/// The part that measures disclosure control, and the bench that does.
const DISCLOSING: &str = "disclosing";

/// Builds the program as it is given to people, and measures it and its crates beside their floors.
pub(crate) fn bench(parts: &[String], audits: usize) -> Done {
    let began = Instant::now();
    let (disclosing, others): (Vec<&str>, Vec<&str>) = parts
        .iter()
        .map(String::as_str)
        .partition(|part| *part == DISCLOSING);
    if parts.is_empty() || !disclosing.is_empty() {
        // Its authorities are those that the tests of the reports attack, so it lives beside them.
        let package = ["bench", "--package", "sightline-report"];
        let arguments = [package.as_slice(), &["--bench", DISCLOSING]].concat();
        cargo("measurements", &arguments, &[])?;
    }
    if parts.is_empty() || !others.is_empty() {
        speed(&others, audits)?;
    }
    Ok(format!(
        "xtask bench: measured in {} seconds",
        began.elapsed().as_secs()
    ))
}

fn speed(parts: &[&str], audits: usize) -> Result<(), String> {
    cargo(
        "program",
        &["build", "--release", "--package", "sightline-cli"],
        &[],
    )?;
    let audits = audits.to_string();
    let mut arguments = vec!["bench", "--package", "sightline-suite", "--bench", "speed"];
    arguments.extend(["--", "--audits", audits.as_str()]);
    arguments.extend(parts);
    cargo("measurements", &arguments, &[])
}

/// Only cargo is taken for granted: a compiler of the right age, and the crates of the lock file.
fn needs() -> Result<(), String> {
    let wanted = rust_version()?;
    let said = output("rustc", &["--version"])?;
    let found = said.split_whitespace().nth(1).unwrap_or_default();
    if version(found) < version(&wanted) {
        return Err(format!(
            "Sightline needs Rust {wanted}, and this is Rust {found}; run `rustup update`"
        ));
    }
    cargo("crates", &["fetch", "--locked"], &[])
}

/// The oldest compiler that the workspace promises to build with.
fn rust_version() -> Result<String, String> {
    let path = root().join("Cargo.toml");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let table: toml::Table = text
        .parse()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let package = table
        .get("workspace")
        .and_then(|workspace| workspace.get("package"));
    let version = package.and_then(|package| package.get("rust-version")?.as_str());
    version
        .map(str::to_owned)
        .ok_or_else(|| format!("{} names no rust-version", path.display()))
}

fn component(verb: &str, name: &str) -> Result<(), String> {
    output("cargo", &[verb, "--version"])
        .map(drop)
        .map_err(|_| format!("`cargo {verb}` is not there; run `rustup component add {name}`"))
}
