use std::sync::Arc;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use sightline_engine::model::GradeIx;
use sightline_engine::scored::{
    CaseAction, Completeness, Extra, FindingKind, Score, Scored, ScriptFinding, Status,
};
use sightline_engine::{Code, Diagnostic, Exact, SourceFile, Span};

use super::*;
use crate::conformance::example::{ExampleAudit, ExampleTemplate};

fn exact() -> impl Strategy<Value = Exact> {
    let any_ratio =
        (any::<i128>(), 1..i128::MAX).prop_map(|(n, d)| Exact::ratio(n.max(i128::MIN + 1), d));
    let small = (-50_i128..50, 1_i128..50).prop_map(|(n, d)| Exact::ratio(n, d));
    let huge = (any_ratio.clone(), any_ratio.clone()).prop_map(|(a, b)| a * b.clone() * b);
    prop_oneof![6 => small, 2 => any_ratio, 1 => huge]
}

fn score() -> impl Strategy<Value = Score> {
    let grade = || of((0..255_u8).prop_map(GradeIx));
    (of(exact()), of((exact(), exact())), grade(), grade()).prop_map(
        |(share, points, computed, grade)| Score {
            share,
            points: points.map(Box::new),
            computed,
            grade,
        },
    )
}

fn scored() -> impl Strategy<Value = Scored> {
    let counts = any::<[u32; 4]>().prop_map(
        |[answered, not_applicable, not_enough_evidence, unanswered]| Completeness {
            answered,
            not_applicable,
            not_enough_evidence,
            unanswered,
        },
    );
    let bits =
        || (any::<u64>(), any::<bool>()).prop_map(|(bits, few)| if few { bits & 7 } else { bits });
    let sets = (any::<u128>(), any::<u128>(), bits(), bits(), bits());
    let status = (0..5_usize).prop_map(|at| Status::ALL[at]);
    (
        status,
        score(),
        vec(score(), 0..6),
        counts,
        vec(any::<u64>(), 0..9),
        sets,
    )
        .prop_map(
            |(
                status,
                overall,
                sections,
                completeness,
                shown,
                (concerns, strengths, limited_by, alerts, actions),
            )| Scored {
                status,
                overall,
                sections,
                completeness,
                shown,
                concerns,
                strengths,
                limited_by,
                alerts,
                actions,
                extra: None,
            },
        )
}

proptest! {
    #[test]
    fn a_score_comes_back(scored in scored()) {
        prop_assert_eq!(decode(&encode(&scored).unwrap()).unwrap(), scored);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(scored) = decode(&bytes) {
            prop_assert_eq!(encode(&scored).unwrap(), bytes);
        }
    }

    /// Bytes that almost were written by us reach deeper than random ones.
    #[test]
    fn changed_bytes_are_read_or_refused(scored in scored(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut bytes = encode(&scored).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(other) = decode(&bytes) {
            prop_assert_eq!(encode(&other).unwrap(), bytes.clone());
        }
        prop_assert!(decode(&bytes[..at]).is_err());
    }

    #[test]
    fn a_fraction_is_read_as_it_is_written(number in exact()) {
        prop_assert_eq!(exact_from_text(&number.to_string()).unwrap(), number);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-0-9/ .a]{0,60}") {
        if let Ok(number) = exact_from_text(&text) {
            prop_assert_eq!(exact_from_text(&number.to_string()).unwrap(), number);
        }
    }

    #[test]
    fn answers_and_voices_come_back(seed in any::<u64>()) {
        let template = ExampleTemplate::new("life-story", "1.0.0", 30);
        let example = ExampleAudit::new("A-0001", "C-0001", &template, seed);
        let notes = &example.answers.notes;
        prop_assert_eq!(&notes_from_json(&notes_to_json(notes)).unwrap(), notes);
        let voices = &example.audit.voices;
        prop_assert_eq!(&voices_from_json(&voices_to_json(voices)).unwrap(), voices);
    }

    #[test]
    fn any_json_is_read_or_refused(text in r#"[\[\]{}",:a-z0-9]{0,40}"#) {
        drop(extra_from_json(&text, &[]));
        drop(notes_from_json(&text));
        drop(voices_from_json(&text));
        drop(case_from_json("C-1", &text));
    }
}

#[test]
fn what_a_script_added_comes_back_with_its_place() {
    let script = SourceFile::new("scripts/example.rhai", "fn findings() {\n  oops\n}\n");
    let template = SourceFile::new(
        "audit-templates/example/template.yaml",
        "template: example\n",
    );
    let failure = Diagnostic::error(
        Code::SCRIPT_FAILED,
        &Span::new(&script, 18, 22),
        "no such name",
    )
    .label("here")
    .related(&Span::new(&template, 0, 8), "called from here")
    .help("declare it");
    let extra = Extra {
        findings: vec![ScriptFinding {
            theme: 2,
            kind: FindingKind::Strength,
            text: "“Well” put\n".to_owned(),
        }],
        actions: vec![CaseAction {
            action: "Ring".to_owned(),
            due: None,
            owner: Some("worker".to_owned()),
        }],
        computed: vec![(7, "1/3".to_owned()), (9, String::new())],
        failure: Some(failure),
    };
    let text = extra_to_json(&extra);
    let sources: Vec<Arc<SourceFile>> = vec![template, script];
    let back = extra_from_json(&text, &sources).unwrap();
    assert_eq!(back, extra);
    assert_eq!(back.failure.unwrap().at.line_column(), (2, 3));
    assert_eq!(
        extra_from_json(&text, &[])
            .unwrap()
            .failure
            .unwrap()
            .at
            .path(),
        "scripts/example.rhai"
    );
}

/// Every byte of the first part is found by SQL at these places, so they may not move.
#[test]
fn the_first_part_stands_where_views_look_for_it() {
    let section = Score {
        computed: Some(GradeIx(0)),
        grade: Some(GradeIx(1)),
        ..Score::default()
    };
    let scored = Scored {
        status: Status::Graded,
        overall: Score {
            share: Some(Exact::ratio(5, 7)),
            points: None,
            computed: Some(GradeIx(1)),
            grade: Some(GradeIx(2)),
        },
        sections: vec![section, Score::default()],
        completeness: Completeness {
            answered: 12,
            not_applicable: 1,
            not_enough_evidence: 0,
            unanswered: 300,
        },
        shown: vec![0xff],
        concerns: 0x0102,
        strengths: 0x03,
        limited_by: 0x04,
        alerts: 0,
        actions: 0x05,
        extra: None,
    };
    let first = [1, 0, 2, 3, 2, 1, 2, 1, 1, 0, 1];
    let places = [
        1, 2, 0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x01, 0x03, 0x04, 0x05,
    ];
    let rest = [12, 1, 0, 0xac, 0x02, 1, 7, 10, 0, 0];
    assert_eq!(
        encode(&scored).unwrap(),
        [&first[..], &places, &rest].concat()
    );
}

#[test]
fn more_than_there_is_room_for_is_refused() {
    let scored = |sections: usize| Scored {
        status: Status::Graded,
        overall: Score::default(),
        sections: vec![Score::default(); sections],
        completeness: Completeness::default(),
        shown: Vec::new(),
        concerns: 0,
        strengths: 0,
        limited_by: 0,
        alerts: 0,
        actions: 0,
        extra: None,
    };
    assert!(encode(&scored(255)).is_ok());
    let worst = Score {
        grade: Some(GradeIx(255)),
        ..Score::default()
    };
    let refused = encode(&Scored {
        overall: worst,
        ..scored(1)
    })
    .unwrap_err()
    .to_string();
    assert_eq!(
        refused,
        "a scale of 256 grades has too many to store; make it smaller"
    );
    let refused = encode(&scored(256)).unwrap_err().to_string();
    assert_eq!(
        refused,
        "a template with 256 sections has too many to store; make it smaller"
    );
}
