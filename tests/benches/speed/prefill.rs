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
/// How often each case is audited, where cases are audited again.
const AGAIN: usize = 4;
/// One answer in so many is otherwise than the case record says.
const DIFFERS: usize = 25;
const BATCH: usize = 1000;

/// Times an import of answered audits whose questions have no suggestions, facts for them, and scripts for them.
pub fn run(audits: usize) {
    println!("\n## Answers against the case record\n");
    println!(
        "{} audits as lines of JSON, {QUESTIONS} questions answered in each, {SUGGESTED} of them with a suggestion; read, encoded, scored and stored in durable transactions of {BATCH}.",
        thousands(audits as f64)
    );
    let folder = tempfile::tempdir().unwrap();
    let cases: Vec<Case> = (0..audits).map(case).collect();
    let lines: Vec<Arc<SourceFile>> = (0..audits).map(|n| line(n, n)).collect();
    let again: Vec<Arc<SourceFile>> = (0..audits).map(|n| line(n, n / AGAIN)).collect();
    let none = template(|_| None);
    let facts = template(|at| Some(format!("record.fact_{at}")));
    let scripts = scripted();
    let path = folder.path().join("kept.sqlite");
    // One for each contestant that scripts: what one remembers would help the other.
    let others = scripted();
    let import = |template: &CompiledTemplate| kept(&path, template, &cases, &lines, 1);
    let placed = race(
        "An import, with suggestions for answered questions",
        "audits",
        audits,
        5,
        &mut [
            Contestant::timed("no suggestions", || import(&none)),
            Contestant::timed("facts as they stand", || import(&facts)),
            Contestant::timed("a script for each, each case for the first time", || {
                import(&scripts)
            }),
            Contestant::timed(
                format!("a script for each, each case audited {AGAIN} times"),
                || kept(&path, &others, &cases, &again, AGAIN),
            ),
        ],
    );
    println!(
        "\n{SUGGESTED} scripted suggestions an audit make an import {} as long, and {} where cases are audited again.",
        factor(placed[2].ratio),
        factor(placed[3].ratio)
    );
}

fn scripted() -> Arc<CompiledTemplate> {
    template(|at| {
        Some(format!(
            "if history.plans.filter(|p| p.started_on != () && p.started_on.year > {}).len() > 1 {{ \"yes\" }} else {{ \"no\" }}",
            2000 + at
        ))
    })
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
    // No two children have the same plans.
    let day = |year: usize, n: usize| format!("{year}-{:02}-{:02}", n % 12 + 1, n / 12 % 28 + 1);
    let plans = [
        day(2016 + n / 336 % 3, n),
        day(2019 + n / 1_008 % 5, n),
        day(2024 + n / 5_040 % 2, n + 5),
    ];
    let plans = plans.map(|day| format!("{{\"started_on\":\"{day}\"}}"));
    let line = format!(
        "{{\"case\":\"C-{n:05}\",\"fields\":{{{}}},\"history\":{{\"plans\":[{}]}}}}",
        facts.join(","),
        plans.join(",")
    );
    read::case(&SourceFile::line("cases.jsonl", n + 1, line)).unwrap()
}

fn line(n: usize, case: usize) -> Arc<SourceFile> {
    let answers: Vec<String> = (0..QUESTIONS)
        .map(|at| match (n * QUESTIONS + at) % DIFFERS {
            0 => format!("\"Q{at}\":{{\"value\":\"no\",\"comment\":\"Seen\"}}"),
            _ => format!("\"Q{at}\":\"yes\""),
        })
        .collect();
    let line = format!(
        "{{\"audit\":\"A-{n:06}\",\"case\":\"C-{case:05}\",\"template\":\"visits\",\"team\":\"North\",\"date\":\"2025-09-{:02}\",\"answers\":{{{}}}}}",
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
    each: usize,
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
            let case = &cases[(batch * BATCH + n) / each];
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
