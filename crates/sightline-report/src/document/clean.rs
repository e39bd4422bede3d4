//! What is left of Markdown once everything that could act is gone.

use pulldown_cmark::{CowStr, Event, Tag};

use crate::charts;
use crate::document::DEPTH;

/// A piece of clean Markdown.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// Safe to print.
    Event(Event<'a>),
    /// A link to a web or mail address begins.
    Link(CowStr<'a>),
    /// And ends.
    LinkEnd,
    /// A chart by name, with the report's words for it.
    Chart(String, String),
}

/// What was opened, so that its end does the same.
enum Open {
    Kept,
    Link,
    Chart(String, String),
    Dropped,
}

pub(super) fn clean(events: Vec<Event<'_>>) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(events.len());
    let mut open: Vec<Open> = Vec::new();
    for event in events {
        match event {
            Event::Start(tag) => {
                let opened = start(&tag, &open);
                match (&opened, tag) {
                    (Open::Kept, tag) => pieces.push(Piece::Event(Event::Start(tag))),
                    (Open::Link, Tag::Link { dest_url, .. }) => pieces.push(Piece::Link(dest_url)),
                    _ => {}
                }
                open.push(opened);
            }
            Event::End(end) => match open.pop() {
                Some(Open::Kept) => pieces.push(Piece::Event(Event::End(end))),
                Some(Open::Link) => pieces.push(Piece::LinkEnd),
                Some(Open::Chart(name, alt)) => pieces.push(Piece::Chart(name, alt)),
                Some(Open::Dropped) | None => {}
            },
            Event::Text(text) => say(&mut pieces, &mut open, text, Event::Text),
            Event::Code(text) => say(&mut pieces, &mut open, text, Event::Code),
            Event::SoftBreak | Event::HardBreak | Event::Rule => {
                match open.iter_mut().rev().find_map(alt) {
                    Some(alt) => alt.push(' '),
                    None => pieces.push(Piece::Event(event)),
                }
            }
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    pieces
}

fn start(tag: &Tag<'_>, open: &[Open]) -> Open {
    let depth = open
        .iter()
        .filter(|one| !matches!(one, Open::Dropped))
        .count();
    let inside_chart = open.iter().any(|one| matches!(one, Open::Chart(..)));
    if inside_chart || (depth >= DEPTH && !within_table(tag)) {
        return Open::Dropped;
    }
    match tag {
        Tag::Image { dest_url, .. } => match charts::name(dest_url) {
            Some(name) => Open::Chart(name.to_owned(), String::new()),
            None => Open::Dropped,
        },
        Tag::Link { dest_url, .. } if safe(dest_url) => Open::Link,
        Tag::Link { .. }
        | Tag::HtmlBlock
        | Tag::FootnoteDefinition(_)
        | Tag::MetadataBlock(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript => Open::Dropped,
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::BlockQuote(_)
        | Tag::CodeBlock(_)
        | Tag::List(_)
        | Tag::Item
        | Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::Emphasis
        | Tag::Strong => Open::Kept,
    }
}

/// Rows and cells stand or fall with their table, whatever the depth.
fn within_table(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell)
}

fn alt(open: &mut Open) -> Option<&mut String> {
    match open {
        Open::Chart(_, alt) => Some(alt),
        Open::Kept | Open::Link | Open::Dropped => None,
    }
}

/// Text inside a chart's brackets is the words for it; all other text is shown.
fn say<'a>(
    pieces: &mut Vec<Piece<'a>>,
    open: &mut [Open],
    text: CowStr<'a>,
    shown: impl FnOnce(CowStr<'a>) -> Event<'a>,
) {
    match open.iter_mut().rev().find_map(alt) {
        Some(alt) => alt.push_str(&text),
        None => pieces.push(Piece::Event(shown(text))),
    }
}

/// Only web and mail addresses and places in the same page; anything that could run or hide is no link.
fn safe(address: &str) -> bool {
    let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "#"]
        .iter()
        .any(|known| start.starts_with(known));
    known
        && !address
            .chars()
            .any(|letter| letter.is_control() || letter.is_whitespace())
}
