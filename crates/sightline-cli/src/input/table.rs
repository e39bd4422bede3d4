//! Rows of a CSV file, each knowing its own text, so that a mistake is named by its cell.

mod kept;
mod places;

use std::io::{self, Read};
use std::ops::Range;

use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use super::LARGEST_LINE_IN_WORDS;
use kept::Kept;
use places::places;

/// The separator that the header uses most outside quotes: a comma, a semicolon or a tab.
pub(super) fn separator(start: &[u8]) -> u8 {
    let header = start
        .trim_ascii_start()
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = |separator: u8| {
        let mut quoted = false;
        let outside = header.iter().filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == separator
        });
        outside.count()
    };
    // The last of equals wins, so a header of one column is comma-separated.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

/// Rows of a table; the header is the first of them.
pub(super) struct Table<R> {
    name: String,
    separator: u8,
    rows: csv::Reader<Kept<R>>,
    /// Line ends inside cells so far, which make lines differ from rows.
    inside: usize,
    line: usize,
    /// Whether a row had no end, so that none can follow.
    broken: bool,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row {
    /// The whole row.
    pub(super) at: Span,
    /// Its number as a spreadsheet shows it, from 1.
    pub(super) number: usize,
    /// Its first byte's place.
    pub(super) offset: u64,
    cells: Vec<String>,
    places: Vec<Range<usize>>,
}

impl Row {
    /// The text of a cell without spaces around it; empty where there is none.
    pub(super) fn cell(&self, n: usize) -> &str {
        self.cells.get(n).map_or("", |cell| cell.trim())
    }

    /// Every cell.
    pub(super) fn cells(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.cells.iter().map(|cell| cell.trim())
    }

    /// Where a cell is.
    pub(super) fn place(&self, n: usize) -> Span {
        self.places.get(n).map_or_else(
            || self.at.clone(),
            |place| self.at.part(place.start, place.end),
        )
    }
}

impl<R: Read> Table<R> {
    /// Rows from here on.
    pub(super) fn new(name: &str, separator: u8, from: R) -> Self {
        let kept = Kept::new(from);
        let mut settings = csv::ReaderBuilder::new();
        let rows = settings
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(kept);
        Self {
            name: name.to_owned(),
            separator,
            rows,
            inside: 0,
            line: 1,
            broken: false,
        }
    }

    /// How many bytes have been read.
    pub(super) fn offset(&self) -> u64 {
        self.rows.position().byte()
    }

    /// The next row that is not blank, or what keeps it from being read.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Row, Diagnostics>>> {
        while !self.broken {
            let mut bytes = csv::ByteRecord::new();
            let offset = self.rows.position().byte();
            let is_row = match self.rows.read_byte_record(&mut bytes).map_err(into_io) {
                Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                    self.broken = true;
                    return Ok(Some(Err(self.endless())));
                }
                is_row => is_row?,
            };
            let end = self.rows.position().byte();
            let raw = self.rows.get_mut().take(offset, end);
            let blank = raw
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            let (before, text) = raw.split_at_checked(blank).unwrap_or_default();
            let ends = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
            let line = self.line + ends(before);
            self.line += ends(&raw);
            if !is_row {
                return Ok(None);
            }
            let text = text.trim_ascii_end();
            let number = line - self.inside;
            self.inside += ends(text);
            if bytes.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let place = offset + blank as u64;
            return Ok(Some(self.row(bytes, text, line, number, place)));
        }
        Ok(None)
    }

    /// What is said of a row that does not end where a row should.
    fn endless(&self) -> Diagnostics {
        let file = SourceFile::line(self.name.as_str(), self.line, "");
        let message = format!("the row that starts here has more than {LARGEST_LINE_IN_WORDS}");
        Diagnostic::error(Code::TOO_LARGE, &Span::whole(&file), message)
            .help("look for a quote that is never closed, and check that the file is CSV")
            .into()
    }

    fn row(
        &self,
        bytes: csv::ByteRecord,
        text: &[u8],
        line: usize,
        number: usize,
        offset: u64,
    ) -> Result<Row, Diagnostics> {
        let wrong = |code: Code, message: String| {
            let file = SourceFile::line(self.name.as_str(), line, "");
            let diagnostic = Diagnostic::error(code, &Span::whole(&file), message);
            Err(diagnostic
                .help("in a spreadsheet choose `Save as`, then `CSV UTF-8`")
                .into())
        };
        if text.contains(&0) {
            return wrong(
                Code::NOT_TEXT,
                format!("row {number} holds bytes that no text file has"),
            );
        }
        let (record, text) = match (
            csv::StringRecord::from_byte_record(bytes),
            std::str::from_utf8(text),
        ) {
            (Ok(record), Ok(text)) => (record, text),
            (_, text) => {
                let good = text.err().map_or(0, |error| error.valid_up_to());
                return wrong(
                    Code::NOT_UTF8,
                    format!("row {number} is not saved as UTF-8 after {good} bytes"),
                );
            }
        };
        let file = SourceFile::line(self.name.as_str(), line, text);
        let at = Span::new(&file, 0, text.len());
        let cells = record.iter().map(str::to_owned).collect();
        let places = places(text, char::from(self.separator));
        Ok(Row {
            at,
            number,
            offset,
            cells,
            places,
        })
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "rows are bytes of any number of cells, so only reading can fail"
)]
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::LARGEST_LINE;

    fn rows(text: &[u8]) -> Vec<Result<Row, Diagnostics>> {
        let mut table = Table::new("a.csv", separator(text), text);
        std::iter::from_fn(|| table.next().unwrap()).collect()
    }

    #[test]
    fn the_separator_is_seen() {
        assert_eq!(separator(b"a,b\n1;2;3"), b',');
        assert_eq!(separator(b"\"a,b,c\";b;c\n"), b';');
        assert_eq!(separator(b"a\tb"), b'\t');
        assert_eq!(separator(b"audit"), b',');
    }

    #[test]
    fn rows_and_lines_are_told_apart_and_cells_have_places() {
        let text = b"a;b;c\r\n1;\"two\nlines; \"\"so\"\"\";3\r\n;;\r\n\r\n4;5;6\r\n";
        let rows: Vec<Row> = rows(text).into_iter().map(Result::unwrap).collect();
        let seen: Vec<(usize, (usize, usize), &str)> = rows
            .iter()
            .map(|row| (row.number, row.place(2).line_column(), row.cell(1)))
            .collect();
        let expected = [
            (1, (1, 5), "b"),
            (2, (3, 16), "two\nlines; \"so\""),
            (5, (6, 5), "5"),
        ];
        assert_eq!(seen, expected);
        assert_eq!(rows[1].place(1).text(), "\"two\nlines; \"\"so\"\"\"");
        for row in &rows {
            let start = usize::try_from(row.offset).unwrap();
            assert!(
                text[start..].starts_with(row.at.file().text().as_bytes()),
                "{row:?}"
            );
        }
    }

    #[test]
    fn a_lone_quote_is_only_a_quote() {
        let rows = rows(b"a,b\nfive\" pipe,x\ny,z\n");
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].as_ref().unwrap().place(1).text(), "x");
    }

    #[test]
    fn a_row_in_another_encoding_is_named_and_the_next_is_read() {
        let rows = rows(b"a,b\ncaf\xe9,x\ny,z\n");
        let wrong = rows[1].as_ref().unwrap_err().to_string();
        assert!(
            wrong.starts_with("a.csv:2:1: error[SL102]: row 2"),
            "{wrong}"
        );
        assert_eq!(rows[2].as_ref().unwrap().cell(0), "y");
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_fill_memory() {
        let mut text = b"a,b\n\"x".to_vec();
        text.resize(4 * LARGEST_LINE, b'y');
        let mut table = Table::new("a.csv", b',', text.as_slice());
        assert!(table.next().unwrap().is_some());
        let wrong = table.next().unwrap().unwrap().unwrap_err().to_string();
        assert!(wrong.starts_with("a.csv:2:1: error[SL103]"), "{wrong}");
        assert!(table.next().unwrap().is_none());
    }
}
