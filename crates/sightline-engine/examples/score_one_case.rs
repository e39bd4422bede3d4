//! One audit, from text to an explained grade.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::error::Error;

use sightline_engine::{Catalog, SourceFile, read};

const TEMPLATE: &str = include_str!("visit.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let (catalog, diagnostics) = Catalog::load(&[SourceFile::new("visit/template.yaml", TEMPLATE)]);
    if diagnostics.has_errors() {
        return Err(diagnostics.into());
    }
    let template = catalog.template("visit").ok_or("no such template")?;

    let line = SourceFile::line(
        "answers.jsonl",
        1,
        r#"{"audit":"A-1","case":"C-1","template":"visit","date":"2025-09-30",
            "answers":{"V1":"yes","V2":"partly","V3":{"value":"good","comment":"Drew a picture together"}}}"#,
    );
    let audit = read::audit(&line)?;
    let case = r#"{"case":"C-1","fields":{}}"#;
    let case = read::case(&SourceFile::line("cases.jsonl", 1, case))?;
    let outcome = template.assess(&audit, &case, audit.date, &read::places(&line))?;

    let grade = outcome.overall.grade.as_deref().unwrap_or("no grade");
    println!("{}: {grade}", outcome.audit);
    for because in &outcome.because {
        println!(
            "  {} by {}: {}",
            because.about, because.rule, because.effect
        );
    }
    Ok(())
}
