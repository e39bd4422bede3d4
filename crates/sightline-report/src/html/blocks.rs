//! Clean Markdown as the body of a page: headings in order, tables with captions and scopes, charts as figures.

use std::collections::VecDeque;
use std::fmt::Write as _;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd, html as printer};

use crate::context::Context;
use crate::escape::{html, html_whole};
use crate::html::clean::{Piece, closes};
use crate::html::table::{self, table};

/// The body, and the headings that a table of contents lists.
pub(super) struct Body {
    pub(super) html: String,
    pub(super) contents: Vec<(String, String)>,
}

/// What is being written.
pub(super) struct Writer<'c> {
    pub(super) out: String,
    context: &'c Context,
    contents: Vec<(String, String)>,
    level: usize,
    pub(super) last_heading: String,
    charts: usize,
}

pub(super) fn body(pieces: Vec<Piece<'_>>, context: &Context, title: &str) -> Body {
    let mut writer = Writer {
        out: String::new(),
        context,
        contents: Vec::new(),
        level: 0,
        last_heading: title.to_owned(),
        charts: 0,
    };
    if !begins_with_title(&pieces) {
        let _infallible = writeln!(writer.out, "<h1>{}</h1>", html(title));
        writer.level = 1;
    }
    let mut left = VecDeque::from(pieces);
    while let Some(piece) = left.pop_front() {
        match piece {
            Piece::Event(Event::Start(Tag::Paragraph)) => paragraph(&mut writer, &mut left),
            Piece::Event(Event::Start(Tag::Heading { level, .. })) => {
                heading(&mut writer, &mut left, level);
            }
            Piece::Event(Event::Start(Tag::Table(columns))) => {
                table(&mut writer, &mut left, &columns, None);
            }
            Piece::Chart(name, alt) => figure(&mut writer, &name, &alt),
            other @ (Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd) => {
                print(&mut writer.out, [other]);
            }
        }
    }
    Body {
        html: writer.out,
        contents: writer.contents,
    }
}

fn begins_with_title(pieces: &[Piece<'_>]) -> bool {
    let first = pieces.iter().find_map(|piece| match piece {
        Piece::Event(Event::Start(Tag::Heading { level, .. })) => Some(*level),
        Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd | Piece::Chart(..) => None,
    });
    first == Some(HeadingLevel::H1)
}

/// Everything up to the end of a block, which is taken too.
pub(super) fn until<'a>(left: &mut VecDeque<Piece<'a>>, end: TagEnd) -> Vec<Piece<'a>> {
    let mut inner = Vec::new();
    while let Some(piece) = left.pop_front() {
        if closes(&piece, end) {
            break;
        }
        inner.push(piece);
    }
    inner
}

/// A paragraph, the caption of the table after it, or a chart.
fn paragraph(writer: &mut Writer<'_>, left: &mut VecDeque<Piece<'_>>) {
    let inner = until(left, TagEnd::Paragraph);
    if let Some(Piece::Event(Event::Start(Tag::Table(columns)))) = left.front()
        && let Some(caption) = table::caption(&plain(&inner))
    {
        let columns = columns.clone();
        left.pop_front();
        table(writer, left, &columns, Some(caption));
        return;
    }
    let is_chart = |piece: &Piece<'_>| matches!(piece, Piece::Chart(..));
    let (charts, words): (Vec<_>, Vec<_>) = inner.into_iter().partition(is_chart);
    if !plain(&words).trim().is_empty() {
        writer.out.push_str("<p>");
        print(&mut writer.out, words);
        writer.out.push_str("</p>\n");
    }
    for chart in charts {
        if let Piece::Chart(name, alt) = chart {
            figure(writer, &name, &alt);
        }
    }
}

/// One first-level heading a page, and no level skipped on the way down.
fn heading(writer: &mut Writer<'_>, left: &mut VecDeque<Piece<'_>>, level: HeadingLevel) {
    let inner = until(left, TagEnd::Heading(level));
    let wanted = level as usize;
    let level = if writer.level == 0 {
        1
    } else {
        wanted.clamp(2, (writer.level + 1).min(6))
    };
    writer.level = level;
    writer.last_heading = plain(&inner);
    let id = format!("part-{}", writer.contents.len() + 1);
    if level == 2 {
        let _infallible = write!(writer.out, "<h2 id=\"{id}\">");
        writer.contents.push((id, writer.last_heading.clone()));
    } else {
        let _infallible = write!(writer.out, "<h{level}>");
    }
    print(&mut writer.out, inner);
    let _infallible = writeln!(writer.out, "</h{level}>");
}

/// A chart with its table right beneath; where there is nothing to draw, the table alone or a sentence.
fn figure(writer: &mut Writer<'_>, name: &str, alt: &str) {
    let Some(chart) = writer.context.charts.get(name) else {
        return;
    };
    let drawn = !chart.is_empty();
    if drawn {
        writer.charts += 1;
        let svg = chart.svg(
            writer.charts,
            if alt.trim().is_empty() {
                chart.title()
            } else {
                alt
            },
        );
        let _infallible = writeln!(
            writer.out,
            "<div class=\"pair\"><figure><figcaption>{}</figcaption>{svg}</figure>",
            html(chart.title())
        );
    }
    if chart.table().rows.is_empty() {
        let _infallible = writeln!(
            writer.out,
            "<p>{}: nothing to show.</p>{}",
            html(chart.title()),
            if drawn { "</div>" } else { "" }
        );
        return;
    }
    let markdown = chart.table().markdown();
    let events = pulldown_cmark::Parser::new_ext(&markdown, crate::charts::options());
    let mut left: VecDeque<Piece<'_>> = events.map(Piece::Event).collect();
    while let Some(piece) = left.pop_front() {
        if let Piece::Event(Event::Start(Tag::Paragraph)) = piece {
            paragraph(writer, &mut left);
        }
    }
    if drawn {
        writer.out.push_str("</div>\n");
    }
}

/// The text of some pieces, without form.
pub(super) fn plain(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Event(Event::Text(part) | Event::Code(part)) => text.push_str(part),
            Piece::Event(Event::SoftBreak | Event::HardBreak) => text.push(' '),
            Piece::Chart(_, alt) => text.push_str(alt),
            Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd => {}
        }
    }
    text
}

/// Prints pieces that need no care of their own; a chart among them leaves its words.
pub(super) fn print<'a>(out: &mut String, pieces: impl IntoIterator<Item = Piece<'a>>) {
    let event = |piece| match piece {
        Piece::Event(event) => event,
        Piece::Link(address) => Event::InlineHtml(
            format!(
                "<a href=\"{}\" rel=\"noopener noreferrer\">",
                html_whole(&address)
            )
            .into(),
        ),
        Piece::LinkEnd => Event::InlineHtml("</a>".into()),
        Piece::Chart(_, alt) => Event::Text(alt.into()),
    };
    printer::push_html(out, pieces.into_iter().map(event));
}
