//! A template as scripts see it.

mod kind;
mod measured;
mod question;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};

use crate::answers::code;
use crate::exact::Exact;
use crate::model::{Column, FactKind, GradeScale, Template, Timescales};

use super::look::Look;
use super::value::ScriptValue;

/// Lists of the history, each with the fields of its rows.
pub(super) type Lists = BTreeMap<String, BTreeMap<String, FactKind>>;

pub(super) use kind::Kind;

/// The names that every script sees, in every function.
pub(super) const GLOBALS: [&str; 6] = [
    "answers", "history", "overall", "record", "sections", "today",
];

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
    /// Lists of the history with the fields of their rows.
    pub(super) lists: Lists,
    /// Columns of all tables.
    pub(super) columns: BTreeSet<String>,
    /// The lists whose rows a measure goes through.
    pub(super) row: Vec<String>,
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
            lists: template
                .history
                .iter()
                .map(|list| (list.id.clone(), list.fields.iter().cloned().collect()))
                .collect(),
            columns: template
                .questions
                .iter()
                .flat_map(question::columns)
                .collect(),
            row: Vec::new(),
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

    /// The places of the critical questions.
    pub(super) fn critical(&self) -> impl Iterator<Item = usize> {
        let questions = self.questions.iter().enumerate();
        questions.filter_map(|(at, question)| question.critical.then_some(at))
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
