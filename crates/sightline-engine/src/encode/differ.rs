//! Answers that are otherwise than the case record says.

use std::collections::BTreeSet;

use super::value::Coded;
use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::exact::Exact;
use crate::model::{Question, QuestionKind};

/// An answer that differs from what the case record says, for those who look after case records.
///
/// It is about a child: it goes to whoever may see the record, and never into a report.
#[derive(Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The question's id.
    pub question: String,
    /// Its words.
    pub ask: String,
    /// What the case record said when the audit was taken in.
    pub record: String,
    /// Where that was read, else what it was worked out by.
    pub source: String,
    /// What the auditor answered.
    pub answered: String,
    /// Why; empty where nobody said.
    pub reason: String,
}

impl std::fmt::Debug for Disagreement {
    /// Hides what is said of a child.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disagreement")
            .field("question", &self.question)
            .finish_non_exhaustive()
    }
}

impl CompiledTemplate {
    /// Every answer that differed from what the case record said, in the order of questions.
    #[must_use]
    pub fn disagreements(&self, answers: &Answers) -> Vec<Disagreement> {
        let kept = answers
            .notes
            .iter()
            .filter(|note| note.kind == NoteKind::RecordSays);
        let all = kept.filter_map(|note| {
            let at = usize::from(note.question);
            let question = self.template.questions.get(at)?;
            let (source, record) = note.text.split_once('\n')?;
            let given = answers.codes.get(at).copied().unwrap_or(code::UNANSWERED);
            let answered = match given {
                code::NOT_APPLICABLE => "not applicable",
                code::NOT_ENOUGH_EVIDENCE => "not enough evidence",
                code::BESIDE => text(answers, at, NoteKind::Value).unwrap_or_default(),
                coded => self.option(at, coded).unwrap_or_default(),
            };
            Some(Disagreement {
                question: question.id.clone(),
                ask: question.ask.clone(),
                record: record.to_owned(),
                source: source.to_owned(),
                answered: answered.to_owned(),
                reason: reason(answers, at).unwrap_or_default().to_owned(),
            })
        });
        all.collect()
    }
}

/// Whether what was answered is what the case record says.
pub(super) fn is_answer(question: &Question, answers: &Answers, at: usize, says: &Coded) -> bool {
    let answered = answers.codes.get(at).copied().unwrap_or(code::UNANSWERED);
    match says {
        Coded::Nothing => true,
        Coded::Code(code) => *code == answered,
        Coded::Beside(says) => {
            let given = text(answers, at, NoteKind::Value).unwrap_or_default();
            answered == code::BESIDE && is_same(question, given, says)
        }
    }
}

/// The same number may be written in two ways, and a list in two orders.
fn is_same(question: &Question, one: &str, other: &str) -> bool {
    match question.kind {
        QuestionKind::Number { .. } => {
            let number = |text: &str| text.parse::<Exact>().ok();
            one == other || number(one).is_some_and(|one| Some(one) == number(other))
        }
        QuestionKind::Choices(_) => {
            let set = |text| BTreeSet::from_iter(str::split(text, '|'));
            set(one) == set(other)
        }
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Scale(_)
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => one.trim() == other.trim(),
    }
}

/// Keeps what the case record says beside the answer; gives the auditor's reason.
pub(super) fn keep<'a>(
    answers: &'a mut Answers,
    at: usize,
    source: &str,
    says: &str,
) -> Option<&'a str> {
    answers.notes.push(Note {
        question: u16::try_from(at).unwrap_or(u16::MAX),
        kind: NoteKind::RecordSays,
        text: format!("{source}\n{says}"),
    });
    reason(answers, at)
}

fn reason(answers: &Answers, at: usize) -> Option<&str> {
    let comment = text(answers, at, NoteKind::Comment);
    comment.or_else(|| text(answers, at, NoteKind::Reason))
}

fn text(answers: &Answers, at: usize, kind: NoteKind) -> Option<&str> {
    let mut notes = answers.notes.iter();
    let note = notes.find(|note| usize::from(note.question) == at && note.kind == kind)?;
    Some(&note.text)
}
