//! Writes a made-up authority's quarterly report as a page, as Markdown and as a Word file, and as PDF with its source where
//! built with that feature: `cargo run --example quarterly_html --features pdf -- report.html`.

#[expect(clippy::unwrap_used, reason = "made-up figures that are right")]
#[path = "../tests/support/figures.rs"]
mod figures;
#[path = "../tests/support/made.rs"]
mod made;
#[path = "../tests/support/world.rs"]
mod world;

use std::error::Error;
use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_report::{Spec, docx, report};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1);
    let path = PathBuf::from(path.unwrap_or_else(|| "quarterly.html".to_owned()));
    let prepared_on = NaiveDate::from_ymd_opt(2025, 10, 6).ok_or("not a day")?;
    let report = report(
        figures::figures(&world::rollup()),
        &Spec::new("Sampleshire", world::NOW, prepared_on),
    )?;
    std::fs::write(&path, &report.html)?;
    std::fs::write(path.with_extension("md"), &report.markdown)?;
    let word = docx(&report.document, &report.context)?;
    std::fs::write(path.with_extension("docx"), word)?;
    #[cfg(feature = "pdf")]
    {
        let source = sightline_report::typst_source(&report.document, &report.context);
        std::fs::write(path.with_extension("typ"), source)?;
        let pdf = sightline_report::pdf(&report.document, &report.context)?;
        std::fs::write(path.with_extension("pdf"), pdf)?;
    }
    Ok(())
}
