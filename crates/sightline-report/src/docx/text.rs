//! Runs of text.

use std::fmt::Write as _;

use crate::document::Span;
use crate::document::whole::tied;
use crate::docx::body::Body;
use crate::escape::xml;

/// How a run looks; what stands within what adds up.
#[derive(Clone, Copy, Default)]
struct Look {
    strong: bool,
    emphasis: bool,
    code: bool,
    link: bool,
}

impl Body {
    pub(super) fn runs(&mut self, text: &[Span]) {
        self.spans(text, Look::default());
    }

    fn spans(&mut self, text: &[Span], look: Look) {
        for span in text {
            match span {
                Span::Text(text) => run(&mut self.xml, text, look),
                Span::Code(text) => run(&mut self.xml, text, Look { code: true, ..look }),
                Span::Strong(inner) => self.spans(
                    inner,
                    Look {
                        strong: true,
                        ..look
                    },
                ),
                Span::Emphasis(inner) => self.spans(
                    inner,
                    Look {
                        emphasis: true,
                        ..look
                    },
                ),
                Span::Link { to, text } => {
                    let target = match to.strip_prefix('#') {
                        Some(place) => format!("w:anchor=\"{}\"", xml(&bookmark(place))),
                        None => format!("r:id=\"{}\"", self.link(to)),
                    };
                    let _infallible = write!(self.xml, "<w:hyperlink {target}>");
                    self.spans(text, Look { link: true, ..look });
                    self.xml.push_str("</w:hyperlink>");
                }
                Span::Break => self.xml.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }

    /// Where a link out of the report is kept.
    fn link(&mut self, to: &str) -> String {
        let known = self.links.iter().position(|link| link == to);
        let at = known.unwrap_or_else(|| {
            self.links.push(to.to_owned());
            self.links.len() - 1
        });
        format!("link{}", at + 1)
    }
}

/// A place in the report as Word may name it: the headings' `part-2` is `part_2` there.
pub(super) fn bookmark(place: &str) -> String {
    let letter = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '_'
        }
    };
    place.chars().map(letter).take(40).collect()
}

/// Text shown letter by letter, its lines kept.
pub(super) fn lines(out: &mut String, text: &str) {
    for (n, line) in text.trim_end_matches('\n').split('\n').enumerate() {
        if n > 0 {
            out.push_str("<w:r><w:br/></w:r>");
        }
        run(out, line, Look::default());
    }
}

fn run(out: &mut String, text: &str, look: Look) {
    let mut properties = String::new();
    if look.link {
        properties.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    } else if look.code {
        properties.push_str("<w:rStyle w:val=\"CodeText\"/>");
    }
    if look.strong {
        properties.push_str("<w:b/><w:bCs/>");
    }
    if look.emphasis {
        properties.push_str("<w:i/><w:iCs/>");
    }
    if !properties.is_empty() {
        properties = format!("<w:rPr>{properties}</w:rPr>");
    }
    let text = xml(&tied(text));
    let text = if look.code { text } else { years(&text) };
    let _infallible = write!(
        out,
        "<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    );
}

/// No line ends within a year such as 2025-26. An audit's id keeps its plain hyphen, for that is what people search for.
fn years(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before: Option<&str> = None;
    for part in text.split('-') {
        match before {
            None => {}
            Some(before) if is_year(before, part) => out.push_str(UNBROKEN),
            Some(_) => out.push('-'),
        }
        out.push_str(part);
        before = Some(part);
    }
    out
}

/// A hyphen after which no line ends, within a run.
const UNBROKEN: &str = "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";

fn is_year(before: &str, after: &str) -> bool {
    let digits = |letters: &mut dyn Iterator<Item = char>| {
        letters.take_while(char::is_ascii_digit).take(5).count()
    };
    digits(&mut before.chars().rev()) == 4 && digits(&mut after.chars()) == 2
}

#[cfg(test)]
mod tests {
    use super::{UNBROKEN, years};

    #[test]
    fn no_line_ends_within_a_year_and_ids_can_be_searched_for() {
        for (text, shown) in [
            ("Q2 2025-26 and Q1 2025-26.", "Q2 2025~26 and Q1 2025~26."),
            ("2025-26", "2025~26"),
            (
                "A-0001, 12025-26, 2025-261, half-year",
                "A-0001, 12025-26, 2025-261, half-year",
            ),
            ("-", "-"),
            ("", ""),
        ] {
            assert_eq!(years(text).replace(UNBROKEN, "~"), shown);
        }
    }
}
