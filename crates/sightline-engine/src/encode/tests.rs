mod record;
mod remembered;

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::{Case, FactValue};
use crate::source::SourceFile;

const KINDS: [&str; 5] = [
    "text",
    "date",
    "number",
    "yes-no",
    "choice, options: [a, b]",
];

/// A question a kind of fact that takes the fact as it stands, and one beside it that a script is run for.
fn template() -> String {
    let mut text =
        "template: t\nversion: 1.0.0\ntitle: T\nsubject: child\ngrade_scale: none\nrecord:\n"
            .to_owned();
    for (at, kind) in KINDS.iter().enumerate() {
        text.push_str(&format!("  fact_{at}: {{type: {kind}}}\n"));
    }
    text.push_str("sections:\n  - id: s\n    title: S\n    questions:\n");
    for at in 0..KINDS.len() {
        for (name, prefill) in [
            ("plain", format!("record.fact_{at}")),
            ("run", format!("(record.fact_{at})")),
        ] {
            text.push_str(&format!(
                "      - {{id: {name}_{at}, ask: A, type: text, prefill: {prefill}}}\n"
            ));
        }
    }
    text.push_str("scoring: {section: none, overall: none}\n");
    text
}

#[test]
fn a_fact_as_it_stands_is_suggested_as_a_script_would() {
    let (catalog, diagnostics) = Catalog::load(&[SourceFile::new("t/template.yaml", template())]);
    let template = Arc::clone(
        catalog
            .template("t")
            .unwrap_or_else(|| panic!("{diagnostics}")),
    );
    let text = |text: &str| FactValue::Text(text.to_owned());
    let values = [
        text("yes"),
        text("a"),
        text("2025-09-30"),
        text("0.50"),
        text(&"long ".repeat(20_000)),
        FactValue::Date("2025-09-30".parse().unwrap()),
        FactValue::Number("0.5".parse().unwrap()),
        FactValue::Number("123456789".parse().unwrap()),
    ];
    let mut some = 0;
    for value in values {
        let facts = (0..KINDS.len()).map(|at| (format!("fact_{at}"), value.clone()));
        let case = Case {
            id: "C-1".to_owned(),
            facts: facts.collect(),
            ..Case::default()
        };
        let suggested = template.suggestions(&case, "2025-10-01".parse().unwrap());
        for at in 0..KINDS.len() {
            let of = |name: &str| {
                let id = format!("{name}_{at}");
                suggested
                    .iter()
                    .find(|one| one.question == id)
                    .map(|one| &one.value)
            };
            assert_eq!(of("plain"), of("run"), "{at}");
            some += usize::from(of("plain").is_some());
        }
    }
    assert!(some > 20, "{some}");
    assert!(
        template
            .suggestions(&Case::default(), "2025-10-01".parse().unwrap())
            .is_empty()
    );
}
