//! What somebody filled in, as codes that can be scored.

mod value;

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::model::{Answer, Audit, Case, Expression, GradeIx, NaPolicy, Question, QuestionKind};
use crate::rollup::Basis;
use crate::score::Dates;
use crate::script::{Facts, Place, ScriptValue};
use crate::source::Span;

/// An audit as codes, with the grades that people gave beside the computed one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// Its answers.
    pub answers: Answers,
    /// The auditor's own overall grade.
    pub recorded: Option<GradeIx>,
    /// The moderator's, and how the audit came to be moderated.
    pub moderated: Option<(GradeIx, Basis)>,
}

/// Where the parts of an audit were written: a line of JSON, a row of a spreadsheet, a page.
pub type Places<'a> = &'a dyn Fn(&[&str]) -> Span;

impl CompiledTemplate {
    /// Turns an audit into codes; facts of the case fill unscored questions that nobody answered.
    ///
    /// Gives nothing where anything is wrong, and says everything that is: questions that do not exist, answers that
    /// are not offered or out of range, `not applicable` where it is refused. What is only worth a look is a warning.
    pub fn encode(
        &self,
        audit: &Audit,
        case: &Case,
        today: NaiveDate,
        at: Places<'_>,
    ) -> (Option<Encoded>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut answers = Answers {
            codes: vec![code::UNANSWERED; self.template.questions.len()],
            notes: Vec::new(),
        };
        for (id, answer) in &audit.answers {
            match self.place_of(id, &["answers", id], at) {
                Ok(question) => self.answer(question, answer, &mut answers, &mut diagnostics, at),
                Err(unknown) => diagnostics.push(*unknown),
            }
        }
        for (voice, others) in &audit.voices {
            for id in others.keys() {
                diagnostics.extend(
                    self.place_of(id, &["voices", voice, id], at)
                        .err()
                        .map(|unknown| Diagnostics::from(*unknown))
                        .unwrap_or_default(),
                );
            }
            if !self.template.voices.contains(voice) {
                let message = format!("template `{}` has no voice `{voice}`", self.template.id);
                let mut diagnostic =
                    Diagnostic::error(Code::LINE_UNKNOWN_KEY, &at(&["voices", voice]), message);
                diagnostic.help = suggest(voice, self.template.voices.iter().map(String::as_str));
                diagnostics.push(diagnostic);
            }
        }
        let recorded = audit
            .recorded
            .as_ref()
            .and_then(|one| self.grade(&one.grade, "recorded", &mut diagnostics, at));
        let moderated = audit.moderated.as_ref().and_then(|one| {
            let basis = Basis::find(&one.basis);
            if basis.is_none() {
                let message = format!("`{}` is not a basis of moderation", one.basis);
                let help = suggest(&one.basis, Basis::ALL.map(Basis::id));
                let diagnostic = Diagnostic::error(
                    Code::ANSWER_NOT_OFFERED,
                    &at(&["moderated", "basis"]),
                    message,
                );
                diagnostics.push(Diagnostic { help, ..diagnostic });
            }
            Some((
                self.grade(&one.grade, "moderated", &mut diagnostics, at)?,
                basis?,
            ))
        });
        if diagnostics.has_errors() {
            return (None, diagnostics.sorted());
        }
        self.prefill(
            &mut answers,
            case,
            Dates {
                audit: audit.date,
                today,
            },
        );
        answers.notes.sort_by_key(|note| (note.question, note.kind));
        (
            Some(Encoded {
                answers,
                recorded,
                moderated,
            }),
            diagnostics.sorted(),
        )
    }

    /// The code of an answer in words, as scripts and reports name it.
    #[must_use]
    pub fn option(&self, question: usize, code: u8) -> Option<&str> {
        let at = usize::from(code).checked_sub(usize::from(code::FIRST))?;
        self.options.get(question)?.get(at).map(String::as_str)
    }

    fn place_of(&self, id: &str, keys: &[&str], at: Places<'_>) -> Result<usize, Box<Diagnostic>> {
        self.ids.get(id).copied().ok_or_else(|| {
            let message = format!("template `{}` has no question `{id}`", self.template.id);
            let mut diagnostic =
                Diagnostic::error(Code::ANSWER_UNKNOWN_QUESTION, &at(keys), message);
            diagnostic.help = suggest(
                id,
                self.template
                    .questions
                    .iter()
                    .map(|question| question.id.as_str()),
            );
            Box::new(diagnostic)
        })
    }

    fn grade(
        &self,
        id: &str,
        key: &str,
        diagnostics: &mut Diagnostics,
        at: Places<'_>,
    ) -> Option<GradeIx> {
        let scale = self.template.grades();
        let grade = scale.and_then(|scale| scale.find(id));
        if grade.is_none() {
            let message = match scale {
                Some(scale) => format!("`{id}` is not a grade of the scale `{}`", scale.id),
                None => format!(
                    "template `{}` gives no grades, so none can be {key}",
                    self.template.id
                ),
            };
            let ids = scale
                .map(|scale| scale.grades.iter().map(|grade| grade.id.as_str()))
                .into_iter()
                .flatten();
            let diagnostic = Diagnostic::error(Code::UNKNOWN_GRADE, &at(&[key, "grade"]), message);
            diagnostics.push(Diagnostic {
                help: suggest(id, ids),
                ..diagnostic
            });
        }
        grade
    }

    fn answer(
        &self,
        place: usize,
        answer: &Answer,
        answers: &mut Answers,
        diagnostics: &mut Diagnostics,
        at: Places<'_>,
    ) {
        let Some(question) = self.template.questions.get(place) else {
            return;
        };
        let here = || at(&["answers", &question.id]);
        let mut note = |kind: NoteKind, text: &str| {
            if !text.trim().is_empty() {
                let question = u16::try_from(place).unwrap_or(u16::MAX);
                answers.notes.push(Note {
                    question,
                    kind,
                    text: text.to_owned(),
                });
            }
        };
        let coded = match answer {
            Answer::Given { value, comment } => {
                let comment = comment.as_deref().unwrap_or_default();
                note(NoteKind::Comment, comment);
                match value::code(
                    question,
                    self.options.get(place).map_or(&[], Vec::as_slice),
                    value,
                ) {
                    Ok(value::Coded::Code(code)) => {
                        let option = self.option(place, code).unwrap_or_default();
                        if comment.trim().is_empty()
                            && question.evidence.iter().any(|one| one == option)
                        {
                            diagnostics.push(comment_missing(question, option, &here()));
                        }
                        code
                    }
                    Ok(value::Coded::Beside(text)) => {
                        note(NoteKind::Value, &text);
                        code::BESIDE
                    }
                    Ok(value::Coded::Nothing) => code::UNANSWERED,
                    Err(wrong) => {
                        diagnostics.push(wrong.at(question, &here()));
                        return;
                    }
                }
            }
            Answer::NotApplicable { reason } => {
                if self.refuses_not_applicable(question) {
                    diagnostics.push(refused(question, "not applicable", &here()));
                } else if question.not_applicable.reason_required && reason.trim().is_empty() {
                    diagnostics.push(comment_missing(question, "not applicable", &here()));
                }
                note(NoteKind::Reason, reason);
                code::NOT_APPLICABLE
            }
            Answer::NotEnoughEvidence { reason } => {
                if self.refuses_no_evidence(question) {
                    diagnostics.push(refused(question, "not enough evidence", &here()));
                }
                note(NoteKind::Reason, reason);
                code::NOT_ENOUGH_EVIDENCE
            }
        };
        if let Some(slot) = answers.codes.get_mut(place) {
            *slot = coded;
        }
    }

    fn refuses_not_applicable(&self, question: &Question) -> bool {
        let section = self
            .template
            .sections
            .get(question.section)
            .map(|section| section.scoring.not_applicable);
        !question.not_applicable.allowed
            || question.not_applicable.policy.or(section) == Some(NaPolicy::Refuse)
    }

    fn refuses_no_evidence(&self, question: &Question) -> bool {
        let section = self
            .template
            .sections
            .get(question.section)
            .map(|section| section.scoring.not_enough_evidence);
        question.not_enough_evidence.or(section) == Some(NaPolicy::Refuse)
    }

    /// Takes facts for unscored questions that nobody answered; a scored one stays a suggestion until a person confirms it.
    fn prefill(&self, answers: &mut Answers, case: &Case, dates: Dates) {
        let questions = self.template.questions.iter().enumerate();
        let waiting = questions.filter_map(|(at, question)| {
            let open = !question.scored && answers.codes.get(at) == Some(&code::UNANSWERED);
            Some((at, question, question.prefill.as_ref().filter(|_| open)?))
        });
        let made = OnceCell::new();
        let facts = || Arc::clone(made.get_or_init(|| self.facts_before_answers(case, dates)));
        for (at, question, prefill) in waiting.collect::<Vec<_>>() {
            let suggested = self.suggestion(at, prefill, case, &facts);
            let Some(suggested) = suggested.and_then(|value| value::from_script(&value)) else {
                continue;
            };
            let options = self.options.get(at).map_or(&[][..], Vec::as_slice);
            // A fact that the question does not take is left for a person to answer.
            let Ok(coded) = value::code(question, options, &suggested) else {
                continue;
            };
            let number = u16::try_from(at).unwrap_or(u16::MAX);
            let source = prefill.text.clone();
            let code = match coded {
                value::Coded::Code(code) => code,
                value::Coded::Beside(text) => {
                    answers.notes.push(Note {
                        question: number,
                        kind: NoteKind::Value,
                        text,
                    });
                    code::BESIDE
                }
                value::Coded::Nothing => continue,
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
    }

    /// What the case record suggests for a question; nothing where it does not say, or the expression fails on it.
    ///
    /// Most suggestions are one fact as it stands, and no script is run for those; `facts` is made when one first is.
    fn suggestion(
        &self,
        at: usize,
        prefill: &Expression,
        case: &Case,
        facts: &dyn Fn() -> Arc<Facts>,
    ) -> Option<ScriptValue> {
        let name = prefill.text.trim().strip_prefix("record.");
        match name.filter(|name| self.script.knows_fact(name)) {
            Some(fact) => self.script.fact(case, fact),
            None => self.script.value(Place::Prefill(at), &facts()).ok(),
        }
    }

    fn facts_before_answers(&self, case: &Case, dates: Dates) -> Arc<Facts> {
        Arc::new(Facts {
            codes: vec![code::UNANSWERED; self.template.questions.len()],
            case: Arc::new(case.clone()),
            today: dates.today,
            ..Facts::default()
        })
    }

    /// What the case record suggests for each question that has a `prefill`, with the place it comes from.
    ///
    /// Suggestions for scored questions are for a person to confirm; [`CompiledTemplate::encode`] never takes them.
    #[must_use]
    pub fn suggestions(&self, case: &Case, today: NaiveDate) -> Vec<(String, ScriptValue)> {
        let dates = Dates {
            audit: today,
            today,
        };
        let made = OnceCell::new();
        let facts = || Arc::clone(made.get_or_init(|| self.facts_before_answers(case, dates)));
        let questions = self.template.questions.iter().enumerate();
        questions
            .filter_map(|(at, question)| {
                let prefill = question.prefill.as_ref()?;
                let suggested = self.suggestion(at, prefill, case, &facts)?;
                Some((question.id.clone(), suggested))
            })
            .filter(|(_, value)| *value != ScriptValue::Nothing)
            .collect()
    }
}

fn refused(question: &Question, what: &str, at: &Span) -> Diagnostic {
    let message = if let QuestionKind::Computed(_) = question.kind {
        format!(
            "question `{}` is worked out, so it takes no answer",
            question.id
        )
    } else {
        format!("question `{}` does not take `{what}`", question.id)
    };
    Diagnostic::error(Code::ANSWER_REFUSED, at, message)
        .help("answer the question, or leave it out")
}

fn comment_missing(question: &Question, answer: &str, at: &Span) -> Diagnostic {
    let message = format!("`{answer}` to question `{}` needs a comment", question.id);
    let help = match answer {
        "not applicable" => {
            "say why the question does not arise: `{\"not_applicable\": \"…\"}`".to_owned()
        }
        _ => format!("say what was seen: `{{\"value\": \"{answer}\", \"comment\": \"…\"}}`"),
    };
    Diagnostic::warning(Code::COMMENT_MISSING, at, message).help(help)
}

#[cfg(test)]
mod tests;
