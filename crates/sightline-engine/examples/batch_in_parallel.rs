//! Many audits on every core, rolled up in parts that are merged.
//!
//! A compiled template is `Send + Sync` and holds nothing of any audit; a rollup is order-free. So the parts may
//! be cut anywhere, and the result is the same to the byte.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::error::Error;
use std::sync::Arc;

use rayon::prelude::*;
use sightline_engine::model::{Audit, Case};
use sightline_engine::rollup::{Group, Layout};
use sightline_engine::{Catalog, Dates, Diagnostics, Rollup, SourceFile, read};

fn main() -> Result<(), Box<dyn Error>> {
    let template = SourceFile::new("visit/template.yaml", include_str!("visit.yaml"));
    let (catalog, diagnostics) = Catalog::load(&[template]);
    if diagnostics.has_errors() {
        return Err(diagnostics.into());
    }
    let template = catalog.template("visit").ok_or("no such template")?;
    let layout = Arc::new(Layout::new(template.template()));

    let dates = ["2025-05-20".parse()?, "2025-09-30".parse()?];
    let audits: Vec<Audit> = (0..3000)
        .zip(["yes", "partly", "no"].into_iter().cycle())
        .zip(dates.into_iter().cycle())
        .map(|((n, alone), date)| {
            Audit::new(format!("A-{n}"), format!("C-{n}"), "visit", date)
                .answer("V1", "yes")
                .answer("V2", alone)
                .answer("V3", "good")
        })
        .collect();

    let part = |audits: &[Audit]| -> Result<Rollup, Diagnostics> {
        let mut rollup = Rollup::default();
        let case = Case::default();
        for audit in audits {
            let (encoded, diagnostics) =
                template.encode(audit, &case, audit.date, &read::nowhere(&audit.id));
            let encoded = encoded.ok_or(diagnostics)?;
            let scored = template.score(&encoded.answers, &case, Dates::on(audit.date));
            let group = Group::of(audit, template.reference());
            rollup.add(&group, &layout, &encoded.graded(&scored));
        }
        Ok(rollup)
    };
    let whole = audits
        .par_chunks(250)
        .map(part)
        .try_reduce(Rollup::default, |mut a, b| {
            a.merge(&b);
            Ok(a)
        })?;
    for quarter in whole.quarters() {
        println!("{quarter}: {} audits", whole.for_period(quarter).audits());
    }
    Ok(())
}
