//! What the case record says before anybody answers.

use std::sync::Arc;

use chrono::NaiveDate;

use super::before::Before;
use super::{differ, scripted, source, value};
use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Case, Question};
use crate::score::Dates;
use crate::script::{Given, Place, Read, ScriptValue, read_by};

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

/// The same, by the question's place; where it was read is put into words only for who wants to know.
struct Suggested<'a> {
    question: usize,
    value: ScriptValue,
    from: From<'a>,
    /// What it was worked out by.
    by: &'a str,
}

enum From<'a> {
    /// A fact as it stands.
    Fact(&'a str),
    /// A script, and what it gave back of what it read.
    Script(Option<Read>),
}

impl<'a> Suggested<'a> {
    fn by_script(question: usize, given: Given, by: &'a str) -> Self {
        Self {
            question,
            value: given.value,
            from: From::Script(given.read),
            by,
        }
    }

    fn source(&self, before: &Before<'_>) -> String {
        let place = match &self.from {
            From::Fact(fact) => source::of_fact(before.case, fact),
            From::Script(read) => read.as_ref().and_then(|read| {
                source::of_read(read, &before.seen_by_scripts().case, before.case)
            }),
        };
        place.unwrap_or_else(|| self.by.to_owned())
    }
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
        let before = Before::new(self, case, dates);
        let (all, _) = self.suggested(&before, &|_, _| true);
        let named = all.into_iter().filter_map(|one| {
            Some(Suggestion {
                question: self.template.questions.get(one.question)?.id.clone(),
                source: one.source(&before),
                value: one.value,
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
        let before = Before::new(self, case, dates);
        let (all, wrong) = self.suggested(&before, &|at, question| {
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
                take(answers, one.question, coded, || one.source(&before));
            } else if !differ::is_answer(question, answers, one.question, &coded) {
                let says = match coded {
                    value::Coded::Code(code) => self
                        .option(one.question, code)
                        .unwrap_or_default()
                        .to_owned(),
                    value::Coded::Beside(text) => text,
                    value::Coded::Nothing => continue,
                };
                let source = one.source(&before);
                if differ::keep(answers, one.question, &source, &says).is_none() {
                    unexplained.push(one.question);
                }
            }
        }
        (wrong, unexplained)
    }

    /// What there is for the questions that are wanted, in their order; an expression that fails suggests nothing.
    fn suggested(
        &self,
        before: &Before<'_>,
        wanted: &dyn Fn(usize, &Question) -> bool,
    ) -> (Vec<Suggested<'_>>, Option<Diagnostic>) {
        let has_hook = self.script.hooks().prefill;
        let questions = self.template.questions.iter().enumerate();
        let mut asking = questions
            .filter(|(at, question)| {
                (has_hook || question.prefill.is_some()) && wanted(*at, question)
            })
            .peekable();
        if asking.peek().is_none() {
            return (Vec::new(), None);
        }
        let (by_hook, wrong) = match has_hook.then(|| self.by_hook(before)) {
            None => (Arc::default(), None),
            Some(Ok(by_hook)) => (by_hook, None),
            Some(Err(wrong)) => (
                Arc::default(),
                Some(Diagnostic {
                    severity: Severity::Warning,
                    ..*wrong
                }),
            ),
        };
        let all = asking.filter_map(|(at, question)| {
            let own = question.prefill.as_ref();
            own.and_then(|own| self.by_expression(at, &own.text, before))
                .or_else(|| {
                    let (_, given) = by_hook.iter().find(|(question, _)| *question == at)?;
                    Some(Suggested::by_script(at, given.clone(), BY_HOOK))
                })
        });
        (all.collect(), wrong)
    }

    /// What a question's own expression suggests, where it suggests something.
    fn by_expression<'a>(
        &self,
        question: usize,
        expression: &'a str,
        before: &Before<'_>,
    ) -> Option<Suggested<'a>> {
        let suggested = if let Some(fact) = self.bare_fact(expression) {
            Suggested {
                question,
                value: self.script.fact(before.case, fact)?,
                from: From::Fact(fact),
                by: expression,
            }
        } else {
            let run = || {
                let facts = before.seen_by_scripts();
                let (value, read) = read_by(|| self.script.value(Place::Prefill(question), facts));
                let value = value?;
                let read = source::given_back(&value, &read, &facts.case);
                Ok(Given { value, read })
            };
            let given = self.memos.suggested.get(question)?.recall(before, run);
            Suggested::by_script(question, given.ok()?, expression)
        };
        (suggested.value != ScriptValue::Nothing).then_some(suggested)
    }

    /// What the script's hook suggests, by the questions' places.
    fn by_hook(&self, before: &Before<'_>) -> Result<Arc<Vec<(usize, Given)>>, Box<Diagnostic>> {
        self.memos.suggested_by_hook.recall(before, || {
            let facts = before.seen_by_scripts();
            let (by_hook, read) = read_by(|| self.script.prefill(facts));
            let all = by_hook?.into_iter().map(|(question, value)| {
                let read = source::given_back(&value, &read, &facts.case);
                (question, Given { value, read })
            });
            Ok(Arc::new(all.collect()))
        })
    }

    /// The fact that an expression is, where it is nothing but `record.<fact>`: most are, and need no script.
    fn bare_fact<'e>(&self, expression: &'e str) -> Option<&'e str> {
        let name = expression.trim().strip_prefix("record.")?;
        self.script.knows_fact(name).then_some(name)
    }
}

/// Takes what the case record says as the answer.
fn take(answers: &mut Answers, at: usize, coded: value::Coded, source: impl FnOnce() -> String) {
    let question = u16::try_from(at).unwrap_or(u16::MAX);
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
    note(NoteKind::FromRecord, source());
    if let Some(slot) = answers.codes.get_mut(at) {
        *slot = code;
    }
}
