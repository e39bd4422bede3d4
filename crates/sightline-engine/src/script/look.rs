//! Facts as scripts reach them: whatever is looked at is noted, so that its result can be used again where the same would be seen.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::answers::{NoteKind, code};
use crate::model::{Case, FactValue, GradeIx};
use crate::scored::Score;

use super::facts::Facts;
use super::inputs::Input;
use super::value::ScriptValue;

thread_local! {
    /// What the script that runs on this thread has looked at so far, in order, each once; absent where nobody asks.
    static LOOKED_AT: RefCell<Option<Vec<Input>>> = const { RefCell::new(None) };
}

/// One value that a script read of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// A fact, by name.
    Fact(String),
    /// A field of a row: its list, its place there, its name.
    Field(Arc<str>, usize, Arc<str>),
}

/// What a script suggested, and the value of the case that it is, where it is one.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) value: ScriptValue,
    pub(crate) read: Option<Read>,
}

thread_local! {
    /// Every value of the case that the script on this thread has read, in order; absent where nobody asks.
    static READ: RefCell<Option<Vec<Read>>> = const { RefCell::new(None) };
}

/// Runs something and tells which values of the case scripts read meanwhile, in order.
pub(crate) fn read_by<T>(run: impl FnOnce() -> T) -> (T, Vec<Read>) {
    let outer = READ.replace(Some(Vec::new()));
    let result = run();
    let read = READ.replace(outer);
    (result, read.unwrap_or_default())
}

/// Notes a value that is read, where somebody asks.
pub(super) fn note_read(read: impl FnOnce() -> Read) {
    READ.with_borrow_mut(|all| {
        if let Some(all) = all {
            all.push(read());
        }
    });
}

/// Runs something and tells what scripts looked at meanwhile, in order.
///
/// A script is given nothing else, so whoever sees the same in that order gets the same result.
pub(crate) fn watched<T>(run: impl FnOnce() -> T) -> (T, Vec<Input>) {
    let outer = LOOKED_AT.replace(Some(Vec::new()));
    let result = run();
    let seen = LOOKED_AT.replace(outer);
    (result, seen.unwrap_or_default())
}

/// The facts of the audit that a script is about.
#[derive(Clone)]
pub(super) struct Look(Arc<Facts>);

impl Look {
    pub(super) fn at(facts: &Arc<Facts>) -> Self {
        Self(Arc::clone(facts))
    }

    fn note(input: Input) {
        LOOKED_AT.with_borrow_mut(|seen| {
            if let Some(seen) = seen.as_mut().filter(|seen| !seen.contains(&input)) {
                seen.push(input);
            }
        });
    }

    /// The code of an answer.
    pub(super) fn code(&self, question: usize) -> u8 {
        Self::note(Input::Answer(question));
        self.code_of(question)
    }

    /// The text of an answer that has no code.
    pub(super) fn beside(&self, question: usize) -> Option<&str> {
        Self::note(Input::Answer(question));
        let mut notes = self.0.notes.iter();
        let found = notes
            .find(|note| usize::from(note.question) == question && note.kind == NoteKind::Value)?;
        Some(&found.text)
    }

    /// What a question was worked out to be.
    pub(super) fn computed(&self, question: usize) -> Option<&ScriptValue> {
        Self::note(Input::Answer(question));
        let mut computed = self.0.computed.iter();
        let (_, value) = computed.find(|(at, _)| usize::from(*at) == question)?;
        Some(value)
    }

    /// How many of the critical questions are shown and are blank, or have not enough evidence.
    pub(super) fn critical_unanswered(&self, critical: impl Iterator<Item = usize>) -> usize {
        Self::note(Input::Critical);
        let open = critical.filter(|at| {
            let blank = matches!(
                self.code_of(*at),
                code::UNANSWERED | code::NOT_ENOUGH_EVIDENCE
            );
            blank && self.0.is_shown(*at)
        });
        open.count()
    }

    /// A fact of the case, by its name and its place among the declared ones.
    pub(super) fn fact(&self, id: &str, place: usize) -> Option<&FactValue> {
        Self::note(Input::Fact(place));
        note_read(|| Read::Fact(id.to_owned()));
        self.0.case.facts.get(id)
    }

    /// The case, for a list of its history by the list's place among the declared ones.
    pub(super) fn history(&self, place: usize) -> &Arc<Case> {
        Self::note(Input::History(place));
        &self.0.case
    }

    /// The day.
    pub(super) fn today(&self) -> NaiveDate {
        Self::note(Input::Today);
        self.0.today
    }

    /// A section's grade.
    pub(super) fn grade(&self, section: usize) -> Option<GradeIx> {
        Self::note(Input::Grade(section));
        self.0.sections.get(section)?.grade
    }

    /// Whether a section has a score.
    pub(super) fn has_score(&self, section: usize) -> bool {
        Self::note(Input::HasScore(section));
        let score = self.0.sections.get(section);
        score.is_some_and(|score| score.share.is_some())
    }

    /// A section's score.
    pub(super) fn score(&self, section: usize) -> Option<&Score> {
        Self::note(Input::Score(section));
        self.0.sections.get(section)
    }

    /// The overall grade.
    pub(super) fn overall(&self) -> Option<GradeIx> {
        Self::note(Input::Overall);
        self.0.overall.grade
    }

    /// The overall score.
    pub(super) fn overall_score(&self) -> &Score {
        Self::note(Input::OverallScore);
        &self.0.overall
    }

    fn code_of(&self, question: usize) -> u8 {
        let code = self.0.codes.get(question);
        code.copied().unwrap_or(code::UNANSWERED)
    }
}
