//! One value against one question.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::answers::code;
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::exact::Exact;
use crate::model::{FactKind, Opt, Question, QuestionKind, Value};
use crate::source::Span;

/// A value as the compiled template keeps it.
pub(crate) enum Coded {
    /// One of the question's own answers.
    Code(u8),
    /// A value beside the codes.
    Beside(String),
    /// An empty cell or empty text: nobody answered.
    Nothing,
}

/// Why a value is not an answer to a question.
pub(crate) struct Wrong {
    code: Code,
    message: String,
    help: Option<String>,
}

impl Wrong {
    fn kind(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: Code::ANSWER_WRONG_KIND,
            message: message.into(),
            help: Some(help.into()),
        }
    }

    pub(crate) fn at(self, question: &Question, at: &Span) -> Diagnostic {
        let message = format!("question `{}`: {}", question.id, self.message);
        Diagnostic {
            help: self.help,
            ..Diagnostic::error(self.code, at, message)
        }
    }
}

/// Codes a value, or says why it is not an answer to the question. `options` are the ids of the question's codes.
pub(crate) fn code(question: &Question, options: &[String], value: &Value) -> Result<Coded, Wrong> {
    if matches!(value, Value::Text(text) if text.trim().is_empty()) {
        return Ok(Coded::Nothing);
    }
    match &question.kind {
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Scale(_) => option(options, value),
        QuestionKind::Choices(options) => choices(options, value),
        QuestionKind::Number { low, high } => number(low.as_ref(), high.as_ref(), value),
        QuestionKind::Date => date(value),
        QuestionKind::Text => text(value),
        QuestionKind::Table(columns) => table(&columns.all, value),
        QuestionKind::Computed(_) => Err(Wrong::kind(
            "it is worked out, so it takes no answer",
            "leave the answer out",
        )),
    }
}

fn option(options: &[String], value: &Value) -> Result<Coded, Wrong> {
    let typed = match value {
        Value::Text(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.plain()),
        Value::List(_) | Value::Rows(_) => {
            return Err(Wrong::kind(
                "one answer is wanted, and this is a list",
                "give one answer",
            ));
        }
    };
    let same_number = |option: &String| {
        typed
            .parse::<Exact>()
            .is_ok_and(|n| option.parse() == Ok(n))
    };
    let at = options
        .iter()
        .position(|option| *option == typed)
        .or_else(|| options.iter().position(same_number));
    match at.and_then(|at| u8::try_from(at + usize::from(code::FIRST)).ok()) {
        Some(code) => Ok(Coded::Code(code)),
        None => Err(not_offered(&typed, options)),
    }
}

/// What was typed, no longer than it takes to recognize it: whole sentences may be about a child.
fn shown(typed: &str) -> String {
    match typed.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", typed.get(..end).unwrap_or_default()),
        None => typed.to_owned(),
    }
}

fn not_offered(typed: &str, options: &[String]) -> Wrong {
    let numbers: Vec<Exact> = options
        .iter()
        .filter_map(|option| option.parse().ok())
        .collect();
    let help = match (options, numbers.len() == options.len()) {
        ([first, second, .., last], true) => {
            let step = match (first.parse::<Exact>(), second.parse::<Exact>()) {
                (Ok(first), Ok(second)) => (second - first).plain(),
                _ => String::new(),
            };
            Some(format!(
                "give a number from {first} to {last} in steps of {step}"
            ))
        }
        _ => suggest(typed, options.iter().map(String::as_str)),
    };
    Wrong {
        code: Code::ANSWER_NOT_OFFERED,
        message: format!("`{}` is not one of its answers", shown(typed)),
        help,
    }
}

fn choices(options: &[Opt], value: &Value) -> Result<Coded, Wrong> {
    let chosen: Vec<String> = match value {
        // As imports keep codes, and as people type them.
        Value::Text(text) => text
            .split(';')
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect(),
        // As with an empty cell: nobody chose anything, which is not the same as choosing what counts for nothing.
        Value::List(items) if items.is_empty() => return Ok(Coded::Nothing),
        Value::List(items) => items.clone(),
        Value::Number(number) => vec![number.plain()],
        Value::Rows(_) => {
            return Err(Wrong::kind(
                "a list of answers is wanted",
                "write `[\"one\", \"two\"]`",
            ));
        }
    };
    let ids: Vec<String> = options.iter().map(|option| option.id.clone()).collect();
    if let Some(unknown) = chosen.iter().find(|one| !ids.contains(one)) {
        return Err(not_offered(unknown, &ids));
    }
    // In the question's own order and each once, so that equal answers are stored alike.
    let kept: Vec<String> = ids.into_iter().filter(|id| chosen.contains(id)).collect();
    Ok(Coded::Beside(kept.join("|")))
}

fn number(low: Option<&Exact>, high: Option<&Exact>, value: &Value) -> Result<Coded, Wrong> {
    let number = match value {
        Value::Number(number) => number.clone(),
        Value::Text(text) => text.trim().parse().map_err(|_| {
            Wrong::kind(
                format!("`{}` is not a number", shown(text)),
                "write digits, such as `3` or `0.5`",
            )
        })?,
        Value::List(_) | Value::Rows(_) => {
            return Err(Wrong::kind(
                "a number is wanted, and this is a list",
                "write digits, such as `3`",
            ));
        }
    };
    let (least, most) = (
        low.into_iter().chain(high).min(),
        low.into_iter().chain(high).max(),
    );
    let below =
        matches!((low, high), (Some(_), Some(_))) && least.is_some_and(|least| number < *least);
    let only_low = high.is_none() && low.is_some_and(|low| number < *low);
    let above =
        matches!((low, high), (Some(_), Some(_))) && most.is_some_and(|most| number > *most);
    let only_high = low.is_none() && high.is_some_and(|high| number > *high);
    if below || above || only_low || only_high {
        let help = match (low, high) {
            (Some(_), None) => format!(
                "give {} or more",
                least.map(Exact::plain).unwrap_or_default()
            ),
            (None, Some(_)) => format!(
                "give {} or less",
                most.map(Exact::plain).unwrap_or_default()
            ),
            _ => {
                let end = |end: Option<&Exact>| end.map(Exact::plain).unwrap_or_default();
                format!("give a number from {} to {}", end(least), end(most))
            }
        };
        let message = format!("`{}` is out of range", number.plain());
        return Err(Wrong {
            code: Code::ANSWER_NOT_OFFERED,
            message,
            help: Some(help),
        });
    }
    Ok(Coded::Beside(number.plain()))
}

fn date(value: &Value) -> Result<Coded, Wrong> {
    let written = match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(number) => number.plain(),
        Value::List(_) | Value::Rows(_) => {
            return Err(Wrong::kind(
                "a date is wanted, and this is a list",
                "write year, month, day, such as `2025-09-30`",
            ));
        }
    };
    match written.parse::<NaiveDate>() {
        Ok(date) if written.len() == 10 => Ok(Coded::Beside(date.to_string())),
        _ => Err(Wrong {
            code: Code::BAD_DATE,
            message: format!("`{}` is not a date", shown(&written)),
            help: Some("write year, month, day, such as `2025-09-30`".to_owned()),
        }),
    }
}

fn text(value: &Value) -> Result<Coded, Wrong> {
    match value {
        Value::Text(text) => Ok(Coded::Beside(text.clone())),
        Value::Number(number) => Ok(Coded::Beside(number.plain())),
        Value::List(_) | Value::Rows(_) => Err(Wrong::kind(
            "text is wanted, and this is a list",
            "write the answer as one text in quotes",
        )),
    }
}

fn table(columns: &[crate::model::Column], value: &Value) -> Result<Coded, Wrong> {
    let rows = match value {
        Value::Rows(rows) => rows,
        Value::List(items) if items.is_empty() => return Ok(Coded::Nothing),
        Value::Text(_) | Value::Number(_) | Value::List(_) => {
            return Err(Wrong::kind(
                "rows are wanted",
                "write a list of rows, each `{\"column\": \"value\"}`",
            ));
        }
    };
    for (name, cell) in rows.iter().flatten() {
        let Some(column) = columns.iter().find(|column| column.id == *name) else {
            let help = suggest(name, columns.iter().map(|column| column.id.as_str()));
            let message = format!("it has no column `{name}`");
            return Err(Wrong {
                code: Code::LINE_UNKNOWN_KEY,
                message,
                help,
            });
        };
        let fits = match &column.kind {
            FactKind::Date => cell.len() == 10 && cell.parse::<NaiveDate>().is_ok(),
            FactKind::Number => cell.parse::<Exact>().is_ok(),
            FactKind::YesNo => matches!(cell.as_str(), "yes" | "no"),
            FactKind::Choice(options) => options.contains(cell),
            FactKind::Text => true,
        };
        if !fits && !cell.is_empty() {
            return Err(Wrong::kind(
                format!("`{}` does not fit its column `{name}`", shown(cell)),
                "put the cell right",
            ));
        }
    }
    serde_json::to_string(rows)
        .map(Coded::Beside)
        .map_err(|_| Wrong::kind("the table cannot be kept", "write it as rows of text"))
}
