//! Text within a block.

use std::collections::VecDeque;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::Span;
use crate::document::clean::Piece;
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

/// The text up to there, taken from what is left.
pub(super) fn spans(
    left: &mut VecDeque<Piece<'_>>,
    until: Until,
    charts: &mut Charts,
) -> Vec<Span> {
    let mut line = Vec::new();
    while let Some(piece) = left.pop_front() {
        if piece.ends(until) {
            break;
        }
        if until == Until::Block && !piece.is_inline() {
            left.push_front(piece);
            break;
        }
        match piece {
            Piece::Event(Event::Text(text)) => say(&mut line, &text),
            Piece::Event(Event::Code(text)) => line.push(Span::Code(text.into_string())),
            Piece::Event(Event::SoftBreak) => say(&mut line, " "),
            Piece::Event(Event::HardBreak) => line.push(Span::Break),
            Piece::Event(Event::Start(Tag::Strong)) => {
                line.push(Span::Strong(spans(
                    left,
                    Until::End(TagEnd::Strong),
                    charts,
                )));
            }
            Piece::Event(Event::Start(Tag::Emphasis)) => {
                let inner = spans(left, Until::End(TagEnd::Emphasis), charts);
                line.push(Span::Emphasis(inner));
            }
            Piece::Link(to) => line.push(Span::Link {
                to: to.into_string(),
                text: spans(left, Until::LinkEnd, charts),
            }),
            Piece::Chart(name, words) => match charts {
                Some(charts) => charts.push((name, words)),
                None => say(&mut line, &words),
            },
            Piece::Event(_) | Piece::LinkEnd => {}
        }
    }
    line
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
