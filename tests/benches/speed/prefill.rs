//! What it costs an import to hold answers against what the case record says.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sightline_engine::calendar::Quarter;
use sightline_engine::model::Case;
use sightline_engine::{Catalog, CompiledTemplate, Dates, SourceFile, read};
use sightline_store::{NewAudit, NewTemplate, Store as _};

use super::storing::remove;
use super::timer::{Contestant, factor, race, thousands};

const QUESTIONS: usize = 30;
/// Of them, how many have a suggestion.
const SUGGESTED: usize = 8;
const CASES: usize = 500;
const BATCH: usize = 1000;

/// Times an import of answered audits whose questions have no suggestions, facts for them, and scripts for them.
pub fn run(audits: usize) {
    println!("\n## Answers against the case record\n");
    println!(
        "{} audits as lines of JSON, {QUESTIONS} questions answered in each, {SUGGESTED} of them with a suggestion; read, encoded, scored and stored in durable transactions of {BATCH}.",
        thousands(audits as f64)
    );
    let folder = tempfile::tempdir().unwrap();
    let cases: Vec<Case> = (0..CASES).map(case).collect();
    let lines: Vec<Arc<SourceFile>> = (0..audits).map(line).collect();
    let none = template(|_| None);
    let facts = template(|at| Some(format!("record.fact_{at}")));
    let scripts = template(|at| {
        Some(format!(
            "if history.plans.filter(|p| p.started_on != () && p.started_on.year > {}).len() > 1 {{ \"yes\" }} else {{ \"no\" }}",
            2000 + at
        ))
    });
    let path = folder.path().join("kept.sqlite");
    let import = |template: &CompiledTemplate| kept(&path, template, &cases, &lines);
    let placed = race(
        "An import, with suggestions for answered questions",
        "audits",
        audits,
        5,
        &mut [
            Contestant::timed("no suggestions", || import(&none)),
            Contestant::timed("facts as they stand", || import(&facts)),
            Contestant::timed("a script for each", || import(&scripts)),
        ],
    );
    println!(
        "\n{SUGGESTED} scripted suggestions an audit make an import {} as long.",
        factor(placed[2].ratio)
    );
}

fn template(prefill: impl Fn(usize) -> Option<String>) -> Arc<CompiledTemplate> {
    let mut text = "template: visits\nversion: 1.0.0\ntitle: Visits\nsubject: child\ngrade_scale: two\nscales: {two: {title: Two, grades: [{id: good, label: Good, letter: G, value: 1}, {id: poor, label: Poor, letter: P, value: 0}], good_enough: good, strength: good}}\nhistory:\n  plans: [started_on]\nrecord:\n".to_owned();
    for at in 0..SUGGESTED {
        _ = writeln!(text, "  fact_{at}: {{type: yes-no}}");
    }
    text += "scoring: {section: weighted-mean, overall: weighted-mean, of: scores, bands: {good: 50%, poor: 0%}}\nsections:\n  - id: s\n    title: S\n    questions:\n";
    for at in 0..QUESTIONS {
        _ = writeln!(
            text,
            "      - id: Q{at}\n        ask: Asked?\n        type: yes-no"
        );
        if let Some(prefill) = prefill(at).filter(|_| at < SUGGESTED) {
            _ = writeln!(text, "        prefill: '{prefill}'");
        }
    }
    let vocabulary =
        "history:\n  plans:\n    about: A plan\n    fields:\n      started_on: {type: date}\n";
    let files = [
        SourceFile::new("audit-templates/_shared/history.yaml", vocabulary),
        SourceFile::new("audit-templates/visits/template.yaml", text),
    ];
    let (catalog, found) = Catalog::load(&files);
    Arc::clone(
        catalog
            .template("visits")
            .unwrap_or_else(|| panic!("{found}")),
    )
}

fn case(n: usize) -> Case {
    let facts: Vec<String> = (0..SUGGESTED)
        .map(|at| format!("\"fact_{at}\":\"yes\""))
        .collect();
    let line = format!(
        "{{\"case\":\"C-{n:04}\",\"fields\":{{{}}},\"history\":{{\"plans\":[{{\"started_on\":\"2021-03-01\"}},{{\"started_on\":\"2023-07-14\"}},{{\"started_on\":\"2025-02-20\"}}]}}}}",
        facts.join(",")
    );
    read::case(&SourceFile::line("cases.jsonl", n + 1, line)).unwrap()
}

fn line(n: usize) -> Arc<SourceFile> {
    let answers: Vec<String> = (0..QUESTIONS)
        .map(|at| format!("\"Q{at}\":\"yes\""))
        .collect();
    let line = format!(
        "{{\"audit\":\"A-{n:06}\",\"case\":\"C-{:04}\",\"template\":\"visits\",\"team\":\"North\",\"date\":\"2025-09-{:02}\",\"answers\":{{{}}}}}",
        n % CASES,
        n % 28 + 1,
        answers.join(",")
    );
    SourceFile::line("answers.jsonl", n + 1, line)
}

/// Imports all lines into a new store.
fn kept(
    path: &Path,
    template: &CompiledTemplate,
    cases: &[Case],
    lines: &[Arc<SourceFile>],
) -> Duration {
    remove(path);
    let mut store = sightline_store::open(path).unwrap();
    let mut txn = store.write().unwrap();
    txn.add_template(&NewTemplate {
        reference: template.reference(),
        template: template.template(),
        sources: &template.sources(),
    })
    .unwrap();
    for case in cases {
        txn.put_case(case).unwrap();
    }
    txn.commit().unwrap();
    let start = Instant::now();
    for (batch, lines) in lines.chunks(BATCH).enumerate() {
        let mut txn = store.write().unwrap();
        for (n, line) in lines.iter().enumerate() {
            let case = &cases[(batch * BATCH + n) % cases.len()];
            let audit = read::audit(line).unwrap();
            let (encoded, _) = template.encode(&audit, case, audit.date, &read::places(line));
            let encoded = encoded.unwrap();
            let dates = Dates {
                audit: audit.date,
                today: audit.date,
            };
            let scored = template.score(&encoded.answers, case, dates);
            txn.add_audit(&NewAudit {
                audit: &audit,
                template: template.reference(),
                quarter: Quarter::of(audit.date),
                answers: &encoded.answers,
                scored: &scored,
                recorded: None,
                moderated: None,
                engine: "bench",
            })
            .unwrap();
        }
        txn.commit().unwrap();
    }
    drop(store);
    start.elapsed()
}
