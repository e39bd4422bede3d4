//! Scoring against the same rule in hand-written Rust.

use std::hint::black_box;

use sightline_engine::answers::Answers;
use sightline_engine::model::Case;
use sightline_engine::{CompiledTemplate, Dates};

use super::floor::{Floor, NONE, Result, is_nearly};
use super::timer::{Contestant, race};
use super::workload::{self, Decided, QUESTIONS, SECTIONS};

const AUDITS: usize = 50_000;

pub fn workload() {
    let declared = workload::template(Decided::Declared);
    let hooked = workload::template(Decided::ByHook);
    let looking = workload::template(Decided::ByLooking);
    let floor = Floor::new();
    let codes = workload::answers(AUDITS, 1);
    let answers: Vec<Answers> = codes
        .iter()
        .map(|codes| Answers {
            codes: codes.to_vec(),
            ..Answers::default()
        })
        .collect();
    agree(&floor, &declared, &codes, &answers);
    race(
        "Scoring: 30 questions, 6 sections, one thread",
        "audits",
        AUDITS,
        9,
        &mut [
            Contestant::new("hand-written Rust, floats", || {
                codes.iter().for_each(|codes| {
                    black_box(floor.score(codes));
                })
            }),
            Contestant::new("declared in a template", || score_all(&declared, &answers)),
            Contestant::new("one script hook an audit", || score_all(&hooked, &answers)),
            Contestant::new("one that looks at every score, and so always runs", || {
                score_all(&looking, &answers)
            }),
        ],
    );
}

fn score_all(template: &CompiledTemplate, answers: &[Answers]) {
    let case = Case::default();
    let day = "2025-09-30".parse().unwrap();
    let dates = Dates {
        audit: day,
        today: day,
    };
    for answers in answers {
        black_box(template.score(answers, &case, dates));
    }
}

/// The two must mean the same, or the ratio means nothing. Floats get a few exact ties wrong: those are counted and shown.
fn agree(
    floor: &Floor,
    template: &CompiledTemplate,
    codes: &[[u8; QUESTIONS]],
    answers: &[Answers],
) {
    let case = Case::default();
    let day = "2025-09-30".parse().unwrap();
    let dates = Dates {
        audit: day,
        today: day,
    };
    let grade =
        |grade: Option<sightline_engine::model::GradeIx>| grade.map_or(NONE, |grade| grade.0);
    let mut wrong = 0;
    for (codes, answers) in codes.iter().zip(answers) {
        let scored = template.score(answers, &case, dates);
        let ours = Result {
            overall: grade(scored.overall.grade),
            computed: grade(scored.overall.computed),
            sections: std::array::from_fn(|section: usize| grade(scored.sections[section].grade)),
            concerns: themes(template, scored.concerns),
            strengths: themes(template, scored.strengths),
            complete: [
                u8::try_from(scored.completeness.unanswered).unwrap(),
                u8::try_from(scored.completeness.not_applicable).unwrap(),
                u8::try_from(scored.completeness.not_enough_evidence).unwrap(),
                u8::try_from(scored.completeness.answered).unwrap(),
            ],
            limited: u8::try_from(scored.limited_by).unwrap(),
            ..Result::default()
        };
        let theirs = floor.score(codes);
        let shares = theirs.shares.iter().zip(&scored.sections);
        for (share, section) in shares {
            assert!(is_nearly(*share, section.share.as_ref()), "{codes:?}");
        }
        assert!(is_nearly(theirs.share, scored.overall.share.as_ref()));
        let grades = |result: &Result| {
            (
                result.overall,
                result.computed,
                result.sections,
                result.limited,
            )
        };
        if grades(&theirs) != grades(&ours) {
            wrong += 1;
        }
        let rest = |result: &Result| (result.concerns, result.strengths, result.complete);
        assert_eq!(rest(&theirs), rest(&ours), "{codes:?}");
    }
    assert!(
        wrong * 1000 < AUDITS,
        "{wrong} of {AUDITS} differ: more than ties"
    );
    println!(
        "hand-written floats grade {wrong} of {AUDITS} audits differently from exact arithmetic ({SECTIONS} sections)"
    );
}

/// Theme bits in the workload's own order; a template keeps its themes in order of first use.
fn themes(template: &CompiledTemplate, bits: u128) -> u32 {
    let themes = template.template().themes.iter().enumerate();
    themes
        .filter(|(at, _)| bits >> at & 1 == 1)
        .fold(0, |all, (_, theme)| {
            let number: u32 = theme.id.trim_start_matches("theme-").parse().unwrap();
            all | 1 << number
        })
}
