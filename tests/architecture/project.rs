//! The project's files.

use std::fs;
use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the suite stands in the workspace")
        .to_owned()
}

/// A file of the workspace.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files below a folder with one of these endings, as `(path below the workspace, text)`, sorted.
pub fn files(below: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(below), &mut |path| {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if endings.contains(&ending)
            && let Ok(text) = fs::read_to_string(path)
        {
            found.push((shown(path), text));
        }
    });
    found.sort();
    found
}

/// Folders below a folder, as paths below the workspace, sorted.
pub fn folders(below: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    walk(&root().join(below), &mut |path| {
        found.extend(path.parent().map(shown));
    });
    found.sort();
    found.dedup();
    found
}

fn walk(folder: &Path, see: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            // What builds and the demonstration write is nobody's page.
            let made = matches!(name.as_str(), "target" | "sightline-demo");
            if !made && (!name.starts_with('.') || name == ".ci" || name == ".cargo") {
                walk(&path, see);
            }
        } else {
            see(&path);
        }
    }
}

fn shown(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

/// The Rust sources of the crates and of the suite without what is only built for tests.
pub fn sources() -> Vec<(String, String)> {
    let mut all = files("crates", &["rs"]);
    all.extend(files("tests/src", &["rs"]));
    let mut for_tests = Vec::new();
    for (path, text) in &all {
        for declared in text.split("#[cfg(test)]\nmod ").skip(1) {
            let name = declared
                .split(|end: char| !end.is_alphanumeric() && end != '_')
                .next()
                .unwrap_or_default();
            let parent = path.trim_end_matches(".rs");
            let folder = match parent.rsplit_once('/') {
                Some((folder, "lib" | "main")) => folder,
                _ => parent,
            };
            for_tests.push(format!("{folder}/{name}"));
        }
    }
    let tested = |path: &str| {
        let inside = |start: &String| {
            path.strip_prefix(start.as_str())
                .is_some_and(|rest| rest.starts_with(['.', '/']))
        };
        path.contains("/tests/")
            || path.contains("/benches/")
            || path.contains("/examples/")
            || for_tests.iter().any(inside)
    };
    all.into_iter().filter(|(path, _)| !tested(path)).collect()
}

/// Rust code without its comments and without the tests at its end.
pub fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = before_tests
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
