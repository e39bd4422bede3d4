//! Which tables hold actions that auditors agreed.

use crate::model::{ActionColumns, Columns, QuestionKind, Template};

/// A question each of whose rows is something to be done.
#[derive(Debug)]
pub(crate) struct Agreed {
    /// Its place in the template.
    pub(crate) question: usize,
    /// The columns that say so.
    pub(crate) columns: ActionColumns,
}

/// Those of a template, in order.
pub(super) fn agreed(template: &Template) -> Vec<Agreed> {
    let questions = template.questions.iter().enumerate();
    let tables = questions.filter_map(|(question, one)| {
        if let QuestionKind::Table(Columns {
            actions: Some(columns),
            ..
        }) = &one.kind
        {
            let columns = columns.clone();
            Some(Agreed { question, columns })
        } else {
            None
        }
    });
    tables.collect()
}
