//! A report as one accessible HTML file.

mod blocks;
mod page;
mod spans;
mod table;

use crate::context::Context;
use crate::document::Document;

/// Makes one self-contained HTML file of a report.
///
/// Nothing in it runs or is fetched: a [`Document`] holds nothing that could, and charts become pictures drawn here,
/// each with its table.
#[must_use]
pub fn html(document: &Document, context: &Context) -> String {
    let mut body = blocks::body(&document.blocks);
    if document.contents().is_empty() {
        body.contents.clear();
    }
    page::page(&body, context, &document.title)
}
