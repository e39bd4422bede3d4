//! Puts the shipped templates, scripts and demo data into the program, so that it works on a machine
//! that has nothing else.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let top = here.join("../..");

    let mut text = String::new();
    table(
        &mut text,
        "TEMPLATES",
        &top,
        &["audit-templates", "scripts"],
    )?;
    table(&mut text, "DEMO", &here, &["demo"])?;
    fs::write(out.join("shipped.rs"), text)
}

/// Writes one table of `(path, text)` pairs, sorted by path.
fn table(text: &mut String, name: &str, root: &Path, folders: &[&str]) -> io::Result<()> {
    let mut found = Vec::new();
    for folder in folders {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        walk(root, Path::new(folder), &mut found)?;
    }
    found.sort();
    _ = writeln!(text, "pub(super) static {name}: &[(&str, &str)] = &[");
    for path in found {
        let shown = path.to_string_lossy().replace('\\', "/");
        let whole = fs::canonicalize(root.join(&path))?;
        _ = writeln!(text, "    ({shown:?}, include_str!({whole:?})),");
    }
    _ = writeln!(text, "];");
    Ok(())
}

/// Lists the shipped files below a folder; one that is not there has none.
fn walk(root: &Path, below: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(below)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = below.join(entry.file_name());
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if entry.file_type()?.is_dir() {
            walk(root, &path, found)?;
        } else if ["yaml", "rhai", "md", "jsonl"].contains(&ending) {
            found.push(path);
        }
    }
    Ok(())
}
