//! Whether words could name somebody.

use chrono::{Months, NaiveDate};
use sightline_engine::personal::{Known, find};

use crate::spec::Spec;

/// Days until which a report may speak of what is still to be done.
const AHEAD: Months = Months::new(36);

/// Whether a text has nothing in it that could name somebody.
pub(crate) fn is_safe(text: &str, spec: &Spec) -> bool {
    find(text, &known(spec)).is_empty()
}

/// The same for who wrote or does something, of which every word may be a name.
pub(crate) fn is_safe_signature(text: &str, spec: &Spec) -> bool {
    is_safe(&signature(text), spec)
}

/// A name alone begins its text, as any word may; after another word it is seen to be one.
pub(crate) fn signature(text: &str) -> String {
    format!("by {text}")
}

/// What names nobody in a report: whose it is, and what its author says.
pub(crate) fn known(spec: &Spec) -> Known {
    let from = spec.period.first_day();
    let until = spec.prepared_on.max(spec.period.last_day());
    let mut known = Known {
        names: Vec::new(),
        allowed: spec.public_words.clone(),
        days: Some(from..=until.checked_add_months(AHEAD).unwrap_or(until)),
    };
    known.allow_body(&spec.authority);
    known
}

/// Whether a text is a day and nothing else, as the program prints it.
pub(crate) fn is_day(text: &str) -> bool {
    NaiveDate::parse_from_str(text, "%d %B %Y").is_ok()
}
