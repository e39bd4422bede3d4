//! `suite/load/<code>-<slug>/`: a template and what is said of it.
//!
//! `template.yaml` is loaded as the only template of a workspace, with the shared files and scripts of `suite/load/`,
//! or with the folder's own `_shared/` and `script.rhai`. `examples/*.yaml` are its worked cases. A file `size.txt`
//! makes the template that many bytes long, with comments. A file `published.yaml` is an edition that was published
//! before; then what publishing asks for is checked too. A file `path.txt` says where the template lies.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sightline_engine::measure::Measures;
use sightline_engine::{
    Catalog, Code, Diagnostics, LARGEST_TEMPLATE, Severity, SourceFile, reused_version,
    text_from_bytes,
};

use crate::fixture;

/// Loads one folder and compares what was said.
pub fn run(folder: &Path) -> Result<(), String> {
    fixture::expect(&folder.join("expected.txt"), &said(folder))
}

fn said(folder: &Path) -> String {
    let mut said = String::new();
    let mut files = Vec::new();
    let mut take = |read: Result<Vec<Arc<SourceFile>>, Diagnostics>| match read {
        Ok(more) => files.extend(more),
        Err(found) => write_all(&mut said, &found),
    };
    let own = folder.join("_shared");
    let of_all = fixture::root("load");
    let shared = if own.is_dir() {
        own
    } else {
        of_all.join("_shared")
    };
    take(texts(&shared, "yaml", "_shared/"));
    take(texts(&of_all.join("scripts"), "rhai", "scripts/"));
    take(texts(folder, "rhai", "scripts/"));
    take(texts(&folder.join("examples"), "yaml", "examples/"));
    let others = files.clone();
    let path = fs::read_to_string(folder.join("path.txt"));
    let path = path.as_deref().map_or("template.yaml", str::trim);
    match text_from_bytes(path, &template_bytes(folder), LARGEST_TEMPLATE) {
        Ok(template) => files.push(template),
        Err(found) => write_all(&mut said, &found),
    }
    let (catalog, mut found) = Catalog::load(&files);
    found.extend(Measures::load(&files).1);
    let found = found.sorted();
    let wrong = found
        .iter()
        .any(|one| one.severity == Severity::Error && one.at.path() == path);
    let came_out = catalog.templates().next();
    assert!(
        came_out.is_none() || !wrong,
        "a template comes out only where nothing is wrong"
    );
    write_all(&mut said, &found);
    if let (Some(template), Ok(published)) =
        (came_out, fs::read_to_string(folder.join("published.yaml")))
    {
        write_all(&mut said, &catalog.without_examples());
        let before = SourceFile::new("template.yaml", published);
        let files: Vec<_> = others.into_iter().chain([before]).collect();
        let (before, found) = Catalog::load(&files);
        assert!(!found.has_errors(), "{found}");
        let before = before.templates().next().expect("a published template");
        let reused = reused_version(template, before.reference());
        write_all(
            &mut said,
            &reused.map(Diagnostics::from).unwrap_or_default(),
        );
    }
    if said.is_empty() {
        said.push_str("nothing is wrong\n");
    }
    said
}

fn template_bytes(folder: &Path) -> Vec<u8> {
    let mut bytes = fs::read(folder.join("template.yaml")).expect("a fixture has a template");
    if let Ok(size) = fs::read_to_string(folder.join("size.txt")) {
        let size: usize = size.trim().parse().expect("a number of bytes");
        while bytes.len() < size {
            bytes.extend_from_slice(b"# more of the same\n");
        }
        bytes.truncate(size);
    }
    bytes
}

/// The texts of a folder, each named by `prefix` and its file name.
fn texts(folder: &Path, ending: &str, prefix: &str) -> Result<Vec<Arc<SourceFile>>, Diagnostics> {
    fixture::files(folder, ending)
        .iter()
        .map(|path| {
            let bytes = fs::read(path).expect("a file can be read");
            text_from_bytes(
                &format!("{prefix}{}", fixture::name(path)),
                &bytes,
                LARGEST_TEMPLATE,
            )
        })
        .collect()
}

/// One line a diagnostic, and one for each thing beside it.
fn write_all(said: &mut String, found: &Diagnostics) {
    for one in found {
        writeln!(said, "{one}").expect("a text takes text");
        if !one.label.is_empty() {
            writeln!(said, "    here: {}", one.label).expect("a text takes text");
        }
        for (place, text) in &one.related {
            writeln!(said, "    {place}: {text}").expect("a text takes text");
        }
    }
}

/// Each code about a template or its scripts has a folder named after it, whose expectation names it.
pub fn every_code() -> Result<(), String> {
    let folders = fixture::folders("load");
    let about_templates = |code: &&Code| {
        ["SL1", "SL2", "SL3"]
            .iter()
            .any(|group| code.id().starts_with(group))
    };
    let has = |code: &&Code| {
        folders.iter().any(|folder| {
            let said = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
            fixture::name(folder).starts_with(&code.id().to_lowercase())
                && said.contains(&format!("[{}]", code.id()))
        })
    };
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(about_templates)
        .filter(|code| !has(code))
        .map(|code| code.id())
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("no fixture for {}", missing.join(", ")))
    }
}

/// Twelve mistakes of shape, meaning and scripts are all named, each at its own place.
pub fn twelve_mistakes() -> Result<(), String> {
    let folder = fixture::root("load").join("twelve-mistakes-of-every-kind");
    let said = said(&folder);
    let places: BTreeSet<&str> = said
        .lines()
        .filter_map(|line| line.split(": error[").next())
        .filter(|place| place.starts_with("template.yaml:"))
        .collect();
    if places.len() != 12 || said.matches("error[").count() != 12 {
        Err(format!("twelve mistakes should be named:\n{said}"))
    } else {
        Ok(())
    }
}
