//! Random answers that a template accepts.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::condition::words;
use super::tape::Tape;
use crate::reference::{Answer, Audit, Kind, Policy, Question, Section, Template, Value, ratio};

/// An audit; hidden questions may be answered too.
pub fn audit(tape: &mut Tape, template: &Template) -> Audit {
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day");
    let mut answers = BTreeMap::new();
    let mut other_voice = BTreeMap::new();
    for (section, question) in template.questions() {
        if matches!(question.kind, Kind::Computed { .. }) {
            continue;
        }
        if let Some(answer) = answer(tape, template, section, question) {
            answers.insert(question.id.clone(), answer);
        }
        if tape.once_in(10) {
            other_voice.insert(
                question.id.clone(),
                Answer::Given(value(tape, template, question)),
            );
        }
    }
    let mut facts = BTreeMap::new();
    for fact in &template.facts {
        if !tape.once_in(3) {
            let value = if fact.options.is_empty() {
                "2024-05-06".to_owned()
            } else {
                tape.pick(&fact.options).clone()
            };
            facts.insert(fact.id.clone(), value);
        }
    }
    let recorded = template.scale().and_then(|scale| {
        tape.maybe(6, |tape| {
            (
                tape.pick(&scale.grades).0.clone(),
                "Seen with the team".to_owned(),
            )
        })
    });
    let date = first + Days::new(tape.below(300).try_into().expect("few days"));
    Audit {
        id: "A-1".to_owned(),
        case: "C-1".to_owned(),
        date,
        answers,
        other_voice,
        facts,
        recorded,
    }
}

/// A row of a table; a cell may be blank, or not be there.
fn row(tape: &mut Tape) -> BTreeMap<String, String> {
    let cells: [(&str, &[&str]); 3] = [
        ("what", &["Visit", " Ring the \"school\" ", "  ", ""]),
        ("who", &["S-1", "worker ", " "]),
        ("when", &["2025-10-01", ""]),
    ];
    let mut row = BTreeMap::new();
    for (column, said) in cells {
        if !tape.once_in(5) {
            row.insert(column.to_owned(), (*tape.pick(said)).to_owned());
        }
    }
    row
}

fn answer(
    tape: &mut Tape,
    template: &Template,
    section: &Section,
    question: &Question,
) -> Option<Answer> {
    let scoring = &template.scoring;
    let refused = |own: Option<Policy>, of_section: Option<Policy>, of_template: Policy| {
        own.or(of_section).unwrap_or(of_template) == Policy::Refuse
    };
    let not_applicable = refused(
        question.not_applicable,
        section.not_applicable,
        scoring.not_applicable,
    );
    let no_evidence = refused(
        question.not_enough_evidence,
        section.not_enough_evidence,
        scoring.not_enough_evidence,
    );
    match tape.below(9) {
        6 => None,
        7 if !not_applicable => Some(Answer::NotApplicable),
        8 if !no_evidence => Some(Answer::NotEnoughEvidence),
        _ => Some(Answer::Given(value(tape, template, question))),
    }
}

fn value(tape: &mut Tape, template: &Template, question: &Question) -> Value {
    let steps = |n: usize| ratio(i64::try_from(n).expect("few"), 1);
    match &question.kind {
        Kind::Grade(_) | Kind::YesNo { .. } | Kind::YesPartlyNo { .. } | Kind::Choice(_) => {
            Value::Word(tape.pick(&words(template, question)).clone())
        }
        Kind::Choices(_) => {
            let words = words(template, question);
            let some = tape.some(&words);
            Value::Words(if some.is_empty() {
                words[..1].to_vec()
            } else {
                some
            })
        }
        Kind::Scale(at) => {
            let scale = &template.number_scales[*at];
            Value::Number(&scale.from + &scale.step * steps(tape.below(11)))
        }
        Kind::Number(Some((low, high))) => {
            Value::Number(low + (high - low) * steps(tape.below(11)) / ratio(10, 1))
        }
        Kind::Number(None) => Value::Number(tape.number(&["3", "0.1", "12.75"])),
        Kind::Date => Value::Word(tape.pick(&["2025-01-31", "2024-02-29"]).to_string()),
        Kind::Text => Value::Word("A plain sentence, with \"quotes\": and a colon #1".to_owned()),
        Kind::Table(_) => Value::Rows((0..=tape.below(3)).map(|_| row(tape)).collect()),
        Kind::Computed { .. } => unreachable!("a computed question is never asked"),
    }
}
