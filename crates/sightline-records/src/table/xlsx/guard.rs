//! What a workbook must not be: too large, locked, full of macros, or a small file that unfolds into a huge one.
//!
//! The headers of a packed file say how large it becomes, and may lie. So everything is unfolded once, counted, and thrown
//! away, before the reader of workbooks sees any of it.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::table::Stop;

/// The largest workbook.
const LARGEST: u64 = 25 * 1024 * 1024;

/// The most it may become when it is unfolded.
const LARGEST_UNFOLDED: u64 = 200 * 1024 * 1024;

/// The most bytes that one packed byte may become; cells become about 20.
const STEEPEST: u64 = 100;

/// Packing is steep in small files by nature.
const STEEP_IS_FINE_BELOW: u64 = 4 * 1024 * 1024;

/// A workbook that may be read.
pub(super) struct Checked {
    pub(super) bytes: Vec<u8>,
    pub(super) hidden_rows: u64,
}

pub(super) fn checked(from: impl Read, size: u64) -> Result<Checked, Stop> {
    let too_large = || {
        Stop::refused(
            "the workbook is larger than 25 MB",
            "save its sheets as CSV, which may be of any size",
        )
    };
    if size > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    let hidden_rows = unfold(&bytes)?;
    Ok(Checked { bytes, hidden_rows })
}

/// Unfolds everything and keeps nothing but the number of hidden rows.
fn unfold(bytes: &[u8]) -> Result<u64, Stop> {
    let damaged = || {
        Stop::refused(
            "the workbook is damaged, or is no workbook",
            "open it in a spreadsheet, and save it again as .xlsx",
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let (mut total, mut hidden) = (0, 0);
    for n in 0..archive.len() {
        let Ok(entry) = archive.by_index(n) else {
            return Err(Stop::refused(
                "the workbook is locked, or packed in a way that is not read",
                "save a copy as .xlsx without a password",
            ));
        };
        let name = entry.name().map_err(|_| damaged())?.to_lowercase();
        if name.ends_with("vbaproject.bin") {
            return Err(Stop::refused(
                "the workbook carries macros",
                "save a copy as .xlsx, without macros",
            ));
        }
        let left = LARGEST_UNFOLDED - total;
        let mut counted = Counted {
            from: entry,
            n: 0,
            most: left,
        };
        let is_sheet = name.starts_with("xl/worksheets/");
        let seen = if is_sheet {
            hidden_rows(&mut counted)
        } else {
            no_document_type(&mut counted)
        };
        // What the reader left is unfolded as well: a bomb may lie behind the end of a sheet.
        let rest = std::io::copy(&mut counted, &mut std::io::sink());
        total += counted.n;
        let steep = total > STEEP_IS_FINE_BELOW && total / STEEPEST > bytes.len() as u64;
        if counted.n > left || steep {
            return Err(Stop::refused(
                "the workbook unfolds into far more than its size, as files do that are made to fill a machine",
                "save a fresh copy from the spreadsheet",
            ));
        }
        rest.map_err(|_| damaged())?;
        hidden += seen?;
    }
    Ok(hidden)
}

/// Counts what passes, and ends where it is too much.
struct Counted<R> {
    from: R,
    n: u64,
    most: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        if self.n > self.most {
            return Ok(0);
        }
        let n = self.from.read(to)?;
        self.n += n as u64;
        Ok(n)
    }
}

fn hidden_rows(from: &mut impl Read) -> Result<u64, Stop> {
    let mut reader = Reader::from_reader(BufReader::new(from));
    let (mut buffer, mut hidden) = (Vec::new(), 0);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) if start.local_name().as_ref() == "row" => {
                let is_hidden = start.attributes().flatten().any(|one| {
                    one.key.as_ref() == "hidden" && matches!(one.value.as_ref(), "1" | "true")
                });
                hidden += u64::from(is_hidden);
            }
            Ok(Event::DocType(_)) => return Err(document_type()),
            Ok(Event::Eof) => return Ok(hidden),
            // What is wrong with it, the reader of workbooks says.
            Err(_) => return Ok(hidden),
            Ok(_) => {}
        }
    }
}

fn no_document_type(from: &mut impl Read) -> Result<u64, Stop> {
    let mut start = Vec::new();
    from.take(4096).read_to_end(&mut start)?;
    let has = start
        .windows(9)
        .any(|part| part.eq_ignore_ascii_case(b"<!doctype"));
    if has { Err(document_type()) } else { Ok(0) }
}

fn document_type() -> Stop {
    Stop::refused(
        "the workbook has a document type inside, which may reach for other files",
        "save a fresh copy from the spreadsheet",
    )
}
