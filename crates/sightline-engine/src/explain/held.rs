//! A limit's condition, asked again with some of what it saw changed.

use chrono::NaiveDate;

use crate::answers::{Answers, code};
use crate::compile::CompiledTemplate;
use crate::compile::known::Known;
use crate::model::{Cap, Case, GradeIx};
use crate::score::{Dates, State};
use crate::scored::{Score, Scored};
use crate::script::{Input, Place};

/// One limit's condition, with what it saw when it was asked.
pub(super) struct Held<'a> {
    pub(super) template: &'a CompiledTemplate,
    limit: usize,
    pub(super) state: State<'a>,
    pub(super) inputs: Vec<Input>,
    /// Whether it may be asked again: nothing that it reads is beyond codes and grades.
    pub(super) again: bool,
}

impl<'a> Held<'a> {
    /// What a limit saw; `case` is one of which nothing is known, since a condition that reads facts is not asked again.
    pub(super) fn new(
        template: &'a CompiledTemplate,
        answers: &'a Answers,
        case: &'a Case,
        scored: &Scored,
        limit: usize,
    ) -> Self {
        let any_day = Dates::on(NaiveDate::default());
        let mut state = State::new(template, answers, case, any_day);
        state.shown.clone_from(&scored.shown);
        for at in (0..template.template.questions.len()).filter(|at| !scored.shows(*at)) {
            state.show(at, false);
        }
        state.sections.clone_from(&scored.sections);
        state.overall = scored.overall.clone();
        let of = |limit: usize| template.template.limits.get(limit)?.section;
        match of(limit) {
            None => state.overall.grade = before(template, scored, limit, None),
            Some(_) => {
                for (at, section) in state.sections.iter_mut().enumerate() {
                    section.grade = before(template, scored, limit, Some(at));
                }
            }
        }
        let read = template.script.inputs(Place::Limit(limit));
        let answers = read.answers.iter().filter(|at| scored.shows(**at));
        let inputs = answers
            .map(|at| Input::Answer(*at))
            .chain(read.grades.iter().map(|at| Input::Grade(*at)))
            .chain(read.overall.then_some(Input::Overall))
            .chain(read.critical.then_some(Input::Critical));
        let mut held = Self {
            template,
            limit,
            inputs: inputs.collect(),
            again: !read.free,
            state,
        };
        held.again = held.again && held.holds_with(&[]) == Some(true);
        held
    }

    /// What it saw.
    pub(super) fn state(&self) -> &State<'a> {
        &self.state
    }

    /// The grade that an input was.
    pub(super) fn grade(&self, input: Input) -> Option<GradeIx> {
        grade(self.value(input))
    }

    /// The nearest other value that alone would have kept it from holding.
    pub(super) fn would_lift(&mut self, input: Input) -> Option<usize> {
        if !self.again {
            return None;
        }
        let own = self.value(input);
        let mut others = self.others(input);
        // A better grade comes before a worse one that is as near.
        others.sort_by_key(|other| (other.abs_diff(own), *other));
        others
            .into_iter()
            .find(|other| self.holds_with(&[(input, *other)]) == Some(false))
    }

    /// Whether it would hold with some inputs changed; nothing where the script then fails.
    pub(super) fn holds_with(&mut self, changes: &[(Input, usize)]) -> Option<bool> {
        let codes = self.state.codes.to_vec();
        let sections: Vec<_> = self.state.sections.iter().map(|one| one.grade).collect();
        let overall = self.state.overall.grade;
        for (input, value) in changes {
            self.set(*input, *value);
        }
        // A script counts them itself, so the number that is looked up by must be the one that it sees.
        let blank = blank(self.template, &self.state);
        self.state.critical_unanswered = u32::try_from(blank.len()).unwrap_or(u32::MAX);
        self.state.changed();
        let (stage, at) = self.template.conditions.limit(self.limit)?;
        let holds = stage.holds(at, &self.template.script, &self.state).ok();
        self.state.codes.to_mut().clone_from(&codes);
        for (section, grade) in self.state.sections.iter_mut().zip(sections) {
            section.grade = grade;
        }
        self.state.overall.grade = overall;
        holds
    }

    fn set(&mut self, input: Input, value: usize) {
        match input {
            Input::Answer(at) => self.set_code(at, u8::try_from(value).unwrap_or_default()),
            Input::Grade(at) => {
                if let Some(section) = self.state.sections.get_mut(at) {
                    section.grade = grade(value);
                }
            }
            Input::Overall => self.state.overall.grade = grade(value),
            Input::Critical => {
                for at in blank(self.template, &self.state) {
                    self.set_code(at, code::NOT_APPLICABLE);
                }
            }
            Input::Fact(_)
            | Input::History(_)
            | Input::Today
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::OverallScore => {}
        }
    }

    fn set_code(&mut self, at: usize, code: u8) {
        if let Some(slot) = self.state.codes.to_mut().get_mut(at) {
            *slot = code;
        }
    }

    /// What an input is now: the code of an answer, a grade's place plus 1, how many are blank.
    pub(super) fn value(&self, input: Input) -> usize {
        match input {
            Input::Answer(at) => Known::code(&self.state, at),
            Input::Grade(at) => Known::grade(&self.state, at),
            Input::Overall => Known::overall(&self.state),
            Input::Critical => blank(self.template, &self.state).len(),
            Input::Fact(_)
            | Input::History(_)
            | Input::Today
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::OverallScore => 0,
        }
    }

    pub(super) fn others(&self, input: Input) -> Vec<usize> {
        let own = self.value(input);
        let grades = self.template.template.grades();
        let all: Vec<usize> = match input {
            Input::Answer(at) => {
                let first = usize::from(code::FIRST);
                let options = self.template.options.get(at).map_or(0, Vec::len);
                (first..first + options).collect()
            }
            Input::Grade(_) | Input::Overall => {
                (1..=grades.map_or(0, |scale| scale.grades.len())).collect()
            }
            Input::Critical => vec![0],
            Input::Fact(_)
            | Input::History(_)
            | Input::Today
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::OverallScore => Vec::new(),
        };
        all.into_iter().filter(|other| *other != own).collect()
    }
}

/// Critical questions that are asked and blank, or have not enough evidence, in order.
pub(super) fn blank(template: &CompiledTemplate, state: &State<'_>) -> Vec<usize> {
    let questions = template.template.questions.iter().enumerate();
    let open = questions.filter(|(at, question)| {
        let code = state.code(*at);
        question.critical
            && state.is_shown(*at)
            && matches!(code, code::UNANSWERED | code::NOT_ENOUGH_EVIDENCE)
    });
    open.map(|(at, _)| at).collect()
}

/// The grade that limits before this one left.
fn before(
    template: &CompiledTemplate,
    scored: &Scored,
    limit: usize,
    section: Option<usize>,
) -> Option<GradeIx> {
    let score: &Score = match section {
        Some(at) => scored.sections.get(at)?,
        None => &scored.overall,
    };
    let earlier = template.template.limits.iter().enumerate().take(limit);
    earlier
        .filter(|(at, one)| one.section == section && scored.limited_by >> at & 1 == 1)
        .fold(score.computed, |grade, (_, one)| match one.cap {
            Cap::Grade(cap) => grade.map(|grade| grade.max(cap)),
            Cap::InsufficientEvidence => None,
        })
}

fn grade(value: usize) -> Option<GradeIx> {
    let at = value.checked_sub(1)?;
    u8::try_from(at).ok().map(GradeIx)
}
