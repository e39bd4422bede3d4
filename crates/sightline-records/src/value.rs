//! A cell into a value of the kind that its column holds.

use std::borrow::Cow;

use serde_json::Value;
use sightline_engine::model::FactValue;
use sightline_engine::{Code, Exact};

use crate::cell::Cell;
use crate::codes::{Meant, bare};
use crate::date::{DateOrder, Written, from_serial, written};
use crate::layout::KindOf;
use crate::problem::Said;
use crate::vocabulary::Kind;

/// What a column says of its cells.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a> {
    pub(crate) kind: &'a KindOf,
    pub(crate) order: Option<DateOrder>,
    pub(crate) from_1904: bool,
}

/// Reads a cell; nothing where it is blank.
pub(crate) fn value<'a>(
    cell: &Cell<'_>,
    column: Column<'a>,
    codes: &mut Meant<'a>,
) -> Result<Option<FactValue>, Said> {
    if let Cell::Flaw(flaw) = cell {
        let said = Said::warning(
            Code::EMPTY_CELL,
            format!("the value is left out: {}", flaw.words()),
        );
        return Err(
            said.help("open the file, let it calculate, and save it again; or type the value")
        );
    }
    let text = cell.text();
    if text.is_empty() {
        return Ok(None);
    }
    let found = match column.kind {
        KindOf::Known(Kind::Date | Kind::DueDate) => date(cell, column)?,
        KindOf::Known(Kind::Number) => number(&text)?,
        KindOf::Known(Kind::YesNo) => one_of("yes_no", &text, codes).map_err(|said| Said {
            message: "the value is left out: it is neither yes nor no".to_owned(),
            ..said
        })?,
        KindOf::Known(Kind::OneOf(list)) => one_of(list, &text, codes)?,
        KindOf::OneOf(list) => one_of(list, &text, codes)?,
        KindOf::Known(Kind::Code) => FactValue::Text(bare(&text).to_owned()),
        KindOf::Known(Kind::Codes) => match several(&text) {
            Some(none) if none.is_empty() => return Ok(None),
            Some(found) => FactValue::Text(found),
            None => FactValue::Text(text.into_owned()),
        },
        KindOf::Known(Kind::Text) => FactValue::Text(text.into_owned()),
    };
    Ok(Some(found))
}

/// Codes out of JSON: those that are listed, or those that a block says yes to; nothing where it is no JSON of either form.
fn several(text: &str) -> Option<String> {
    let is_yes = |value: &Value| match value {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => matches!(
            text.trim().to_lowercase().as_str(),
            "y" | "yes" | "true" | "1"
        ),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    let found: Vec<String> = match serde_json::from_str(text).ok()? {
        Value::Array(items) => {
            let texts = items.iter().filter_map(Value::as_str);
            texts.map(|one| one.trim().to_owned()).collect()
        }
        Value::Object(block) => {
            let yes = block.iter().filter(|(_, value)| is_yes(value));
            yes.map(|(code, _)| code.trim().to_owned()).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    };
    Some(found.join("; "))
}

fn date(cell: &Cell<'_>, column: Column<'_>) -> Result<FactValue, Said> {
    let text: Cow<'_, str> = match cell {
        Cell::Date(date) => return Ok(FactValue::Date(*date)),
        Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Flaw(_) => cell.text(),
    };
    let wrong = |why: &str| Said::warning(Code::BAD_CELL, format!("the value is left out: {why}"));
    let found = match (written(&text), column.order) {
        (Written::Plain(date), _) => Some(date),
        (Written::Only(order, date), column) if column.is_none_or(|column| column == order) => {
            Some(date)
        }
        (Written::Only(..), Some(DateOrder::DayFirst)) => {
            return Err(wrong("its month comes first, and the column's days do")
                .help("write day, month, year, such as 27/03/2008"));
        }
        (Written::Only(..), _) => {
            return Err(wrong("its day comes first, and the column's months do")
                .help("write month, day, year, such as 03/27/2008"));
        }
        (Written::Either { day_first, .. }, Some(DateOrder::DayFirst)) => Some(day_first),
        (Written::Either { month_first, .. }, Some(DateOrder::MonthFirst)) => Some(month_first),
        (Written::Either { .. }, None) => {
            let said = Said::warning(
                Code::DATE_ORDER,
                "the value is left out: the date can be read in two ways",
            );
            return Err(said.help("say which with `--dates day-first` or `--dates month-first`"));
        }
        (Written::Serial(day), _) => from_serial(day, column.from_1904),
        (Written::Nothing, _) => None,
    };
    found
        .map(FactValue::Date)
        .ok_or_else(|| wrong("it is not a date").help("write day, month, year, such as 27/03/2008"))
}

fn number(text: &str) -> Result<FactValue, Said> {
    let number: Result<Exact, _> = text.parse();
    number.map(FactValue::Number).map_err(|_| {
        let said = Said::warning(Code::BAD_CELL, "the value is left out: it is not a number");
        said.help("write digits with at most one point and six decimal places")
    })
}

fn one_of<'a>(list: &'a str, text: &str, codes: &mut Meant<'a>) -> Result<FactValue, Said> {
    let found = codes
        .find(list, text)
        .map(|code| FactValue::Text(code.to_owned()));
    found.ok_or_else(|| {
        let name = list.replace('_', " ");
        let said = Said::warning(
            Code::BAD_CELL,
            format!("the value is left out: it is no code of the list `{name}`"),
        );
        said.help("correct it, or add it to the list under `codes:` in a mapping")
    })
}
