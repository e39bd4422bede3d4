//! Where what the case record suggests was read.

use crate::model::{Case, FactValue, Origin};
use crate::script::{Read, ScriptValue};

/// The place of a fact, for a reader; absent where no import brought it.
pub(super) fn of_fact(case: &Case, fact: &str) -> Option<String> {
    case.sources.get(fact).map(said)
}

/// The value that a script gave back, among those that it read.
///
/// A script may read much and give back something of its own. It is taken to have given back what it read where that is the
/// same date or word; a `yes` or a number is the same too often, so only the last thing read counts. `case` is the one that
/// the script saw, since places in its lists are its own.
pub(super) fn given_back(value: &ScriptValue, read: &[Read], case: &Case) -> Option<Read> {
    let telling = match value {
        ScriptValue::Date(_) => true,
        ScriptValue::Text(text) => text != "yes" && text != "no",
        ScriptValue::Nothing
        | ScriptValue::Bool(_)
        | ScriptValue::Number(_)
        | ScriptValue::Points(..)
        | ScriptValue::List(_)
        | ScriptValue::Map(_) => false,
    };
    let most = if telling { read.len() } else { 1 };
    let mut latest = read.iter().rev().take(most);
    latest
        .find(|one| found(one, case).is_some_and(|found| is_same(found, value)))
        .cloned()
}

/// The place of a value that a script read, for a reader. `case` is the one that the script saw.
pub(super) fn of_read(read: &Read, case: &Case, imported: &Case) -> Option<String> {
    match read {
        Read::Fact(fact) => of_fact(imported, fact),
        Read::Field(list, at, field) => {
            let row = case.history.get(&**list)?.get(*at)?;
            let column = row.columns.get(&**field);
            let column = column.map(|column| column.as_str().into());
            let origin = row.origin.clone()?;
            Some(said(&Origin { column, ..origin }))
        }
    }
}

fn said(origin: &Origin) -> String {
    // A heading may run over lines, and a place is one.
    let words = origin.to_string();
    format!(
        "from {}",
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}

fn found<'c>(read: &Read, case: &'c Case) -> Option<&'c FactValue> {
    match read {
        Read::Fact(fact) => case.facts.get(fact),
        Read::Field(list, at, field) => case.history.get(&**list)?.get(*at)?.values.get(&**field),
    }
}

fn is_same(found: &FactValue, value: &ScriptValue) -> bool {
    match (found, value) {
        (FactValue::Date(one), ScriptValue::Date(other)) => one == other,
        (FactValue::Number(one), ScriptValue::Number(other)) => one == other,
        (FactValue::Text(one), ScriptValue::Text(other)) => one == other,
        (FactValue::Text(one), ScriptValue::Date(other)) => *one == other.to_string(),
        _ => false,
    }
}
