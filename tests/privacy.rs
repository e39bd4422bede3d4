//! What is known of a child does not leave by a side door.

use sightline_engine::action::reconcile::{self, FromAudit, Step};
use sightline_engine::model::Case;
use sightline_engine::rollup::{Graded, Layout, Tally};
use sightline_engine::{Catalog, Dates, SourceFile, read};

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
      - {id: Q4, ask: And next?, type: table, columns: [{id: what, type: text}, {id: who, type: text}], actions: {action: what, owner: who}}
";

#[test]
fn debug_shows_nothing_of_a_child() {
    let (catalog, diagnostics) =
        Catalog::load(&[SourceFile::new("secret/template.yaml", TEMPLATE)]);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    let template = catalog.template("secret").unwrap();
    let answers = format!(
        r#"{{"audit":"A-1","case":"C-1","template":"secret","date":"2025-09-30","answers":{{"Q1":"{SECRET}","Q2":{{"value":"yes","comment":"{SECRET}"}},"Q3":{{"not_applicable":"{SECRET}"}},"Q4":[{{"what":"{SECRET}","who":"{SECRET}"}}]}}}}"#
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

#[test]
fn what_auditors_agreed_is_in_no_debug_and_in_no_rollup() {
    let (catalog, diagnostics) =
        Catalog::load(&[SourceFile::new("secret/template.yaml", TEMPLATE)]);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    let template = catalog.template("secret").unwrap();
    let line = SourceFile::new(
        "answers.jsonl",
        format!(
            r#"{{"audit":"A-1","case":"C-1","template":"secret","date":"2025-09-30","answers":{{"Q4":[{{"what":"{SECRET}","who":"{SECRET}"}}]}}}}"#
        ),
    );
    let audit = read::audit(&line).unwrap();
    let case = Case::default();
    let (encoded, _) = template.encode(&audit, &case, audit.date, &|keys| read::place(&line, keys));
    let answers = encoded.unwrap().answers;
    let scored = template.score(&answers, &case, Dates::on(audit.date));
    let outcome = template.outcome(&audit, &answers, &scored, audit.date);
    assert_eq!(outcome.actions.len(), 1);
    assert_eq!(outcome.actions[0].action, SECRET);
    let steps = reconcile::audit(
        &FromAudit {
            audit: &audit.id,
            case: &audit.case,
            template: "secret",
            team: None,
            date: audit.date,
            actions: &outcome.actions,
        },
        &[],
        audit.date,
    );
    let [Step::Add(action)] = steps.as_slice() else {
        panic!("one action is new")
    };
    assert_eq!(action.state().what, SECRET);
    let shown = format!("{scored:?} {outcome:?} {steps:?} {:?}", action.state());
    assert!(shown.contains("A-1") && !shown.contains(SECRET), "{shown}");

    let layout = Layout::new(template.template());
    let mut tally = Tally::new(&layout);
    let graded = Graded {
        codes: &answers.codes,
        scored: &scored,
        recorded: None,
        moderated: None,
    };
    tally.add(&layout, &graded);
    let counted = format!("{tally:?} {:?} {:?}", tally.to_bytes(), layout.labels());
    assert!(!counted.contains(SECRET), "{counted}");
}
