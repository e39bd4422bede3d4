//! Words of an action as they are kept.

use sightline_engine::action::{Light, Repeats, Status, Via};

use super::Malformed;

pub(crate) fn via_to_text(via: Via) -> &'static str {
    match via {
        Via::Hand => "hand",
        Via::Import => "import",
        Via::Audit => "audit",
    }
}

pub(crate) fn via_from_text(text: &str) -> Result<Via, Malformed> {
    let all = [Via::Hand, Via::Import, Via::Audit];
    all.into_iter()
        .find(|via| via_to_text(*via) == text)
        .ok_or(Malformed)
}

/// Only the words that are written: people's other words for a status are no business of a store.
pub(crate) fn status_from_text(text: &str) -> Result<Status, Malformed> {
    Status::ALL
        .into_iter()
        .find(|status| status.word() == text)
        .ok_or(Malformed)
}

pub(crate) fn light_from_text(text: &str) -> Result<Light, Malformed> {
    let all = [Light::Red, Light::Amber, Light::Green];
    all.into_iter()
        .find(|light| light.word() == text)
        .ok_or(Malformed)
}

pub(crate) fn repeats_from_text(text: &str) -> Result<Repeats, Malformed> {
    text.parse().map_err(|()| Malformed)
}
