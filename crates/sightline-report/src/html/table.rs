use std::fmt::Write as _;

use crate::document::whole::is_whole;
use crate::document::{Grid, Span, plain};
use crate::escape::{clean, html};
use crate::html::spans::{spans, words};

/// How many letters a cell may have that is never broken.
const SHORT: usize = 18;

/// The most letters of a heading that is never broken: `Q1 2025-26`.
const SHORT_HEAD: usize = 12;
/// A first cell, and any other, with more letters than these needs room, however narrow the screen.
const LONG: (usize, usize) = (40, 24);

/// A table whose headings say what they head, named by its caption, and which a keyboard can scroll where it is wide.
pub(super) fn table(out: &mut String, grid: &Grid) {
    let caption = html(&grid.caption);
    let _infallible = write!(
        out,
        "<div class=\"scroll\" role=\"group\" aria-label=\"{caption}\" tabindex=\"0\"><table><caption>"
    );
    words(out, &clean(&grid.caption));
    out.push_str("</caption><thead><tr>");
    for column in &grid.columns {
        cell(
            out,
            &column.head,
            "th scope=\"col\"",
            match (letters(&column.head) <= SHORT_HEAD, column.numeric) {
                (true, true) => " class=\"num short\"",
                (true, false) => " class=\"short\"",
                (false, numeric) => class_of(numeric),
            },
        );
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &grid.rows {
        out.push_str("<tr>");
        for (n, (one, column)) in row.iter().zip(&grid.columns).enumerate() {
            // Few words stay on one line: `down 11.4 pp` broken in two is hard to read down a column.
            let text = plain(&one.text);
            let letters = text.chars().count();
            let is_long = letters > if n == 0 { LONG.0 } else { LONG.1 };
            let short = n > 0 && !column.numeric && letters <= SHORT;
            let class = match (short, text.contains(' ') && is_whole(&text)) {
                // Not even on paper, where a wide table breaks other few words.
                (true, true) => " class=\"short whole\"",
                (true, false) => " class=\"short\"",
                (false, _) if is_long && !column.numeric => " class=\"long\"",
                (false, _) => class_of(column.numeric),
            };
            let tag = if n == 0 { "th scope=\"row\"" } else { "td" };
            cell(out, &one.text, tag, class);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn letters(text: &[Span]) -> usize {
    plain(text).chars().count()
}

fn class_of(numeric: bool) -> &'static str {
    if numeric { " class=\"num\"" } else { "" }
}

fn cell(out: &mut String, text: &[Span], tag: &str, class: &str) {
    let _infallible = write!(out, "<{tag}{class}>");
    spans(out, text);
    let name = tag.split(' ').next().unwrap_or(tag);
    let _infallible = write!(out, "</{name}>");
}
