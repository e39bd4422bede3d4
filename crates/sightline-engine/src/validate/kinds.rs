//! What a question's type means, with its scale, options, range or columns.

use std::sync::Arc;

use super::scales::MOST_ANSWERS;
use super::{Names, action_columns, ids};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawOption, RawQuestion};
use crate::model::{Column, Columns, GradeScale, NumberScale, Opt, QuestionKind, Scale};
use crate::source::{Span, Spanned};

/// The kind of a question; nothing where it could not be made out, which was reported.
pub(super) fn kind(
    raw: &mut RawQuestion,
    names: &Names,
    found: &mut Diagnostics,
) -> Option<QuestionKind> {
    let word = raw.kind.as_ref()?;
    match word.value.as_str() {
        "grade" => grades(raw, names, found).map(QuestionKind::Grade),
        "yes-no" => Some(QuestionKind::YesNo(raw.best)),
        "yes-partly-no" => Some(QuestionKind::YesPartlyNo(raw.best)),
        "choice" => options(raw.options.as_ref()?, &word.at, found).map(QuestionKind::Choice),
        "choices" => options(raw.options.as_ref()?, &word.at, found).map(QuestionKind::Choices),
        "number" => Some(number(raw, found)),
        "scale" => numbers(raw, names, found).map(QuestionKind::Scale),
        "date" => Some(QuestionKind::Date),
        "text" => Some(QuestionKind::Text),
        "table" => columns(raw, found).map(QuestionKind::Table),
        "computed" => raw.computed.take().map(QuestionKind::Computed),
        _ => None,
    }
}

fn grades(raw: &RawQuestion, names: &Names, found: &mut Diagnostics) -> Option<Arc<GradeScale>> {
    let (scale, at) = scale(raw, names, found)?;
    match scale {
        Some(Scale::Grades(scale)) => Some(scale),
        Some(Scale::Numbers(scale)) => {
            let message = format!(
                "`{}` is a scale of numbers, and a question of type `grade` needs grades",
                scale.id
            );
            let help = "make the type `scale`, or name a scale of grades";
            found.push(Diagnostic::error(Code::NO_GRADES, &at, message).help(help));
            None
        }
        None => {
            let message = "a question of type `grade` needs a scale, and the template has none";
            let help = "add `scale:` with the name of a scale of grades";
            found.push(Diagnostic::error(Code::NO_GRADES, &at, message).help(help));
            None
        }
    }
}

fn numbers(raw: &RawQuestion, names: &Names, found: &mut Diagnostics) -> Option<Arc<NumberScale>> {
    let (scale, at) = scale(raw, names, found)?;
    match scale {
        Some(Scale::Numbers(scale)) => Some(scale),
        Some(Scale::Grades(_)) | None => {
            let message = match (&raw.scale, scale) {
                (Some(name), _) => {
                    format!(
                        "`{}` is a scale of grades, and a question of type `scale` needs numbers",
                        name.value
                    )
                }
                (None, _) => "a question of type `scale` needs a scale of numbers".to_owned(),
            };
            let help = "name a scale of numbers with `scale:`, or make the type `grade`";
            found.push(Diagnostic::error(Code::UNKNOWN_SCALE, &at, message).help(help));
            None
        }
    }
}

/// The question's scale or the template's, and where to point; nothing where the name leads nowhere.
fn scale(
    raw: &RawQuestion,
    names: &Names,
    found: &mut Diagnostics,
) -> Option<(Option<Scale>, Span)> {
    match &raw.scale {
        Some(name) => Some((Some(names.scales.find(name, &[], found)?), name.at.clone())),
        None if names.broken_scale => None,
        None => Some((names.grade_scale.clone(), raw.kind.as_ref()?.at.clone())),
    }
}

fn options(raw: &[RawOption], at: &Span, found: &mut Diagnostics) -> Option<Vec<Opt>> {
    ids::unique("option", raw.iter().map(|option| &option.id), found);
    let places: Vec<&Span> = raw.iter().map(|option| &option.id.at).collect();
    ids::not_too_many("options", MOST_ANSWERS, &places, found);
    if raw.is_empty() {
        let message = "the question offers no options";
        found.push(
            Diagnostic::error(Code::BAD_RANGE, at, message)
                .help("list at least two under `options:`"),
        );
        return None;
    }
    let some_points = raw.iter().any(|option| option.points.is_some());
    for option in raw
        .iter()
        .filter(|option| some_points && option.points.is_none())
    {
        let message = format!(
            "option `{}` has no points, and others have",
            option.id.value
        );
        let help = "give every option points, or none";
        found.push(Diagnostic::error(Code::MISSING_KEY, &option.id.at, message).help(help));
    }
    let one = |raw: &RawOption| Opt {
        id: raw.id.value.clone(),
        label: raw.label.clone().unwrap_or_else(|| raw.id.value.clone()),
        points: raw.points.as_ref().map(|points| points.value.clone()),
    };
    Some(raw.iter().map(one).collect())
}

fn number(raw: &RawQuestion, found: &mut Diagnostics) -> QuestionKind {
    if let (Some(low), Some(high)) = (&raw.low, &raw.high)
        && low.value == high.value
    {
        let message = format!("`low` and `high` are both {}", low.value.plain());
        let help = "make `low` the worst number and `high` the best";
        found.push(
            Diagnostic::error(Code::BAD_RANGE, &high.at, message)
                .related(&low.at, "`low` is here")
                .help(help),
        );
    }
    let value = |end: &Option<Spanned<crate::Exact>>| end.as_ref().map(|end| end.value.clone());
    QuestionKind::Number {
        low: value(&raw.low),
        high: value(&raw.high),
    }
}

fn columns(raw: &RawQuestion, found: &mut Diagnostics) -> Option<Columns> {
    ids::unique("column", raw.columns.iter().map(|column| &column.id), found);
    for column in &raw.columns {
        ids::unique("option", &column.options, found);
    }
    let columns: Vec<Column> = raw
        .columns
        .iter()
        .map(|column| Column {
            id: column.id.value.clone(),
            label: column
                .label
                .clone()
                .unwrap_or_else(|| column.id.value.clone()),
            kind: column.kind.clone(),
        })
        .collect();
    if columns.is_empty() {
        return None;
    }
    let actions = raw.actions.as_ref();
    Some(Columns {
        actions: actions.and_then(|written| action_columns::checked(written, &raw.columns, found)),
        all: columns,
    })
}
