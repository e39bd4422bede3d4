//! The text of a Word document, paragraph by paragraph and row by row.

use std::io::Read;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::super::{Block, Page};
use super::styles::{self, Kind, Styles};
use super::{Wrong, Xml, is_on, value};

/// The most text; a report has at most 4 MB.
const MOST_TEXT: usize = crate::LONGEST_REPORT;

/// The most columns that a cell may stand for.
const WIDEST: usize = 50;

pub(super) fn read<R: Read>(xml: &mut Xml<R>, styles: &Styles) -> Result<Page, Wrong> {
    let mut writing = Writing {
        styles,
        text: String::new(),
        blocks: Vec::new(),
        silent: 0,
        paragraph: Paragraph::default(),
        run: None,
        in_text: false,
        tables: 0,
        rows: Vec::new(),
        cell: None,
        lists: Vec::new(),
        n_lists: 0,
    };
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(start) => writing.start(&start),
            Event::Empty(start) => writing.empty(&start),
            Event::End(end) => writing.end(end.local_name().as_ref()),
            Event::Text(text) => writing.put(&text.xml10_content()),
            Event::CData(text) => writing.put(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let own = match entity.xml10_content().as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                let letter = own.ok_or(Wrong::NotWellFormed)?;
                writing.put(letter.encode_utf8(&mut [0; 4]));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
        if writing.text.len() > MOST_TEXT {
            return Err(Wrong::Unfolds);
        }
    }
    Ok(Page {
        text: writing.text,
        blocks: writing.blocks,
    })
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    is_heading: bool,
    /// The list that it says to be an item of; `0` is none.
    number: Option<String>,
    level: u32,
    /// Where what is being written began.
    start: usize,
    /// What stands between line breaks.
    parts: Vec<Range<usize>>,
}

/// A cell that is being read.
struct Cell {
    start: usize,
    n_columns: usize,
}

struct Writing<'s> {
    styles: &'s Styles,
    text: String,
    blocks: Vec<Block>,
    /// How many elements stand open from one on that is not read.
    silent: usize,
    paragraph: Paragraph,
    /// Whether the open run is hidden.
    run: Option<bool>,
    in_text: bool,
    /// Tables that stand open; one inside another is a part of its cell.
    tables: usize,
    rows: Vec<Vec<Range<usize>>>,
    cell: Option<Cell>,
    /// The lists that stand open: what each is known by, its level, and its number here.
    lists: Vec<(String, u32, usize)>,
    n_lists: usize,
}

impl Writing<'_> {
    fn start(&mut self, start: &BytesStart<'_>) {
        let local = start.local_name();
        let name: &str = local.as_ref();
        if self.silent > 0 || is_silent(name) {
            self.silent += 1;
            return;
        }
        match name {
            "p" => {
                self.paragraph = Paragraph {
                    start: self.text.len(),
                    ..Paragraph::default()
                };
            }
            "r" => self.run = Some(false),
            "t" => self.in_text = true,
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.rows.clear();
                    self.lists.clear();
                }
            }
            "tr" if self.tables == 1 => self.rows.push(Vec::new()),
            "tc" if self.tables == 1 => {
                if self.rows.last().is_some_and(|row| !row.is_empty()) {
                    self.text.push_str(" | ");
                }
                self.cell = Some(Cell {
                    start: self.text.len(),
                    n_columns: 1,
                });
            }
            _ => self.property(name, start),
        }
    }

    fn empty(&mut self, start: &BytesStart<'_>) {
        let local = start.local_name();
        let name: &str = local.as_ref();
        if self.silent > 0 || is_silent(name) {
            return;
        }
        match name {
            "tab" | "ptab" | "sym" if self.run.is_some() => self.blank(),
            "noBreakHyphen" if self.run == Some(false) => self.text.push('-'),
            "br" | "cr" if self.run.is_some() => {
                self.blank();
                self.part();
            }
            "p" | "r" | "t" | "tbl" | "tr" => {}
            "tc" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(0..0);
                }
            }
            _ => self.property(name, start),
        }
    }

    /// What is said of the paragraph, run or cell that is open.
    fn property(&mut self, name: &str, start: &BytesStart<'_>) {
        let said = || value(start, "val");
        let n = || said().and_then(|n| n.parse::<usize>().ok());
        match name {
            "pStyle" => self.paragraph.style = said(),
            "outlineLvl" => self.paragraph.is_heading = styles::is_heading(start),
            "numId" => self.paragraph.number = said(),
            "ilvl" => self.paragraph.level = said().and_then(|n| n.parse().ok()).unwrap_or(0),
            "vanish" if self.run.is_some() => self.run = Some(is_on(start)),
            "gridSpan" if self.tables == 1 => {
                if let Some(cell) = &mut self.cell {
                    cell.n_columns = n().unwrap_or(1).clamp(1, WIDEST);
                }
            }
            "gridBefore" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.extend(std::iter::repeat_n(0..0, n().unwrap_or(0).min(WIDEST)));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.silent > 0 {
            self.silent -= 1;
            return;
        }
        match name {
            "p" if self.tables > 0 => self.blank(),
            "p" => self.paragraph_ends(),
            "r" => self.run = None,
            "t" => self.in_text = false,
            "tc" if self.tables == 1 => self.cell_ends(),
            "tr" if self.tables == 1 => self.text.push('\n'),
            "tbl" => {
                if self.tables == 1 {
                    let mut rows = std::mem::take(&mut self.rows);
                    rows.retain(|row| !row.is_empty());
                    self.blocks.push(Block::Table(rows));
                }
                self.tables = self.tables.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Text that is seen; what would end a line or ring a bell becomes a blank.
    fn put(&mut self, text: &str) {
        if self.silent == 0 && self.in_text && self.run != Some(true) {
            let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
            self.text.extend(text.chars().map(plain));
        }
    }

    fn blank(&mut self) {
        self.text.push(' ');
    }

    /// Ends what is being written of a paragraph.
    fn part(&mut self) {
        let at = trimmed(&self.text, self.paragraph.start);
        self.paragraph.parts.push(at);
        self.paragraph.start = self.text.len();
    }

    fn paragraph_ends(&mut self) {
        self.part();
        self.text.push('\n');
        let Paragraph {
            style,
            is_heading,
            number,
            level,
            parts,
            ..
        } = std::mem::take(&mut self.paragraph);
        let parts = parts.into_iter().filter(|at| !at.is_empty());
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return;
        }
        let style = style.as_deref().unwrap_or_default();
        let kind = self.styles.kind(style);
        let number = number
            .as_deref()
            .or_else(|| self.styles.number(style))
            .filter(|number| *number != "0");
        let list = match (kind, number) {
            (Kind::Prose | Kind::Continue, Some(number)) if !is_heading => {
                let number = number.to_owned();
                Some(self.list(number, level))
            }
            (Kind::Continue, None) => self.lists.last().map(|(_, _, list)| *list),
            _ => {
                self.lists.clear();
                None
            }
        };
        let block = |at| match (kind, list) {
            (_, Some(list)) => Block::Item(at, list),
            (Kind::Heading, None) => Block::Heading(at),
            (_, None) if is_heading => Block::Heading(at),
            (_, None) => Block::Prose(at),
        };
        if kind != Kind::Silent {
            self.blocks.extend(parts.map(block));
        }
    }

    /// The number of the list that an item belongs to: the open one of its level, or a new one.
    fn list(&mut self, number: String, level: u32) -> usize {
        self.lists
            .retain(|(known, at, _)| *at < level || (*at == level && *known == number));
        if let Some((_, at, list)) = self.lists.last()
            && *at == level
        {
            return *list;
        }
        self.n_lists += 1;
        self.lists.push((number, level, self.n_lists));
        self.n_lists
    }

    fn cell_ends(&mut self) {
        if let (Some(cell), Some(row)) = (self.cell.take(), self.rows.last_mut()) {
            row.push(trimmed(&self.text, cell.start));
            row.extend(std::iter::repeat_n(0..0, cell.n_columns - 1));
            self.text
                .truncate(self.text.trim_end_matches(' ').len().max(cell.start));
        }
    }
}

/// From a place to the end of a text, without the blanks around.
fn trimmed(text: &str, start: usize) -> Range<usize> {
    let all = text.get(start..).unwrap_or_default();
    let from = start + (all.len() - all.trim_start().len());
    from..(start + all.trim_end().len()).max(from)
}

/// What is not read, with all that is in it: what was struck out, how things were before a change, drawings and formulas.
fn is_silent(name: &str) -> bool {
    name.ends_with("Change")
        || matches!(
            name,
            "del"
                | "moveFrom"
                | "drawing"
                | "pict"
                | "object"
                | "oMath"
                | "oMathPara"
                | "Fallback"
                | "sdtPr"
                | "ruby"
        )
}
