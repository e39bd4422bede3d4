//! A made-up template.

use std::sync::Arc;

use sightline_engine::model::{
    self, ActionRule, AlertRule, Best, Cap, Expression, Grade, GradeIx, GradeScale, LengthOfTime,
    Limit, Marks, Method, NaPolicy, NotApplicable, Opt, Overall, Question, QuestionKind, Scale,
    Scoring, Section, SectionScoring, Subject, Template, Theme, Unit,
};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::{Exact, SourceFile, Span};

use crate::NewTemplate;

/// A made-up template version with its sources.
#[derive(Debug)]
pub struct ExampleTemplate {
    /// Its id, version and digest.
    pub reference: TemplateRef,
    /// What it says.
    pub template: Template,
    /// Its text.
    pub sources: Vec<Arc<SourceFile>>,
}

impl ExampleTemplate {
    /// A template with so many questions in two sections, four grades, three themes and a rule of each kind.
    #[must_use]
    pub fn new(id: &str, version: &str, n_questions: usize) -> Self {
        let text = format!("template: {id}\nversion: {version}\n# {n_questions} questions\n");
        let source = SourceFile::new(format!("audit-templates/{id}/template.yaml"), text);
        let script = SourceFile::new("scripts/example.rhai", "fn findings() { [] }\n");
        let digest = format!("{id}-{version}-{n_questions}");
        let reference = TemplateRef {
            id: id.to_owned(),
            version: version.to_owned(),
            digest,
        };
        let template = template(id, version, n_questions, &source);
        Self {
            reference,
            template,
            sources: vec![source, script],
        }
    }

    /// As it goes into a store.
    #[must_use]
    pub fn new_template(&self) -> NewTemplate<'_> {
        NewTemplate {
            reference: &self.reference,
            template: &self.template,
            sources: &self.sources,
        }
    }
}

fn template(id: &str, version: &str, n_questions: usize, source: &Arc<SourceFile>) -> Template {
    let at = Span::whole(source);
    let scale = Arc::new(scale());
    let when = Expression {
        text: "true".to_owned(),
        at: at.clone(),
    };
    let theme = |(id, title): (&str, &str)| Theme {
        id: id.to_owned(),
        title: title.to_owned(),
    };
    let half = n_questions / 2;
    let in_days = LengthOfTime {
        n: 20,
        unit: Unit::WorkingDays,
    };
    let section = |id: &str, title: &str, weight: i64, questions: std::ops::Range<usize>| Section {
        id: id.to_owned(),
        title: title.to_owned(),
        guidance: None,
        weight: Exact::from(weight),
        stage: None,
        show_when: None,
        scoring: SectionScoring {
            method: Method::WeightedMean,
            bands: None,
            not_applicable: NaPolicy::LeaveOut,
            not_enough_evidence: NaPolicy::LeaveOut,
            minimum_completeness: None,
        },
        questions,
        at: at.clone(),
    };
    Template {
        id: id.to_owned(),
        version: version.parse().unwrap_or(model::Version {
            major: 0,
            minor: 0,
            patch: 0,
        }),
        title: format!("Example of {id}"),
        about: None,
        subject: Subject::Child,
        grade_scale: Some(Scale::Grades(Arc::clone(&scale))),
        voices: vec!["auditor".to_owned(), "practitioner".to_owned()],
        record: Vec::new(),
        history: Vec::new(),
        eligible: None,
        sections: vec![
            section("plan", "Plan", 30, 0..half),
            section("impact", "Impact", 70, half..n_questions),
        ],
        questions: (0..n_questions)
            .map(|n| question(n, usize::from(n >= half), &scale, &at))
            .collect(),
        themes: [
            ("voice", "Voice of the child"),
            ("recording", "Recording"),
            ("drift", "Drift and delay"),
        ]
        .map(theme)
        .into(),
        limits: vec![Limit {
            id: "LJ-1".to_owned(),
            when: when.clone(),
            cap: Cap::Grade(GradeIx(3)),
            section: None,
            because: "No plan".to_owned(),
        }],
        alerts: vec![AlertRule {
            id: "UNSAFE".to_owned(),
            when: when.clone(),
            within: in_days,
            to: "head".to_owned(),
        }],
        actions: vec![ActionRule {
            when,
            action: "Bring it up to date".to_owned(),
            due: Some(in_days),
            owner: None,
        }],
        scoring: Scoring {
            overall: Overall::Sections(Method::WeightedMean),
            of: model::Basis::Scores,
            bands: None,
            minimum_completeness: None,
            script: None,
        },
        moderation: None,
        identifiable_years: None,
        timescales: Default::default(),
        source: Arc::clone(source),
    }
}

fn scale() -> GradeScale {
    let grade = |(id, label, letter, value): (&str, &str, &str, i64)| Grade {
        id: id.to_owned(),
        label: label.to_owned(),
        letter: letter.to_owned(),
        value: Exact::from(value),
    };
    let grades = [
        ("outstanding", "Outstanding", "O", 4),
        ("good", "Good", "G", 3),
        ("requires-improvement", "Requires improvement", "RI", 2),
        ("inadequate", "Inadequate", "I", 1),
    ];
    GradeScale {
        id: "four".to_owned(),
        title: "Four grades".to_owned(),
        grades: grades.map(grade).into(),
        good_enough: Some(GradeIx(1)),
        strength: Some(GradeIx(0)),
    }
}

fn question(n: usize, section: usize, scale: &Arc<GradeScale>, at: &Span) -> Question {
    let option = |(id, points): (&str, Option<i64>)| Opt {
        id: id.to_owned(),
        label: format!("Option {id}"),
        points: points.map(Exact::from),
    };
    let kind = match n % 5 {
        0 => QuestionKind::Grade(Arc::clone(scale)),
        1 => QuestionKind::YesPartlyNo(Best::Yes),
        2 => QuestionKind::YesNo(Best::No),
        3 => QuestionKind::Choice(
            [("none", Some(0)), ("some", Some(1)), ("all", Some(3))]
                .map(option)
                .into(),
        ),
        _ => QuestionKind::Date,
    };
    Question {
        id: format!("Q{}", n + 1),
        section,
        ask: format!("What of {}?", n + 1),
        guidance: None,
        scored: !matches!(kind, QuestionKind::Date),
        kind,
        required: true,
        weight: Exact::ratio(i128::try_from(n % 3).unwrap_or(0) + 1, 2),
        critical: n.is_multiple_of(4),
        themes: vec![n % 3],
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
    }
}
