use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use crate::exact::Exact;

/// One audit as it was filled in: a line of an answers file.
#[derive(Clone, PartialEq, Eq)]
pub struct Audit {
    /// Its id.
    pub id: String,
    /// The case it looks at.
    pub case: String,
    /// The template's id.
    pub template: String,
    /// Staff code of the auditor.
    pub auditor: Option<String>,
    /// The team whose work it is.
    pub team: Option<String>,
    /// The service the team belongs to.
    pub service: Option<String>,
    /// When it was done; stages and the quarter count from here.
    pub date: NaiveDate,
    /// By question id.
    pub answers: BTreeMap<String, Answer>,
    /// The other voices' answers, by voice and question id; kept, never scored.
    pub voices: BTreeMap<String, BTreeMap<String, Answer>>,
    /// The auditor's own overall grade, where it differs from the computed one.
    pub recorded: Option<Recorded>,
    /// The moderator's.
    pub moderated: Option<Moderated>,
}

impl Audit {
    /// An audit with nothing answered yet.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        case: impl Into<String>,
        template: impl Into<String>,
        date: NaiveDate,
    ) -> Self {
        Self {
            id: id.into(),
            case: case.into(),
            template: template.into(),
            date,
            auditor: None,
            team: None,
            service: None,
            answers: BTreeMap::new(),
            voices: BTreeMap::new(),
            recorded: None,
            moderated: None,
        }
    }

    /// The same with a question answered.
    #[must_use]
    pub fn answer(mut self, question: impl Into<String>, answer: impl Into<Answer>) -> Self {
        self.answers.insert(question.into(), answer.into());
        self
    }
}

impl From<&str> for Answer {
    /// A word, date or text, without a comment.
    fn from(text: &str) -> Self {
        Self::Given {
            value: Value::Text(text.to_owned()),
            comment: None,
        }
    }
}

impl From<i64> for Answer {
    /// A number, without a comment.
    fn from(number: i64) -> Self {
        Self::Given {
            value: Value::Number(number.into()),
            comment: None,
        }
    }
}

impl fmt::Debug for Audit {
    /// Names the audit and hides what was answered.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit")
            .field("id", &self.id)
            .field("template", &self.template)
            .finish_non_exhaustive()
    }
}

/// What was answered to one question. Unanswered is the absence of an `Answer`, never one of these.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// An answer.
    Given {
        /// What.
        value: Value,
        /// And why.
        comment: Option<String>,
    },
    /// The question does not arise for this case.
    NotApplicable {
        /// Why not.
        reason: String,
    },
    /// It arises, and the record does not say.
    NotEnoughEvidence {
        /// What was looked for.
        reason: String,
    },
}

/// A value as it was written, before its question has been asked what it means.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// A word, date or free text.
    Text(String),
    /// A number.
    Number(Exact),
    /// Options of a `choices` question.
    List(Vec<String>),
    /// Rows of a table, by column id.
    Rows(Vec<BTreeMap<String, String>>),
}

impl fmt::Debug for Answer {
    /// Hides the answer: it is about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Given { .. } => "Given(…)",
            Self::NotApplicable { .. } => "NotApplicable(…)",
            Self::NotEnoughEvidence { .. } => "NotEnoughEvidence(…)",
        })
    }
}

impl fmt::Debug for Value {
    /// Hides the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(…)")
    }
}

/// The auditor's own overall grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Grade id.
    pub grade: String,
    /// Why it differs.
    pub reason: String,
}

/// A second person's overall grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderated {
    /// Grade id.
    pub grade: String,
    /// Staff code.
    pub moderator: String,
    /// When.
    pub date: NaiveDate,
    /// How the audit came to be moderated: `random`, `targeted` or `calibration`; never pooled.
    pub basis: String,
}
