//! The facts that a template declares.

use super::ids;
use crate::diagnostic::Diagnostics;
use crate::load::RawFact;
use crate::model::{Fact, FactKind};

pub(super) fn facts(raw: Vec<RawFact>, found: &mut Diagnostics) -> Vec<Fact> {
    raw.into_iter()
        .map(|fact| {
            ids::unique("option", &fact.options, found);
            Fact {
                id: fact.id.value,
                kind: fact.kind.unwrap_or(FactKind::Text),
                label: fact.label,
                identifying: fact.identifying,
                at: fact.id.at,
            }
        })
        .collect()
}
