//! Conditions that look ahead, go round in circles, or can never hold.
//!
//! What an expression reads is known only once it is parsed, so these checks take that as given.

mod graph;
mod reach;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Template;
use crate::source::Span;

/// The condition of a question or section, and which questions' answers it reads.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// Whose condition it is.
    pub(crate) of: Conditional,
    /// Where it is written.
    pub(crate) at: Span,
    /// Places of questions, each once.
    pub(crate) reads: Vec<usize>,
}

/// What a condition shows or hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conditional {
    /// A question, by its place.
    Question(usize),
    /// A section with all its questions, by its place.
    Section(usize),
}

impl Conditional {
    /// The questions it shows or hides.
    fn questions(self, template: &Template) -> std::ops::Range<usize> {
        match self {
            Self::Question(place) => place..place + 1,
            Self::Section(place) => template
                .sections
                .get(place)
                .map_or(0..0, |section| section.questions.clone()),
        }
    }

    fn name(self, template: &Template) -> String {
        match self {
            Self::Question(place) => format!("question `{}`", question(template, place)),
            Self::Section(place) => {
                let id = template
                    .sections
                    .get(place)
                    .map_or("", |section| section.id.as_str());
                format!("section `{id}`")
            }
        }
    }
}

fn question(template: &Template, place: usize) -> &str {
    template
        .questions
        .get(place)
        .map_or("", |question| question.id.as_str())
}

/// Evaluates the condition at a place of the conditions for some answers: places of questions, and codes.
pub(crate) type Holds<'a> = &'a dyn Fn(usize, &Answers) -> Option<bool>;

/// Places of questions and the [`crate::answers::code`]s of their answers.
pub(crate) type Answers = [(usize, u8)];

/// Reports conditions on later questions, circles, and what can never be shown.
///
/// `holds` gives nothing where the condition depends on more than the answers it is given.
pub(crate) fn check(
    template: &Template,
    conditions: &[Condition],
    holds: Holds<'_>,
) -> Diagnostics {
    let found = graph::check(template, conditions);
    if found.has_errors() {
        // Nothing sensible can be said of what can be reached while the order is wrong.
        return found;
    }
    reach::check(template, conditions, holds)
}

fn unreachable(template: &Template, condition: &Condition) -> Diagnostic {
    let what = condition.of.name(template);
    let message = format!("{what} can never be asked, whatever is answered above it");
    Diagnostic::error(Code::UNREACHABLE, &condition.at, message)
        .label("never holds")
        .help("correct the condition, or take the question out")
}

#[cfg(test)]
mod tests;
