use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::charts;
use crate::context::Context;

/// What a report is called: its own name, whose it is, and the quarter.
pub(super) fn title(markdown: &str, context: &Context) -> String {
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
