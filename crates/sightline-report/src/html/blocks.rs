//! Blocks as the body of a page: tables with captions and scopes, charts as figures.

use std::fmt::Write as _;

use crate::document::{Block, Figure, Grid, List, Span, plain};
use crate::escape::{clean, html, html_text};
use crate::html::spans::{spans, words};
use crate::html::table::table;

/// The body, and the headings that a table of contents lists.
#[derive(Default)]
pub(super) struct Body {
    pub(super) html: String,
    pub(super) contents: Vec<(String, String)>,
    /// How much of it stands before the first part: the title, and what the report is.
    pub(super) front: usize,
    charts: usize,
}

pub(super) fn body(blocks: &[Block]) -> Body {
    let mut body = Body::default();
    let is_part = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
    let first = blocks.iter().position(is_part).unwrap_or(0);
    for (n, block) in blocks.iter().enumerate() {
        if n == first {
            body.front = body.html.len();
        }
        body.block(block);
    }
    body
}

impl Body {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                self.html.push_str("<p>");
                spans(&mut self.html, text);
                self.html.push_str("</p>\n");
            }
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                self.html.push_str("<blockquote>\n");
                blocks.iter().for_each(|block| self.block(block));
                self.html.push_str("</blockquote>\n");
            }
            Block::Grid(grid) => table(&mut self.html, grid),
            Block::Figure(figure) => self.figure(figure),
            Block::Code(text) => {
                let _infallible =
                    writeln!(self.html, "<pre><code>{}</code></pre>", html_text(text));
            }
            Block::Rule => self.html.push_str("<hr />\n"),
        }
    }

    fn heading(&mut self, level: u8, text: &[Span]) {
        let id = format!("part-{}", self.contents.len() + 1);
        if level == 2 {
            let _infallible = write!(self.html, "<h2 id=\"{id}\">");
            self.contents.push((id, plain(text)));
        } else {
            let _infallible = write!(self.html, "<h{level}>");
        }
        spans(&mut self.html, text);
        let _infallible = writeln!(self.html, "</h{level}>");
    }

    fn list(&mut self, list: &List) {
        let (open, close) = match list.start {
            None => ("<ul>".to_owned(), "</ul>"),
            Some(1) => ("<ol>".to_owned(), "</ol>"),
            Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
        };
        let _infallible = writeln!(self.html, "{open}");
        for item in &list.items {
            self.html.push_str("<li>");
            for block in item {
                if let (Block::Paragraph(text), true) = (block, list.tight) {
                    spans(&mut self.html, text);
                } else {
                    self.block(block);
                }
            }
            self.html.push_str("</li>\n");
        }
        let _infallible = writeln!(self.html, "{close}");
    }

    /// A chart with its table right beneath; where there is nothing to draw, the table alone or a sentence.
    fn figure(&mut self, figure: &Figure) {
        let drawn = !figure.chart.is_empty();
        if drawn {
            self.charts += 1;
            let beside = figure.grid.as_ref().is_some_and(Grid::is_narrow);
            let class = if beside { "pair beside" } else { "pair" };
            let _infallible = write!(self.html, "<div class=\"{class}\"><figure><figcaption>");
            words(&mut self.html, &clean(figure.chart.title()));
            let _infallible = writeln!(
                self.html,
                "</figcaption>{}</figure>",
                figure.chart.svg(self.charts, figure.alt()),
            );
        }
        match &figure.grid {
            Some(grid) => table(&mut self.html, grid),
            None => {
                let _infallible = writeln!(self.html, "<p>{}</p>", html(&figure.nothing()));
            }
        }
        if drawn {
            self.html.push_str("</div>\n");
        }
    }
}
