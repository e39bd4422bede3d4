//! Clean Markdown as blocks: headings in order, tables with captions, charts with their tables.

use std::collections::VecDeque;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::charts;
use crate::context::Context;
use crate::document::clean::{self, Piece};
use crate::document::line::{Until, spans};
use crate::document::{Block, Figure, Grid, List, Span, grid, plain};
use crate::escape::clean as one_line;
use crate::table::Table;

pub(super) fn blocks(markdown: &str, context: &Context, title: &str) -> Vec<Block> {
    let events = Parser::new_ext(markdown, charts::options()).collect();
    let mut reader = Reader {
        left: clean::clean(events).into(),
        context,
        level: 0,
        heading: title.to_owned(),
        tables: grid::tables(context),
    };
    let mut blocks = Vec::new();
    if !reader.begins_with_title() {
        reader.level = 1;
        blocks.push(Block::Heading {
            level: 1,
            text: vec![Span::Text(one_line(title))],
        });
    }
    reader.read(None, &mut blocks);
    blocks
}

/// What is still to be read.
pub(super) struct Reader<'a> {
    left: VecDeque<Piece<'a>>,
    context: &'a Context,
    /// The level of the last heading; 0 before the first.
    level: u8,
    /// Its words, which name a table that has no caption.
    heading: String,
    /// The tables that the report was filled in from.
    tables: Vec<Table>,
}

impl Reader<'_> {
    fn begins_with_title(&self) -> bool {
        let level = self.left.iter().find_map(|piece| match piece {
            Piece::Event(Event::Start(Tag::Heading { level, .. })) => Some(*level),
            Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd | Piece::Chart(..) => None,
        });
        level == Some(HeadingLevel::H1)
    }

    /// Reads blocks up to an end, which is taken too; says whether they stand close together.
    fn read(&mut self, end: Option<TagEnd>, blocks: &mut Vec<Block>) -> bool {
        let mut tight = true;
        while let Some(piece) = self.left.pop_front() {
            match piece {
                Piece::Event(Event::End(found)) if Some(found) == end => break,
                Piece::Event(Event::Start(Tag::Paragraph)) => {
                    tight = false;
                    self.paragraph(Until::End(TagEnd::Paragraph), blocks);
                }
                Piece::Event(Event::Start(Tag::Heading { level, .. })) => {
                    blocks.push(self.heading(level));
                }
                Piece::Event(Event::Start(Tag::Table(columns))) => {
                    let caption = self.heading.clone();
                    blocks.push(Block::Grid(self.grid(&columns, &caption)));
                }
                Piece::Event(Event::Start(Tag::List(start))) => {
                    blocks.push(Block::List(self.list(start)));
                }
                Piece::Event(Event::Start(Tag::BlockQuote(kind))) => {
                    let mut inner = Vec::new();
                    self.read(Some(TagEnd::BlockQuote(kind)), &mut inner);
                    blocks.push(Block::Quote(inner));
                }
                Piece::Event(Event::Start(Tag::CodeBlock(_))) => {
                    let text = spans(&mut self.left, Until::End(TagEnd::CodeBlock), &mut None);
                    blocks.push(Block::Code(plain(&text)));
                }
                Piece::Event(Event::Rule) => blocks.push(Block::Rule),
                piece if piece.is_inline() => {
                    self.left.push_front(piece);
                    self.paragraph(Until::Block, blocks);
                }
                // What is left of a form that nests too deep.
                Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd | Piece::Chart(..) => {}
            }
        }
        tight
    }

    /// A paragraph, the caption of the table after it, or a chart.
    fn paragraph(&mut self, until: Until, blocks: &mut Vec<Block>) {
        let mut charts = Some(Vec::new());
        let text = spans(&mut self.left, until, &mut charts);
        let words = plain(&text);
        if let Some(Piece::Event(Event::Start(Tag::Table(columns)))) = self.left.front()
            && let Some(caption) = caption(&words)
        {
            let columns = columns.clone();
            self.left.pop_front();
            blocks.push(Block::Grid(self.grid(&columns, caption)));
            return;
        }
        if !words.trim().is_empty() {
            blocks.push(Block::Paragraph(text));
        }
        for (name, words) in charts.unwrap_or_default() {
            if let Some(chart) = self.context.charts.get(&name).cloned() {
                let grid = (!chart.table().rows.is_empty()).then(|| grid::shown(chart.table()));
                blocks.push(Block::Figure(Figure { chart, words, grid }));
            }
        }
    }

    /// One first-level heading a report, and no level skipped on the way down.
    fn heading(&mut self, level: HeadingLevel) -> Block {
        let text = spans(
            &mut self.left,
            Until::End(TagEnd::Heading(level)),
            &mut None,
        );
        self.level = match self.level {
            0 => 1,
            above => (level as u8).clamp(2, (above + 1).min(6)),
        };
        self.heading = plain(&text);
        Block::Heading {
            level: self.level,
            text,
        }
    }

    fn list(&mut self, start: Option<u64>) -> List {
        let end = TagEnd::List(start.is_some());
        let (mut items, mut tight) = (Vec::new(), true);
        while let Some(piece) = self.left.pop_front() {
            if matches!(&piece, Piece::Event(Event::End(found)) if *found == end) {
                break;
            }
            let end_of_item = if matches!(piece, Piece::Event(Event::Start(Tag::Item))) {
                Some(TagEnd::Item)
            } else {
                // Its items nest too deep: they are one, and the list ends with it.
                self.left.push_front(piece);
                None
            };
            let mut item = Vec::new();
            tight &= self.read(Some(end_of_item.unwrap_or(end)), &mut item);
            items.push(item);
            if end_of_item.is_none() {
                break;
            }
        }
        List {
            start,
            tight,
            items,
        }
    }

    fn grid(&mut self, columns: &[Alignment], caption: &str) -> Grid {
        let mut lines: Vec<Vec<Vec<Span>>> = Vec::new();
        while let Some(piece) = self.left.pop_front() {
            match piece {
                Piece::Event(Event::Start(Tag::TableHead | Tag::TableRow)) => {
                    lines.push(Vec::new());
                }
                Piece::Event(Event::Start(Tag::TableCell)) => {
                    let cell = spans(&mut self.left, Until::End(TagEnd::TableCell), &mut None);
                    if let Some(line) = lines.last_mut() {
                        line.push(cell);
                    }
                }
                Piece::Event(Event::End(TagEnd::Table)) => break,
                Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd | Piece::Chart(..) => {}
            }
        }
        let numeric = |alignment: &Alignment| *alignment == Alignment::Right;
        let numeric = columns.iter().map(numeric).collect();
        grid::read(one_line(caption), numeric, lines, &self.tables)
    }
}

/// The caption that a `Table: …` paragraph gives to the table after it.
fn caption(paragraph: &str) -> Option<&str> {
    let caption = paragraph.strip_prefix("Table:")?.trim();
    (!caption.is_empty()).then_some(caption)
}
