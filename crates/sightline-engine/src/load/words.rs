//! Words that more than one block of a template takes.

use super::fields::Block;
use crate::model::{FactKind, NaPolicy};

/// What an answer without a value does to the score.
pub(super) fn policy(word: &str) -> Option<NaPolicy> {
    match word {
        "leave-out" => Some(NaPolicy::LeaveOut),
        "count-as-lowest" => Some(NaPolicy::CountAsLowest),
        "refuse" => Some(NaPolicy::Refuse),
        _ => None,
    }
}

/// What a fact or a cell holds.
pub(super) fn fact_kind(block: &Block<'_>) -> Option<FactKind> {
    let options = || {
        block
            .answers("options")
            .unwrap_or_default()
            .into_iter()
            .map(|option| option.value)
            .collect()
    };
    match block.text("type")?.value.as_str() {
        "date" => Some(FactKind::Date),
        "number" => Some(FactKind::Number),
        "text" => Some(FactKind::Text),
        "yes-no" => Some(FactKind::YesNo),
        "choice" => Some(FactKind::Choice(options())),
        _ => None,
    }
}
