//! A file of case records, each found by its id.

use std::fs::File;
use std::io::{self, BufReader, Seek as _};
use std::path::{Path, PathBuf};

use sightline_engine::model::Case;
use sightline_engine::{Code, Diagnostic, read};
use sightline_store::Places;

use super::records::{Header, Record, Records};
use crate::exit::Failure;
use crate::feed::OnWrong;
use crate::files;
use crate::input::lines::Lines;
use crate::input::table::Table;

/// A file of case records, found by id without holding them.
///
/// A region's records do not fit into memory beside everything else, nor do their ids, so what is kept of a record is its
/// id and where it stands, and that on disk.
#[derive(Debug)]
pub(crate) struct CaseFile {
    path: PathBuf,
    name: String,
    bytes: BufReader<File>,
    /// Where the next byte stands in the file; cases are mostly asked for in the order they have there.
    next: u64,
    skipped: u64,
    columns: Header,
    /// Where each record starts, and its line.
    places: Places,
}

impl CaseFile {
    /// Reads a whole file once, to learn where each case is; wrong lines and repeated cases go to `wrong`.
    pub(super) fn open(path: &Path, wrong: OnWrong<'_>) -> Result<Option<Self>, Failure> {
        let Some((mut records, columns)) = Records::open(path, wrong)? else {
            return Ok(None);
        };
        let mut places = Places::new()?;
        while let Some(record) = records.next(&columns)? {
            let Record { case, at, offset } = match record {
                Ok(record) => record,
                Err(diagnostics) => {
                    wrong(diagnostics)?;
                    continue;
                }
            };
            let place = (offset, at.line_column().0 as u64);
            if let Some((_, before)) = places.put(&case.id, place)? {
                let message = format!("case `{}` was on line {before} already", case.id);
                let diagnostic = Diagnostic::error(Code::DUPLICATE_CASE, &at, message);
                wrong(diagnostic.help("keep one line for a case").into())?;
            }
        }
        let bytes = BufReader::with_capacity(1 << 13, files::open(path)?);
        let Records { name, skipped, .. } = records;
        Ok(Some(Self {
            path: path.to_path_buf(),
            name,
            bytes,
            next: 0,
            skipped,
            columns,
            places,
        }))
    }

    /// The case with this id.
    pub(super) fn find(&mut self, id: &str) -> Result<Option<Case>, Failure> {
        let Some((offset, _)) = self.places.find(id)? else {
            return Ok(None);
        };
        let case = self
            .read(offset)
            .map_err(|error| files::unreadable(&self.path, &error))?;
        Ok(case.filter(|case| case.id == id))
    }

    fn read(&mut self, offset: u64) -> io::Result<Option<Case>> {
        let from = self.skipped + offset;
        self.bytes
            .seek_relative(from.cast_signed() - self.next.cast_signed())?;
        self.next = from;
        match &self.columns {
            None => {
                let mut lines = Lines::new(&self.name, &mut self.bytes);
                let line = lines.next()?;
                self.next += lines.offset();
                Ok(line
                    .and_then(|line| line.text.ok())
                    .and_then(|text| read::case(&text).ok()))
            }
            Some((separator, columns)) => {
                let row = Table::new(&self.name, *separator, &mut self.bytes).next()?;
                // It reads more than one row at a time.
                self.next = self.bytes.stream_position()?;
                Ok(row
                    .and_then(Result::ok)
                    .and_then(|row| columns.case(&row).ok()))
            }
        }
    }
}
