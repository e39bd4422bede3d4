//! What can be shown at all: every combination of answers is tried, where there are few enough.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answers, Condition, Conditional, Holds, unreachable};
use crate::answers::code;
use crate::diagnostic::Diagnostics;
use crate::model::{NaPolicy, Question, QuestionKind, Template};
use crate::validate::answer_ids;

/// With more combinations than this nothing is said.
const MOST_COMBINATIONS: usize = 4096;

pub(super) fn check(
    template: &Template,
    conditions: &[Condition],
    holds: Holds<'_>,
) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut never: BTreeSet<usize> = BTreeSet::new();
    let by_question = by_question(template, conditions);
    for (place, condition) in conditions.iter().enumerate() {
        let own = condition.of.questions(template);
        let known = own.clone().all(|question| never.contains(&question)) && !own.is_empty();
        if !known && !can_hold(template, conditions, &by_question, place, &never, holds) {
            found.push(unreachable(template, condition));
            never.extend(own);
        }
    }
    found
}

/// Whether some combination of answers shows what the condition belongs to.
fn can_hold(
    template: &Template,
    conditions: &[Condition],
    by_question: &BTreeMap<usize, Vec<usize>>,
    place: usize,
    never: &BTreeSet<usize>,
    holds: Holds<'_>,
) -> bool {
    let Some(condition) = conditions.get(place) else {
        return true;
    };
    // A question can only be answered where its own condition holds, so what that reads matters too.
    let mut involved: BTreeSet<usize> = condition.reads.iter().copied().collect();
    let mut all = involved.clone();
    loop {
        let more: BTreeSet<usize> = all
            .iter()
            .flat_map(|question| by_question.get(question).into_iter().flatten())
            .filter_map(|at| conditions.get(*at))
            .flat_map(|condition| condition.reads.iter().copied())
            .collect();
        let before = all.len();
        all.extend(more);
        if all.len() == before {
            break;
        }
    }
    if combinations(template, &all, never).is_some() {
        involved = all;
    }
    // The question's own section must be shown as well.
    let mut required = vec![place];
    if let Conditional::Question(question) = condition.of {
        let section = by_question
            .get(&question)
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| *at != place);
        required.extend(section.filter(|at| {
            conditions
                .get(*at)
                .is_some_and(|other| other.reads.iter().all(|read| involved.contains(read)))
        }));
    }
    let Some(choices) = combinations(template, &involved, never) else {
        return true;
    };
    let possible = |answers: &Answers| {
        let shown = |(question, answer): &(usize, u8)| {
            *answer == code::UNANSWERED
                || by_question.get(question).into_iter().flatten().all(|at| {
                    let known = conditions
                        .get(*at)
                        .is_some_and(|one| one.reads.iter().all(|read| involved.contains(read)));
                    !known || holds(*at, answers) != Some(false)
                })
        };
        required.iter().all(|at| holds(*at, answers) != Some(false)) && answers.iter().all(shown)
    };
    any_combination(&choices, &mut Vec::new(), &possible)
}

/// The places of the conditions on each question, its section's among them.
fn by_question(template: &Template, conditions: &[Condition]) -> BTreeMap<usize, Vec<usize>> {
    let mut by_question: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, condition) in conditions.iter().enumerate() {
        for question in condition.of.questions(template) {
            by_question.entry(question).or_default().push(at);
        }
    }
    by_question
}

/// What each question can be answered with; nothing where that is endless or too much.
fn combinations(
    template: &Template,
    questions: &BTreeSet<usize>,
    never: &BTreeSet<usize>,
) -> Option<Vec<(usize, Vec<u8>)>> {
    let mut product = 1_usize;
    let mut choices = Vec::new();
    for place in questions {
        let codes = if never.contains(place) {
            vec![code::UNANSWERED]
        } else {
            codes(template.questions.get(*place)?)?
        };
        product = product
            .checked_mul(codes.len())
            .filter(|all| *all <= MOST_COMBINATIONS)?;
        choices.push((*place, codes));
    }
    Some(choices)
}

/// The codes of a question's answers, where they are few.
fn codes(question: &Question) -> Option<Vec<u8>> {
    if matches!(question.kind, QuestionKind::Choices(_)) {
        return None;
    }
    let answers = u8::try_from(answer_ids(&question.kind)?.len()).ok()?;
    let mut codes = vec![code::UNANSWERED];
    if question.not_applicable.allowed && question.not_applicable.policy != Some(NaPolicy::Refuse) {
        codes.push(code::NOT_APPLICABLE);
    }
    codes.push(code::NOT_ENOUGH_EVIDENCE);
    codes.extend((0..answers).filter_map(|n| code::FIRST.checked_add(n)));
    Some(codes)
}

fn any_combination(
    choices: &[(usize, Vec<u8>)],
    chosen: &mut Vec<(usize, u8)>,
    possible: &dyn Fn(&Answers) -> bool,
) -> bool {
    let Some(((question, codes), rest)) = choices.split_first() else {
        return possible(chosen);
    };
    codes.iter().any(|code| {
        chosen.push((*question, *code));
        let found = any_combination(rest, chosen, possible);
        chosen.pop();
        found
    })
}
