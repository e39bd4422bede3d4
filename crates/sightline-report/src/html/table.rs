use std::collections::VecDeque;
use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::escape::html;
use crate::html::blocks::{Writer, plain, print, until};
use crate::html::clean::Piece;

/// How many letters a cell may have that is never broken.
const SHORT: usize = 18;

/// The caption that a `Table: …` paragraph gives to the table after it.
pub(super) fn caption(paragraph: &str) -> Option<String> {
    let caption = paragraph.strip_prefix("Table:")?.trim();
    (!caption.is_empty()).then(|| caption.to_owned())
}

/// A table whose headings say what they head, named by its caption, and which a keyboard can scroll where it is wide.
pub(super) fn table(
    writer: &mut Writer<'_>,
    left: &mut VecDeque<Piece<'_>>,
    columns: &[Alignment],
    caption: Option<String>,
) {
    let caption = html(&caption.unwrap_or_else(|| writer.last_heading.clone()));
    let _infallible = write!(
        writer.out,
        "<div class=\"scroll\" role=\"group\" aria-label=\"{caption}\" tabindex=\"0\"><table><caption>{caption}</caption>"
    );
    let (mut head, mut column) = (false, 0);
    while let Some(piece) = left.pop_front() {
        match piece {
            Piece::Event(Event::Start(Tag::TableHead)) => {
                (head, column) = (true, 0);
                writer.out.push_str("<thead><tr>");
            }
            Piece::Event(Event::End(TagEnd::TableHead)) => {
                head = false;
                writer.out.push_str("</tr></thead><tbody>\n");
            }
            Piece::Event(Event::Start(Tag::TableRow)) => {
                column = 0;
                writer.out.push_str("<tr>");
            }
            Piece::Event(Event::End(TagEnd::TableRow)) => writer.out.push_str("</tr>\n"),
            Piece::Event(Event::Start(Tag::TableCell)) => {
                let inner = until(left, TagEnd::TableCell);
                cell(writer, inner, head, column, columns.get(column));
                column += 1;
            }
            Piece::Event(Event::End(TagEnd::Table)) => break,
            Piece::Event(_) | Piece::Link(_) | Piece::LinkEnd | Piece::Chart(..) => {}
        }
    }
    writer.out.push_str("</tbody></table></div>\n");
}

fn cell(
    writer: &mut Writer<'_>,
    inner: Vec<Piece<'_>>,
    head: bool,
    column: usize,
    alignment: Option<&Alignment>,
) {
    // Few words stay on one line: `down 11.4 pp` broken in two is hard to read down a column.
    let short = !head && column > 0 && plain(&inner).chars().count() <= SHORT;
    let class = match alignment {
        Some(Alignment::Right) => " class=\"num\"",
        _ if short => " class=\"short\"",
        _ => "",
    };
    let (open, close) = match (head, column) {
        (true, _) => ("th scope=\"col\"", "th"),
        (false, 0) => ("th scope=\"row\"", "th"),
        (false, _) => ("td", "td"),
    };
    let _infallible = write!(writer.out, "<{open}{class}>");
    print(&mut writer.out, inner);
    let _infallible = write!(writer.out, "</{close}>");
}
