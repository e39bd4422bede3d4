//! Replays the kept corpus of the fuzzers: whatever the bytes, an import ends, with cases or with words.

use std::path::{Path, PathBuf};

use sightline_engine::SourceFile;
use sightline_records::{Source, draft, load_layout, shipped};

use crate::support::{file_at, read_by};

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target);
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{target} has no corpus");
    found
}

#[test]
fn whatever_a_file_holds_an_import_of_it_ends() {
    let layouts =
        ["annex-a", "cin-census", "ssd", "ssda903"].map(|id| shipped(id).unwrap().unwrap());
    for path in corpus("import") {
        let file = file_at(&path);
        for layout in &layouts {
            let read = read_by(layout, std::slice::from_ref(&file), None);
            assert!(read.report.rejected <= read.report.rows.max(read.report.rejected));
        }
        let source = (file.0.as_str(), file.1.as_slice());
        drop(draft(&source as &dyn Source).unwrap());
    }
}

#[test]
fn whatever_a_mapping_holds_it_is_read_or_its_mistakes_are_named() {
    for path in corpus("mapping") {
        let (name, bytes) = file_at(&path);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (layout, diagnostics) = load_layout(&SourceFile::new(name, text));
        assert!(
            layout.is_some() != diagnostics.has_errors(),
            "{}",
            path.display()
        );
    }
}
