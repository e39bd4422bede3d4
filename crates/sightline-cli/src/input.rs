//! Files of answers and of case records: JSON Lines, or CSV with a column for each question.
//!
//! Files may be larger than memory, so they are read line by line, and what is wrong with a line is said at once.

mod answer_cell;
mod audit_row;
mod audits;
mod case_row;
mod cases;
mod lines;
mod shape;
mod table;
mod templates;

pub(crate) use audits::{Audits, Entry};
pub(crate) use cases::{Cases, each as each_case};
pub(crate) use templates::Templates;

use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom};
use std::path::Path;

use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use crate::exit::Failure;
use crate::files;
use shape::Shape;

/// The most one line or row may have; nobody wrote more about one audit.
const LARGEST_LINE: usize = 1024 * 1024;

/// The same for people.
const LARGEST_LINE_IN_WORDS: &str = "1 MB";

/// Bytes of a file, a piece at a time.
type Reading = BufReader<File>;

/// A file of lines, opened, past its byte order mark.
struct Opened {
    /// As shown.
    name: String,
    /// The bytes from the first line on.
    bytes: Reading,
    /// How many bytes the byte order mark took.
    skipped: u64,
    /// How its lines are to be read.
    shape: Shape,
}

/// Opens a file of lines and looks at its start to see what it is.
fn open(path: &Path) -> Result<Result<Opened, Diagnostics>, Failure> {
    let name = files::shown(path);
    let mut bytes = BufReader::with_capacity(1 << 16, files::open(path)?);
    let start = bytes
        .fill_buf()
        .map_err(|error| files::unreadable(path, &error))?
        .to_vec();
    let whole = Span::whole(&SourceFile::new(name.as_str(), ""));
    let wrong = |code: Code, message: &str, help: &str| {
        Ok(Err(Diagnostic::error(code, &whole, message)
            .help(help)
            .into()))
    };
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        let help = "choose `Save as` and the encoding UTF-8, or in a spreadsheet `CSV UTF-8`";
        return wrong(
            Code::NOT_UTF8,
            "the file is saved as UTF-16, and UTF-8 is needed",
            help,
        );
    }
    let mark: &[u8] = b"\xef\xbb\xbf";
    let skipped = if start.starts_with(mark) {
        mark.len() as u64
    } else {
        0
    };
    let text = start.strip_prefix(mark).unwrap_or(&start);
    if text.trim_ascii().is_empty() {
        return Ok(Err(empty(&name)));
    }
    if start.contains(&0) {
        let help = "save it as CSV or JSON Lines; a spreadsheet cannot be read as it is";
        return wrong(
            Code::NOT_TEXT,
            "the file holds bytes that no text file has",
            help,
        );
    }
    if is_one_document(text) {
        let help = "write each audit or case record on a line of its own, with no list around them";
        return wrong(
            Code::LINE_SYNTAX,
            "the file is one piece of JSON, and one object a line is needed",
            help,
        );
    }
    let shape = match shape::of(path, &name, text) {
        Ok(shape) => shape,
        Err(wrong) => return Ok(Err(wrong)),
    };
    bytes
        .seek(SeekFrom::Start(skipped))
        .map_err(|error| files::unreadable(path, &error))?;
    Ok(Ok(Opened {
        name,
        bytes,
        skipped,
        shape,
    }))
}

/// Whether a file starts as a list of objects, or as an object that goes on in the next line; said once of the file, since
/// each of its lines would be wrong.
fn is_one_document(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    match text.strip_prefix(b"[") {
        Some(list) => list.trim_ascii_start().starts_with(b"{"),
        None => line.trim_ascii_end() == b"{" && line.len() < text.len(),
    }
}

fn empty(name: &str) -> Diagnostics {
    let whole = Span::whole(&SourceFile::new(name, ""));
    Diagnostic::error(Code::EMPTY, &whole, "the file is empty")
        .help("save it again where it was made, or name another file")
        .into()
}

/// What is said of a table that has a header and nothing else: whoever saved it meant to send more.
fn no_rows(name: &str) -> Diagnostics {
    let whole = Span::whole(&SourceFile::new(name, ""));
    Diagnostic::warning(Code::EMPTY, &whole, "there are no rows below the header")
        .help("fill in a row, or save the file again where it was made")
        .into()
}
