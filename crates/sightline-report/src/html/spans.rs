use std::fmt::Write as _;

use crate::document::Span;
use crate::escape::{html_text, html_whole};

/// Text within a block.
pub(super) fn spans(out: &mut String, text: &[Span]) {
    for span in text {
        match span {
            Span::Text(text) => out.push_str(&html_text(text)),
            Span::Code(text) => {
                let _infallible = write!(out, "<code>{}</code>", html_text(text));
            }
            Span::Strong(inner) => within(out, "strong", inner),
            Span::Emphasis(inner) => within(out, "em", inner),
            Span::Link { to, text } => {
                let to = html_whole(to);
                let _infallible = write!(out, "<a href=\"{to}\" rel=\"noopener noreferrer\">");
                spans(out, text);
                out.push_str("</a>");
            }
            Span::Break => out.push_str("<br />\n"),
        }
    }
}

fn within(out: &mut String, tag: &str, inner: &[Span]) {
    let _infallible = write!(out, "<{tag}>");
    spans(out, inner);
    let _infallible = write!(out, "</{tag}>");
}
