//! A quarter's report out of a store: audits go in, their figures come out, and a report is made from those.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::error::Error;
use std::slice;

use sightline_engine::calendar::Quarter;
use sightline_engine::model::{Audit, Case};
use sightline_engine::{Catalog, Dates, SourceFile, read};
use sightline_figures::{Beside, figures};
use sightline_report::{Spec, report};
use sightline_store::{NewAudit, NewTemplate, Store};

const TEMPLATE: &str = include_str!("../../sightline-engine/examples/visit.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    // `sightline_store::open("audits.sqlite")?` is one that lasts.
    let mut store = sightline_store::memory();
    fill(&mut store)?;

    let quarter: Quarter = "2025-26-Q2".parse().map_err(|()| "no such quarter")?;
    let spec = Spec::new("Sampleshire", quarter, "2025-10-06".parse()?);
    let read = store.read()?;
    // Groups of auditors, measures, a programme and vignettes would go in beside the audits.
    let (figures, refused) = figures(&*read, &spec, &Beside::default())?;
    print!("{refused}");
    let report = report(figures, &spec)?;
    for line in report.headlines() {
        println!("{line}");
    }
    println!("\n{}", report.markdown);
    Ok(())
}

/// Scores twelve made-up audits and keeps them, all or none.
fn fill(store: &mut dyn Store) -> Result<(), Box<dyn Error>> {
    let source = SourceFile::new("visit/template.yaml", TEMPLATE);
    let (catalog, mistakes) = Catalog::load(slice::from_ref(&source));
    if mistakes.has_errors() {
        return Err(mistakes.into());
    }
    let template = catalog.template("visit").ok_or("no such template")?;

    let mut txn = store.write()?;
    txn.add_template(&NewTemplate {
        reference: template.reference(),
        template: template.template(),
        sources: &[source],
    })?;
    for n in 1..=12 {
        let case = Case {
            id: format!("C-{n}"),
            ..Case::default()
        };
        let alone = if n % 3 == 0 { "no" } else { "yes" };
        let audit = Audit::new(format!("A-{n}"), &*case.id, "visit", "2025-09-30".parse()?)
            .answer("V1", "yes")
            .answer("V2", alone)
            .answer("V3", "good");
        let (encoded, mistakes) =
            template.encode(&audit, &case, audit.date, &read::nowhere(&audit.id));
        let encoded = encoded.ok_or(mistakes)?;
        txn.put_case(&case)?;
        txn.add_audit(&NewAudit {
            audit: &audit,
            template: template.reference(),
            quarter: Quarter::of(audit.date),
            answers: &encoded.answers,
            scored: &template.score(&encoded.answers, &case, Dates::on(audit.date)),
            recorded: encoded.recorded,
            moderated: None,
            engine: env!("CARGO_PKG_VERSION"),
        })?;
    }
    Ok(txn.commit()?)
}
