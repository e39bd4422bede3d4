//! Ids that are used twice, and more things than a template holds.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Span, Spanned};

/// Reports each id that is used a second time; `noun` is what it names.
pub(super) fn unique<'a>(
    noun: &str,
    ids: impl IntoIterator<Item = &'a Spanned<String>>,
    found: &mut Diagnostics,
) {
    let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
    for id in ids {
        match seen.get(id.value.as_str()) {
            Some(first) => found.push(twice(noun, id, first)),
            None => {
                seen.insert(&id.value, &id.at);
            }
        }
    }
}

/// The diagnostic for an id that is used twice.
pub(super) fn twice(noun: &str, id: &Spanned<String>, first: &Span) -> Diagnostic {
    let place = if first.path() == id.at.path() {
        format!("on line {}", first.line_column().0)
    } else {
        format!("in {}", first.path())
    };
    let message = format!("{noun} `{}` is there twice, first {place}", id.value);
    Diagnostic::error(Code::DUPLICATE_ID, &id.at, message)
        .label("the second time")
        .related(first, "the first time")
        .help("give one of the two another id, or take it out")
}

/// Reports more of something than a template holds, at the first one too many.
pub(super) fn not_too_many(noun: &str, most: usize, places: &[&Span], found: &mut Diagnostics) {
    if let Some(first) = places.get(most) {
        let message = format!("there are {} {noun}, and there may be {most}", places.len());
        let help = "split the template, or take some out";
        found.push(Diagnostic::error(Code::TOO_MANY, first, message).help(help));
    }
}
