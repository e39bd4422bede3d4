//! A function of your own for templates to call.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use sightline_engine::{Catalog, HostFunctions, ScriptValue, SourceFile, read};

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

    let line =
        r#"{"audit":"A-1","case":"C-1","template":"distance","date":"2025-09-30","answers":{}}"#;
    let line = SourceFile::line("answers.jsonl", 1, line);
    let audit = read::audit(&line)?;
    let case = r#"{"case":"C-1","fields":{"miles_from_home":34}}"#;
    let case = read::case(&SourceFile::line("cases.jsonl", 1, case))?;
    let (encoded, _) = template.encode(&audit, &case, audit.date, &|keys| read::place(&line, keys));
    let answers = encoded
        .ok_or("the answers do not fit the template")?
        .answers;
    let dates = sightline_engine::Dates {
        audit: audit.date,
        today: audit.date,
    };
    let scored = template.score(&answers, &case, dates);
    for (_, words) in scored.extra.iter().flat_map(|extra| &extra.computed) {
        println!("{words}");
    }
    Ok(())
}
