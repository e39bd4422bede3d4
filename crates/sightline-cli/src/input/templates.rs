//! The templates that answers may be for.

use sightline_engine::model::{Question, Template};

/// The templates that answers may be for.
#[derive(Clone, Debug)]
pub(crate) struct Templates<'a> {
    all: Vec<&'a Template>,
}

impl<'a> Templates<'a> {
    pub(crate) fn new(all: Vec<&'a Template>) -> Self {
        Self { all }
    }

    /// Whether any of them has this question.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.all
            .iter()
            .any(|template| template.question(id).is_some())
    }

    /// Ids of all questions.
    pub(super) fn question_ids(&self) -> impl Iterator<Item = &'a str> {
        self.all.iter().flat_map(|template| {
            template
                .questions
                .iter()
                .map(|question| question.id.as_str())
        })
    }

    /// The question of one of them.
    pub(super) fn question(&self, template: &str, id: &str) -> Option<&'a Question> {
        let template = self.all.iter().find(|one| one.id == template)?;
        template.questions.get(template.question(id)?)
    }

    /// The id of the only one, which a spreadsheet need not repeat in every row.
    pub(super) fn only(&self) -> Option<&'a str> {
        match self.all.as_slice() {
            [only] => Some(only.id.as_str()),
            _ => None,
        }
    }
}
