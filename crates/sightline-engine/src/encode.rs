//! What somebody filled in, as codes that can be scored.

mod before;
mod differ;
mod facts;
mod prefill;
mod scripted;
mod source;
mod value;

use chrono::NaiveDate;

use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, suggest};
use crate::model::{Answer, Audit, Case, GradeIx, NaPolicy, Question, QuestionKind};
use crate::rollup::{Basis, Graded};
use crate::score::Dates;
use crate::scored::Scored;
use crate::source::Span;

pub use differ::Disagreement;
pub use prefill::Suggestion;

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

impl Encoded {
    /// What the audit contributes to a rollup, once it has been scored.
    #[must_use]
    pub fn graded<'a>(&'a self, scored: &'a Scored) -> Graded<'a> {
        Graded {
            codes: &self.answers.codes,
            scored,
            recorded: self.recorded,
            moderated: self.moderated,
        }
    }
}

/// Where the parts of an audit were written: a line of JSON, a row of a spreadsheet, a page.
pub type Places<'a> = &'a dyn Fn(&[&str]) -> Span;

impl CompiledTemplate {
    /// Turns an audit into codes; facts of the case fill unscored questions that nobody answered, and what
    /// a person answered otherwise than the case record says is kept with what it says.
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
        let (mut encoded, mut diagnostics) = self.coded(audit, case, false, at);
        let answers = &mut encoded.answers;
        let dates = Dates {
            audit: audit.date,
            today,
        };
        let (wrong, unexplained) = self.consult(answers, case, dates);
        if let Some(wrong) = wrong {
            diagnostics.push(wrong.related(&at(&["audit"]), "the audit that it was for"));
        }
        let unexplained = unexplained
            .into_iter()
            .filter_map(|at| self.template.questions.get(at));
        for question in unexplained {
            diagnostics.push(reason_missing(question, &at(&["answers", &question.id])));
        }
        answers.notes.sort_by_key(|note| (note.question, note.kind));
        let is_right = !diagnostics.has_errors();
        (is_right.then_some(encoded), diagnostics.sorted())
    }

    /// Names everything that is wrong with the answers and grades of an audit of which only a part could be read.
    ///
    /// What is blank in it was named when it was read. The case record is not consulted, since the audit may have no date.
    #[must_use]
    pub fn wrong(&self, audit: &Audit, case: &Case, at: Places<'_>) -> Diagnostics {
        let (_, wrong) = self.coded(audit, case, true, at);
        wrong.sorted()
    }

    fn coded(
        &self,
        audit: &Audit,
        case: &Case,
        as_far: bool,
        at: Places<'_>,
    ) -> (Encoded, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut answers = Answers {
            codes: vec![code::UNANSWERED; self.template.questions.len()],
            notes: Vec::new(),
        };
        diagnostics.extend(self.facts_wrong(case, at));
        for (id, answer) in &audit.answers {
            match self.place_of(id, &["answers", id], at) {
                Ok(question) => self.answer(question, answer, &mut answers, &mut diagnostics, at),
                Err(unknown) => diagnostics.push(*unknown),
            }
        }
        diagnostics.extend(self.voices_wrong(audit, at));
        let mut say = |text: &str, wrong: Box<Diagnostic>| {
            if !as_far || !text.is_empty() {
                diagnostics.push(*wrong);
            }
        };
        let recorded = audit.recorded.as_ref().and_then(|one| {
            let grade = self.grade(&one.grade, "recorded", at);
            grade.map_err(|wrong| say(&one.grade, wrong)).ok()
        });
        let moderated = audit.moderated.as_ref().and_then(|one| {
            let grade = self.grade(&one.grade, "moderated", at);
            let grade = grade.map_err(|wrong| say(&one.grade, wrong)).ok();
            let basis = basis(&one.basis, at);
            let basis = basis.map_err(|wrong| say(&one.basis, wrong)).ok();
            Some((grade?, basis?))
        });
        let encoded = Encoded {
            answers,
            recorded,
            moderated,
        };
        (encoded, diagnostics)
    }

    /// What is wrong with other voices, and with their answers.
    fn voices_wrong(&self, audit: &Audit, at: Places<'_>) -> Diagnostics {
        let mut wrong = Diagnostics::new();
        for (voice, others) in &audit.voices {
            for (id, answer) in others {
                wrong.extend(self.voice_wrong(id, answer, &|keys| {
                    let inside = keys.iter().skip(1).copied();
                    at(&["voices", voice]
                        .into_iter()
                        .chain(inside)
                        .collect::<Vec<_>>())
                }));
            }
            if !self.template.voices.contains(voice) {
                let message = format!("template `{}` has no voice `{voice}`", self.template.id);
                let mut diagnostic =
                    Diagnostic::error(Code::LINE_UNKNOWN_KEY, &at(&["voices", voice]), message);
                diagnostic.help = suggest(voice, self.template.voices.iter().map(String::as_str));
                wrong.push(diagnostic);
            }
        }
        wrong
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

    fn grade(&self, id: &str, key: &str, at: Places<'_>) -> Result<GradeIx, Box<Diagnostic>> {
        let scale = self.template.grades();
        scale.and_then(|scale| scale.find(id)).ok_or_else(|| {
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
            Box::new(Diagnostic {
                help: suggest(id, ids),
                ..diagnostic
            })
        })
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

    /// What is wrong with an answer of a voice that is kept and never scored; nobody asks it for comments.
    fn voice_wrong(&self, id: &str, answer: &Answer, at: Places<'_>) -> Diagnostics {
        let mut wrong = Diagnostics::new();
        match self.place_of(id, &["answers", id], at) {
            Ok(question) => self.answer(question, answer, &mut Answers::default(), &mut wrong, at),
            Err(unknown) => wrong.push(*unknown),
        }
        let errors = wrong
            .into_iter()
            .filter(|one| one.severity == Severity::Error);
        errors.collect()
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
}

fn basis(id: &str, at: Places<'_>) -> Result<Basis, Box<Diagnostic>> {
    Basis::find(id).ok_or_else(|| {
        let message = format!("`{id}` is not a basis of moderation");
        let at = at(&["moderated", "basis"]);
        Box::new(Diagnostic {
            help: suggest(id, Basis::ALL.map(Basis::id)),
            ..Diagnostic::error(Code::ANSWER_NOT_OFFERED, &at, message)
        })
    })
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

fn reason_missing(question: &Question, at: &Span) -> Diagnostic {
    // Neither value is shown: both are about a child.
    let message = format!(
        "the answer to question `{}` is not what the case record says, and nothing says why",
        question.id
    );
    let help = "say what the record has wrong: `{\"value\": …, \"comment\": \"…\"}`";
    Diagnostic::warning(Code::REASON_MISSING, at, message).help(help)
}

#[cfg(test)]
mod tests;
