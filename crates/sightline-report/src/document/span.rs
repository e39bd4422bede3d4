/// A stretch of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Text.
    Text(String),
    /// What matters.
    Strong(Vec<Span>),
    /// What is stressed.
    Emphasis(Vec<Span>),
    /// Text to be shown letter by letter.
    Code(String),
    /// A link to a web or mail address, or to a place in the same report by `#`.
    Link {
        /// The address.
        to: String,
        /// Its words.
        text: Vec<Span>,
    },
    /// A new line within the block.
    Break,
}

/// The text of some spans, without form.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    let mut text = String::new();
    add(spans, &mut text);
    text
}

fn add(spans: &[Span], text: &mut String) {
    for span in spans {
        match span {
            Span::Text(part) | Span::Code(part) => text.push_str(part),
            Span::Strong(inner) | Span::Emphasis(inner) | Span::Link { text: inner, .. } => {
                add(inner, text);
            }
            Span::Break => text.push(' '),
        }
    }
}

/// Adds text to what is there already, so that no writer meets one sentence in pieces.
pub(super) fn say(spans: &mut Vec<Span>, more: &str) {
    if let Some(Span::Text(text)) = spans.last_mut() {
        text.push_str(more);
    } else if !more.is_empty() {
        spans.push(Span::Text(more.to_owned()));
    }
}
