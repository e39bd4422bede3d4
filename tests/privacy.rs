//! What is known of a child does not leave by a side door.

use sightline_engine::{Catalog, SourceFile, read};

const SECRET: &str = "Seen-at-the-harbor";

const TEMPLATE: &str = "
template: secret
version: 1.0.0
title: Secret
grade_scale: none
record: {where: {type: text}}
sections:
  - id: s
    title: S
    questions:
      - {id: Q1, ask: What happened?, type: text}
      - {id: Q2, ask: And then?, type: yes-no}
      - {id: Q3, ask: And before?, type: yes-no}
";

#[test]
fn debug_shows_nothing_of_a_child() {
    let (catalog, diagnostics) =
        Catalog::load(&[SourceFile::new("secret/template.yaml", TEMPLATE)]);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    let template = catalog.template("secret").unwrap();
    let answers = format!(
        r#"{{"audit":"A-1","case":"C-1","template":"secret","date":"2025-09-30","answers":{{"Q1":"{SECRET}","Q2":{{"value":"yes","comment":"{SECRET}"}},"Q3":{{"not_applicable":"{SECRET}"}}}}}}"#
    );
    let facts = format!(r#"{{"case":"C-1","fields":{{"where":"{SECRET}"}}}}"#);
    let line = SourceFile::new("answers.jsonl", answers);
    let audit = read::audit(&line).unwrap();
    let case = read::case(&SourceFile::new("cases.jsonl", facts)).unwrap();
    let (encoded, _) = template.encode(&audit, &case, audit.date, &|keys| read::place(&line, keys));
    let shown = format!(
        "{line:?} {audit:?} {case:?} {:?} {:?} {encoded:?}",
        audit.answers, case.facts
    );
    assert!(encoded.is_some() && shown.contains("A-1"));
    assert!(!shown.contains(SECRET), "{shown}");
}
