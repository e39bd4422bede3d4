//! Writes a made-up authority's quarterly report beside the program: `cargo run --example quarterly_html -- report.html`.

#[path = "../tests/support/made.rs"]
mod made;
#[path = "../tests/support/world.rs"]
mod world;

use std::error::Error;

use chrono::NaiveDate;
use sightline_report::{Spec, report};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "quarterly.html".to_owned());
    let prepared_on = NaiveDate::from_ymd_opt(2025, 10, 6).ok_or("not a day")?;
    let report = report(
        &world::rollup(),
        &Spec::new("Sampleshire", world::NOW, prepared_on),
    )?;
    std::fs::write(&path, &report.html)?;
    std::fs::write(format!("{path}.md"), &report.markdown)?;
    std::fs::write(
        format!("{path}.docx"),
        sightline_report::docx(&report.document, &report.context)?,
    )?;
    Ok(())
}
