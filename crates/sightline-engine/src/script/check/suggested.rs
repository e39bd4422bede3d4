//! Suggestions that their questions could never take.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::source::Span;

use super::super::names::{Kind, Names};

/// Names a `prefill` of a kind that is no answer to its question; `word` is the suggestion where it is a text that is written
/// out. Whoever answers would see no suggestion, and nobody would notice.
pub(super) fn suggested(
    names: &Names,
    question: usize,
    (kind, word): (Kind, Option<&str>),
    at: &Span,
    found: &mut Diagnostics,
) {
    let Some(question) = names.questions.get(question) else {
        return;
    };
    let Some(taken) = names.answer_kind(&question.id) else {
        return;
    };
    let options = question.options.as_slice();
    if fits(taken, options, kind, word) {
        return;
    }
    let given = match word {
        Some(word) => format!("`{word}`"),
        None => kind.words().to_owned(),
    };
    let (takes, help) = match taken {
        _ if !options.is_empty() => {
            let words = suggest(word.unwrap_or(""), options.iter().map(String::as_str));
            let help = words.unwrap_or_else(|| "suggest one of its answers".to_owned());
            ("one of its own answers", help)
        }
        Kind::Date => (
            "a date",
            "name a fact of type `date`, such as `record.seen_on`".to_owned(),
        ),
        Kind::Number => ("a number", "name a fact of type `number`".to_owned()),
        Kind::Truth
        | Kind::Text
        | Kind::List
        | Kind::Map
        | Kind::Grade
        | Kind::Outcome
        | Kind::Nothing => ("text", "suggest text, or take the line out".to_owned()),
    };
    let message = format!(
        "the question `{}` takes {takes}, and {given} is suggested",
        question.id
    );
    found.push(Diagnostic::error(Code::WRONG_SUGGESTION, at, message).help(help));
}

/// Whether a suggestion can be an answer. True and false are taken as `yes` and `no`, and text is read as it would be typed.
fn fits(taken: Kind, options: &[String], given: Kind, word: Option<&str>) -> bool {
    let offered = |word: &str| options.iter().any(|option| option == word);
    match (taken, given) {
        (_, Kind::Nothing) => true,
        (_, Kind::Map) => false,
        (Kind::Date, Kind::Text) => {
            word.is_none_or(|word| word.len() == 10 && word.parse::<NaiveDate>().is_ok())
        }
        (Kind::Number, Kind::Text) => word.is_none_or(|word| word.parse::<Exact>().is_ok()),
        (Kind::Date | Kind::Number, _) => taken == given,
        // A table takes rows, which no expression is plainly seen to give.
        (Kind::List, _) if options.is_empty() => true,
        (_, Kind::List) => taken == Kind::List,
        _ if options.is_empty() => true,
        (_, Kind::Truth) => offered("yes") || offered("no"),
        (_, Kind::Text | Kind::Grade | Kind::Outcome) => word.is_none_or(offered),
        // Options may be digits.
        (_, Kind::Number) => options.iter().any(|one| one.parse::<Exact>().is_ok()),
        (_, Kind::Date) => false,
    }
}
