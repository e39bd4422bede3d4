//! Text for the typesetter: strings, and calls around them.

use std::fmt::Write as _;

use super::body::Body;
use super::letters::{breakable, printed, told};
use crate::document::Span;
use crate::document::whole::tied;

/// The longest word that a line of prose leaves whole.
pub(super) const WORD: usize = 60;
/// The longest address that a file's link may have.
const LONGEST_LINK: usize = 2_000;

/// A string as the typesetter reads it; nothing in it can end it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push('"');
    out
}

/// A string that is told and not printed.
pub(super) fn unprinted(text: &str) -> String {
    quoted(&told(text))
}

impl Body {
    /// A string to be printed, with words up to a length left whole.
    pub(super) fn string(&mut self, text: &str, word: usize) -> String {
        let (text, missing) = printed(&tied(text));
        self.missing += missing;
        quoted(&breakable(&text, word))
    }

    /// Text within a block, in square brackets.
    pub(super) fn content(&mut self, text: &[Span], word: usize) -> String {
        let mut out = String::from("[");
        self.spans(&mut out, text, word);
        out.push(']');
        out
    }

    fn spans(&mut self, out: &mut String, text: &[Span], word: usize) {
        for span in text {
            match span {
                Span::Text(text) => {
                    let _infallible = write!(out, "#{};", self.string(text, word));
                }
                Span::Code(text) => {
                    let _infallible = write!(out, "#raw({});", self.string(text, word));
                }
                Span::Strong(inner) => self.within(out, "strong", inner, word),
                Span::Emphasis(inner) => self.within(out, "emph", inner, word),
                Span::Link { to, text } => match self.target(to) {
                    Some(target) => self.within(out, &format!("link({target})"), text, word),
                    None => self.spans(out, text, word),
                },
                Span::Break => out.push_str("#linebreak();"),
            }
        }
    }

    fn within(&mut self, out: &mut String, function: &str, inner: &[Span], word: usize) {
        let _infallible = write!(out, "#{function}[");
        self.spans(out, inner, word);
        out.push_str("];");
    }

    /// Where a link leads; a place that is not in the report is no link.
    fn target(&self, to: &str) -> Option<String> {
        if let Some(place) = to.strip_prefix('#') {
            let n: usize = place.strip_prefix("part-")?.parse().ok()?;
            return (1..=self.all_parts)
                .contains(&n)
                .then(|| format!("<part-{n}>"));
        }
        (to.len() <= LONGEST_LINK).then(|| unprinted(to))
    }
}
