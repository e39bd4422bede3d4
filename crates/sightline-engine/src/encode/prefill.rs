//! What the case record says before anybody answers.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{scripted, value};
use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Case, Question};
use crate::score::Dates;
use crate::script::{Facts, Place, ScriptValue};

/// What stands for the question's own expression where a script's hook made the suggestion.
const BY_HOOK: &str = "prefill(record)";

/// A value for a question, and what it came from.
struct Suggestion {
    question: usize,
    value: ScriptValue,
    source: String,
}

impl CompiledTemplate {
    /// What the case record suggests for each question, by the question's `prefill` or else by the script's hook.
    ///
    /// Suggestions for scored questions are for a person to confirm; [`CompiledTemplate::encode`] never takes them.
    #[must_use]
    pub fn suggestions(&self, case: &Case, today: NaiveDate) -> Vec<(String, ScriptValue)> {
        let dates = Dates {
            audit: today,
            today,
        };
        let (all, _) = self.suggested(case, dates, &|_, _| true);
        let named = all.into_iter().filter_map(|one| {
            let question = self.template.questions.get(one.question)?;
            Some((question.id.clone(), one.value))
        });
        named.collect()
    }

    /// Takes facts for unscored questions that nobody answered; a scored one stays a suggestion until a person confirms it.
    ///
    /// Gives what went wrong in the script's hook: the audit is none the worse for it, but somebody should know.
    pub(super) fn prefill(
        &self,
        answers: &mut Answers,
        case: &Case,
        dates: Dates,
    ) -> Option<Diagnostic> {
        let (all, wrong) = self.suggested(case, dates, &|at, question| {
            !question.scored && answers.codes.get(at) == Some(&code::UNANSWERED)
        });
        for Suggestion {
            question: at,
            value: suggested,
            source,
        } in all
        {
            let options = self.options.get(at).map_or(&[][..], Vec::as_slice);
            let question = self.template.questions.get(at);
            // A fact that the question does not take is left for a person to answer.
            let coded = question
                .zip(scripted::from_script(&suggested))
                .and_then(|(question, value)| value::code(question, options, &value).ok());
            let number = u16::try_from(at).unwrap_or(u16::MAX);
            let code = match coded {
                Some(value::Coded::Code(code)) => code,
                Some(value::Coded::Beside(text)) => {
                    answers.notes.push(Note {
                        question: number,
                        kind: NoteKind::Value,
                        text,
                    });
                    code::BESIDE
                }
                Some(value::Coded::Nothing) | None => continue,
            };
            answers.notes.push(Note {
                question: number,
                kind: NoteKind::FromRecord,
                text: source,
            });
            if let Some(slot) = answers.codes.get_mut(at) {
                *slot = code;
            }
        }
        wrong
    }

    /// What there is for the questions that are wanted, in their order; an expression that fails suggests nothing.
    fn suggested(
        &self,
        case: &Case,
        dates: Dates,
        wanted: &dyn Fn(usize, &Question) -> bool,
    ) -> (Vec<Suggestion>, Option<Diagnostic>) {
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
        let (by_hook, wrong) = match has_hook.then(|| self.script.prefill(facts())) {
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
        let by_hook = |question: usize| {
            let found = by_hook.iter().find(|(at, _)| *at == question);
            found.map(|(_, value)| (value.clone(), BY_HOOK.to_owned()))
        };
        let all = asking.into_iter().filter_map(|(question, source)| {
            let own = source.and_then(|source| {
                let value = match self.bare_fact(source) {
                    Some(fact) => self.script.fact(case, fact)?,
                    None => (self.script.value(Place::Prefill(question), facts())).ok()?,
                };
                (value != ScriptValue::Nothing).then(|| (value, source.to_owned()))
            });
            let (value, source) = own.or_else(|| by_hook(question))?;
            Some(Suggestion {
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
