//! `suite/load/<code>-<slug>/`: a template and what is said of it.
//!
//! `template.yaml` is loaded with the shared files and scripts of `suite/load/`, or with the folder's own
//! `_shared/`. `examples/*.yaml` are read against the template. A file `size.txt` makes the template that many bytes
//! long, with comments.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sightline_engine::{
    Code, Diagnostics, LARGEST_TEMPLATE, SourceFile, load_example, load_shared, load_template,
    text_from_bytes,
};

use crate::fixture;

/// Codes whose fixtures cannot be a template alone, and the test that brings each about.
const ELSEWHERE: &[(&str, &str)] = &[
    ("SL212", "conditions: unit tests of the engine"),
    ("SL213", "conditions: unit tests of the engine"),
    ("SL214", "conditions: unit tests of the engine"),
    ("SL222", "needs a workspace: suite/cli"),
    ("SL223", "needs a published version: the store's tests"),
    ("SL224", "needs compiling"),
];

/// Loads one folder and compares what was said.
pub fn run(folder: &Path) -> Result<(), String> {
    fixture::expect(&folder.join("expected.txt"), &said(folder))
}

fn said(folder: &Path) -> String {
    let mut said = String::new();
    let own = folder.join("_shared");
    let shared_folder = if own.is_dir() {
        own.clone()
    } else {
        fixture::root("load").join("_shared")
    };
    let (shared, found) = match texts(&shared_folder, "yaml", "_shared/") {
        Ok(files) => load_shared(&files),
        Err(found) => (Default::default(), found),
    };
    write_all(&mut said, &found);
    let scripts =
        texts(&fixture::root("load").join("scripts"), "rhai", "").expect("scripts are text");
    let scripts: BTreeMap<String, Arc<SourceFile>> = scripts
        .into_iter()
        .map(|script| (script.path().to_owned(), script))
        .collect();
    let bytes = template_bytes(folder);
    let file = match text_from_bytes("template.yaml", &bytes, LARGEST_TEMPLATE) {
        Ok(file) => file,
        Err(found) => {
            write_all(&mut said, &found);
            return said;
        }
    };
    let (template, found) = load_template(&file, &shared, &scripts);
    assert_eq!(
        template.is_some(),
        !found.has_errors(),
        "a template comes out exactly where nothing is wrong"
    );
    write_all(&mut said, &found);
    if let Some(template) = template {
        for path in fixture::files(&folder.join("examples"), "yaml") {
            let bytes = fs::read(&path).expect("a file can be read");
            let name = format!("examples/{}", fixture::name(&path));
            let file =
                text_from_bytes(&name, &bytes, LARGEST_TEMPLATE).expect("a worked case is text");
            let (example, found) = load_example(&file, &template);
            assert_eq!(
                example.is_some(),
                !found.has_errors(),
                "a worked case comes out exactly where nothing is wrong"
            );
            write_all(&mut said, &found);
        }
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

/// Each code that reading or meaning can give has a folder named after it, whose expectation names it.
pub fn every_code() -> Result<(), String> {
    let mut missing = Vec::new();
    let folders = fixture::folders("load");
    let reading_or_meaning =
        |code: &&Code| code.id().starts_with("SL1") || code.id().starts_with("SL2");
    for code in Code::ALL.iter().filter(reading_or_meaning) {
        let named = code.id().to_lowercase();
        let has = folders.iter().any(|folder| {
            let said = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
            fixture::name(folder).starts_with(&named) && said.contains(&format!("[{}]", code.id()))
        });
        let elsewhere = ELSEWHERE.iter().any(|(id, _)| *id == code.id());
        if has == elsewhere {
            missing.push(code.id());
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "no fixture (or one too many) for {}",
            missing.join(", ")
        ))
    }
}
