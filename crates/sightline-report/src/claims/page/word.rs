//! A Word document as prose and tables: the text that stands in it, a paragraph or a row of a table in each line.
//!
//! Tracked changes are read as accepted. What a reader does not see, drawings, text boxes, formulas and the table of contents are
//! nobody's claims. The file is unfolded as it is read and up to a limit, so that a small one cannot become a huge one.

mod body;
mod place;
mod styles;

use std::io::{BufReader, Cursor, Read, Take};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::Page;
pub(in super::super) use place::Places;
use styles::Styles;

/// The most bytes of a Word document; nearly all of a large one is its pictures.
pub const LARGEST_WORD: usize = 64 * 1024 * 1024;

/// The most that one part of it may unfold into; a report of 300 pages has about 10 MB of it.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// The name of every part that holds the text, up to a number that some programs add.
const TEXT: &str = "word/document";

/// A Word document as it is read: its text under the file's name, and what stands where in it.
#[derive(Debug)]
pub(in super::super) struct Word {
    pub(in super::super) source: Arc<SourceFile>,
    pub(in super::super) page: Page,
    pub(in super::super) places: Places,
}

/// Reads the bytes of a `.docx`, or says why they are none.
pub(in super::super) fn read(path: &str, bytes: &[u8]) -> Result<Word, Diagnostics> {
    parts(bytes)
        .map(|page| Word {
            source: SourceFile::new(path, page.text.clone()),
            places: Places::of(&page),
            page,
        })
        .map_err(|wrong| {
            let at = Span::whole(&SourceFile::new(path, ""));
            let (problem, help) = wrong.told();
            Diagnostics::from(Diagnostic::error(Code::WORD_REFUSED, &at, problem).help(help))
        })
}

/// What keeps a file from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    TooLarge,
    Old,
    NoPackage,
    Locked,
    NoText,
    Unfolds,
    NotWellFormed,
    DocumentType,
}

impl Wrong {
    /// The problem, and how to put it right.
    fn told(self) -> (&'static str, &'static str) {
        let fresh = "open it in Word, and save a fresh copy as .docx";
        match self {
            Self::TooLarge => (
                "the document is larger than 64 MB",
                "save a copy without its pictures: they are not read",
            ),
            Self::Old => (
                "the document is an old one (.doc), or is locked with a password",
                "open it in Word, and save it as .docx without a password",
            ),
            Self::NoPackage => (
                "the file is no Word document, or is damaged",
                "open it in Word, and save it as .docx; other texts are read from .md and .html",
            ),
            Self::Locked => (
                "the document is damaged, or packed in a way that is not read",
                fresh,
            ),
            Self::NoText => (
                "the file has no `word/document.xml`, so it is no Word document",
                "check that this is the right file: a workbook and slides are packed in the same way",
            ),
            Self::Unfolds => (
                "the document unfolds into far more than a report has, as files do that are made to fill a machine",
                fresh,
            ),
            Self::NotWellFormed => ("the text of the document is damaged", fresh),
            Self::DocumentType => (
                "the document has a document type inside, which may reach for other files",
                fresh,
            ),
        }
    }
}

fn parts(bytes: &[u8]) -> Result<Page, Wrong> {
    if bytes.len() > LARGEST_WORD {
        return Err(Wrong::TooLarge);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Wrong::Old);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Wrong::NoPackage)?;
    let is_text = |name: &str| {
        let rest = name
            .strip_prefix(TEXT)
            .and_then(|rest| rest.strip_suffix(".xml"));
        rest.is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let names = archive.file_names().flatten();
    let text = names.filter(|name| is_text(name)).min();
    let text = text.ok_or(Wrong::NoText)?.into_owned();
    let styles = match part(&mut archive, "word/styles.xml") {
        Ok(mut xml) => styles::read(&mut xml)?,
        Err(Wrong::NoText) => Styles::default(),
        Err(wrong) => return Err(wrong),
    };
    body::read(&mut part(&mut archive, &text)?, &styles)
}

/// A part of the package as XML that is unfolded while it is read.
struct Xml<R: Read> {
    reader: Reader<BufReader<Take<R>>>,
    buffer: Vec<u8>,
}

fn part<'a, 'b>(
    archive: &'a mut ZipArchive<Cursor<&'b [u8]>>,
    name: &str,
) -> Result<Xml<ZipFile<'a, Cursor<&'b [u8]>>>, Wrong> {
    let file = archive.by_name(name).map_err(|error| {
        if matches!(error, ZipError::FileNotFound) {
            Wrong::NoText
        } else {
            Wrong::Locked
        }
    })?;
    Ok(Xml {
        reader: Reader::from_reader(BufReader::new(file.take(LARGEST_PART))),
        buffer: Vec::new(),
    })
}

impl<R: Read> Xml<R> {
    /// The next event; nothing at the end.
    fn next(&mut self) -> Result<Option<Event<'_>>, Wrong> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer);
        // Where the limit cut it off, that it breaks off is not the news.
        if self.reader.get_ref().get_ref().limit() == 0 {
            return Err(Wrong::Unfolds);
        }
        match event {
            Ok(Event::Eof) => Ok(None),
            Ok(Event::DocType(_)) => Err(Wrong::DocumentType),
            Ok(event) => Ok(Some(event)),
            Err(_) => Err(Wrong::NotWellFormed),
        }
    }
}

/// The attribute of an element that says what it is set to.
fn value(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes();
    // Checked for doubles, an element with very many would take their number squared.
    let all = all.with_checks(false).flatten();
    let mut fitting = all.filter(|one| one.key.local_name().as_ref() == name);
    fitting.next().map(|one| one.value.to_string())
}

/// Whether a switch such as `w:vanish` is on: it is unless it says otherwise.
fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(value(start, "val").as_deref(), Some("0" | "false" | "off"))
}
