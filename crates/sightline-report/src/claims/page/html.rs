//! A report's HTML as prose and tables that keep their places: a page of this program, or one saved from a word processor.

mod entity;

use std::ops::Range;

use html5gum::{DefaultEmitter, EndTag, HtmlString, StartTag, Token, Tokenizer};

use self::entity::decoded;
use super::{Page, Reading};

/// The most cells that one may stand for.
const WIDEST: usize = 50;

/// Reads HTML. What a reader does not see, code and drawings are nobody's claims.
pub(super) fn read(source: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut marked = Marked {
        reading: Reading::new(source),
        silent: None,
        cell: None,
        is_bullet: false,
        n_tables: 0,
    };
    let mut end = 0;
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        // Text is read as it stands in the source, so that an entity keeps its place.
        let at = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
            Token::String(_) | Token::Error(_) => continue,
        };
        marked.text(end..at.start);
        end = at.end;
        match token {
            Token::StartTag(tag) => marked.start(&tag),
            Token::EndTag(tag) => marked.end(&tag),
            Token::Comment(comment) => marked.condition(&comment.value),
            Token::Doctype(_) | Token::String(_) | Token::Error(_) => {}
        }
    }
    marked.text(end..source.len());
    marked.cell_ends();
    marked.table_ends();
    marked.reading.close();
    marked.reading.page()
}

struct Marked<'s> {
    reading: Reading<'s>,
    /// The element that is not read and stands open, and how many of its name do.
    silent: Option<(HtmlString, usize)>,
    /// How many columns the open cell takes.
    cell: Option<usize>,
    /// Whether a list's bullet is being written, which a word processor writes as text.
    is_bullet: bool,
    /// Tables that stand open; one inside another is a part of its cell.
    n_tables: usize,
}

impl Marked<'_> {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((silent, n)) = &mut self.silent {
            *n += usize::from(*silent == tag.name && !tag.self_closing);
            return;
        }
        if is_silent(name) {
            if !tag.self_closing {
                self.silent = Some((tag.name.clone(), 1));
            }
            return;
        }
        match name {
            b"table" => {
                self.n_tables += 1;
                if self.n_tables == 1 {
                    self.reading.close();
                    self.reading.rows = Some(Vec::new());
                }
            }
            b"tr" | b"td" | b"th" if self.n_tables != 1 => {}
            b"tr" => {
                self.cell_ends();
                if let Some(rows) = &mut self.reading.rows {
                    rows.push(Vec::new());
                }
            }
            b"td" | b"th" => {
                self.cell_ends();
                self.cell = Some(columns(tag));
            }
            _ if is_inline(name) => {}
            _ => self.block(tag),
        }
    }

    fn block(&mut self, tag: &StartTag<usize>) {
        self.reading.close();
        match &**tag.name {
            b"ul" | b"ol" => self.reading.list(),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => self.reading.heading = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((silent, n)) = &mut self.silent {
            *n -= usize::from(*silent == tag.name);
            if *n == 0 {
                self.silent = None;
            }
            return;
        }
        match name {
            b"table" => {
                if self.n_tables == 1 {
                    self.cell_ends();
                    self.table_ends();
                }
                self.n_tables = self.n_tables.saturating_sub(1);
            }
            b"caption" => self.caption(),
            b"td" | b"th" | b"tr" if self.n_tables == 1 => self.cell_ends(),
            b"ul" | b"ol" => {
                self.reading.close();
                self.reading.lists.pop();
            }
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                self.reading.close();
                self.reading.heading = false;
            }
            _ if is_inline(name) => {}
            _ => self.reading.close(),
        }
    }

    /// `<![if !supportLists]>·<![endif]>`: a bullet for programs that know no lists.
    fn condition(&mut self, comment: &[u8]) {
        if comment.starts_with(b"[if !supportLists]") {
            self.is_bullet = true;
        } else if comment.starts_with(b"[endif]") {
            self.is_bullet = false;
        }
    }

    /// A caption stands before its table, and is no cell of it.
    fn caption(&mut self) {
        let rows = self.reading.rows.take();
        self.reading.close();
        self.reading.rows = rows;
    }

    fn cell_ends(&mut self) {
        if let Some(n) = self.cell.take() {
            self.reading.cell();
            if let Some(row) = self.reading.rows.as_mut().and_then(|rows| rows.last_mut()) {
                row.extend(std::iter::repeat_n(0..0, n - 1));
            }
        } else if self.reading.rows.is_some() {
            // What stands between the cells is in none of them.
            self.reading.open = None;
        }
    }

    fn table_ends(&mut self) {
        if let Some(mut rows) = self.reading.rows.take() {
            rows.retain(|row| !row.is_empty());
            self.reading.blocks.push(super::Block::Table(rows));
        }
    }

    fn text(&mut self, at: Range<usize>) {
        let source = self.reading.source;
        let Some(text) = source.get(at.clone()) else {
            return;
        };
        if self.silent.is_none() && !self.is_bullet && !text.trim().is_empty() {
            let trimmed = text.trim_start();
            let start = at.end - trimmed.len();
            let shown = decoded(trimmed.trim_end());
            self.reading
                .fill(start..start + shown.len(), shown.as_bytes());
        }
    }
}

/// How many columns a cell takes.
fn columns(tag: &StartTag<usize>) -> usize {
    let said = tag.attributes.get(b"colspan".as_slice());
    let n = said.and_then(|said| std::str::from_utf8(&said.value).ok()?.trim().parse().ok());
    n.unwrap_or(1).clamp(1, WIDEST)
}

fn is_silent(name: &[u8]) -> bool {
    matches!(
        name,
        b"head"
            | b"script"
            | b"style"
            | b"svg"
            | b"math"
            | b"nav"
            | b"template"
            | b"noscript"
            | b"code"
            | b"pre"
            | b"select"
            | b"button"
            | b"textarea"
            | b"object"
    )
}

fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"cite"
            | b"data"
            | b"del"
            | b"em"
            | b"font"
            | b"i"
            | b"img"
            | b"input"
            | b"ins"
            | b"label"
            | b"mark"
            | b"q"
            | b"s"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"time"
            | b"u"
            | b"var"
            | b"wbr"
    ) || name.contains(&b':')
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    #[test]
    fn everything_stands_where_it_stood() {
        let source = "<html><head><title>7</title><style>p{margin:7}</style></head><body><h1>A</h1>\n<p class=MsoNormal>12&nbsp;of <b>20</b> &pound;5 3&ndash;4 &#8217;s <code>7</code><o:p></o:p>\n<ul><li>4 one<li>2 two</ul><table><caption>Table 1</caption><tr><th colspan=2>a<th>b<tr><td>1<td><p>2</p><td>x</table>";
        let page = read(source);
        assert_eq!(page.text.len(), source.len());
        for word in ["20", "one", "two", "Table 1"] {
            assert_eq!(page.text.find(word), source.find(word), "{word}");
        }
        assert!(!page.text.contains('7') && !page.text.contains("margin"));
        assert!(page.text.contains("£5") && page.text.contains("3–----4"));
        let kinds: Vec<&str> = page
            .blocks
            .iter()
            .map(|one| match one {
                Block::Heading(_) => "heading",
                Block::Prose(_) => "prose",
                Block::Item(..) => "item",
                Block::Table(_) => "table",
            })
            .collect();
        assert_eq!(
            kinds,
            ["heading", "prose", "item", "item", "prose", "table"]
        );
        let Some(Block::Table(rows)) = page.blocks.last() else {
            panic!("no table");
        };
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    }

    #[test]
    fn a_bullet_written_as_text_is_none_of_the_item() {
        let page = read(
            "<p class=MsoListParagraph><![if !supportLists]><span>1.&nbsp;</span><![endif]>4 were late</p>",
        );
        assert_eq!(page.text.trim(), "4 were late");
    }
}
