//! The facts of a worked case, read as the template declares them.

use std::collections::BTreeMap;

use super::history;
use super::value::value;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{Block, text};
use crate::model::{FactValue, Template};

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
