//! Made-up templates and audits, for looking at reports and for holding them to their text.

use std::sync::Arc;

use sightline_engine::answers::code;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::{
    ActionRule, Basis as Made, Best, Expression, Grade, GradeIx, GradeScale, LengthOfTime, Limit,
    Marks, Method, NaPolicy, NotApplicable, Overall, Question, QuestionKind, Scale, Scoring,
    Section, SectionScoring, Subject, Template, Theme, Unit, Version,
};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Basis, Graded, Group, Layout};
use sightline_engine::scored::{Completeness, Score, Scored, Status};
use sightline_engine::{Exact, Rollup, SourceFile, Span};

/// Best first.
pub(crate) const GRADES: [(&str, &str, &str); 4] = [
    ("outstanding", "Outstanding", "O"),
    ("good", "Good", "G"),
    ("requires-improvement", "Requires improvement", "RI"),
    ("inadequate", "Inadequate", "I"),
];

pub(crate) const THEMES: [(&str, &str); 8] = [
    ("voice", "Voice of the child"),
    ("recording", "Recording"),
    ("planning", "Planning"),
    ("oversight", "Management oversight"),
    ("family", "Work with the family"),
    ("multi-agency", "Work with other agencies"),
    ("permanence", "Permanence"),
    ("impact", "Impact"),
];

pub(crate) fn ofsted() -> Arc<GradeScale> {
    let grades = GRADES
        .iter()
        .zip([4, 3, 2, 1])
        .map(|((id, label, letter), value)| Grade {
            id: (*id).to_owned(),
            label: (*label).to_owned(),
            letter: (*letter).to_owned(),
            value: Exact::from(value),
        });
    Arc::new(GradeScale {
        id: "ofsted".to_owned(),
        title: "Four grades".to_owned(),
        grades: grades.collect(),
        good_enough: Some(GradeIx(1)),
        strength: Some(GradeIx(0)),
    })
}

/// A template with three questions a section, each with one theme in turn.
pub(crate) fn template(
    id: &str,
    title: &str,
    major: u32,
    sections: &[(&str, &str)],
    graded: bool,
) -> Template {
    let source = SourceFile::new(format!("audit-templates/{id}/template.yaml"), "");
    let at = Span::whole(&source);
    let expression = || Expression {
        text: "true".to_owned(),
        at: at.clone(),
    };
    let section = |(n, (id, title)): (usize, &(&str, &str))| Section {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
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
        questions: n * 3..n * 3 + 3,
        at: at.clone(),
    };
    let question = |n: usize| Question {
        id: format!(
            "{}{:02}",
            id.chars().next().unwrap_or('q').to_uppercase(),
            n + 1
        ),
        section: n / 3,
        ask: match n % 3 {
            0 => "How well is the child's view sought, recorded and used?",
            1 => "Is the record up to date, clear and written for the child?",
            _ => "Does the plan say who will do what, and by when?",
        }
        .to_owned(),
        guidance: None,
        kind: if n.is_multiple_of(3) {
            QuestionKind::Grade(ofsted())
        } else {
            QuestionKind::YesPartlyNo(Best::Yes)
        },
        required: true,
        scored: true,
        weight: Exact::ONE,
        critical: false,
        themes: vec![n % THEMES.len()],
        show_when: None,
        prefill: None,
        evidence: Vec::new(),
        not_applicable: NotApplicable {
            allowed: true,
            reason_required: true,
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
        id: id.to_owned(),
        version: Version {
            major,
            minor: 0,
            patch: 0,
        },
        title: title.to_owned(),
        about: None,
        subject: Subject::Child,
        grade_scale: graded.then(|| Scale::Grades(ofsted())),
        voices: vec!["auditor".to_owned()],
        record: Vec::new(),
        history: Vec::new(),
        eligible: None,
        sections: sections.iter().enumerate().map(section).collect(),
        questions: (0..sections.len() * 3).map(question).collect(),
        themes: THEMES
            .iter()
            .map(|(id, title)| Theme {
                id: (*id).to_owned(),
                title: (*title).to_owned(),
            })
            .collect(),
        limits: vec![Limit {
            id: "LJ-1".to_owned(),
            when: expression(),
            cap: sightline_engine::model::Cap::Grade(GradeIx(2)),
            section: None,
            because: "The child was not seen alone".to_owned(),
        }],
        alerts: Vec::new(),
        actions: vec![ActionRule {
            when: expression(),
            action: format!("Bring the plan up to date and say so to the family ({title})"),
            due: Some(LengthOfTime {
                n: 20,
                unit: Unit::WorkingDays,
            }),
            owner: None,
        }],
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

/// One audit, mostly as it comes.
#[derive(Clone, Debug)]
pub(crate) struct Audit {
    pub(crate) team: &'static str,
    pub(crate) service: &'static str,
    pub(crate) status: Status,
    pub(crate) overall: Option<u8>,
    pub(crate) sections: Vec<Option<u8>>,
    pub(crate) codes: Vec<u8>,
    pub(crate) concerns: Vec<usize>,
    pub(crate) strengths: Vec<usize>,
    pub(crate) limited: bool,
    pub(crate) action: bool,
    pub(crate) recorded: Option<u8>,
    pub(crate) moderated: Option<(u8, Basis)>,
}

impl Default for Audit {
    fn default() -> Self {
        Self {
            team: "North",
            service: "Safeguarding",
            status: Status::Graded,
            overall: Some(1),
            sections: Vec::new(),
            codes: Vec::new(),
            concerns: Vec::new(),
            strengths: Vec::new(),
            limited: false,
            action: false,
            recorded: None,
            moderated: None,
        }
    }
}

fn bits(places: &[usize]) -> u128 {
    places.iter().fold(0, |bits, place| bits | 1 << place)
}

/// What a made-up template is known by.
pub(crate) fn reference(template: &Template) -> TemplateRef {
    TemplateRef {
        id: template.id.clone(),
        version: template.version.to_string(),
        digest: format!("{}-{}", template.id, template.version),
    }
}

/// Puts one audit into a rollup.
pub(crate) fn put(rollup: &mut Rollup, template: &Template, quarter: Quarter, audit: &Audit) {
    let layout = Arc::new(Layout::new(template));
    let group = Group {
        quarter,
        template: reference(template),
        team: audit.team.to_owned(),
        service: audit.service.to_owned(),
    };
    let codes: Vec<u8> = (0..template.questions.len())
        .map(|n| audit.codes.get(n).copied().unwrap_or(code::FIRST + 1))
        .collect();
    let grade = |grade: Option<u8>| Score {
        computed: grade.map(GradeIx),
        grade: grade.map(GradeIx),
        ..Score::default()
    };
    let count = |wanted: u8| {
        codes
            .iter()
            .filter(|code| **code == wanted)
            .count()
            .try_into()
            .unwrap_or(0)
    };
    let scored = Scored {
        status: audit.status,
        overall: grade(audit.overall),
        sections: (0..template.sections.len())
            .map(|n| grade(audit.sections.get(n).copied().unwrap_or(audit.overall)))
            .collect(),
        completeness: Completeness {
            answered: codes
                .iter()
                .filter(|code| **code >= code::BESIDE)
                .count()
                .try_into()
                .unwrap_or(0),
            not_applicable: count(code::NOT_APPLICABLE),
            not_enough_evidence: count(code::NOT_ENOUGH_EVIDENCE),
            unanswered: count(code::UNANSWERED),
        },
        shown: vec![u64::MAX],
        concerns: bits(&audit.concerns),
        strengths: bits(&audit.strengths),
        limited_by: audit.limited.into(),
        alerts: 0,
        actions: audit.action.into(),
        extra: None,
    };
    let graded = Graded {
        codes: &codes,
        scored: &scored,
        recorded: audit.recorded.map(GradeIx),
        moderated: audit
            .moderated
            .map(|(grade, basis)| (GradeIx(grade), basis)),
    };
    rollup.add(&group, &layout, &graded);
}
