//! Markdown as one accessible HTML file.

mod blocks;
mod clean;
mod page;
mod table;

use pulldown_cmark::{Event, Parser};

use crate::charts;
use crate::context::Context;

/// How deep blocks and emphasis may nest; what is deeper keeps its text and loses its form.
const DEPTH: usize = 16;

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
