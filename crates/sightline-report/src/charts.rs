//! Charts in a report's Markdown: `![words for it](chart:name)`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::context::Context;

/// What Markdown a report may use.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
}

/// A chart's name, from an image's address.
pub(crate) fn name(address: &str) -> Option<&str> {
    address.strip_prefix("chart:")
}

/// What charts are called; the first two may have a template's id behind them.
pub(crate) const NAMES: [&str; 5] = [
    "grades-by-quarter",
    "grades-by-section",
    "theme-movement",
    "measures",
    "actions",
];

/// The addresses of all images in a text, in order, and where they stand.
pub(crate) fn images(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    events.filter_map(|(event, range)| {
        if let Event::Start(Tag::Image { dest_url, .. }) = event {
            Some((dest_url.into_string(), range))
        } else {
            None
        }
    })
}

/// The names of all charts in a text, in order.
pub(crate) fn names(text: &str) -> Vec<String> {
    let images = images(text);
    let charts = images.filter_map(|(address, _)| name(&address).map(str::to_owned));
    charts.collect()
}

/// An image whose end is not read yet.
struct Image {
    chart: Option<String>,
    /// Where its words stand.
    words: Option<Range<usize>>,
}

/// The same text with each chart's table in its place and the words of other images in theirs, for readers of plain Markdown.
#[must_use]
pub fn with_tables(text: &str, context: &Context) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    let mut open: Vec<Image> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if let Event::Start(Tag::Image { dest_url, .. }) = event {
            open.push(Image {
                chart: name(&dest_url).map(str::to_owned),
                words: None,
            });
        } else if let Event::End(TagEnd::Image) = event {
            let Some(image) = open.pop() else { continue };
            let before = text.get(done..range.start).unwrap_or_default();
            let inside = match image.chart {
                Some(name) => match context.charts.get(&name) {
                    Some(chart) => chart.table().markdown().trim_end().to_owned(),
                    None => continue,
                },
                None => text
                    .get(image.words.unwrap_or_default())
                    .unwrap_or_default()
                    .to_owned(),
            };
            plain.push_str(before);
            plain.push_str(&inside);
            done = range.end;
        } else if let Some(image) = open.last_mut() {
            let begin = image
                .words
                .as_ref()
                .map_or(range.start, |words| words.start);
            image.words = Some(begin..range.end);
        }
    }
    plain.push_str(text.get(done..).unwrap_or_default());
    plain
}
