//! Stored shapes: what is kept as bytes or JSON, written by hand so that a change of the engine's types never silently
//! changes what is on disk.

mod action;
mod bytes;
mod case;
mod decimal;
mod exact;
mod extra;
mod scored;
mod text;

pub(crate) use action::{
    light_from_text, repeats_from_text, status_from_text, via_from_text, via_to_text,
};
pub use bytes::Malformed;
pub(crate) use case::{case_from_json, case_to_json, with_history};
pub(crate) use decimal::date_to_text;
pub(crate) use exact::parse as exact_from_text;
pub(crate) use extra::{extra_from_json, extra_to_json};
pub use scored::{decode, encode};
pub(crate) use text::{notes_from_json, notes_to_json, voices_from_json, voices_to_json};

#[cfg(test)]
mod tests;
