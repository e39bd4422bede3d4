//! The history of a worked case, read as the template declares it.

use std::collections::BTreeMap;

use super::value::value;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{Block, named, text};
use crate::model::{Event, HistoryList, Template};
use crate::source::Spanned;
use crate::yaml::{Node, Value};

/// Whether a part of a case is its history, and no fact.
pub(super) fn is_history(name: &Spanned<String>, node: &Node) -> bool {
    name.value == "history" && Block::of(node).is_some()
}

/// The lists below `history:` of a case.
pub(super) fn history(
    block: &Block<'_>,
    template: &Template,
    found: &mut Diagnostics,
) -> BTreeMap<String, Vec<Event>> {
    let mut history = BTreeMap::new();
    let parts = block.named("case").into_iter();
    let lists = parts.filter(|(name, node)| is_history(name, node));
    for (name, node) in lists.flat_map(|(_, node)| named(node)) {
        let Some(list) = template.history.iter().find(|one| one.id == name.value) else {
            let message = format!(
                "the template declares no list `{}` of the history",
                name.value
            );
            let known = template.history.iter().map(|one| one.id.as_str());
            let help = suggest(&name.value, known)
                .unwrap_or_else(|| "declare it under the template's `history:`".to_owned());
            found.push(Diagnostic::error(Code::UNKNOWN_LIST, &name.at, message).help(help));
            continue;
        };
        if let Value::List(rows) = &node.value {
            let rows = rows.iter().map(|node| row(node, list, found));
            history.insert(name.value, rows.collect());
        }
    }
    history
}

fn row(node: &Node, list: &HistoryList, found: &mut Diagnostics) -> Event {
    let mut row = Event::default();
    for (name, node) in named(node) {
        let Some(kind) = list.field(&name.value) else {
            let message = format!("a row of `{}` has no field `{}`", list.id, name.value);
            let known = list.fields.iter().map(|(id, _)| id.as_str());
            let help = suggest(&name.value, known)
                .unwrap_or_else(|| "name it under the template's `history:`".to_owned());
            found.push(Diagnostic::error(Code::UNKNOWN_FIELD, &name.at, message).help(help));
            continue;
        };
        if let Some(written) = text(node)
            && let Some(value) = value(&written, kind, found)
        {
            row.values.insert(name.value, value);
        }
    }
    row
}
