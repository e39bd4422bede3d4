//! What every kind of fixture needs: its folders, and comparing text.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the fixtures of a kind are.
pub fn root(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("suite")
        .join(kind)
}

/// The fixture folders of a kind, sorted; folders that start with `_` or are named `scripts` are shared by them.
pub fn folders(kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root(kind)).expect("the kind has a folder");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.is_dir() && !name(path).starts_with('_') && name(path) != "scripts")
        .collect();
    folders.sort();
    folders
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    path.file_name()
        .expect("a path with a name")
        .to_string_lossy()
        .into_owned()
}

/// The files of a folder with an ending, sorted; none where there is no folder.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    files
}

/// Compares text with a file of the fixture, or writes it there with `UPDATE=1`.
pub fn expect(file: &Path, actual: &str) -> Result<(), String> {
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        return fs::write(file, actual).map_err(|error| format!("{}: {error}", file.display()));
    }
    Err(format!(
        "{} differs\n{}",
        file.display(),
        difference(&expected, actual)
    ))
}

/// The lines that only one of two texts has, in place.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), actual.lines().collect());
    let gone = expected
        .iter()
        .filter(|line| !actual.contains(line))
        .map(|line| format!("- {line}"));
    let new = actual
        .iter()
        .filter(|line| !expected.contains(line))
        .map(|line| format!("+ {line}"));
    let lines: Vec<String> = gone.chain(new).collect();
    if lines.is_empty() {
        "the same lines in another order".to_owned()
    } else {
        lines.join("\n")
    }
}
