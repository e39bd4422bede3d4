//! What is wrong with a mapping, in its words.

use sightline_engine::{Code, Diagnostic, Diagnostics, Span, Yaml, suggest};

/// A mistake in a mapping.
pub(super) fn mistake(at: &Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::error(Code::BAD_MAPPING, at, message).help(help)
}

/// Names keys that mean nothing.
pub(super) fn known_keys(says: &Yaml, what: &str, known: &[&str], wrong: &mut Diagnostics) {
    for (key, _) in says.entries() {
        if !known.contains(&key.value.as_str()) {
            let message = format!("`{}` is not a key of a {what}", key.value);
            let mut found = Diagnostic::error(Code::UNKNOWN_KEY, &key.at, message);
            found.help = suggest(&key.value, known.iter().copied());
            wrong.push(found);
        }
    }
}
