//! Blocks as the body of a page: tables with captions and scopes, charts as figures.

use std::fmt::Write as _;

use crate::document::{Block, Figure, List, Span, plain};
use crate::escape::{html, html_text};
use crate::html::spans::spans;
use crate::html::table::table;

/// The body, and the headings that a table of contents lists.
#[derive(Default)]
pub(super) struct Body {
    pub(super) html: String,
    pub(super) contents: Vec<(String, String)>,
    charts: usize,
}

pub(super) fn body(blocks: &[Block]) -> Body {
    let mut body = Body::default();
    for block in blocks {
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
            let _infallible = writeln!(
                self.html,
                "<div class=\"pair\"><figure><figcaption>{}</figcaption>{}</figure>",
                html(figure.chart.title()),
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
