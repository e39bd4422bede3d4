use std::fmt::Write as _;

use crate::document::Span;
use crate::escape::{html_text, html_whole};

/// Text within a block.
pub(super) fn spans(out: &mut String, text: &[Span]) {
    for span in text {
        match span {
            Span::Text(text) => words(out, text),
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

/// The longest word that stays whole for the hyphen in it.
const WHOLE: usize = 14;

/// Words, with no line broken at the hyphen of `2025-26`, as browsers would.
pub(super) fn words(out: &mut String, text: &str) {
    for (n, word) in text.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let word = &html_text(word);
        if is_one_number(word) {
            let _infallible = write!(out, "<span class=\"whole\">{word}</span>");
        } else {
            out.push_str(word);
        }
    }
}

fn is_one_number(word: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let joins =
        |three: &[u8]| three.get(1) == Some(&b'-') && digit(three.first()) && digit(three.last());
    word.len() <= WHOLE && word.as_bytes().windows(3).any(joins)
}

fn within(out: &mut String, tag: &str, inner: &[Span]) {
    let _infallible = write!(out, "<{tag}>");
    spans(out, inner);
    let _infallible = write!(out, "</{tag}>");
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_year_is_never_broken_and_other_words_stay_as_they_are() {
        for (text, expected) in [
            (
                "on Q1 2025-26, an",
                "on Q1 <span class=\"whole\">2025-26,</span> an",
            ),
            ("risk-led  A-1 <b>", "risk-led  A-1 &lt;b&gt;"),
            ("1-2-3-4-5-6-7-8-9", "1-2-3-4-5-6-7-8-9"),
            ("", ""),
        ] {
            let mut out = String::new();
            words(&mut out, text);
            assert_eq!(out, expected);
        }
    }
}
