//! An answer as templates write it and as a reader sees it.

use std::collections::BTreeMap;
use std::fmt;

use crate::answers::{Answers, code};
use crate::compile::CompiledTemplate;
use crate::model::{Column, Opt, QuestionKind};

/// What was answered to a question, or that nothing was.
///
/// Shown, it is the label, with the id in brackets where nobody could tell it from the label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// As templates and answers write it: an option's id, a date, a number, words.
    pub id: String,
    /// As a reader sees it: an option's label; the same where there is none.
    pub label: String,
    /// Whether it is an answer; false for none, for `not applicable` and for `not enough evidence`.
    pub given: bool,
    shown: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Said {
    /// Words that are their own label.
    pub(super) fn plain(words: &str) -> Self {
        Self {
            id: words.to_owned(),
            label: words.to_owned(),
            given: true,
            shown: words.to_owned(),
        }
    }

    fn nothing(words: &str) -> Self {
        Self {
            given: false,
            ..Self::plain(words)
        }
    }

    /// Some options, in the order in which they were chosen.
    fn options(all: &[Opt], ids: &[&str]) -> Self {
        let of = |id: &&str| {
            let option = all.iter().find(|option| option.id == **id);
            option
                .map_or(*id, |option| option.label.as_str())
                .to_owned()
        };
        let labels: Vec<String> = ids.iter().map(of).collect();
        let shown: Vec<String> = ids
            .iter()
            .zip(&labels)
            .map(|(id, label)| with_id(label, id))
            .collect();
        Self {
            id: ids.join(", "),
            label: labels.join(", "),
            given: true,
            shown: shown.join(", "),
        }
    }

    /// The rows of a table as somebody would read them out.
    fn table(columns: &[Column], text: &str) -> Self {
        let rows: Vec<BTreeMap<String, String>> = serde_json::from_str(text).unwrap_or_default();
        let joined = |row: &dyn Fn(&BTreeMap<String, String>) -> Vec<String>| {
            let rows = rows.iter().map(|cells| row(cells).join(", "));
            rows.collect::<Vec<_>>().join("; ")
        };
        let label = joined(&|cells| {
            let columns = columns.iter();
            let cells = columns.filter_map(|column| Some((column, cells.get(&column.id)?)));
            cells
                .map(|(column, cell)| format!("{}: {cell}", column.label))
                .collect()
        });
        let id = joined(&|cells| {
            let cells = cells.iter();
            cells
                .map(|(column, cell)| format!("{column} {cell}"))
                .collect()
        });
        Self {
            id,
            shown: label.clone(),
            label,
            given: true,
        }
    }
}

/// What stands for a question among the answers.
pub(super) fn said(template: &CompiledTemplate, answers: &Answers, at: usize) -> Said {
    let code = answers.codes.get(at).copied().unwrap_or(code::UNANSWERED);
    let question = template.template.questions.get(at);
    match code {
        code::UNANSWERED => Said::nothing("unanswered"),
        code::NOT_APPLICABLE => Said::nothing("not applicable"),
        code::NOT_ENOUGH_EVIDENCE => Said::nothing("not enough evidence"),
        code::BESIDE => {
            let text = answers.beside(at).unwrap_or_default();
            match question.map(|one| &one.kind) {
                Some(QuestionKind::Table(columns)) => Said::table(&columns.all, text),
                Some(QuestionKind::Choices(options)) => {
                    Said::options(options, &text.split('|').collect::<Vec<_>>())
                }
                _ => Said::plain(text),
            }
        }
        code => {
            let options = question.map(crate::model::Question::coded);
            let id = template.option(at, code).unwrap_or_default();
            Said::options(&options.unwrap_or_default(), &[id])
        }
    }
}

impl CompiledTemplate {
    /// The label of a question's option, with its id in brackets where nobody could tell it from the label; the words
    /// themselves where they are no option.
    #[must_use]
    pub fn option_words(&self, question: &str, option: &str) -> String {
        let at = self.ids.get(question);
        let question = at.and_then(|at| self.template.questions.get(*at));
        let options = question.map(|question| {
            if let QuestionKind::Choices(options) = &question.kind {
                options.clone()
            } else {
                question.coded()
            }
        });
        Said::options(&options.unwrap_or_default(), &[option]).shown
    }
}

/// `Yes` tells enough of `yes`, and `Requires improvement` of `requires-improvement`.
fn with_id(label: &str, id: &str) -> String {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
    if plain(label) == plain(id) {
        label.to_owned()
    } else {
        format!("{label} [{id}]")
    }
}
