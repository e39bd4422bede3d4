//! What makes a rollup a fold: order does not matter, merging equals folding both, subtracting undoes adding.

mod agreement;
mod moderations;
mod restate;
mod views;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::answers::code;
use crate::exact::Exact;
use crate::model::{
    Basis as Made, Grade, GradeIx, GradeScale, Marks, Method, NaPolicy, NotApplicable, Overall,
    Question, QuestionKind, Scale, Scoring, Section, SectionScoring, Subject, Template, Theme,
    Version,
};
use crate::scored::{
    CaseAction, Completeness, Extra, FindingKind, Score, Scored, ScriptFinding, Status,
};
use crate::source::{SourceFile, Span};

fn scale() -> Arc<GradeScale> {
    let grade = |id: &str, letter: &str, value: i64| Grade {
        id: id.into(),
        label: id.into(),
        letter: letter.into(),
        value: value.into(),
    };
    Arc::new(GradeScale {
        id: "ofsted".into(),
        title: "Ofsted's four grades".into(),
        grades: vec![
            grade("outstanding", "O", 4),
            grade("good", "G", 3),
            grade("requires-improvement", "RI", 2),
            grade("inadequate", "I", 1),
        ],
        good_enough: Some(GradeIx(1)),
        strength: Some(GradeIx(0)),
    })
}

/// Seventy questions, so that `shown` takes two words; the second of three sections is `impact`.
fn template(questions: usize, major: u32) -> Template {
    let source = SourceFile::new("template.yaml", "");
    let at = Span::whole(&source);
    let per = questions.div_ceil(3);
    let section = |n: usize, id: &str| Section {
        id: id.into(),
        title: id.into(),
        guidance: None,
        weight: Exact::ONE,
        stage: None,
        show_when: None,
        scoring: SectionScoring {
            method: Method::WeightedMean,
            bands: None,
            not_applicable: NaPolicy::LeaveOut,
            not_enough_evidence: NaPolicy::LeaveOut,
            minimum_completeness: None,
        },
        questions: (n * per).min(questions)..((n + 1) * per).min(questions),
        at: at.clone(),
    };
    let question = |n: usize| Question {
        id: format!("Q{n}"),
        section: n / per,
        ask: format!("Question {n}?"),
        guidance: None,
        kind: if n % 3 == 2 {
            QuestionKind::YesPartlyNo(crate::model::Best::Yes)
        } else {
            QuestionKind::Grade(scale())
        },
        required: true,
        scored: true,
        weight: Exact::ONE,
        critical: false,
        themes: vec![n % 5],
        show_when: None,
        prefill: None,
        evidence: Vec::new(),
        not_applicable: NotApplicable {
            allowed: true,
            reason_required: false,
            policy: None,
        },
        not_enough_evidence: None,
        descriptors: Vec::new(),
        marks: Marks::None,
        concern_text: None,
        strength_text: None,
        at: at.clone(),
    };
    Template {
        id: "made-up".into(),
        version: Version {
            major,
            minor: 0,
            patch: 0,
        },
        title: "Made-up audit".into(),
        about: None,
        subject: Subject::Child,
        grade_scale: Some(Scale::Grades(scale())),
        voices: vec!["auditor".into()],
        record: Vec::new(),
        history: Vec::new(),
        eligible: None,
        sections: vec![
            section(0, "planning"),
            section(1, IMPACT),
            section(2, "recording"),
        ],
        questions: (0..questions).map(question).collect(),
        themes: (0..5)
            .map(|n| Theme {
                id: format!("t{n}"),
                title: format!("Theme {n}"),
            })
            .collect(),
        limits: Vec::new(),
        alerts: Vec::new(),
        actions: Vec::new(),
        scoring: Scoring {
            overall: Overall::Sections(Method::WeightedMean),
            of: Made::Scores,
            bands: None,
            minimum_completeness: None,
            script: None,
        },
        moderation: None,
        identifiable_years: None,
        timescales: Default::default(),
        source,
    }
}

/// An audit that owns what [`Graded`] borrows.
#[derive(Clone, Debug)]
struct Made70 {
    codes: Vec<u8>,
    scored: Scored,
    recorded: Option<GradeIx>,
    moderated: Option<(GradeIx, Basis)>,
}

impl Made70 {
    fn graded(&self) -> Graded<'_> {
        Graded {
            codes: &self.codes,
            scored: &self.scored,
            recorded: self.recorded,
            moderated: self.moderated,
        }
    }
}

const QUESTIONS: usize = 70;

fn grade() -> impl Strategy<Value = Option<GradeIx>> {
    prop_oneof![Just(None), (0_u8..4).prop_map(|n| Some(GradeIx(n)))]
}

fn score() -> impl Strategy<Value = Score> {
    (grade(), grade()).prop_map(|(computed, grade)| Score {
        computed,
        grade,
        ..Score::default()
    })
}

fn audit() -> impl Strategy<Value = Made70> {
    let codes = proptest::collection::vec(0_u8..7, QUESTIONS);
    let rest = (
        0_usize..5,
        score(),
        proptest::collection::vec(score(), 3),
        (any::<u64>(), any::<u64>()),
        (0_u8..32, 0_u8..32, 0_u8..5),
        (0_u32..9, 0_u32..9, 0_u32..9, 0_u32..9),
    );
    let grades = (grade(), grade(), 0_usize..3);
    (codes, rest, grades).prop_map(|(codes, rest, (recorded, moderated, basis))| {
        let (status, overall, sections, shown, (concerns, strengths, theme), done) = rest;
        let extra = (theme == 4).then(|| {
            Box::new(Extra {
                findings: vec![ScriptFinding {
                    theme,
                    kind: FindingKind::Concern,
                    text: String::new(),
                }],
                actions: vec![CaseAction {
                    action: "Call".into(),
                    due: None,
                    owner: None,
                }],
                ..Extra::default()
            })
        });
        Made70 {
            codes,
            scored: Scored {
                status: Status::ALL[status],
                overall,
                sections,
                completeness: Completeness {
                    answered: done.0,
                    not_applicable: done.1,
                    not_enough_evidence: done.2,
                    unanswered: done.3,
                },
                shown: vec![shown.0, shown.1],
                concerns: concerns.into(),
                strengths: strengths.into(),
                limited_by: 0,
                alerts: 0,
                actions: 0,
                extra,
            },
            recorded,
            moderated: moderated.map(|grade| (grade, Basis::ALL[basis])),
        }
    })
}

fn group(team: usize) -> Group {
    Group {
        quarter: Quarter {
            year: 2025,
            n: if team.is_multiple_of(2) { 1 } else { 2 },
        },
        template: TemplateRef {
            id: "made-up".into(),
            version: "1.0.0".into(),
            digest: "d".into(),
        },
        team: format!("Team {team}"),
        service: String::new(),
    }
}

fn fold<'a>(layout: &Arc<Layout>, audits: impl IntoIterator<Item = &'a (usize, Made70)>) -> Rollup {
    let mut rollup = Rollup::new();
    for (team, audit) in audits {
        rollup.add(&group(*team), layout, &audit.graded());
    }
    rollup
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_and_grouping_of_the_fold_do_not_matter(
        audits in proptest::collection::vec((0_usize..4, audit()), 0..24),
        cut in 0_usize..24,
    ) {
        let layout = Arc::new(Layout::new(&template(QUESTIONS, 1)));
        let all = fold(&layout, &audits);
        prop_assert_eq!(&all, &fold(&layout, audits.iter().rev()));

        let (first, second) = audits.split_at(cut.min(audits.len()));
        let (first, second) = (fold(&layout, first), fold(&layout, second));
        let mut forth = first.clone();
        forth.merge(&second);
        let mut back = second.clone();
        back.merge(&first);
        prop_assert_eq!(&all, &forth);
        prop_assert_eq!(&all, &back);

        forth.subtract(&second).unwrap();
        prop_assert_eq!(&first, &forth);
        prop_assert_eq!(all.audits(), audits.len() as u64);
    }

    #[test]
    fn subtracting_an_audit_undoes_adding_it(one in audit(), others in proptest::collection::vec(audit(), 0..6)) {
        let layout = Layout::new(&template(QUESTIONS, 1));
        let mut tally = Tally::new(&layout);
        others.iter().for_each(|audit| tally.add(&layout, &audit.graded()));
        let before = tally.clone();
        tally.add(&layout, &one.graded());
        prop_assert_ne!(&tally, &before);
        tally.subtract(&layout, &one.graded()).unwrap();
        prop_assert_eq!(&tally, &before);
        let mut empty = Tally::new(&layout);
        prop_assert_eq!(empty.subtract(&layout, &one.graded()), Err(NotCounted));
        prop_assert!(empty.is_empty());
    }

    #[test]
    fn bytes_come_back_as_the_same_tally(audits in proptest::collection::vec(audit(), 0..9), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let layout = Layout::new(&template(QUESTIONS, 1));
        let mut tally = Tally::new(&layout);
        audits.iter().for_each(|audit| tally.add(&layout, &audit.graded()));
        let bytes = tally.to_bytes();
        prop_assert_eq!(Tally::from_bytes(&layout, &bytes), Ok(tally));
        for cut in 0..bytes.len() {
            prop_assert!(Tally::from_bytes(&layout, &bytes[..cut]).is_err());
        }
        let mut damaged = bytes;
        let at = at.index(damaged.len());
        damaged[at] ^= 1 << bit;
        if let Ok(read) = Tally::from_bytes(&layout, &damaged) {
            prop_assert_eq!(read.0.len(), layout.len());
        }
    }

    #[test]
    fn every_audit_is_in_every_row_once(audits in proptest::collection::vec(audit(), 1..9)) {
        let layout = Layout::new(&template(QUESTIONS, 1));
        let mut tally = Tally::new(&layout);
        audits.iter().for_each(|audit| tally.add(&layout, &audit.graded()));
        let counts = layout.read(&tally);
        let n = audits.len() as u64;
        let sum = |row: &[u64]| row.iter().sum::<u64>();
        prop_assert_eq!(counts.audits(), n);
        for row in [counts.computed(), counts.limited(), counts.recorded(), counts.effective()] {
            prop_assert_eq!(sum(row), n);
        }
        prop_assert_eq!(Status::ALL.into_iter().map(|status| counts.status(status)).sum::<u64>(), n);
        for section in 0..3 {
            prop_assert_eq!(sum(counts.section(section)), n);
        }
        for question in 0..QUESTIONS {
            let answered = counts.question(question).unwrap();
            prop_assert_eq!(answered.hidden + answered.asked(), n);
        }
        let grid = counts.impact().unwrap();
        prop_assert_eq!(grid.iter().map(|row| sum(row)).sum::<u64>(), n);
        let moderated: u64 = Basis::ALL.into_iter().flat_map(|basis| counts.moderation(basis)).map(sum).sum();
        prop_assert_eq!(moderated, audits.iter().filter(|audit| audit.moderated.is_some()).count() as u64);
    }
}

#[test]
fn counts_are_what_their_names_say() {
    let layout = Layout::new(&template(6, 1));
    let scored = Scored {
        status: Status::Graded,
        overall: Score {
            computed: Some(GradeIx(1)),
            grade: Some(GradeIx(2)),
            ..Score::default()
        },
        sections: vec![
            Score::default(),
            Score {
                grade: Some(GradeIx(3)),
                ..Score::default()
            },
            Score::default(),
        ],
        completeness: Completeness {
            answered: 3,
            not_applicable: 1,
            not_enough_evidence: 1,
            unanswered: 0,
        },
        shown: vec![0b01_1111],
        concerns: 0b011,
        strengths: 0b110,
        limited_by: 0,
        alerts: 0,
        actions: 0,
        extra: None,
    };
    let codes = [
        code::FIRST,
        code::NOT_APPLICABLE,
        code::FIRST + 2,
        code::NOT_ENOUGH_EVIDENCE,
        code::UNANSWERED,
        code::FIRST,
    ];
    let graded = Graded {
        codes: &codes,
        scored: &scored,
        recorded: Some(GradeIx(1)),
        moderated: Some((GradeIx(0), Basis::Random)),
    };
    let mut tally = Tally::new(&layout);
    tally.add(&layout, &graded);
    let counts = layout.read(&tally);
    assert_eq!(counts.computed(), [0, 1, 0, 0, 0]);
    assert_eq!(counts.limited(), [0, 0, 1, 0, 0]);
    assert_eq!(counts.recorded(), [0, 1, 0, 0, 0]);
    assert_eq!(counts.effective(), [1, 0, 0, 0, 0]);
    assert_eq!(counts.section(0), [0, 0, 0, 0, 1]);
    assert_eq!(counts.section(1), [0, 0, 0, 1, 0]);
    assert_eq!(counts.section(3), [] as [u64; 0]);
    assert_eq!(counts.concerns(), [1, 1, 0, 0, 0]);
    assert_eq!(counts.strengths(), [0, 1, 1, 0, 0]);
    assert_eq!(counts.both(), [0, 1, 0, 0, 0]);
    assert_eq!(counts.moderation(Basis::Random)[1], [1, 0, 0, 0]);
    assert_eq!(counts.moderation(Basis::Calibration)[1], [0, 0, 0, 0]);
    assert_eq!(counts.impact().unwrap()[0], [0, 0, 0, 1, 0]);
    assert_eq!(counts.completeness().share(), Some(Exact::ratio(4, 5)));
    assert_eq!(counts.question(0).unwrap().answers(), [1, 0, 0, 0]);
    assert_eq!(counts.question(1).unwrap().with(code::NOT_APPLICABLE), 1);
    assert_eq!(counts.question(2).unwrap().answers(), [0, 0, 1]);
    assert_eq!(
        counts.question(3).unwrap().with(code::NOT_ENOUGH_EVIDENCE),
        1
    );
    assert_eq!(counts.question(4).unwrap().with(code::UNANSWERED), 1);
    let hidden = counts.question(5).unwrap();
    assert_eq!((hidden.hidden, hidden.asked()), (1, 0));
}

#[test]
fn a_calibration_never_counts() {
    let scored = Scored {
        status: Status::Graded,
        overall: Score {
            grade: Some(GradeIx(2)),
            ..Score::default()
        },
        sections: Vec::new(),
        completeness: Completeness::default(),
        shown: Vec::new(),
        concerns: 0,
        strengths: 0,
        limited_by: 0,
        alerts: 0,
        actions: 0,
        extra: None,
    };
    let calibration = Some((GradeIx(0), Basis::Calibration));
    let graded = Graded {
        codes: &[],
        scored: &scored,
        recorded: None,
        moderated: calibration,
    };
    assert_eq!(graded.effective(), Some(GradeIx(2)));
}

#[test]
fn a_rollup_may_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<Rollup>();
    crosses::<Layout>();
    crosses::<Tally>();
}
