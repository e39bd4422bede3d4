//! What the case record says before anybody answers.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{differ, scripted, source, value};
use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Case, Question};
use crate::score::Dates;
use crate::script::{Facts, Place, Read, ScriptValue, read_by};

/// What stands for the question's own expression where a script's hook made the suggestion.
const BY_HOOK: &str = "prefill(record)";

/// What the case record suggests for a question, and where that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The question's id.
    pub question: String,
    /// The value.
    pub value: ScriptValue,
    /// `from reviews.csv, row 12, Date of latest review` where an import brought it, else what it was worked out by.
    pub source: String,
}

/// The same, by the question's place.
struct Suggested {
    question: usize,
    value: ScriptValue,
    source: String,
}

impl CompiledTemplate {
    /// What the case record suggests for each question, by the question's `prefill` or else by the script's hook.
    ///
    /// Suggestions for scored questions are for a person to confirm; [`CompiledTemplate::encode`] never takes them.
    #[must_use]
    pub fn suggestions(&self, case: &Case, today: NaiveDate) -> Vec<Suggestion> {
        let dates = Dates {
            audit: today,
            today,
        };
        let (all, _) = self.suggested(case, dates, &|_, _| true);
        let named = all.into_iter().filter_map(|one| {
            Some(Suggestion {
                question: self.template.questions.get(one.question)?.id.clone(),
                value: one.value,
                source: one.source,
            })
        });
        named.collect()
    }

    /// Takes facts for unscored questions that nobody answered; a scored one stays a suggestion until a person confirms it. Where
    /// a person answered otherwise than the case record suggests, what it says is kept beside the answer.
    ///
    /// Gives what went wrong in the script's hook, and the places of questions that were answered otherwise without a reason:
    /// the audit is none the worse for either, but somebody should know.
    pub(super) fn consult(
        &self,
        answers: &mut Answers,
        case: &Case,
        dates: Dates,
    ) -> (Option<Diagnostic>, Vec<usize>) {
        let (all, wrong) = self.suggested(case, dates, &|at, question| {
            !question.scored || answers.codes.get(at) != Some(&code::UNANSWERED)
        });
        let mut unexplained = Vec::new();
        for one in all {
            let (Some(question), Some(answered)) = (
                self.template.questions.get(one.question),
                answers.codes.get(one.question).copied(),
            ) else {
                continue;
            };
            let options = self
                .options
                .get(one.question)
                .map_or(&[][..], Vec::as_slice);
            let value = scripted::from_script(&one.value);
            // A fact that the question does not take is left for a person to answer.
            let Some(coded) = value.and_then(|value| value::code(question, options, &value).ok())
            else {
                continue;
            };
            if answered == code::UNANSWERED {
                take(answers, one, coded);
            } else if !differ::is_answer(question, answers, one.question, &coded) {
                let says = match coded {
                    value::Coded::Code(code) => self
                        .option(one.question, code)
                        .unwrap_or_default()
                        .to_owned(),
                    value::Coded::Beside(text) => text,
                    value::Coded::Nothing => continue,
                };
                if differ::keep(answers, one.question, &one.source, &says).is_none() {
                    unexplained.push(one.question);
                }
            }
        }
        (wrong, unexplained)
    }

    /// What there is for the questions that are wanted, in their order; an expression that fails suggests nothing.
    fn suggested(
        &self,
        case: &Case,
        dates: Dates,
        wanted: &dyn Fn(usize, &Question) -> bool,
    ) -> (Vec<Suggested>, Option<Diagnostic>) {
        let has_hook = self.script.hooks().prefill;
        let questions = self.template.questions.iter().enumerate();
        let asking: Vec<(usize, Option<&str>)> = questions
            .filter(|(at, question)| {
                (has_hook || question.prefill.is_some()) && wanted(*at, question)
            })
            .map(|(at, question)| (at, question.prefill.as_ref().map(|one| one.text.as_str())))
            .collect();
        if asking.is_empty() {
            return (Vec::new(), None);
        }
        let made = OnceCell::new();
        let facts = || made.get_or_init(|| self.facts_before_answers(case, dates));
        let (by_hook, read) = read_by(|| has_hook.then(|| self.script.prefill(facts())));
        let (by_hook, wrong) = match by_hook {
            None => (Vec::new(), None),
            Some(Ok(by_hook)) => (by_hook, None),
            Some(Err(wrong)) => (
                Vec::new(),
                Some(Diagnostic {
                    severity: Severity::Warning,
                    ..*wrong
                }),
            ),
        };
        let told = |value: &ScriptValue, read: &[Read], by: &str| {
            let place = source::of_value(value, read, &facts().case, case);
            place.unwrap_or_else(|| by.to_owned())
        };
        let by_hook = |question: usize| {
            let found = by_hook.iter().find(|(at, _)| *at == question);
            found.map(|(_, value)| (value.clone(), told(value, &read, BY_HOOK)))
        };
        let all = asking.into_iter().filter_map(|(question, source)| {
            let own = source.and_then(|source| {
                let (value, from) = match self.bare_fact(source) {
                    Some(fact) => {
                        let from = source::of_fact(case, fact);
                        let from = from.unwrap_or_else(|| source.to_owned());
                        (self.script.fact(case, fact)?, from)
                    }
                    None => {
                        let run = || self.script.value(Place::Prefill(question), facts());
                        let (value, read) = read_by(run);
                        let value = value.ok()?;
                        let from = told(&value, &read, source);
                        (value, from)
                    }
                };
                (value != ScriptValue::Nothing).then_some((value, from))
            });
            let (value, source) = own.or_else(|| by_hook(question))?;
            Some(Suggested {
                question,
                value,
                source,
            })
        });
        (all.collect(), wrong)
    }

    /// The fact that an expression is, where it is nothing but `record.<fact>`: most are, and need no script.
    fn bare_fact<'e>(&self, expression: &'e str) -> Option<&'e str> {
        let name = expression.trim().strip_prefix("record.")?;
        self.script.knows_fact(name).then_some(name)
    }

    fn facts_before_answers(&self, case: &Case, dates: Dates) -> Arc<Facts> {
        Arc::new(Facts {
            codes: vec![code::UNANSWERED; self.template.questions.len()],
            case: Arc::new(self.template.sees(case)),
            today: dates.today,
            shown: self.plan.all_shown.clone(),
            ..Facts::default()
        })
    }
}

/// Takes what the case record says as the answer.
fn take(answers: &mut Answers, one: Suggested, coded: value::Coded) {
    let question = u16::try_from(one.question).unwrap_or(u16::MAX);
    let mut note = |kind, text| {
        answers.notes.push(Note {
            question,
            kind,
            text,
        });
    };
    let code = match coded {
        value::Coded::Code(code) => code,
        value::Coded::Beside(text) => {
            note(NoteKind::Value, text);
            code::BESIDE
        }
        value::Coded::Nothing => return,
    };
    note(NoteKind::FromRecord, one.source);
    if let Some(slot) = answers.codes.get_mut(one.question) {
        *slot = code;
    }
}
