//! Made-up templates and audits to hold a store against.

mod template;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sightline_engine::Exact;
use sightline_engine::answers::{Answers, Note, NoteKind, code};
use sightline_engine::calendar::Quarter;
use sightline_engine::model::{self, Answer, Audit, Case, FactValue, GradeIx, Value};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::Basis;
use sightline_engine::scored::{
    CaseAction, Completeness, Extra, FindingKind, Score, Scored, ScriptFinding, Status,
};

use crate::{Moderation, NewAudit};

pub use template::ExampleTemplate;

/// A made-up audit with what a scorer might have made of it; nothing here was scored.
#[derive(Debug)]
pub struct ExampleAudit {
    /// As it was filled in.
    pub audit: Audit,
    /// Its template version.
    pub template: TemplateRef,
    /// The quarter it counts in.
    pub quarter: Quarter,
    /// Coded.
    pub answers: Answers,
    /// As if scored.
    pub scored: Scored,
    /// The auditor's own grade.
    pub recorded: Option<GradeIx>,
    /// The moderation that comes with it.
    pub moderated: Option<Moderation>,
}

impl ExampleAudit {
    /// An audit of a case; the same seed gives the same audit, another most likely another.
    #[must_use]
    pub fn new(id: &str, case: &str, template: &ExampleTemplate, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let quarter = Quarter {
            year: 2025,
            n: 1 + dice.upto(3),
        };
        let team = ["North", "South", ""]
            .get(usize::from(dice.upto(3)))
            .copied()
            .unwrap_or_default();
        let n_questions = template.template.questions.len();
        let codes: Vec<u8> = (0..n_questions)
            .map(|_| dice.upto(code::FIRST + 2))
            .collect();
        let recorded = dice.one_in(4).then(|| GradeIx(dice.upto(4)));
        let audit = Audit {
            id: id.to_owned(),
            case: case.to_owned(),
            template: template.reference.id.clone(),
            auditor: dice.one_in(2).then(|| "S-12".to_owned()),
            team: Some(team.to_owned()).filter(|team| !team.is_empty()),
            service: dice.one_in(2).then(|| "Family help".to_owned()),
            date: date(u32::from(quarter.n) * 2 + 2),
            answers: BTreeMap::new(),
            voices: if dice.one_in(4) {
                voices()
            } else {
                BTreeMap::new()
            },
            recorded: recorded.map(|_| model::Recorded {
                grade: "good".to_owned(),
                reason: "The plan came late".to_owned(),
            }),
            moderated: None,
        };
        let notes = if dice.one_in(2) {
            notes(&codes, dice.next())
        } else {
            Vec::new()
        };
        let scored = scored(&mut dice, template.template.sections.len(), n_questions);
        let answers = Answers { codes, notes };
        Self {
            audit,
            template: template.reference.clone(),
            quarter,
            answers,
            scored,
            recorded,
            moderated: None,
        }
    }

    /// As it goes into a store.
    #[must_use]
    pub fn new_audit(&self) -> NewAudit<'_> {
        NewAudit {
            audit: &self.audit,
            template: &self.template,
            quarter: self.quarter,
            answers: &self.answers,
            scored: &self.scored,
            recorded: self.recorded,
            moderated: self.moderated.clone(),
            engine: "0.1.0",
        }
    }
}

/// A made-up moderation.
#[must_use]
pub fn moderation(grade: u8, basis: Basis, day: u32) -> Moderation {
    Moderation {
        grade: GradeIx(grade),
        basis,
        moderator: "S-2".to_owned(),
        date: date(day),
    }
}

/// A made-up case with a fact of each kind.
#[must_use]
pub fn case(id: &str, plan: &str) -> Case {
    let facts = [
        ("permanence_plan", FactValue::Text(plan.to_owned())),
        ("in_care_since", FactValue::Date(date(4))),
        ("moves", FactValue::Number(Exact::ratio(7, 2))),
    ];
    Case {
        id: id.to_owned(),
        facts: facts.map(|(name, fact)| (name.to_owned(), fact)).into(),
        ..Case::default()
    }
}

/// A day of 2025, counted in weeks.
pub(super) fn date(week: u32) -> NaiveDate {
    NaiveDate::from_yo_opt(2025, 1 + 7 * (week % 50)).unwrap_or_default()
}

/// Numbers that look random and are the same everywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn upto(&mut self, end: u8) -> u8 {
        u8::try_from(self.next() % u64::from(end.max(1))).unwrap_or(0)
    }

    fn one_in(&mut self, n: u8) -> bool {
        self.upto(n) == 0
    }
}

fn scored(dice: &mut Dice, n_sections: usize, n_questions: usize) -> Scored {
    let mut score = || {
        let grade = dice.upto(5);
        let share = Exact::ratio(dice.upto(60).into(), 60);
        let computed = (grade < 4).then_some(GradeIx(grade));
        let points = dice.one_in(4).then(|| (share.clone(), Exact::from(1)));
        let limited = computed.map(|grade| GradeIx((grade.0 + dice.upto(2)).min(3)));
        Score {
            share: computed.map(|_| share),
            points: points.map(Box::new),
            computed,
            grade: limited,
        }
    };
    let overall = score();
    let sections = (0..n_sections).map(|_| score()).collect();
    let extra = dice.one_in(3).then(|| Box::new(extra(dice.upto(3))));
    Scored {
        status: if overall.grade.is_some() {
            Status::Graded
        } else {
            Status::Ungraded
        },
        overall,
        sections,
        completeness: Completeness {
            answered: dice.upto(30).into(),
            unanswered: dice.upto(9).into(),
            ..Completeness::default()
        },
        shown: (0..n_questions.div_ceil(64)).map(|_| dice.next()).collect(),
        concerns: u128::from(dice.upto(8)),
        strengths: u128::from(dice.upto(8)),
        limited_by: u64::from(dice.upto(2)),
        alerts: u64::from(dice.upto(2)),
        actions: u64::from(dice.upto(2)),
        extra,
    }
}

fn extra(theme: u8) -> Extra {
    Extra {
        findings: vec![ScriptFinding {
            theme,
            kind: FindingKind::Concern,
            text: "No \"later life\" letter".to_owned(),
        }],
        actions: vec![CaseAction {
            action: "Write it".to_owned(),
            due: Some(date(9)),
            owner: None,
        }],
        computed: vec![(0, "12".to_owned())],
        failure: None,
    }
}

fn notes(codes: &[u8], salt: u64) -> Vec<Note> {
    let note = |(at, code): (usize, &u8)| {
        let (kind, text) = match *code {
            code::BESIDE => (NoteKind::Value, "2025-09-30".to_owned()),
            code::NOT_APPLICABLE | code::NOT_ENOUGH_EVIDENCE => {
                (NoteKind::Reason, format!("Not seen ({salt})"))
            }
            _ => (
                NoteKind::Comment,
                "Said so on the phone – “fine”".to_owned(),
            ),
        };
        Some(Note {
            question: u16::try_from(at).ok()?,
            kind,
            text,
        })
    };
    codes.iter().enumerate().filter_map(note).collect()
}

fn voices() -> BTreeMap<String, BTreeMap<String, Answer>> {
    let given = |value: Value, comment: Option<&str>| Answer::Given {
        value,
        comment: comment.map(str::to_owned),
    };
    let row = [("who".to_owned(), "Aunt".to_owned())];
    let answers = [
        ("Q1", given(Value::Text("yes".to_owned()), Some("We did"))),
        ("Q2", given(Value::Number(Exact::ratio(5, 2)), None)),
        (
            "Q3",
            given(Value::List(vec!["a".to_owned(), "b".to_owned()]), None),
        ),
        ("Q4", given(Value::Rows(vec![row.into()]), None)),
        (
            "Q5",
            Answer::NotApplicable {
                reason: "Too young".to_owned(),
            },
        ),
        (
            "Q6",
            Answer::NotEnoughEvidence {
                reason: "No notes".to_owned(),
            },
        ),
    ];
    [(
        "practitioner".to_owned(),
        answers
            .map(|(question, answer)| (question.to_owned(), answer))
            .into(),
    )]
    .into()
}
