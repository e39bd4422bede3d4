//! A report's Markdown, HTML or Word document as prose and tables that keep their places.

mod html;
pub(super) mod word;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use sightline_engine::SourceFile;

/// A report as it is read: what is no prose is blank, and everything stands where it stood.
#[derive(Debug)]
pub(super) struct Page {
    /// As long as the source, so that an offset here is an offset there.
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Debug)]
pub(super) enum Block {
    Heading(Range<usize>),
    Prose(Range<usize>),
    /// One item of a list, which has a number of its own.
    Item(Range<usize>, usize),
    /// Rows of cells, the first of them the header.
    Table(Vec<Vec<Range<usize>>>),
}

/// Reads a report: HTML where its name or its first words say so, else Markdown.
pub(super) fn read(file: &SourceFile) -> Page {
    let source = file.text();
    let opening = source.trim_start_matches('\u{feff}').trim_start().get(..14);
    let name = file.path().to_lowercase();
    let says_so = opening.is_some_and(|first| {
        let first = first.to_ascii_lowercase();
        first.starts_with("<!doctype html") || first.starts_with("<html")
    });
    if says_so || name.ends_with(".html") || name.ends_with(".htm") {
        html::read(source)
    } else {
        markdown(source)
    }
}

/// Reads Markdown. Code, HTML, addresses, alternative texts and front matter are nobody's claims.
fn markdown(source: &str) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reading = Reading::new(source);
    for (event, at) in Parser::new_ext(source, options).into_offset_iter() {
        reading.event(event, at);
    }
    reading.close();
    reading.page()
}

struct Reading<'s> {
    source: &'s str,
    bytes: Vec<u8>,
    blocks: Vec<Block>,
    /// The prose that is being read.
    open: Option<Range<usize>>,
    /// The lists that it stands in.
    lists: Vec<usize>,
    n_lists: usize,
    /// How many things it stands in that are not read.
    silent: usize,
    heading: bool,
    rows: Option<Vec<Vec<Range<usize>>>>,
}

impl<'s> Reading<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            bytes: vec![b' '; source.len()],
            blocks: Vec::new(),
            open: None,
            lists: Vec::new(),
            n_lists: 0,
            silent: 0,
            heading: false,
            rows: None,
        }
    }

    fn page(self) -> Page {
        Page {
            text: String::from_utf8(self.bytes).unwrap_or_default(),
            blocks: self.blocks,
        }
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Text(text) if self.silent == 0 => {
                let stands = self.source.get(at.clone()) == Some(&*text);
                self.fill(at, if stands { text.as_bytes() } else { &[] });
            }
            // A word that means nothing, so that what is left and right of it does not touch.
            Event::Code(_) if self.silent == 0 => {
                let blank = vec![b'_'; at.len()];
                self.fill(at, &blank);
            }
            Event::HardBreak => self.close(),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    fn fill(&mut self, at: Range<usize>, with: &[u8]) {
        if let Some(into) = self.bytes.get_mut(at.clone())
            && into.len() == with.len()
        {
            into.copy_from_slice(with);
        }
        match &mut self.open {
            Some(open) => open.end = open.end.max(at.end),
            None => self.open = Some(at),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "all other tags stand inside prose or hold it"
    )]
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) | Tag::Image { .. } | Tag::MetadataBlock(_) | Tag::HtmlBlock => {
                self.silent += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::List(_) => {
                self.close();
                self.list();
            }
            Tag::Heading { .. } => {
                self.close();
                self.heading = true;
            }
            Tag::Table(_) => {
                self.close();
                self.rows = Some(Vec::new());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(rows) = &mut self.rows {
                    rows.push(Vec::new());
                }
            }
            _ => self.close(),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "all other tags stand inside prose or hold it"
    )]
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Heading(_) => {
                self.close();
                self.heading = false;
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::Table => {
                let rows = self.rows.take().unwrap_or_default();
                self.blocks.push(Block::Table(rows));
            }
            _ => self.close(),
        }
    }

    fn list(&mut self) {
        self.n_lists += 1;
        self.lists.push(self.n_lists);
    }

    /// Ends a cell of a table.
    fn cell(&mut self) {
        let cell = self.open.take().unwrap_or(0..0);
        if let Some(row) = self.rows.as_mut().and_then(|rows| rows.last_mut()) {
            row.push(cell);
        }
    }

    /// Ends the prose that is being read, if any.
    fn close(&mut self) {
        if self.rows.is_some() {
            return;
        }
        if let Some(at) = self.open.take() {
            self.blocks.push(match self.lists.last() {
                _ if self.heading => Block::Heading(at),
                Some(list) => Block::Item(at, *list),
                None => Block::Prose(at),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_where_it_stood() {
        let source = "---\nyear: 1\n---\n# 1 Title\n\nA **12** of `x` \u{2013} 20.\n\n- 4 one\n  - 2 two\n\n```\n7 of 9\n```\n\n| a | b |\n|-|-|\n| 1 | ![x 3](y) 2 |\n";
        let page = markdown(source);
        assert_eq!(page.text.len(), source.len());
        let at = page.text.find("20").unwrap();
        assert_eq!(source.find("20"), Some(at));
        assert!(!page.text.contains('7') && !page.text.contains("x 3"));
        let shown: Vec<String> = page.blocks.iter().map(|one| format!("{one:?}")).collect();
        let kinds: Vec<&str> = shown
            .iter()
            .map(|one| one.split('(').next().unwrap())
            .collect();
        assert_eq!(kinds, ["Heading", "Prose", "Item", "Item", "Table"]);
    }
}
