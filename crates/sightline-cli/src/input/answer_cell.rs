//! A cell of a spreadsheet into an answer.

use sightline_engine::model::{Answer, Question, QuestionKind, Value};

/// The cells that say something about one question.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cells<'a> {
    /// The answer.
    pub(super) answer: &'a str,
    /// Its comment.
    pub(super) comment: &'a str,
    /// Why it is not applicable.
    pub(super) not_applicable: &'a str,
    /// What evidence is missing.
    pub(super) not_enough_evidence: &'a str,
}

/// Cells that say two things at once, which no answer can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Contradiction;

/// What cells say, nothing where all are blank; a comment alone is one on a question that nobody answered.
///
/// A spreadsheet has no kinds, so the question says what its cell holds. A question that the template does not have is
/// taken as text, and refused where answers are checked.
pub(super) fn answer(
    cells: &Cells<'_>,
    question: Option<&Question>,
) -> Result<Option<Answer>, Contradiction> {
    let comment = Some(cells.comment)
        .filter(|text| !text.is_empty())
        .map(str::to_owned);
    let is_na = ["n/a", "na", "not applicable", "not-applicable"]
        .iter()
        .any(|word| same(word, cells.answer));
    let is_nee = ["nee", "not enough evidence", "not-enough-evidence"]
        .iter()
        .any(|word| same(word, cells.answer));
    let has_value = !cells.answer.is_empty() && !is_na && !is_nee;
    let says_na = is_na || !cells.not_applicable.is_empty();
    let says_nee = is_nee || !cells.not_enough_evidence.is_empty();
    match (has_value, says_na, says_nee) {
        // Nobody answered, and what was said about it is kept all the same.
        (false, false, false) => Ok(comment.map(|comment| Answer::Given {
            value: Value::Text(String::new()),
            comment: Some(comment),
        })),
        (true, false, false) => Ok(Some(Answer::Given {
            value: value(cells.answer, question),
            comment,
        })),
        (false, true, false) => Ok(Some(Answer::NotApplicable {
            reason: first(cells.not_applicable, cells.comment),
        })),
        (false, false, true) => Ok(Some(Answer::NotEnoughEvidence {
            reason: first(cells.not_enough_evidence, cells.comment),
        })),
        (true, _, _) | (false, true, true) => Err(Contradiction),
    }
}

fn first(reason: &str, comment: &str) -> String {
    if reason.is_empty() {
        comment.to_owned()
    } else {
        reason.to_owned()
    }
}

fn value(cell: &str, question: Option<&Question>) -> Value {
    let Some(question) = question else {
        return Value::Text(cell.to_owned());
    };
    match &question.kind {
        QuestionKind::Number { .. } | QuestionKind::Scale(_) => match cell.parse() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::Text(cell.to_owned()),
        },
        QuestionKind::Choices(options) => {
            let names = || {
                options
                    .iter()
                    .map(|one| (one.id.as_str(), one.label.as_str()))
            };
            let parts = cell
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            Value::List(parts.map(|part| named(part, names())).collect())
        }
        QuestionKind::Choice(options) => {
            let names = options
                .iter()
                .map(|one| (one.id.as_str(), one.label.as_str()));
            Value::Text(named(cell, names))
        }
        QuestionKind::Grade(scale) => {
            let names = scale
                .grades
                .iter()
                .map(|one| (one.id.as_str(), one.label.as_str()));
            Value::Text(named(cell, names))
        }
        QuestionKind::YesNo(_) => Value::Text(named(cell, [("yes", "yes"), ("no", "no")])),
        QuestionKind::YesPartlyNo(_) => Value::Text(named(
            cell,
            [("yes", "yes"), ("partly", "partly"), ("no", "no")],
        )),
        QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => Value::Text(cell.to_owned()),
    }
}

/// The id of what a cell names: people type labels, and spreadsheets capitalize.
fn named<'a>(cell: &str, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut names = names.into_iter();
    let meant = names.find(|(id, label)| same(id, cell) || same(label, cell));
    meant.map_or_else(|| cell.to_owned(), |(id, _)| id.to_owned())
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}
