//! What kind of value an answer or a fact is to a script.

use super::{Beside, Names, Shape};
use crate::model::FactKind;

/// What kind of value an expression comes to where it comes to anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Truth,
    Number,
    Text,
    Date,
    List,
    Map,
    /// What `grade(section)` gives; it compares with the ids of grades.
    Grade,
    /// What `on_time(…)` gives; it compares with words.
    Outcome,
    Nothing,
}

impl Kind {
    /// What it is, as an author would say it.
    pub(in super::super) fn words(self) -> &'static str {
        match self {
            Self::Truth => "true or false",
            Self::Number => "a number",
            Self::Text => "text",
            Self::Date => "a date",
            Self::List => "a list",
            Self::Map => "a map",
            Self::Grade => "a grade",
            Self::Outcome => "an outcome by the clock",
            Self::Nothing => "nothing",
        }
    }

    /// What a fact of a case, a field of a row or a cell of a table is.
    ///
    /// Options such as `1` are typed as numbers as well as words, so what such a fact is cannot be told.
    pub(in super::super) fn of_fact(kind: &FactKind) -> Option<Self> {
        match kind {
            FactKind::Date => Some(Self::Date),
            FactKind::Number => Some(Self::Number),
            FactKind::Text | FactKind::YesNo => Some(Self::Text),
            FactKind::Choice(options) => {
                let like_a_number =
                    |one: &String| one.starts_with(|one: char| !one.is_alphabetic());
                (!options.iter().any(like_a_number)).then_some(Self::Text)
            }
        }
    }
}

impl Names {
    /// What the answer to a question is, where every answer to it is of one kind.
    pub(in super::super) fn answer_kind(&self, id: &str) -> Option<Kind> {
        let mut all = self.questions.iter().filter(|one| one.id == id);
        let question = all.next()?;
        // Of two questions with one id, nobody can tell which is meant.
        if all.next().is_some() {
            return None;
        }
        match (question.shape, &question.beside) {
            (Shape::Word, _) => Some(Kind::Text),
            (Shape::Number, _) => Some(Kind::Number),
            (Shape::List, _) => Some(Kind::List),
            (Shape::Other, Beside::Date) => Some(Kind::Date),
            (Shape::Other, Beside::Text) => Some(Kind::Text),
            // A table without columns stands in for a question whose type is a mistake.
            (Shape::Other, Beside::Table(columns)) => (!columns.is_empty()).then_some(Kind::List),
            (Shape::Other, Beside::Never | Beside::Number | Beside::List | Beside::Computed) => {
                None
            }
        }
    }
}
