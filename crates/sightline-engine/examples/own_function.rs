//! A function of your own for templates to call.

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::error::Error;

use sightline_engine::model::{Audit, Case, FactValue};
use sightline_engine::{Catalog, Dates, HostFunctions, ScriptValue, SourceFile, read};

const TEMPLATE: &str = "
template: distance
version: 1.0.0
title: Distance from home
subject: child
grade_scale: none
record:
  miles_from_home: {type: number}
sections:
  - id: placement
    title: Placement
    questions:
      - {id: D1, ask: How far is the child from home?, type: computed, computed: how_far(record.miles_from_home)}
";

fn main() -> Result<(), Box<dyn Error>> {
    // It must be pure: the same arguments always give the same result.
    let functions = HostFunctions::new().with("how_far", 1, |arguments| match arguments {
        [ScriptValue::Number(miles)] if *miles > 20.into() => {
            Ok(ScriptValue::Text("more than 20 miles".to_owned()))
        }
        [ScriptValue::Number(_)] => Ok(ScriptValue::Text("20 miles or less".to_owned())),
        _ => Ok(ScriptValue::Nothing),
    });
    let files = [SourceFile::new("distance/template.yaml", TEMPLATE)];
    let (catalog, diagnostics) = Catalog::load_with(&files, &functions);
    if diagnostics.has_errors() {
        return Err(diagnostics.into());
    }
    let template = catalog.template("distance").ok_or("no such template")?;

    let audit = Audit::new("A-1", "C-1", "distance", "2025-09-30".parse()?);
    let case = Case {
        id: "C-1".to_owned(),
        facts: [("miles_from_home".to_owned(), FactValue::Number(34.into()))].into(),
        ..Case::default()
    };
    let (encoded, diagnostics) =
        template.encode(&audit, &case, audit.date, &read::nowhere("the form"));
    let encoded = encoded.ok_or(diagnostics)?;
    let scored = template.score(&encoded.answers, &case, Dates::on(audit.date));
    for (_, words) in scored.extra.iter().flat_map(|extra| &extra.computed) {
        println!("{words}");
    }
    Ok(())
}
