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

impl Answers {
    /// Whether a person answered the same, wherever the case record was read that time.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let said = |all: &Self| -> Vec<(u16, NoteKind, String)> {
            let kept = all
                .notes
                .iter()
                .filter(|note| note.kind != NoteKind::RecordSays);
            let text = |note: &Note| match note.kind {
                NoteKind::FromRecord | NoteKind::RecordSays => String::new(),
                NoteKind::Value | NoteKind::Comment | NoteKind::Reason => note.text.clone(),
            };
            kept.map(|note| (note.question, note.kind, text(note)))
                .collect()
        };
        self.codes == other.codes && (self.notes == other.notes || said(self) == said(other))
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
    /// The answer is the case record's, not a person's; the text says where it was read, else what it was worked out by.
    FromRecord,
    /// What the case record says where a person answered otherwise: where it was read on the first line, the value below it.
    RecordSays,
}
