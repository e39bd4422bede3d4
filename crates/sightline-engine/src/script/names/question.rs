//! What each question's answers are to scripts.

use std::sync::Arc;

use rhai::{Dynamic, ImmutableString};

use super::super::dynamic::{cut, number};
use super::{Beside, QuestionNames, Shape};
use crate::model::{Column, FactKind, Question, QuestionKind};

impl QuestionNames {
    pub(super) fn new(question: &Question) -> Self {
        let (options, shape, beside) = match &question.kind {
            QuestionKind::Grade(grades) => (
                ids(grades.grades.iter().map(|grade| &grade.id)),
                Shape::Word,
                Beside::Never,
            ),
            QuestionKind::YesNo(_) => (ids(["yes", "no"]), Shape::Word, Beside::Never),
            QuestionKind::YesPartlyNo(_) => {
                (ids(["yes", "partly", "no"]), Shape::Word, Beside::Never)
            }
            QuestionKind::Choice(options) => (
                ids(options.iter().map(|option| &option.id)),
                Shape::Word,
                Beside::Never,
            ),
            QuestionKind::Choices(options) => (
                ids(options.iter().map(|option| &option.id)),
                Shape::List,
                Beside::List,
            ),
            QuestionKind::Scale(_) => (Vec::new(), Shape::Number, Beside::Never),
            QuestionKind::Number { .. } => (Vec::new(), Shape::Number, Beside::Number),
            QuestionKind::Date => (Vec::new(), Shape::Other, Beside::Date),
            QuestionKind::Text => (Vec::new(), Shape::Other, Beside::Text),
            QuestionKind::Table(columns) => {
                (Vec::new(), Shape::Other, Beside::Table(columns.all.clone()))
            }
            QuestionKind::Computed(_) => (Vec::new(), Shape::Other, Beside::Computed),
        };
        let mut values: Vec<Dynamic> = options
            .iter()
            .map(|option| ImmutableString::from(option).into())
            .collect();
        if let QuestionKind::Scale(numbers) = &question.kind {
            values = numbers.steps().iter().map(number).collect();
        }
        let scale = if let QuestionKind::Grade(grades) = &question.kind {
            Some(Arc::clone(grades))
        } else {
            None
        };
        Self {
            id: question.id.as_str().into(),
            critical: question.critical,
            options,
            shape,
            values,
            beside,
            scale,
        }
    }
}

/// Columns of a table's rows; none of any other question.
pub(super) fn columns(question: &Question) -> Vec<String> {
    match &question.kind {
        QuestionKind::Table(columns) => ids(columns.all.iter().map(|one| &one.id)),
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Choices(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Scale(_)
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Computed(_) => Vec::new(),
    }
}

fn ids(words: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    words.into_iter().map(Into::into).collect()
}

impl Beside {
    pub(super) fn read(&self, text: &str) -> Dynamic {
        match self {
            Self::Never | Self::Computed => Dynamic::UNIT,
            Self::Text => cut(text).into(),
            Self::Number => text.parse().map_or(Dynamic::UNIT, |exact| number(&exact)),
            Self::Date => text
                .parse::<chrono::NaiveDate>()
                .map_or(Dynamic::UNIT, Dynamic::from),
            Self::List => {
                let ids = text.split('|').filter(|id| !id.is_empty());
                Dynamic::from_array(ids.map(|id| cut(id).into()).collect())
            }
            Self::Table(columns) => rows(text, columns),
        }
    }
}

/// Rows as maps by column id; an empty cell is `()`.
fn rows(text: &str, columns: &[Column]) -> Dynamic {
    let rows: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(text).unwrap_or_default();
    let row = |row: &serde_json::Map<String, serde_json::Value>| {
        let cells = columns.iter().map(|column| {
            let cell = match row.get(&column.id) {
                Some(serde_json::Value::String(text)) => cell(text, &column.kind),
                Some(serde_json::Value::Number(number)) => cell(&number.to_string(), &column.kind),
                _ => Dynamic::UNIT,
            };
            (column.id.as_str().into(), cell)
        });
        Dynamic::from_map(cells.collect())
    };
    Dynamic::from_array(rows.iter().map(row).collect())
}

fn cell(text: &str, kind: &FactKind) -> Dynamic {
    match kind {
        _ if text.is_empty() => Dynamic::UNIT,
        FactKind::Date => Beside::Date.read(text),
        FactKind::Number => Beside::Number.read(text),
        FactKind::Text | FactKind::YesNo | FactKind::Choice(_) => cut(text).into(),
    }
}
