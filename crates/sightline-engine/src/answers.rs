//! Answers as the compiled template's small codes.

/// One audit's answers, coded for one compiled template.
///
/// A code a question, in the template's order, and beside them what no code can hold: free values, comments and
/// reasons. This is what is scored, stored and counted.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// One a question: [`code`] says what each means.
    pub codes: Vec<u8>,
    /// What no code can hold, in question order.
    pub notes: Vec<Note>,
}

impl std::fmt::Debug for Answers {
    /// Hides what was answered: it is about a child.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answers")
            .field("questions", &self.codes.len())
            .finish_non_exhaustive()
    }
}

/// What the codes mean. Four different things, never mixed: unanswered, not applicable, not enough evidence, an answer.
pub mod code {
    /// Nothing was answered.
    pub const UNANSWERED: u8 = 0;
    /// `not applicable`.
    pub const NOT_APPLICABLE: u8 = 1;
    /// `not enough evidence`.
    pub const NOT_ENOUGH_EVIDENCE: u8 = 2;
    /// A value that is beside the codes: a date, text, number, list or table.
    pub const BESIDE: u8 = 3;
    /// The first of the question's own answers; option `n` is `FIRST + n`.
    pub const FIRST: u8 = 4;
}

/// Text that belongs to one answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// The question's place in the template.
    pub question: u16,
    /// What it is.
    pub kind: NoteKind,
    /// The text: a date as `2025-09-30`, a number as written, a list joined by `|`, a table as JSON.
    pub text: String,
}

impl std::fmt::Debug for Note {
    /// Hides the text.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Note")
            .field("question", &self.question)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The answer itself, where its code is [`code::BESIDE`].
    Value,
    /// The auditor's comment.
    Comment,
    /// Why it is not applicable, or what evidence was missing.
    Reason,
    /// The answer is the case record's, not a person's; the text is the fact's name.
    FromRecord,
}
