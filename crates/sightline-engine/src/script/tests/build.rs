//! A small template built by hand, whose expressions stand in a made-up file.

use std::sync::Arc;

use crate::answers::{Note, NoteKind, code};
use crate::calendar::Calendar;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::model::*;
use crate::script::{Facts, HostFunctions, Place, Script, ScriptValue};
use crate::source::{SourceFile, Span};

pub(super) struct Built {
    pub(super) template: Template,
    yaml: String,
}

pub(super) fn scale() -> Arc<GradeScale> {
    let grade = |id: &str, value: i64| Grade {
        id: id.into(),
        label: id.into(),
        letter: id.chars().take(1).collect(),
        value: value.into(),
    };
    Arc::new(GradeScale {
        id: "four".into(),
        title: "Four grades".into(),
        grades: vec![
            grade("outstanding", 4),
            grade("good", 3),
            grade("requires-improvement", 2),
            grade("inadequate", 1),
        ],
        good_enough: Some(GradeIx(1)),
        strength: Some(GradeIx(0)),
    })
}

fn option(id: &str) -> Opt {
    Opt {
        id: id.into(),
        label: id.into(),
        points: None,
    }
}

/// Questions of every kind, two sections, four facts.
pub(super) fn template() -> Built {
    let file = SourceFile::new("template.yaml", "");
    let span = Span::whole(&file);
    let kinds = [
        (
            "L05",
            QuestionKind::Choice(vec![option("none"), option("started"), option("current")]),
        ),
        ("L03", QuestionKind::YesNo(Best::Yes)),
        ("L07", QuestionKind::YesPartlyNo(Best::Yes)),
        ("R01", QuestionKind::Grade(scale())),
        (
            "S1",
            QuestionKind::Scale(Arc::new(NumberScale {
                id: "ten".into(),
                title: "0 to 10".into(),
                from: Exact::ZERO,
                to: 10.into(),
                step: Exact::ratio(1, 2),
                good_enough: None,
                strength: None,
            })),
        ),
        ("L06", QuestionKind::Date),
        (
            "N1",
            QuestionKind::Number {
                low: None,
                high: None,
            },
        ),
        (
            "R22",
            QuestionKind::Choices(vec![option("neglect"), option("emotional")]),
        ),
        ("T1", QuestionKind::Text),
        (
            "M1",
            QuestionKind::Table(Columns {
                all: vec![
                    Column {
                        id: "who".into(),
                        label: "Who".into(),
                        kind: FactKind::Text,
                    },
                    Column {
                        id: "on".into(),
                        label: "When".into(),
                        kind: FactKind::Date,
                    },
                ],
                actions: None,
            }),
        ),
        ("C1", QuestionKind::YesNo(Best::Yes)),
    ];
    let questions = kinds
        .into_iter()
        .enumerate()
        .map(|(at, (id, kind))| Question {
            id: id.into(),
            section: usize::from(at >= 4),
            ask: id.into(),
            guidance: None,
            kind,
            required: true,
            scored: true,
            weight: 1.into(),
            critical: id == "L05" || id == "C1",
            themes: vec![],
            show_when: None,
            prefill: None,
            evidence: vec![],
            not_applicable: NotApplicable {
                allowed: true,
                reason_required: false,
                policy: None,
            },
            not_enough_evidence: None,
            descriptors: vec![],
            marks: Marks::None,
            concern_text: None,
            strength_text: None,
            at: span.clone(),
        });
    let section = |id: &str, questions, weight: i64| Section {
        id: id.into(),
        title: id.into(),
        guidance: None,
        weight: weight.into(),
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
        at: span.clone(),
    };
    let fact = |id: &str, kind| Fact {
        id: id.into(),
        kind,
        label: None,
        identifying: false,
        at: span.clone(),
    };
    let template = Template {
        id: "made-up".into(),
        version: "1.0.0".parse().unwrap(),
        title: "Made up".into(),
        about: None,
        subject: Subject::Child,
        grade_scale: Some(Scale::Grades(scale())),
        voices: vec!["auditor".into()],
        record: vec![
            fact("date_of_birth", FactKind::Date),
            fact("in_care_since", FactKind::Date),
            fact("moves", FactKind::Number),
            fact(
                "plan",
                FactKind::Choice(vec!["adoption".into(), "fostering".into()]),
            ),
        ],
        eligible: None,
        history: Vec::new(),
        sections: vec![section("recording", 0..4, 30), section("voice", 4..11, 70)],
        questions: questions.collect(),
        themes: vec![
            Theme {
                id: "voice".into(),
                title: "Voice".into(),
            },
            Theme {
                id: "recording".into(),
                title: "Recording".into(),
            },
        ],
        limits: vec![],
        alerts: vec![],
        actions: vec![],
        scoring: Scoring {
            overall: Overall::Sections(Method::WeightedMean),
            of: Basis::Scores,
            bands: None,
            minimum_completeness: None,
            script: None,
        },
        moderation: None,
        identifiable_years: None,
        timescales: Default::default(),
        source: file,
    };
    Built {
        template,
        yaml: String::new(),
    }
}

impl Built {
    fn written(&mut self, text: &str) -> Expression {
        self.yaml.push_str("      when: ");
        let start = self.yaml.len();
        self.yaml.push_str(text);
        self.yaml.push('\n');
        let file = SourceFile::new("template.yaml", self.yaml.clone());
        Expression {
            text: text.into(),
            at: Span::new(&file, start, start + text.len()),
        }
    }

    /// An expression that runs when everything is known.
    pub(super) fn limit(mut self, text: &str) -> Self {
        let when = self.written(text);
        let id = format!("LJ-{}", self.template.limits.len() + 1);
        self.template.limits.push(Limit {
            id,
            when,
            cap: Cap::Grade(GradeIx(3)),
            section: None,
            because: String::new(),
        });
        self
    }

    pub(super) fn show(mut self, question: &str, text: &str) -> Self {
        let at = self.template.question(question).unwrap();
        self.template.questions[at].show_when = Some(self.written(text));
        self
    }

    pub(super) fn eligible(mut self, text: &str) -> Self {
        self.template.eligible = Some(self.written(text));
        self
    }

    pub(super) fn script(mut self, text: &str) -> Self {
        self.template.scoring.script = Some(SourceFile::new("scripts/made_up.rhai", text));
        // A hook that no scoring asks for would be a mistake of its own.
        if text.contains("fn overall(") {
            self.template.scoring.overall = Overall::Sections(Method::Script);
        }
        if text.contains("fn section_score(") {
            self.template.sections[0].scoring.method = Method::Script;
        }
        self
    }

    pub(super) fn compile_with(&self, host: &HostFunctions) -> (Option<Script>, Diagnostics) {
        let (script, found) = Script::compile(&self.template, host, &calendar());
        (script, found.sorted())
    }

    pub(super) fn mistakes(&self) -> Vec<Diagnostic> {
        self.compile_with(&HostFunctions::new())
            .1
            .into_iter()
            .collect()
    }

    #[track_caller]
    pub(super) fn ready(&self) -> Script {
        let (script, found) = self.compile_with(&HostFunctions::new());
        script.unwrap_or_else(|| panic!("{found}"))
    }
}

/// 2024 and 2025, with a few holidays.
pub(super) fn calendar() -> Arc<Calendar> {
    let days = [
        "2025-04-18",
        "2025-04-21",
        "2025-05-05",
        "2025-12-25",
        "2025-12-26",
    ];
    Arc::new(Calendar::new(
        "test",
        days.iter().map(|day| day.parse().unwrap()).collect(),
        2024,
        2025,
    ))
}

/// Nothing answered.
pub(super) fn blank(template: &Template) -> Facts {
    Facts {
        codes: vec![code::UNANSWERED; template.questions.len()],
        shown: vec![u64::MAX; template.questions.len().div_ceil(64)],
        today: "2025-09-30".parse().unwrap(),
        ..Facts::default()
    }
}

/// `L05=started R22=neglect|emotional …`; `na` and `nee` for the two that are no answers.
pub(super) fn answered(template: &Template, given: &[(&str, &str)]) -> Facts {
    let mut facts = blank(template);
    for (id, value) in given {
        let at = template.question(id).expect(id);
        let options: Vec<String> = match &template.questions[at].kind {
            QuestionKind::Choice(options) => options.iter().map(|one| one.id.clone()).collect(),
            QuestionKind::YesNo(_) => vec!["yes".into(), "no".into()],
            QuestionKind::YesPartlyNo(_) => vec!["yes".into(), "partly".into(), "no".into()],
            QuestionKind::Grade(scale) => scale.grades.iter().map(|one| one.id.clone()).collect(),
            QuestionKind::Scale(scale) => scale.steps().iter().map(Exact::plain).collect(),
            QuestionKind::Choices(_)
            | QuestionKind::Number { .. }
            | QuestionKind::Date
            | QuestionKind::Text
            | QuestionKind::Table(_)
            | QuestionKind::Computed(_) => vec![],
        };
        facts.codes[at] = match *value {
            "na" => code::NOT_APPLICABLE,
            "nee" => code::NOT_ENOUGH_EVIDENCE,
            value => match options.iter().position(|option| option == value) {
                Some(n) => code::FIRST + u8::try_from(n).unwrap(),
                None => {
                    let question = u16::try_from(at).unwrap();
                    Arc::make_mut(&mut facts.notes).push(Note {
                        question,
                        kind: NoteKind::Value,
                        text: value.into(),
                    });
                    code::BESIDE
                }
            },
        };
    }
    Arc::make_mut(&mut facts.notes).sort_by_key(|note| note.question);
    facts
}

pub(super) fn case(facts: &[(&str, FactValue)]) -> Arc<Case> {
    let facts = facts
        .iter()
        .map(|(id, value)| ((*id).to_owned(), value.clone()))
        .collect();
    Arc::new(Case {
        id: "C-1".into(),
        facts,
        ..Case::default()
    })
}

/// What one expression comes to.
#[track_caller]
pub(super) fn value_of(
    text: &str,
    facts: impl FnOnce(&Template) -> Facts,
) -> Result<ScriptValue, Box<Diagnostic>> {
    let built = template().limit(text);
    let facts = Arc::new(facts(&built.template));
    built.ready().value(Place::Limit(0), &facts)
}

#[track_caller]
pub(super) fn check(text: &str, given: &[(&str, &str)], expect: bool) {
    let value = value_of(text, |template| answered(template, given));
    match value {
        Ok(ScriptValue::Bool(found)) => assert_eq!(found, expect, "{text}"),
        Ok(other) => panic!("{text}: {}", other.kind()),
        Err(error) => panic!("{text}: {error}"),
    }
}
