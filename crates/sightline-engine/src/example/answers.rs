//! The answers of a worked case, checked against the questions.

use std::collections::BTreeMap;

use super::value::not_a_date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::{Exact, NotANumber};
use crate::load::{Block, named, text};
use crate::model::{Answer, Question, QuestionKind, Template, Value};
use crate::shape::scalar;
use crate::source::{Span, Spanned};
use crate::validate::answer_ids;
use crate::yaml::{self, Node};

/// Answers and their places, by question id.
pub(super) fn answers(
    node: Option<&Node>,
    template: &Template,
    found: &mut Diagnostics,
) -> (BTreeMap<String, Answer>, BTreeMap<String, Span>) {
    let (mut answers, mut places) = (BTreeMap::new(), BTreeMap::new());
    for (name, node) in node.map(named).unwrap_or_default() {
        let Some(place) = template.question(&name.value) else {
            let message = format!("the template has no question `{}`", name.value);
            let help = suggest(
                &name.value,
                template
                    .questions
                    .iter()
                    .map(|question| question.id.as_str()),
            );
            found.push(Diagnostic {
                help,
                ..Diagnostic::error(Code::ANSWER_UNKNOWN_QUESTION, &name.at, message)
            });
            continue;
        };
        let Some(question) = template.questions.get(place) else {
            continue;
        };
        places.insert(name.value.clone(), node.head());
        if let Some(answer) = answer(node, question, found) {
            answers.insert(name.value, answer);
        }
    }
    (answers, places)
}

fn answer(node: &Node, question: &Question, found: &mut Diagnostics) -> Option<Answer> {
    let Some(block) = Block::of(node) else {
        return Some(Answer::Given {
            value: value(node, question, found)?,
            comment: None,
        });
    };
    let forms = ["value", "not_applicable", "not_enough_evidence"];
    let given = forms.iter().filter(|form| block.has(form)).count();
    if given != 1 {
        let message = format!(
            "the answer to `{}` has {given} of the three forms that an answer takes",
            question.id
        );
        let help = "write one of `value`, `not_applicable` or `not_enough_evidence`";
        found.push(Diagnostic::error(Code::WRONG_TYPE, &block.head(), message).help(help));
        return None;
    }
    if let Some(reason) = block.words("not_applicable") {
        return Some(Answer::NotApplicable { reason });
    }
    if let Some(reason) = block.words("not_enough_evidence") {
        return Some(Answer::NotEnoughEvidence { reason });
    }
    let value = value(block.node("value")?, question, found)?;
    Some(Answer::Given {
        value,
        comment: block.words("comment"),
    })
}

fn value(node: &Node, question: &Question, found: &mut Diagnostics) -> Option<Value> {
    match (&question.kind, &node.value) {
        (_, yaml::Value::Broken) => None,
        (QuestionKind::Computed(_), _) => {
            let message = format!("`{}` is worked out and never answered", question.id);
            found.push(
                Diagnostic::error(Code::ANSWER_NOT_OFFERED, &node.head(), message)
                    .help("take it out"),
            );
            None
        }
        (QuestionKind::Choices(_), yaml::Value::List(items)) => {
            let items: Vec<Spanned<String>> = items.iter().filter_map(text).collect();
            for item in &items {
                offered(item, question, found);
            }
            Some(Value::List(
                items.into_iter().map(|item| item.value).collect(),
            ))
        }
        (QuestionKind::Table(columns), yaml::Value::List(items)) => {
            let known: Vec<&str> = columns
                .all
                .iter()
                .map(|column| column.id.as_str())
                .collect();
            Some(Value::Rows(
                items.iter().map(|item| row(item, &known, found)).collect(),
            ))
        }
        (QuestionKind::Choices(_), _) => wrong(
            node,
            question,
            "a list of its options, such as `[a, b]`",
            found,
        ),
        (QuestionKind::Table(_), _) => wrong(
            node,
            question,
            "a list of rows, each with the columns as keys",
            found,
        ),
        (_, yaml::Value::Scalar(_)) => one(&text(node)?, question, found),
        (_, yaml::Value::List(_) | yaml::Value::Map(_)) => {
            wrong(node, question, "one answer", found)
        }
    }
}

fn wrong(node: &Node, question: &Question, what: &str, found: &mut Diagnostics) -> Option<Value> {
    let message = format!("`{}` takes {what}", question.id);
    found.push(
        Diagnostic::error(Code::ANSWER_WRONG_KIND, &node.head(), message)
            .help(format!("write {what}")),
    );
    None
}

fn row(node: &Node, columns: &[&str], found: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut row = BTreeMap::new();
    for (name, cell) in named(node) {
        if !columns.contains(&name.value.as_str()) {
            let message = format!("the table has no column `{}`", name.value);
            let help = suggest(&name.value, columns.iter().copied());
            found.push(Diagnostic {
                help,
                ..Diagnostic::error(Code::ANSWER_NOT_OFFERED, &name.at, message)
            });
        }
        if let Some(cell) = text(cell) {
            row.insert(name.value, cell.value);
        }
    }
    row
}

/// A single text as the question takes it.
fn one(written: &Spanned<String>, question: &Question, found: &mut Diagnostics) -> Option<Value> {
    match &question.kind {
        QuestionKind::Date => {
            if scalar::date(&written.value).is_none() {
                found.push(not_a_date(written));
            }
            Some(Value::Text(written.value.clone()))
        }
        QuestionKind::Number { low, high } => {
            let number = number(written, question, found)?;
            within(&number, written, (low.as_ref(), high.as_ref()), found);
            Some(Value::Number(number))
        }
        QuestionKind::Scale(scale) => {
            let number = number(written, question, found)?;
            if !scale.steps().contains(&number) {
                let message = format!("{} is not on the scale", number.plain());
                let (from, to, step) = (scale.from.plain(), scale.to.plain(), scale.step.plain());
                let help = format!("use a number from {from} to {to} in steps of {step}");
                found.push(
                    Diagnostic::error(Code::ANSWER_NOT_OFFERED, &written.at, message).help(help),
                );
            }
            Some(Value::Number(number))
        }
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choice(_) => {
            offered(written, question, found);
            Some(Value::Text(written.value.clone()))
        }
        QuestionKind::Text
        | QuestionKind::Choices(_)
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => Some(Value::Text(written.value.clone())),
    }
}

fn number(
    written: &Spanned<String>,
    question: &Question,
    found: &mut Diagnostics,
) -> Option<Exact> {
    match written.value.parse() {
        Ok(number) => Some(number),
        Err(NotANumber) => {
            let message = format!(
                "`{}` takes a number, and `{}` is none",
                question.id, written.value
            );
            found.push(
                Diagnostic::error(Code::ANSWER_WRONG_KIND, &written.at, message)
                    .help("write a number"),
            );
            None
        }
    }
}

fn within(
    number: &Exact,
    written: &Spanned<String>,
    ends: (Option<&Exact>, Option<&Exact>),
    found: &mut Diagnostics,
) {
    let (least, greatest) = match ends {
        (Some(low), Some(high)) if low > high => (Some(high), Some(low)),
        ends => ends,
    };
    let below = least.is_some_and(|least| number < least);
    let above = greatest.is_some_and(|greatest| number > greatest);
    if below || above {
        let end = if below { least } else { greatest }
            .map(Exact::plain)
            .unwrap_or_default();
        let message = format!(
            "{} lies beyond {end}, which is the end of the range",
            number.plain()
        );
        let help = "answer within the question's `low` and `high`";
        found.push(Diagnostic::error(Code::ANSWER_NOT_OFFERED, &written.at, message).help(help));
    }
}

fn offered(written: &Spanned<String>, question: &Question, found: &mut Diagnostics) {
    let answers = answer_ids(&question.kind).unwrap_or_default();
    if !answers.contains(&written.value) {
        let message = format!("`{}` is not an answer to `{}`", written.value, question.id);
        let help = suggest(&written.value, answers.iter().map(String::as_str));
        found.push(Diagnostic {
            help,
            ..Diagnostic::error(Code::ANSWER_NOT_OFFERED, &written.at, message)
        });
    }
}
