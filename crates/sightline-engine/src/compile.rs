//! A template and its scripts, ready to score.

pub(crate) mod bands;
pub(crate) mod conditions;
mod digest;
pub(crate) mod known;
pub(crate) mod memo;
pub(crate) mod plan;
pub(crate) mod stage;
mod table;

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::NaiveDate;

use conditions::Conditions;
use memo::Memo;
use plan::Plan;

use crate::answers::code;
use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::model::{Expression, QuestionKind, Template};
use crate::outcome::TemplateRef;
use crate::scored::{CaseAction, ScriptFinding};
use crate::script::{Facts, Given, HostFunctions, OverallBy, Place, Script, ScriptValue};
use crate::source::SourceFile;
use crate::validate::conditions::{self as order, Conditional};

/// A template that can score: ids are places, answers are codes, points are integers, scripts are parsed.
///
/// It is `Send + Sync`, and gives equal outcomes for equal inputs. What scripts gave for the codes, numbers and dates that they
/// looked at is kept with it, to be used again; words that somebody wrote freely never are, and none of it is shown.
#[derive(Debug)]
pub struct CompiledTemplate {
    pub(crate) template: Arc<Template>,
    pub(crate) reference: TemplateRef,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) script: Script,
    pub(crate) plan: Plan,
    pub(crate) conditions: Conditions,
    pub(crate) memos: Memos,
    /// Days from which every action's due date can be counted; on others it has to be tried.
    pub(crate) due_dates_known: RangeInclusive<NaiveDate>,
    pub(crate) ids: HashMap<String, usize>,
    pub(crate) options: Vec<Vec<String>>,
}

/// What scripts gave that are no conditions.
#[derive(Debug, Default)]
pub(crate) struct Memos {
    /// One a question, for computed ones.
    pub(crate) computed: Vec<Memo<ScriptValue>>,
    /// One a section, for `section_score`.
    pub(crate) sections: Vec<Memo<Option<(Exact, Exact)>>>,
    pub(crate) overall: Memo<OverallBy>,
    pub(crate) findings: Memo<Vec<ScriptFinding>>,
    pub(crate) actions: Memo<Vec<CaseAction>>,
    /// One a question, for what the case record suggests.
    pub(crate) suggested: Vec<Memo<Given>>,
    /// What the hook suggests, by the question's place.
    pub(crate) suggested_by_hook: Memo<Arc<Vec<(usize, Given)>>>,
}

impl Memos {
    fn new(template: &Template) -> Self {
        Self {
            computed: template.questions.iter().map(|_| Memo::default()).collect(),
            sections: template.sections.iter().map(|_| Memo::default()).collect(),
            suggested: template
                .questions
                .iter()
                .map(|_| Memo::of_recent())
                .collect(),
            suggested_by_hook: Memo::of_recent(),
            ..Self::default()
        }
    }
}

/// Makes a well-formed template ready to score; reports every mistake in its scripts and conditions.
pub(crate) fn compile(
    template: Template,
    functions: &HostFunctions,
    calendar: &Arc<Calendar>,
) -> (Option<CompiledTemplate>, Diagnostics) {
    let template = Arc::new(template);
    let (script, mut diagnostics) = Script::compile(&template, functions, calendar);
    let (plan, planning) = plan::plan(&template);
    diagnostics.extend(planning);
    let Some(script) = script else {
        return (None, diagnostics.sorted());
    };
    diagnostics.extend(reading_order(&template, &script, !diagnostics.has_errors()));
    let Some(plan) = plan.filter(|_| !diagnostics.has_errors()) else {
        return (None, diagnostics.sorted());
    };
    let compiled = CompiledTemplate {
        reference: TemplateRef {
            id: template.id.clone(),
            version: template.version.to_string(),
            digest: digest::digest(&template, script.timescales()),
        },
        conditions: Conditions::new(&template, &script),
        memos: Memos::new(&template),
        due_dates_known: calendar.surely_counts(template.actions.iter().filter_map(|one| one.due)),
        ids: template
            .questions
            .iter()
            .enumerate()
            .map(|(at, question)| (question.id.clone(), at))
            .collect(),
        options: template
            .questions
            .iter()
            .map(|one| one.coded().into_iter().map(|o| o.id).collect())
            .collect(),
        calendar: Arc::clone(calendar),
        script,
        plan,
        template,
    };
    (Some(compiled), diagnostics.sorted())
}

impl CompiledTemplate {
    /// What it was compiled from.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// Its id, version and digest.
    #[must_use]
    pub fn reference(&self) -> &TemplateRef {
        &self.reference
    }

    /// The calendar its working days are counted by.
    #[must_use]
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// The files that decide its scores, for keeping beside what it scored.
    #[must_use]
    pub fn sources(&self) -> Vec<Arc<SourceFile>> {
        std::iter::once(&self.template.source)
            .chain(&self.template.scoring.script)
            .cloned()
            .collect()
    }
}

/// Questions may depend on earlier ones only, and each must be reachable; what a condition reads is known once it is parsed.
fn reading_order(template: &Template, script: &Script, sound: bool) -> Diagnostics {
    let mut found: Vec<(Place, order::Condition)> = Vec::new();
    let mut add = |place: Place, of: Conditional, expression: Option<&Expression>| {
        if let Some(expression) = expression {
            let reads = script.inputs(place).answers.clone();
            found.push((
                place,
                order::Condition {
                    of,
                    at: expression.at.clone(),
                    reads,
                },
            ));
        }
    };
    for (at, section) in template.sections.iter().enumerate() {
        add(
            Place::SectionShow(at),
            Conditional::Section(at),
            section.show_when.as_ref(),
        );
    }
    for (at, question) in template.questions.iter().enumerate() {
        add(
            Place::Show(at),
            Conditional::Question(at),
            question.show_when.as_ref(),
        );
        if let QuestionKind::Computed(expression) = &question.kind {
            add(
                Place::Computed(at),
                Conditional::Question(at),
                Some(expression),
            );
        }
    }
    let (places, conditions): (Vec<Place>, Vec<order::Condition>) = found.into_iter().unzip();
    let holds = |condition: usize, answers: &[(usize, u8)]| {
        let place = *places.get(condition)?;
        let inputs = script.inputs(place);
        if !sound || inputs.free || inputs.critical || matches!(place, Place::Computed(_)) {
            return None;
        }
        let mut codes = vec![code::UNANSWERED; template.questions.len()];
        for (question, code) in answers {
            *codes.get_mut(*question)? = *code;
        }
        let facts = Facts {
            shown: vec![u64::MAX; codes.len().div_ceil(64)],
            codes,
            ..Facts::default()
        };
        script.truth(place, &Arc::new(facts)).ok()
    };
    order::check(template, &conditions, &holds)
}

/// Refuses two templates that call themselves the same edition and are not.
#[must_use]
pub fn reused_version(new: &CompiledTemplate, published: &TemplateRef) -> Option<Diagnostic> {
    let reference = new.reference();
    let same = reference.id == published.id && reference.version == published.version;
    (same && reference.digest != published.digest).then(|| {
        let message = format!(
            "version {} of `{}` was already published with other content",
            reference.version, reference.id
        );
        Diagnostic::error(
            Code::VERSION_REUSED,
            &crate::source::Span::whole(&new.template.source),
            message,
        )
        .help("give the changed template a new version")
    })
}
