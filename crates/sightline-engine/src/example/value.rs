//! One value of a worked case, read as the template declares its kind.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::NotANumber;
use crate::model::{FactKind, FactValue};
use crate::shape::scalar;
use crate::source::Spanned;

pub(super) fn value(
    written: &Spanned<String>,
    kind: &FactKind,
    found: &mut Diagnostics,
) -> Option<FactValue> {
    let text = written.value.as_str();
    match kind {
        FactKind::Date => match scalar::date(text) {
            Some(date) => Some(FactValue::Date(date)),
            None => {
                found.push(not_a_date(written));
                None
            }
        },
        FactKind::Number => match text.parse() {
            Ok(number) => Some(FactValue::Number(number)),
            Err(NotANumber) => {
                let message = format!("`{text}` is not a number, and the fact is one");
                found.push(
                    Diagnostic::error(Code::BAD_NUMBER, &written.at, message).help("write digits"),
                );
                None
            }
        },
        FactKind::Text => Some(FactValue::Text(text.to_owned())),
        FactKind::YesNo => one_of(written, &["yes", "no"], found),
        FactKind::Choice(options) => {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            one_of(written, &options, found)
        }
    }
}

/// The diagnostic for text where a date belongs.
pub(super) fn not_a_date(written: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a date", written.value);
    Diagnostic::error(Code::BAD_DATE, &written.at, message)
        .help("write year, month, day: `2025-09-30`")
}

fn one_of(written: &Spanned<String>, words: &[&str], found: &mut Diagnostics) -> Option<FactValue> {
    if words.contains(&written.value.as_str()) {
        return Some(FactValue::Text(written.value.clone()));
    }
    let message = format!("the fact cannot be `{}`", written.value);
    let help = suggest(&written.value, words.iter().copied());
    found.push(Diagnostic {
        help,
        ..Diagnostic::error(Code::BAD_WORD, &written.at, message)
    });
    None
}
