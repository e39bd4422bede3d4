//! Replays the kept corpus of the fuzzers: whatever the bytes, an import ends, with cases or with words.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use sightline_engine::SourceFile;
use sightline_records::{Layout, SHIPPED, Source, draft, load_layout, shipped};

use crate::support::{file_at, read_by};

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let all = SHIPPED.iter().map(|(id, _)| shipped(id).unwrap().unwrap());
    all.collect()
});

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
    for path in corpus("import") {
        let file = file_at(&path);
        for layout in LAYOUTS.iter() {
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

proptest! {
    /// A small share of what the fuzzers do, in every run of the tests; `PROPTEST_CASES` makes it larger.
    #[test]
    fn c06_broken_copies_of_the_corpus_end_as_well(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12),
    ) {
        let files = corpus("import");
        let (name, mut bytes) = file_at(which.get(files.as_slice()).as_path());
        for (at, byte, how) in changes {
            let at = at.index(bytes.len().max(1));
            match how {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => bytes.insert(at.min(bytes.len()), byte),
                2 if at < bytes.len() => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(8)),
            }
        }
        let file = (name, bytes);
        for layout in LAYOUTS.iter() {
            let read = read_by(layout, std::slice::from_ref(&file), None);
            prop_assert!(read.report.is_refused() || read.report.cases == read.cases.len() as u64);
        }
        let source = (file.0.as_str(), file.1.as_slice());
        drop(draft(&source as &dyn Source).unwrap());
    }
}
