//! Everything that comes out of a report as text, in pieces with a place each.

use serde_json::Value as Json;

use crate::context::Context;
use crate::document::{Block, Document, Figure, Grid, Span, plain};
use crate::safe::signature;

/// A piece of text and the part of the report that it stands in.
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) part: String,
}

/// Headings, paragraphs, cells, charts' words, and addresses of links.
pub(super) fn of_document(document: &Document) -> Vec<Printed> {
    let mut all = vec![Printed {
        text: document.title.clone(),
        part: "the report's title".to_owned(),
    }];
    let mut part = Part {
        headings: 0,
        all: &mut all,
    };
    part.blocks(&document.blocks);
    all
}

struct Part<'a> {
    /// How many headings have gone by; their words are not told, since they may be what was found.
    headings: usize,
    all: &'a mut Vec<Printed>,
}

impl Part<'_> {
    fn add(&mut self, text: impl Into<String>) {
        let part = match self.headings {
            0 => "what stands above its first heading".to_owned(),
            n => format!("the text below its heading number {n}"),
        };
        self.all.push(Printed {
            text: text.into(),
            part,
        });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } => {
                    self.headings += 1;
                    self.all.push(Printed {
                        text: plain(text),
                        part: format!("its heading number {}", self.headings),
                    });
                    self.links(text);
                }
                Block::Paragraph(text) => {
                    self.add(plain(text));
                    self.links(text);
                }
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Grid(grid) => self.grid(grid),
                Block::Figure(figure) => self.figure(figure),
                Block::Code(text) => self.add(text.as_str()),
                Block::Rule => {}
            }
        }
    }

    fn grid(&mut self, grid: &Grid) {
        self.add(grid.caption.as_str());
        let heads = grid.columns.iter().map(|column| &column.head);
        let cells = grid.rows.iter().flatten().map(|cell| &cell.text);
        for text in heads.chain(cells) {
            self.add(plain(text));
            self.links(text);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.add(figure.alt());
        self.add(figure.chart.title());
        figure.grid.iter().for_each(|grid| self.grid(grid));
    }

    fn links(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Link { to, text } => {
                    self.add(to.as_str());
                    self.links(text);
                }
                Span::Strong(inner) | Span::Emphasis(inner) => self.links(inner),
                Span::Text(_) | Span::Code(_) | Span::Break => {}
            }
        }
    }
}

/// What the Markdown form alone holds, such as comments and names of links, line by line and without the marks that keep values from
/// being obeyed.
pub(super) fn of_markdown(markdown: &str) -> Vec<Printed> {
    let lines = markdown.lines().enumerate();
    let lines = lines.map(|(at, line)| Printed {
        text: line.replace('\\', ""),
        part: format!("line {} of its Markdown", at + 1),
    });
    lines.collect()
}

/// Every text that the report's JSON holds, whether a template prints it or not.
pub(super) fn of_context(context: &Context) -> Vec<Printed> {
    let mut all = vec![Printed {
        text: signature(&context.author),
        part: "`author`".to_owned(),
    }];
    walk(
        &serde_json::to_value(context).unwrap_or_default(),
        "",
        &mut all,
    );
    all
}

fn walk(value: &Json, path: &str, all: &mut Vec<Printed>) {
    match value {
        Json::String(text) if is_exact(text) => {}
        Json::String(text) => all.push(Printed {
            text: text.clone(),
            part: format!("`{path}`"),
        }),
        Json::Array(items) => items.iter().for_each(|item| walk(item, path, all)),
        Json::Object(fields) => {
            for (name, value) in fields {
                // As placeholders are called; within a table all is one.
                let inner = match path.split('.').count() {
                    _ if path.is_empty() => name.clone(),
                    1 => format!("{path}.{name}"),
                    _ => path.to_owned(),
                };
                walk(value, &inner, all);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Whether a text is an exact number, a fraction or a decimal: its digits may be many, and are those of no person.
fn is_exact(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text.trim_start_matches('-').split_once(['/', '.']);
    parts.is_some_and(|(whole, part)| digits(whole) && digits(part))
}
