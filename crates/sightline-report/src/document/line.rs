//! Text within a block.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::Span;
use crate::document::clean::Piece;
use crate::document::read::Reader;
use crate::document::span::say;

/// How far a line of text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// Up to an end, which is taken too.
    End(TagEnd),
    /// Up to the end of a link, which is taken too.
    LinkEnd,
    /// Up to the next block, which stays.
    Block,
}

/// Charts met on the way, each with the report's words for it; absent where a chart leaves its words in its place.
pub(super) type Charts = Option<Vec<(String, String)>>;

impl Reader<'_> {
    pub(super) fn spans(&mut self, until: Until, charts: &mut Charts) -> Vec<Span> {
        let mut spans = Vec::new();
        while let Some(piece) = self.left.pop_front() {
            if piece.ends(until) {
                break;
            }
            if until == Until::Block && !piece.is_inline() {
                self.left.push_front(piece);
                break;
            }
            match piece {
                Piece::Event(Event::Text(text)) => say(&mut spans, &text),
                Piece::Event(Event::Code(text)) => spans.push(Span::Code(text.into_string())),
                Piece::Event(Event::SoftBreak) => say(&mut spans, " "),
                Piece::Event(Event::HardBreak) => spans.push(Span::Break),
                Piece::Event(Event::Start(Tag::Strong)) => {
                    spans.push(Span::Strong(self.spans(Until::End(TagEnd::Strong), charts)));
                }
                Piece::Event(Event::Start(Tag::Emphasis)) => {
                    let inner = self.spans(Until::End(TagEnd::Emphasis), charts);
                    spans.push(Span::Emphasis(inner));
                }
                Piece::Link(to) => spans.push(Span::Link {
                    to: to.into_string(),
                    text: self.spans(Until::LinkEnd, charts),
                }),
                Piece::Chart(name, words) => match charts {
                    Some(charts) => charts.push((name, words)),
                    None => say(&mut spans, &words),
                },
                Piece::Event(_) | Piece::LinkEnd => {}
            }
        }
        spans
    }
}

impl Piece<'_> {
    /// Whether it stands within a line of text.
    pub(super) fn is_inline(&self) -> bool {
        match self {
            Self::Event(event) => matches!(
                event,
                Event::Text(_)
                    | Event::Code(_)
                    | Event::SoftBreak
                    | Event::HardBreak
                    | Event::Start(Tag::Strong | Tag::Emphasis)
            ),
            Self::Link(_) | Self::Chart(..) => true,
            Self::LinkEnd => false,
        }
    }

    fn ends(&self, until: Until) -> bool {
        match (self, until) {
            (Self::Event(Event::End(found)), Until::End(end)) => *found == end,
            (Self::LinkEnd, Until::LinkEnd) => true,
            _ => false,
        }
    }
}
