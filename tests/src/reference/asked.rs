//! What is asked (section 1), and how much of it was answered (section 6.2).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::audit::{Answer, Audit, Value};
use super::calendar::Calendar;
use super::outcome::Completeness;
use super::template::{Kind, Question, Template};
use super::when::{Grades, holds};
use super::worth::{count, is_scored};

/// What an audit asked and what was said.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Ids of the sections that are shown.
    pub sections: BTreeSet<String>,
    /// Ids of the questions that are shown.
    pub shown: BTreeSet<String>,
    /// Ids of the shown questions whose section has not opened yet.
    pub not_open: BTreeSet<String>,
    /// The answers to shown questions, with those that the record gave.
    pub answers: BTreeMap<String, Answer>,
}

/// Takes sections and questions in file order; a condition sees only what came before and is shown.
#[must_use]
pub fn asked(template: &Template, audit: &Audit, today: NaiveDate, calendar: &Calendar) -> Asked {
    let mut so_far = Asked::default();
    let no_grades = Grades::none(template);
    for section in &template.sections {
        let show = |when: &_, so_far: &Asked| holds(when, so_far, audit, &no_grades);
        if section
            .show_when
            .as_ref()
            .is_some_and(|when| !show(when, &so_far))
        {
            continue;
        }
        so_far.sections.insert(section.id.clone());
        let opens = section
            .opens_after
            .map(|length| calendar.add(audit.date, length));
        let open = opens.is_none_or(|day| today >= day);
        for question in &section.questions {
            if question
                .show_when
                .as_ref()
                .is_some_and(|when| !show(when, &so_far))
            {
                continue;
            }
            so_far.shown.insert(question.id.clone());
            if !open {
                so_far.not_open.insert(question.id.clone());
            }
            if let Kind::Computed { counts, value } = &question.kind {
                let n = Answer::Given(Value::Number(count(counts, value, &so_far)));
                so_far.answers.insert(question.id.clone(), n);
                continue;
            }
            let answer = audit.answers.get(&question.id).cloned();
            if let Some(answer) = answer.or_else(|| from_record(template, question, audit)) {
                so_far.answers.insert(question.id.clone(), answer);
            }
        }
    }
    so_far
}

/// The record's value, for a question that is not scored and asks for it.
fn from_record(template: &Template, question: &Question, audit: &Audit) -> Option<Answer> {
    if is_scored(template, question) {
        return None;
    }
    let fact = audit.facts.get(question.prefill.as_ref()?)?;
    Some(Answer::Given(Value::Word(fact.clone())))
}

/// Counts the required questions that are shown and expected.
pub fn completeness<'a>(
    questions: impl Iterator<Item = &'a Question>,
    asked: &Asked,
) -> Completeness {
    let mut counts = Completeness::default();
    for question in questions {
        let computed = matches!(question.kind, Kind::Computed { .. });
        if !question.required || computed || !asked.shown.contains(&question.id) {
            continue;
        }
        match asked.answers.get(&question.id) {
            Some(Answer::Given(_)) => counts.answered += 1,
            Some(Answer::NotApplicable) => counts.not_applicable += 1,
            Some(Answer::NotEnoughEvidence) => counts.not_enough_evidence += 1,
            None if asked.not_open.contains(&question.id) => {}
            None => counts.unanswered += 1,
        }
    }
    counts
}
