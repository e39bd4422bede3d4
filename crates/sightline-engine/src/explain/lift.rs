//! What alone would have kept a limit from holding.

use crate::answers::{Answers, code};
use crate::compile::CompiledTemplate;
use crate::explain::held::{Held, blank};
use crate::explain::said::{Said, said};
use crate::model::GradeIx;
use crate::script::Input;

/// One change that alone would have kept a limit from holding; whether the grade would then be better is another matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lift {
    /// A section had a better grade.
    Section {
        /// The section's id.
        id: String,
        /// Its title.
        title: String,
        /// The least better grade that would do.
        grade: GradeIx,
    },
    /// A question had another answer.
    Answer {
        /// The question's id.
        question: String,
        /// The nearest answer that would do.
        to: Said,
    },
    /// These critical questions, all that are blank or lack evidence, were answered.
    Critical(Vec<String>),
}

/// The changes of single inputs that would have kept a limit from holding, in the order in which they are read.
pub(super) fn lifts(
    template: &CompiledTemplate,
    answers: &Answers,
    held: &mut Held<'_>,
    inputs: &[Input],
) -> Vec<Lift> {
    let of = |input: &Input| lift(template, answers, held, *input);
    inputs.iter().filter_map(of).collect()
}

fn lift(
    template: &CompiledTemplate,
    answers: &Answers,
    held: &mut Held<'_>,
    input: Input,
) -> Option<Lift> {
    let id = |at: usize| Some(template.template.questions.get(at)?.id.clone());
    match input {
        Input::Grade(at) => {
            let section = template.template.sections.get(at)?;
            Some(Lift::Section {
                id: section.id.clone(),
                title: section.title.clone(),
                grade: held.better_grade(input)?,
            })
        }
        Input::Answer(at) => {
            let code = u8::try_from(held.would_lift(input)?).ok()?;
            let mut tried = answers.clone();
            *tried.codes.get_mut(at)? = code;
            (code >= code::FIRST).then_some(())?;
            Some(Lift::Answer {
                question: id(at)?,
                to: said(template, &tried, at),
            })
        }
        Input::Critical => {
            held.would_lift(input)?;
            let blank = blank(template, &held.state);
            Some(Lift::Critical(blank.into_iter().filter_map(id).collect()))
        }
        // The overall grade is what is being explained.
        Input::Overall
        | Input::Fact(_)
        | Input::History(_)
        | Input::Today
        | Input::HasScore(_)
        | Input::Score(_)
        | Input::OverallScore => None,
    }
}

impl Held<'_> {
    /// The least better grade that alone would have kept it from holding.
    fn better_grade(&mut self, input: Input) -> Option<GradeIx> {
        if !self.again {
            return None;
        }
        let own = self.value(input);
        let better = (1..own).rev();
        let mut enough = better.filter(|one| self.holds_with(&[(input, *one)]) == Some(false));
        let at = enough.next()?.checked_sub(1)?;
        u8::try_from(at).ok().map(GradeIx)
    }
}

impl Lift {
    /// What would have had to be, as somebody would say it after "if".
    pub(super) fn words(&self, template: &CompiledTemplate) -> String {
        match self {
            Self::Section { title, grade, .. } => {
                let label = template.grade_label(Some(*grade)).unwrap_or_default();
                format!("{title} were {label}")
            }
            Self::Answer { question, to } => format!("{question} were answered {to}"),
            Self::Critical(questions) => match questions.as_slice() {
                [only] => format!("{only} were answered"),
                all => format!("all of {} were answered", all.join(", ")),
            },
        }
    }
}
