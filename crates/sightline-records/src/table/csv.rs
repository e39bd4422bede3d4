//! Rows of a CSV file, read as they come.

use std::cell::Cell as Shared;
use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};
use sightline_engine::Code;

use super::{LARGEST_ROW, Stop, Take};
use crate::cell::{Cell, Flaw, Row};
use crate::detect::{Decoded, Encoding, field, separator};
use crate::problem::Said;

/// Reads a file of cells; memory does not grow with it.
pub(crate) fn read(
    start: &[u8],
    rest: impl Read,
    encoding: Encoding,
    take: &mut dyn Take,
) -> Result<(), Stop> {
    let all = start.chain(rest);
    match encoding {
        Encoding::Bytes => {
            let separator = separator(start);
            let mark = if start.starts_with(b"\xef\xbb\xbf") {
                3
            } else {
                0
            };
            let mut all = all;
            io::copy(&mut all.by_ref().take(mark), &mut io::sink())?;
            rows(all, separator, take)
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let separator = separator(encoding.text_of(start).as_bytes());
            rows(Decoded::new(all, encoding.named()), separator, take)
        }
    }
}

fn rows(from: impl Read, separator: u8, take: &mut dyn Take) -> Result<(), Stop> {
    let since = Shared::new(0);
    let from = Bounded {
        from,
        since: &since,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(1 << 16)
        .from_reader(from);
    let mut record = ByteRecord::new();
    take.sheet(None, false);
    loop {
        since.set(0);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                let number = line_of(&record, reader.position().line());
                let text = std::str::from_utf8(record.as_slice()).ok();
                let row = CsvRow {
                    record: &record,
                    text,
                    number,
                };
                take.row(&row);
                if text.is_none() && row.has_old_letters() {
                    let said = "letters are saved in Windows-1252, and are read so";
                    let help = "look at one of these cells; if its letters are wrong, save the file as `CSV UTF-8`";
                    take.say(
                        Some(number),
                        &Said::warning(Code::NOT_UTF8, said).help(help),
                    );
                }
            }
            Ok(false) => return Ok(()),
            Err(error) => {
                let row = record.position().map_or(1, |at| at.line() + 1);
                return Err(failed(error, row.saturating_sub(1)));
            }
        }
    }
}

/// The line on which a row starts, given the line on which the next one does.
///
/// The reader skips blank lines before a row and counts from the first of them, so this counts back from the row's end.
fn line_of(record: &ByteRecord, next: u64) -> u64 {
    let breaks = record
        .as_slice()
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();
    let from_end = next.saturating_sub(1 + breaks as u64);
    record
        .position()
        .map_or(0, csv::Position::line)
        .max(from_end)
}

/// Why rows could not be read on, after the last that could.
fn failed(error: csv::Error, last: u64) -> Stop {
    let csv::ErrorKind::Io(error) = error.into_kind() else {
        // Rows of bytes of any number have no other way to fail.
        return Stop::Io(io::ErrorKind::InvalidData.into());
    };
    if error.kind() != io::ErrorKind::FileTooLarge {
        return Stop::Io(error);
    }
    Stop::refused(
        format!("the row after row {last} never ends: a quote is opened and not closed"),
        "close the quote, or take it out",
    )
}

/// Stops where one row swallows the file: its quote was never closed.
struct Bounded<'a, R> {
    from: R,
    /// Bytes since the last whole row.
    since: &'a Shared<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LARGEST_ROW {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let n = self.from.read(to)?;
        self.since.set(self.since.get() + n as u64);
        Ok(n)
    }
}

struct CsvRow<'a> {
    record: &'a ByteRecord,
    /// All cells of it, where they are UTF-8.
    text: Option<&'a str>,
    number: u64,
}

impl CsvRow<'_> {
    /// Whether any cell is Windows-1252.
    fn has_old_letters(&self) -> bool {
        let mut cells = self.record.iter();
        cells.any(|cell| field(cell).is_some_and(|(_, is_old)| is_old))
    }
}

impl Row for CsvRow<'_> {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.record.len()
    }

    fn cell(&self, n: usize) -> Cell<'_> {
        let text = || self.text?.get(self.record.range(n)?);
        if let Some(text) = text() {
            return Cell::of(text.into());
        }
        match self.record.get(n).map(field) {
            None => Cell::Blank,
            Some(Some((text, _))) => Cell::of(text),
            Some(None) => Cell::Flaw(Flaw::Unreadable),
        }
    }

    fn is_strict(&self) -> bool {
        true
    }
}
