//! Limits that lowered a grade, and what made each hold.

use crate::answers::Answers;
use crate::compile::CompiledTemplate;
use crate::explain::Said;
use crate::explain::held::{Held, blank};
use crate::explain::lift::{self, Lift};
use crate::explain::said::said;
use crate::model::{Cap, Case, GradeIx};
use crate::scored::Scored;
use crate::script::Input;

/// One limit that lowered a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitWhy {
    /// Its id.
    pub id: String,
    /// Its sentence.
    pub because: String,
    /// How far it lowers.
    pub cap: Cap,
    /// The answers that made its condition hold: question id and answer.
    pub read: Vec<(String, Said)>,
    /// The sections whose grades made it hold.
    pub grades: Vec<GradeRead>,
    /// The overall grade as it was before this limit, where that made it hold.
    pub overall: Option<Option<GradeIx>>,
    /// The critical questions that are blank or lack evidence, where their number made it hold: question id and what became of it.
    pub critical: Vec<(String, Said)>,
    /// What alone would have kept it from holding; empty where nothing alone would, or where that cannot be asked.
    pub lifts: Vec<Lift>,
}

/// A section's grade that a condition looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeRead {
    /// The section's id.
    pub section: String,
    /// Its title.
    pub title: String,
    /// The grade that it had.
    pub grade: Option<GradeIx>,
}

/// The limits that lowered one section's grade, or the overall one, in order.
pub(super) fn limits(
    template: &CompiledTemplate,
    answers: &Answers,
    scored: &Scored,
    section: Option<usize>,
) -> Vec<LimitWhy> {
    let limits = template.template.limits.iter().enumerate();
    let lowered =
        limits.filter(|(at, limit)| limit.section == section && scored.limited_by >> at & 1 == 1);
    lowered
        .map(|(at, limit)| {
            let mut why = LimitWhy {
                id: limit.id.clone(),
                because: limit.because.clone(),
                cap: limit.cap,
                read: Vec::new(),
                grades: Vec::new(),
                overall: None,
                critical: Vec::new(),
                lifts: Vec::new(),
            };
            let nothing = Case::default();
            let mut held = Held::new(template, answers, &nothing, scored, at);
            let decisive = held.decisive();
            for input in &decisive {
                why.add(template, answers, scored, &held, *input);
            }
            why.lifts = lift::lifts(template, answers, &mut held, &decisive);
            why
        })
        .collect()
}

impl LimitWhy {
    fn add(
        &mut self,
        template: &CompiledTemplate,
        answers: &Answers,
        scored: &Scored,
        held: &Held<'_>,
        input: Input,
    ) {
        let answered = |at: usize| {
            let question = template.template.questions.get(at)?;
            let said = computed(scored, at).unwrap_or_else(|| said(template, answers, at));
            Some((question.id.clone(), said))
        };
        match input {
            Input::Answer(at) => self.read.extend(answered(at)),
            Input::Grade(at) => {
                let section = template.template.sections.get(at);
                self.grades.extend(section.map(|section| GradeRead {
                    section: section.id.clone(),
                    title: section.title.clone(),
                    grade: held.grade(input),
                }));
            }
            Input::Overall => self.overall = Some(held.grade(input)),
            Input::Critical => {
                let blank = blank(template, held.state());
                self.critical.extend(blank.into_iter().filter_map(answered));
            }
            Input::Fact(_)
            | Input::History(_)
            | Input::Today
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::OverallScore => {}
        }
    }

    /// The grades that made it hold, as somebody would say it; nothing where it read none.
    pub(super) fn grade_words(&self, template: &CompiledTemplate) -> Option<String> {
        let sections = self.grades.iter().map(|one| {
            let title = &one.title;
            match template.grade_label(one.grade) {
                Some(label) => format!("{title} is {label}"),
                None => format!("{title} has no grade"),
            }
        });
        // It was that before this limit lowered it.
        let overall = self.overall.map(|grade| match template.grade_label(grade) {
            Some(label) => format!("the overall grade was {label}"),
            None => "there was no overall grade".to_owned(),
        });
        let all: Vec<String> = sections.chain(overall).collect();
        match all.split_last() {
            None => None,
            Some((only, [])) => Some(only.clone()),
            Some((last, rest)) => Some(format!("{}, and {last}", rest.join(", "))),
        }
    }
}

/// What a computed question came to.
fn computed(scored: &Scored, at: usize) -> Option<Said> {
    let mut all = scored.extra.iter().flat_map(|extra| &extra.computed);
    let (_, words) = all.find(|(place, _)| usize::from(*place) == at)?;
    Some(Said::plain(words))
}
