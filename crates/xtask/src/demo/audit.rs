//! One audit, filled in.

use std::collections::BTreeMap;

use sightline_engine::model::{Answer, Audit, Case, Question, QuestionKind, Template, Value};

use super::answer::{Practice, answer, in_hindsight, value};
use super::chance::Chance;
use super::plan::Planned;
use super::story::{QUARTERS, SEED, TEAMS, USUAL, theme};

/// Answers to everything the template could ask; what it does not ask of this case is taken out afterwards.
pub(crate) fn fill(template: &Template, planned: &Planned, case: &Case) -> Audit {
    let mut chance = Chance::named(SEED, &format!("audit {}", planned.id));
    let team = TEAMS.get(planned.team);
    let generous = QUARTERS
        .get(planned.quarter)
        .map_or(0, |quarter| quarter.generous);
    let level = USUAL + team.map_or(0, |team| team.stands) + generous + chance.around(390);
    let mut answers = BTreeMap::new();
    let mut other = BTreeMap::new();
    let second = template.voices.get(1).filter(|_| chance.in_thousand(700));
    for question in &template.questions {
        let Some(section) = template.sections.get(question.section) else {
            continue;
        };
        let themes = themes(template, question);
        let usual = themes
            .iter()
            .map(|id| theme(id, planned.quarter))
            .sum::<i64>();
        let by_theme = usual / i64::try_from(themes.len().max(1)).unwrap_or(1);
        let practice = Practice {
            theme: themes.first().copied().unwrap_or_default(),
            good: level + by_theme + surely(question) + chance.around(300),
            date: planned.date,
            on_record: on_record(question, case),
        };
        if let Some(given) = answer(section, question, &practice, &mut chance) {
            answers.insert(question.id.clone(), given);
        }
        // The other voice answers some of the scored questions, and sees its own work a little more kindly.
        if second.is_some() && question.scored && chance.in_thousand(400) {
            let kinder = Practice {
                good: practice.good + chance.between(-60, 160),
                ..practice
            };
            let said = value(question, &kinder, &mut chance);
            let said = said.map(|value| Answer::Given {
                value,
                comment: None,
            });
            other.extend(said.map(|said| (question.id.clone(), said)));
        }
    }
    agree(template, &mut answers);
    let voices = second
        .map(|voice| (voice.clone(), other))
        .into_iter()
        .filter(|(_, said)| !said.is_empty());
    Audit {
        id: planned.id.clone(),
        case: case.id.clone(),
        template: planned.template.clone(),
        auditor: Some(planned.auditor.clone()),
        team: team.map(|team| team.name.to_owned()),
        service: team.map(|team| team.service.to_owned()),
        date: planned.date,
        answers,
        voices: voices.collect(),
        recorded: None,
        moderated: None,
    }
}

/// What could not have been prevented is not named as a chance that was missed.
fn agree(template: &Template, answers: &mut BTreeMap<String, Answer>) {
    let no = Value::Text("no".to_owned());
    for question in template.questions.iter().filter(|one| in_hindsight(one)) {
        let says_no = answers.get(&question.id);
        if !says_no.is_some_and(|one| matches!(one, Answer::Given { value, .. } if *value == no)) {
            continue;
        }
        let themes = themes(template, question);
        answers.retain(|_, answer| {
            let Answer::Given {
                value: Value::List(named),
                ..
            } = answer
            else {
                return true;
            };
            named.retain(|one| !themes.contains(&one.as_str()));
            !named.is_empty()
        });
    }
}

fn themes<'a>(template: &'a Template, question: &Question) -> Vec<&'a str> {
    question
        .themes
        .iter()
        .filter_map(|at| template.themes.get(*at))
        .map(|one| one.id.as_str())
        .collect()
}

/// What hardly ever goes wrong: a child left unsafe, another person's details in a child's book.
fn surely(question: &Question) -> i64 {
    let yes_or_no = matches!(question.kind, QuestionKind::YesNo(_));
    match (yes_or_no && !question.scored, question.critical) {
        (true, _) => 260,
        (false, true) => 35,
        (false, false) => 0,
    }
}

/// Whether the case holds the fact that the question's prefill names, or that the function is named after which it calls.
fn on_record(question: &Question, case: &Case) -> bool {
    let fact = question.prefill.as_ref().and_then(|expression| {
        let text = expression.text.trim();
        text.strip_prefix("record.")
            .or_else(|| text.strip_suffix("()"))
    });
    fact.is_some_and(|fact| case.facts.contains_key(fact))
}
