//! Blocks as calls for the typesetter.

use std::fmt::Write as _;

use chrono::Datelike as _;

use super::chart::picture;
use super::table::{Room, WHOLE};
use super::text::{WORD, quoted, unprinted};
use super::{letters, world};
use crate::context::Context;
use crate::document::{Block, Document, Figure, List, Span, plain};
use crate::number::day_of;

/// The longest line of code that stays whole.
const CODE: usize = 80;
/// The room beside a chart, in twentieths of a point.
const ASIDE: usize = 5_045;

/// A report's text for the typesetter.
#[derive(Default)]
pub(super) struct Body {
    pub(super) typst: String,
    /// How many letters no typeface has.
    pub(super) missing: usize,
    /// How many parts the report has.
    pub(super) all_parts: usize,
    parts: usize,
}

pub(super) fn source(document: &Document, context: &Context) -> String {
    let contents = document.contents();
    let mut body = Body {
        all_parts: document.parts().len(),
        ..Body::default()
    };
    body.head(document, context);
    let mut before_contents = !contents.is_empty();
    for block in &document.blocks {
        if before_contents && matches!(block, Block::Heading { level: 2, .. }) {
            before_contents = false;
            body.typst.push_str(
                "#heading(level: 2, outlined: false)[Contents]\n\
                 #outline(title: none, indent: 0pt, target: heading.where(level: 2))\n",
            );
        }
        body.block(block);
    }
    body.imprint(context);
    body.typst
}

impl Body {
    fn head(&mut self, document: &Document, context: &Context) {
        let whose = format!("{}, {}", context.authority, context.period.short);
        let on = day_of(&context.prepared_on).map_or_else(
            || "none".to_owned(),
            |day| {
                let (year, month, day) = (day.year(), day.month(), day.day());
                format!("datetime(year: {year}, month: {month}, day: {day})")
            },
        );
        let marking = self.string(&context.marking, WORD);
        let whose = self.string(&whose, WORD);
        let _infallible = writeln!(
            self.typst,
            "#import {}: *\n#show: report.with(title: {}, author: {}, about: {}, marking: {marking}, whose: {whose}, on: {on})",
            quoted(world::STYLE),
            unprinted(&document.title),
            unprinted(&context.authority),
            unprinted(&context.period.label),
        );
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                // What ends in a colon stays on the page of what it announces.
                let call = if plain(text).ends_with(':') {
                    "announced"
                } else {
                    "par"
                };
                let text = self.content(text, WORD);
                let _infallible = writeln!(self.typst, "#{call}{text}");
            }
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                self.typst.push_str("#quote(block: true)[\n");
                blocks.iter().for_each(|block| self.block(block));
                self.typst.push_str("]\n");
            }
            Block::Grid(grid) => {
                let table = self.table(grid, WHOLE);
                let _infallible = writeln!(self.typst, "#{table}");
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Code(text) => self.code(text),
            Block::Rule => self
                .typst
                .push_str("#line(length: 100%, stroke: 1pt + edge)\n"),
        }
    }

    /// The parts can be linked to by the names that they have in HTML.
    fn heading(&mut self, level: u8, text: &[Span]) {
        let words = if plain(text).trim().is_empty() {
            "[…]".to_owned()
        } else {
            self.content(text, WORD)
        };
        let _infallible = write!(self.typst, "#heading(level: {level}){words}");
        if level == 2 {
            self.parts += 1;
            let _infallible = write!(self.typst, " <part-{}>", self.parts);
        }
        self.typst.push('\n');
    }

    fn list(&mut self, list: &List) {
        let call = match list.start {
            None => "list(".to_owned(),
            Some(start) => format!("enum(start: {start}, "),
        };
        // After an empty line it stands as far from what is before it as paragraphs do.
        let _infallible = writeln!(self.typst, "\n#{call}tight: {},", list.tight);
        for item in &list.items {
            self.typst.push('[');
            for block in item {
                if let (Block::Paragraph(text), true) = (block, list.tight) {
                    let text = self.content(text, WORD);
                    let _infallible = write!(self.typst, "#{text};");
                } else {
                    self.typst.push('\n');
                    self.block(block);
                }
            }
            self.typst.push_str("],\n");
        }
        self.typst.push_str(")\n");
    }

    /// Its lines are kept, so only they are strings of one line.
    fn code(&mut self, text: &str) {
        let lines: Vec<String> = text
            .trim_end_matches('\n')
            .split('\n')
            .map(|line| self.string(line, CODE))
            .collect();
        let lines = lines.join(", ");
        let _infallible = writeln!(self.typst, "#raw(block: true, ({lines},).join(\"\\n\"))");
    }

    /// A chart with its table beside or beneath it; where there is nothing to draw, the table alone or a sentence.
    fn figure(&mut self, figure: &Figure) {
        if figure.chart.is_empty() {
            return match &figure.grid {
                Some(grid) => self.block(&Block::Grid(grid.clone())),
                None => self.block(&Block::Paragraph(vec![Span::Text(figure.nothing())])),
            };
        }
        let chart = format!(
            "charted({}, {}, {})",
            self.string(figure.chart.title(), WORD),
            unprinted(&figure.chart.description(figure.alt())),
            quoted(&picture(figure)),
        );
        let Some(grid) = &figure.grid else {
            let _infallible = writeln!(self.typst, "#block(width: 8.5cm, {chart})");
            return;
        };
        let beside = grid.is_narrow();
        let room = Room {
            width: if beside { ASIDE } else { WHOLE.width },
            repeats: true,
            aside: beside,
        };
        let table = self.table(grid, room);
        let _infallible = writeln!(self.typst, "#paired(beside: {beside}, {chart}, {table})");
    }

    fn imprint(&mut self, context: &Context) {
        let mut words = format!(
            "{}: {}. Prepared on {}.",
            context.authority, context.period.label, context.prepared_on
        );
        let (_, missing) = letters::printed(&words);
        match self.missing + missing {
            0 => {}
            1 => words.push_str(
                " One letter that this file's typefaces do not have stands as □; the Word and HTML files have it.",
            ),
            n => {
                let _infallible = write!(
                    words,
                    " {n} letters that this file's typefaces do not have stand as □; the Word and HTML files have them."
                );
            }
        }
        let words = self.string(&words, WORD);
        let _infallible = writeln!(self.typst, "#imprint({words})");
    }
}
