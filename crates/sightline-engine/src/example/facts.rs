//! The facts of a worked case, read as the template declares them.

use std::collections::BTreeMap;

use super::history;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::NotANumber;
use crate::load::{Block, text};
use crate::model::{FactKind, FactValue, Template};
use crate::shape::scalar;
use crate::source::Spanned;

pub(super) fn facts(
    block: &Block<'_>,
    template: &Template,
    found: &mut Diagnostics,
) -> BTreeMap<String, FactValue> {
    let mut facts = BTreeMap::new();
    for (name, node) in block.named("case") {
        if history::is_history(&name, node) {
            continue;
        }
        let Some(fact) = template.record.iter().find(|fact| fact.id == name.value) else {
            let message = format!("the template declares no fact `{}`", name.value);
            let help = suggest(
                &name.value,
                template.record.iter().map(|fact| fact.id.as_str()),
            )
            .unwrap_or_else(|| "declare it under the template's `record:`".to_owned());
            found.push(
                Diagnostic::error(Code::SCRIPT_UNDECLARED_FACT, &name.at, message).help(help),
            );
            continue;
        };
        if Block::of(node).is_some() {
            let message = format!(
                "a fact is one value, and `{}` is a block of keys",
                name.value
            );
            let help = "write one word, number or date; lists of rows stand under `history:`";
            found.push(Diagnostic::error(Code::WRONG_TYPE, &name.at, message).help(help));
        }
        if let Some(written) = text(node)
            && let Some(value) = value(&written, &fact.kind, found)
        {
            facts.insert(name.value, value);
        }
    }
    facts
}

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
