//! Any text as a mapping file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sightline_engine::SourceFile;
use sightline_records::load_layout;

fuzz_target!(|text: &str| {
    let (layout, diagnostics) = load_layout(&SourceFile::new("mapping.yaml", text));
    assert!(layout.is_some() != diagnostics.has_errors());
});
