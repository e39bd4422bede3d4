//! Any bytes as a file of any shipped layout: CSV, a workbook, JSON or XML is told by the bytes themselves.
#![no_main]

use std::convert::Infallible;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sightline_records::{Answers, Ids, Layout, Settings, Source, draft, import, shipped};

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    ["annex-a", "cin-census", "ssd", "ssda903"]
        .into_iter()
        .filter_map(|id| shipped(id)?.ok())
        .collect()
});

fuzz_target!(|bytes: &[u8]| {
    let file = ("file", bytes);
    let answers = Answers::default();
    let settings = Settings {
        ids: Ids::AsWritten,
        today: None,
        dates: None,
        answers: &answers,
    };
    for layout in LAYOUTS.iter() {
        let kept = import::<Infallible>(&[&file as &dyn Source], layout, &settings, &mut |_| {}, &mut |_| Ok(()));
        assert!(kept.is_ok(), "memory can always be read");
    }
    drop(draft(&file));
});
