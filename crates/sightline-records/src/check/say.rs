//! How a contradiction is told.

use sightline_engine::Code;
use sightline_engine::model::Event;

use crate::problem::{Problems, Said, Where};

/// What cannot be true, and what to do about it.
pub(super) fn wrong(message: impl Into<String>) -> Said {
    Said::warning(Code::CONTRADICTION, message)
        .help("correct it where it was recorded; it is kept as it stands")
}

/// Says something of a value of an event.
pub(super) fn say(event: &Event, field: &str, message: impl Into<String>, problems: &mut Problems) {
    if let Some(origin) = &event.origin {
        let mut at = Where::of(origin);
        at.column = event.columns.get(field).map(|title| title.as_str().into());
        problems.add(&at, &wrong(message));
    }
}
