//! A template as scripts see it.

mod kind;
mod measured;

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};

use crate::answers::code;
use crate::exact::Exact;
use crate::model::{Column, FactKind, GradeScale, QuestionKind, Template, Timescales};

use super::functions::GLOBALS;
use super::look::Look;
use super::value::{ScriptValue, cut, number};

pub(super) use kind::Kind;

/// Ids and values of a template, ready for scripts.
pub(super) struct Names {
    pub(super) questions: Vec<QuestionNames>,
    places: BTreeMap<String, usize>,
    pub(super) sections: Vec<SectionNames>,
    pub(super) themes: Vec<String>,
    pub(super) grades: Option<Arc<GradeScale>>,
    /// Facts that the template declares, by name: their places and kinds.
    pub(super) facts: BTreeMap<String, (usize, FactKind)>,
    pub(super) timescales: Arc<Timescales>,
    /// The names that every function of its scripts sees.
    pub(super) globals: &'static [&'static str],
    /// Lists of the history with the fields of their rows; only measures see any.
    pub(super) lists: BTreeMap<String, BTreeMap<String, FactKind>>,
    /// The list whose rows a measure goes through.
    pub(super) row: Option<String>,
}

pub(super) struct QuestionNames {
    pub(super) id: ImmutableString,
    pub(super) critical: bool,
    /// Words that may be answered, where they are words.
    pub(super) options: Vec<String>,
    pub(super) shape: Shape,
    /// What each code means, from [`code::FIRST`] on.
    values: Vec<Dynamic>,
    beside: Beside,
    /// Its scale, where its answers are grades.
    pub(super) scale: Option<Arc<GradeScale>>,
}

/// What kind of value an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One of a few words.
    Word,
    /// Any of a few words.
    List,
    Number,
    /// Text, a date, a table, or whatever a computed question comes to.
    Other,
}

/// How an answer that has no code is written in its note.
enum Beside {
    /// It always has a code.
    Never,
    Text,
    Number,
    Date,
    List,
    Table(Vec<Column>),
    Computed,
}

pub(super) struct SectionNames {
    pub(super) id: ImmutableString,
    pub(super) title: ImmutableString,
    pub(super) weight: Exact,
    pub(super) questions: Array,
}

impl Names {
    pub(super) fn new(template: &Template) -> Self {
        let questions: Vec<_> = template.questions.iter().map(QuestionNames::new).collect();
        let sections = template.sections.iter().map(|section| SectionNames {
            id: section.id.as_str().into(),
            title: section.title.as_str().into(),
            weight: section.weight.clone(),
            questions: questions
                .get(section.questions.clone())
                .unwrap_or_default()
                .iter()
                .map(|one| one.id.clone().into())
                .collect(),
        });
        Self {
            sections: sections.collect(),
            places: questions
                .iter()
                .enumerate()
                .map(|(at, one)| (one.id.to_string(), at))
                .collect(),
            questions,
            themes: template
                .themes
                .iter()
                .map(|theme| theme.id.clone())
                .collect(),
            grades: template.grades().cloned(),
            facts: template
                .record
                .iter()
                .enumerate()
                .map(|(at, fact)| (fact.id.clone(), (at, fact.kind.clone())))
                .collect(),
            timescales: Arc::clone(&template.timescales),
            globals: &GLOBALS,
            lists: BTreeMap::new(),
            row: None,
        }
    }

    /// The place of a question.
    pub(super) fn question(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The place of a section.
    pub(super) fn section(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
    }

    /// Ids of all questions, for suggestions.
    pub(super) fn question_ids(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|one| one.id.as_str())
    }

    /// Ids of all sections, for suggestions.
    pub(super) fn section_ids(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|one| one.id.as_str())
    }

    /// The scale that has a grade with this id: the template's own first.
    pub(super) fn scale_with(&self, grade: &str) -> Option<&Arc<GradeScale>> {
        let scales = self.questions.iter().filter_map(|one| one.scale.as_ref());
        self.grades
            .iter()
            .chain(scales)
            .find(|scale| scale.find(grade).is_some())
    }

    /// What was answered to a question, `()` where nothing was.
    pub(super) fn answer(&self, look: &Look, at: usize) -> Dynamic {
        let Some(question) = self.questions.get(at) else {
            return Dynamic::UNIT;
        };
        if matches!(question.beside, Beside::Computed) {
            return look
                .computed(at)
                .map_or(Dynamic::UNIT, ScriptValue::dynamic);
        }
        match look.code(at) {
            code::BESIDE => {
                let text = look.beside(at);
                text.map_or(Dynamic::UNIT, |text| question.beside.read(text))
            }
            low if low < code::FIRST => Dynamic::UNIT,
            coded => question
                .values
                .get(usize::from(coded - code::FIRST))
                .cloned()
                .unwrap_or(Dynamic::UNIT),
        }
    }

    /// Whether a question is worked out, not answered.
    pub(super) fn is_computed(&self, at: usize) -> bool {
        self.questions
            .get(at)
            .is_some_and(|one| matches!(one.beside, Beside::Computed))
    }

    /// Whether an answer is the same whenever its code is.
    pub(super) fn is_coded(&self, at: usize) -> bool {
        self.questions
            .get(at)
            .is_some_and(|one| matches!(one.beside, Beside::Never))
    }
}

impl QuestionNames {
    fn new(question: &crate::model::Question) -> Self {
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
                (Vec::new(), Shape::Other, Beside::Table(columns.clone()))
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

fn ids(words: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    words.into_iter().map(Into::into).collect()
}

impl Beside {
    fn read(&self, text: &str) -> Dynamic {
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
