//! Many audits on every core, rolled up in parts that are merged.
//!
//! A compiled template is `Send + Sync` and holds nothing of any audit; a rollup is order-free. So the parts may
//! be cut anywhere, and the result is the same to the byte.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use rayon::prelude::*;
use sightline_engine::{Catalog, Rollup, SourceFile, calendar::Quarter, read, rollup};

fn main() -> Result<(), Box<dyn Error>> {
    let template = SourceFile::new("visit/template.yaml", include_str!("visit.yaml"));
    let (catalog, diagnostics) = Catalog::load(&[template]);
    if diagnostics.has_errors() {
        return Err(diagnostics.into());
    }
    let template = catalog.template("visit").ok_or("no such template")?;
    let layout = std::sync::Arc::new(rollup::Layout::new(template.template()));

    let answers = ["yes", "partly", "no"];
    let lines: Vec<String> = (0..3000)
        .map(|n| {
            format!(
                r#"{{"audit":"A-{n}","case":"C-{n}","template":"visit","date":"2025-09-30","team":"North","answers":{{"V1":"yes","V2":"{}","V3":"good"}}}}"#,
                answers.get(n % 3).copied().unwrap_or("no"),
            )
        })
        .collect();

    let part = |lines: &[String]| -> Result<Rollup, sightline_engine::Diagnostics> {
        let mut rollup = Rollup::default();
        for (number, text) in lines.iter().enumerate() {
            let line = SourceFile::line("answers.jsonl", number + 1, text.as_str());
            let audit = read::audit(&line)?;
            let case = sightline_engine::model::Case::default();
            let (encoded, diagnostics) =
                template.encode(&audit, &case, audit.date, &|keys| read::place(&line, keys));
            let Some(encoded) = encoded else {
                return Err(diagnostics);
            };
            let dates = sightline_engine::Dates {
                audit: audit.date,
                today: audit.date,
            };
            let scored = template.score(&encoded.answers, &case, dates);
            let group = rollup::Group {
                quarter: Quarter::of(audit.date),
                template: template.reference().clone(),
                team: audit.team.clone().unwrap_or_default(),
                service: String::new(),
            };
            let graded = rollup::Graded {
                codes: &encoded.answers.codes,
                scored: &scored,
                recorded: encoded.recorded,
                moderated: encoded.moderated,
            };
            rollup.add(&group, &layout, &graded);
        }
        Ok(rollup)
    };
    let whole = lines
        .par_chunks(250)
        .map(part)
        .try_reduce(Rollup::default, |mut a, b| {
            a.merge(&b);
            Ok(a)
        })?;
    println!(
        "{} audits in {} groups",
        whole.audits(),
        whole.groups().count()
    );
    Ok(())
}
