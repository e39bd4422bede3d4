//! Markdown as one accessible HTML file.

mod blocks;
mod clean;
mod page;
mod table;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::charts;
use crate::context::Context;

/// How deep blocks and emphasis may nest; what is deeper keeps its text and loses its form.
const DEPTH: usize = 16;

/// What a page is called, in a browser's tab and in a list of files: the report's own name, whose it is, and the quarter.
pub(crate) fn title(markdown: &str, context: &Context) -> String {
    let whose = format!("{}, {}", context.authority, context.period.label);
    match name(markdown) {
        Some(name) => format!("{name}: {whose}"),
        None => whose,
    }
}

/// The first heading, where it is one of the first level; the page takes no other for its name.
fn name(markdown: &str) -> Option<String> {
    let is_heading = |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { .. }));
    let mut events =
        Parser::new_ext(markdown, charts::options()).skip_while(|event| !is_heading(event));
    let level = HeadingLevel::H1;
    if !matches!(events.next()?, Event::Start(Tag::Heading { level: found, .. }) if found == level)
    {
        return None;
    }
    let mut name = String::new();
    for event in events.take_while(|event| *event != Event::End(TagEnd::Heading(level))) {
        if let Event::Text(text) | Event::Code(text) = event {
            name.push_str(&text);
        } else if matches!(event, Event::SoftBreak | Event::HardBreak) {
            name.push(' ');
        }
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// Makes one self-contained HTML file of a report's Markdown.
///
/// Whoever wrote the Markdown, nothing in it runs or is fetched: raw HTML and images are dropped, links lead only to
/// web and mail addresses, and `chart:` images become pictures drawn here, each with its table.
#[must_use]
pub fn html(markdown: &str, context: &Context, title: &str) -> String {
    let most = crate::LONGEST_REPORT.min(markdown.len());
    let most = (0..=most)
        .rev()
        .find(|at| markdown.is_char_boundary(*at))
        .unwrap_or(0);
    let markdown = markdown.get(..most).unwrap_or_default();
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, charts::options()).collect();
    let pieces = clean::clean(events);
    let body = blocks::body(pieces, context, title);
    page::page(&body, context, title)
}
