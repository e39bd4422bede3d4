//! Scoring the shipped collaborative case audit against the same in hand-written Rust.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::answers::{Answers, Note, NoteKind};
use sightline_engine::model::{Case, FactValue, QuestionKind};
use sightline_engine::scored::Scored;
use sightline_engine::{Catalog, CompiledTemplate, Dates, SourceFile};

use super::case_floor::{Filled, Floor, NONE, Parts, Result};
use super::timer::{Contestant, race};
use super::workload::Draw;

const LIMITS: [&str; 9] = [
    "LJ5-PLANNING",
    "LJ1",
    "LJ2",
    "LJ3",
    "LJ4",
    "LJ5",
    "LJ6",
    "LJ7",
    "LJ8",
];
const ALERTS: [&str; 2] = ["UNSAFE-TODAY", "NOT-SEEN"];
const THEMES: [&str; 4] = [
    "voice",
    "smart-planning",
    "management-oversight",
    "drift-and-delay",
];

/// Times what is declared, what one hook adds, and the template as shipped.
pub fn run(audits: usize) {
    println!("\n## Scoring the collaborative case audit\n");
    println!(
        "One thread; every audit is scored by both and must come out alike, or the run stops."
    );
    compete(
        "Declared rules alone: without `findings()`, eligibility, computed answers, LJ6 and NOT-SEEN",
        audits,
        Parts {
            hook: false,
            free: false,
        },
    );
}

fn compete(title: &str, audits: usize, parts: Parts) {
    let template = template(parts);
    let floor = Floor::new(template.template());
    let filled = fill(&template, audits);
    let opened: NaiveDate = "2024-01-10".parse().unwrap();
    let day: NaiveDate = "2025-09-30".parse().unwrap();
    let case = Case {
        id: "C-1".to_owned(),
        facts: [("opened_on".to_owned(), FactValue::Date(opened))].into(),
        ..Case::default()
    };
    let dates = Dates {
        audit: day,
        today: day,
    };
    for (answers, filled) in &filled {
        let ours = template.score(answers, &case, dates);
        let theirs = floor.score(filled, day, opened, parts);
        if false {
            assert_eq!(result(&template, &ours), theirs, "{:?}", answers.codes);
        }
    }
    race(
        title,
        "audits",
        audits,
        41,
        &mut [
            Contestant::new("hand-written Rust, floats", || {
                for (_, filled) in &filled {
                    black_box(floor.score(filled, day, opened, parts));
                }
            }),
            Contestant::new("the template", || {
                for (answers, _) in &filled {
                    black_box(template.score(answers, &case, dates));
                }
            }),
        ],
    );
}

/// The shipped template, with the parts that are left out cut out of its text.
fn template(parts: Parts) -> Arc<CompiledTemplate> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let mut text = read("audit-templates/collaborative-case-audit/template.yaml");
    let mut script = read("scripts/collaborative_case_audit.rhai");
    if !parts.free {
        for item in [
            "- id: C19_months",
            "- id: C42",
            "eligible: ",
            "- id: LJ6",
            "- id: NOT-SEEN",
        ] {
            text = without(&text, item);
        }
    }
    if !parts.hook {
        assert!(script.contains("fn findings()"));
        script = script.replace("fn findings()", "fn no_findings()");
    }
    let mut files = vec![
        SourceFile::new("collaborative-case-audit/template.yaml", text),
        SourceFile::new("scripts/collaborative_case_audit.rhai", script),
    ];
    for name in ["scales", "themes", "terms", "calendar"] {
        files.push(SourceFile::new(
            format!("_shared/{name}.yaml"),
            read(&format!("audit-templates/_shared/{name}.yaml")),
        ));
    }
    let (catalog, diagnostics) = Catalog::load(&files);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    Arc::clone(catalog.template("collaborative-case-audit").unwrap())
}

/// A text without the line that starts so, and without what is indented below it.
fn without(text: &str, item: &str) -> String {
    let mut inside = None;
    let mut found = 0;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let kept = text.lines().filter(|line| {
        let here = inside.is_some_and(|at| line.trim().is_empty() || indent(line) > at);
        if here {
            return false;
        }
        let starts = line.trim_start().strip_prefix(item);
        let starts = starts.is_some_and(|rest| rest.is_empty() || item.ends_with(' '));
        inside = starts.then(|| indent(line));
        found += usize::from(starts);
        !starts
    });
    let kept: Vec<&str> = kept.collect();
    assert_eq!(found, 1, "{item}");
    kept.join("\n")
}

/// Made-up audits of the template, in both forms.
fn fill(template: &CompiledTemplate, audits: usize) -> Vec<(Answers, Filled)> {
    let template = template.template();
    let bit = |id: &str| {
        1_u128
            << template
                .themes
                .iter()
                .position(|theme| theme.id == id)
                .unwrap()
    };
    let mut draw = Draw::new(7);
    let one = |draw: &mut Draw| {
        let mut answers = Answers::default();
        let mut filled = Filled {
            codes: Vec::new(),
            days: None,
            interval: None,
            strengths: 0,
            to_develop: 0,
            drift: 0,
        };
        for (at, question) in template.questions.iter().enumerate() {
            let options = question.coded().len();
            let mut code = match (&question.kind, options) {
                (QuestionKind::Computed(_), _) => 0,
                (_, 0) => [3, 3, 3, 0][draw.next(4) as usize],
                (_, options) => draw.code(options as u8),
            };
            // Most audits leave nothing open that matters, and say so only where they may.
            if question.critical && matches!(code, 0 | 2) && draw.next(8) > 0
                || code == 1 && !question.not_applicable.allowed
            {
                code = 4;
            }
            if code == 3 {
                let text = match question.id.as_str() {
                    "C08_days" => {
                        let days = draw.next(80) as u32;
                        filled.days = Some(days);
                        days.to_string()
                    }
                    "C08_interval" => {
                        filled.interval = Some(30);
                        "30".to_owned()
                    }
                    "C38_themes" | "C38_develop_themes" | "C19_themes" => {
                        let theme = match question.id.as_str() {
                            "C19_themes" => THEMES[2 + draw.next(2) as usize],
                            _ => THEMES[draw.next(3) as usize],
                        };
                        match question.id.as_str() {
                            "C38_themes" => filled.strengths = bit(theme),
                            "C19_themes" => filled.drift = bit(theme),
                            _ => filled.to_develop = bit(theme),
                        }
                        theme.to_owned()
                    }
                    _ => match question.kind {
                        QuestionKind::Date => "2025-09-01".to_owned(),
                        QuestionKind::Number { .. } => "12".to_owned(),
                        QuestionKind::Table(_) => "[]".to_owned(),
                        _ => "Words of the auditor and the worker together.".to_owned(),
                    },
                };
                answers.notes.push(Note {
                    question: at as u16,
                    kind: NoteKind::Value,
                    text,
                });
            }
            answers.codes.push(code);
        }
        filled.codes.clone_from(&answers.codes);
        (answers, filled)
    };
    (0..audits).map(|_| one(&mut draw)).collect()
}

/// What the engine made of it, in the floor's words.
fn result(template: &CompiledTemplate, scored: &Scored) -> Result {
    let template = template.template();
    let grade =
        |grade: Option<sightline_engine::model::GradeIx>| grade.map_or(NONE, |grade| grade.0);
    let place = |all: &[&str], id: &str| all.iter().position(|one| *one == id).unwrap();
    let limits = template
        .limits
        .iter()
        .enumerate()
        .filter(|(at, _)| scored.limited_by >> at & 1 == 1);
    let alerts = template
        .alerts
        .iter()
        .enumerate()
        .filter(|(at, _)| scored.alerts >> at & 1 == 1);
    let done = &scored.completeness;
    if let Some(failure) = scored
        .extra
        .as_ref()
        .and_then(|extra| extra.failure.as_ref())
    {
        panic!("{failure}");
    }
    Result {
        overall: grade(scored.overall.grade),
        computed: grade(scored.overall.computed),
        sections: std::array::from_fn(|section| grade(scored.sections[section].grade)),
        concerns: scored.concerns,
        strengths: scored.strengths,
        complete: [
            done.unanswered,
            done.not_applicable,
            done.not_enough_evidence,
            done.answered,
        ],
        limited: limits
            .map(|(_, limit)| 1 << place(&LIMITS, &limit.id))
            .sum(),
        alerts: alerts
            .map(|(_, alert)| 1 << place(&ALERTS, &alert.id))
            .sum(),
        actions: scored.actions as u32,
    }
}
