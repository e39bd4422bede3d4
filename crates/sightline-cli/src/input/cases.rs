//! Case records by their id.

mod each;
mod records;

use std::fs::File;
use std::io::{self, BufReader, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use each::each;
use records::{Header, Record, Records};
use sightline_engine::model::Case;
use sightline_engine::{Code, Diagnostic, Span, read};
use sightline_store::Places;

use super::lines::Lines;
use super::table::Table;
use crate::exit::Failure;
use crate::feed::OnWrong;
use crate::files;
use crate::keep::failure;

/// A file of case records, found by id without holding them.
///
/// A region's records do not fit into memory beside everything else, nor do their ids, so what is kept of a record is its
/// id and where it stands, and that on disk.
#[derive(Debug)]
pub(crate) struct Cases {
    path: PathBuf,
    name: String,
    bytes: BufReader<File>,
    /// Where the next byte stands in the file; cases are mostly asked for in the order they have there.
    next: u64,
    skipped: u64,
    columns: Header,
    /// Where each record starts, and its line.
    places: Places,
    /// The case that was asked for last; a case's audits mostly come together.
    last: Option<Arc<Case>>,
}

impl Cases {
    /// Reads a whole file once, to learn where each case is; wrong lines and repeated cases go to `wrong`.
    pub(crate) fn open(path: &Path, wrong: OnWrong<'_>) -> Result<Option<Self>, Failure> {
        let Some((mut records, columns)) = Records::open(path, wrong)? else {
            return Ok(None);
        };
        let mut places = Places::new().map_err(failure)?;
        while let Some(record) = records.next(&columns)? {
            let Record { case, at, offset } = match record {
                Ok(record) => record,
                Err(diagnostics) => {
                    wrong(diagnostics)?;
                    continue;
                }
            };
            let place = (offset, at.line_column().0 as u64);
            if let Some((_, before)) = places.put(&case.id, place).map_err(failure)? {
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
            last: None,
        }))
    }

    /// The case with this id.
    pub(crate) fn get(&mut self, id: &str) -> Result<Option<Arc<Case>>, Failure> {
        if let Some(last) = self.last.as_ref().filter(|last| last.id == id) {
            return Ok(Some(Arc::clone(last)));
        }
        let Some((offset, _)) = self.places.find(id).map_err(failure)? else {
            return Ok(None);
        };
        let case = self
            .read(offset)
            .map_err(|error| files::unreadable(&self.path, &error))?;
        self.last = case.filter(|case| case.id == id).map(Arc::new);
        Ok(self.last.clone())
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

/// What is said where an audit's case is not among the records.
pub(crate) fn missing(id: &str, at: &Span) -> Diagnostic {
    Diagnostic::error(Code::NO_CASE, at, format!("there is no case record `{id}`"))
        .help("add the case to the file of case records, or correct its id here")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &[u8]) -> (Option<Cases>, Vec<String>) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let mut said = Vec::new();
        let cases = Cases::open(file.path(), &mut |wrong| {
            said.extend(
                wrong
                    .iter()
                    .map(|one| format!("{} {}", one.at.line_column().0, one.code)),
            );
            Ok(())
        });
        (cases.unwrap(), said)
    }

    #[test]
    fn a_case_is_found_by_its_id_in_either_form() {
        let lines = "\u{feff}{\"case\":\"C-1\",\"fields\":{\"born\":\"2014-05-01\"}}\r\n\n{\"case\":\"C-2\"}\n";
        let table = "\u{feff}case;born\r\nC-1;2014-05-01\r\n;\r\nC-2;\r\n";
        for text in [lines, table] {
            let (cases, said) = open(text.as_bytes());
            let mut cases = cases.unwrap();
            assert_eq!(said.len(), 0);
            let (second, first) = (
                cases.get("C-2").unwrap().unwrap(),
                cases.get("C-1").unwrap().unwrap(),
            );
            assert_eq!((second.facts.len(), first.facts.len()), (0, 1));
            assert_eq!(first.facts["born"], read::fact_value("2014-05-01"));
            assert!(cases.get("C-3").unwrap().is_none());
        }
    }

    #[test]
    fn every_wrong_line_is_named() {
        let (_, said) = open(b"{\"case\":\"C-1\"}\n{\"case\":\n{\"case\":\"C-1\"}\n{}\n");
        assert_eq!(said, ["2 SL401", "3 SL413", "4 SL412"]);
        let (_, said) = open(b"case,born\nC-1,\nC-1,\nC-2\n,2014-05-01\n");
        assert_eq!(said, ["3 SL413", "4 SL401", "5 SL412"]);
        let (cases, said) = open(b"id,born\nC-1,\n");
        assert!(cases.is_none());
        assert_eq!(said, ["1 SL412"]);
    }

    #[test]
    fn what_is_no_file_of_lines_is_named_as_a_whole() {
        for (text, code) in [
            (&b""[..], "SL104"),
            (b" \n", "SL104"),
            (b"PK\x03\x04\0\0", "SL101"),
            (b"\xff\xfea\0", "SL102"),
        ] {
            let (cases, said) = open(text);
            assert!(cases.is_none());
            assert_eq!(said, [format!("1 {code}")]);
        }
    }
}
