//! Case records by their id.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sightline_engine::model::Case;
use sightline_engine::{Code, Diagnostic, Diagnostics, Span, read};

use super::case_row::Columns;
use super::lines::Lines;
use super::table::Table;
use super::{Opened, Reading, Shape};
use crate::exit::Failure;
use crate::files;
use crate::hash::hash;

/// A file of case records, found by id without holding them.
///
/// A region's records do not fit into memory beside everything else, so what is kept of a record is where it stands.
#[derive(Debug)]
pub(crate) struct Cases {
    path: PathBuf,
    name: String,
    bytes: BufReader<File>,
    skipped: u64,
    columns: Option<(u8, Arc<Columns>)>,
    /// Hash of the id to the places of the records that have it: all but always one.
    places: BTreeMap<u64, Place>,
    /// The few places beyond the first with the same hash.
    others: Vec<(u64, Place)>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    offset: u64,
    line: u32,
}

impl Cases {
    /// Reads a whole file once, to learn where each case is; wrong lines and repeated cases go to `wrong`.
    pub(crate) fn open(
        path: &Path,
        wrong: &mut dyn FnMut(Diagnostics) -> Result<(), Failure>,
    ) -> Result<Option<Self>, Failure> {
        let opened = match super::open(path)? {
            Ok(opened) => opened,
            Err(diagnostic) => return wrong(diagnostic.into()).map(|()| None),
        };
        let Opened {
            name,
            bytes,
            skipped,
            shape,
        } = opened;
        let again = BufReader::with_capacity(1 << 13, files::open(path)?);
        let mut cases = Self {
            path: path.to_path_buf(),
            name,
            bytes: again,
            skipped,
            columns: None,
            places: BTreeMap::new(),
            others: Vec::new(),
        };
        let ended = match shape {
            Shape::Lines => cases.index_lines(bytes, wrong)?,
            Shape::Table(separator) => cases.index_table(separator, bytes, wrong)?,
        };
        Ok(ended.then_some(cases))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len() + self.others.len()
    }

    /// The case with this id.
    pub(crate) fn get(&mut self, id: &str) -> Result<Option<Case>, Failure> {
        let hash = hash(&id);
        let Some(first) = self.places.get(&hash).copied() else {
            return Ok(None);
        };
        let others = self
            .others
            .iter()
            .filter(|(other, _)| *other == hash)
            .map(|(_, place)| *place);
        for place in std::iter::once(first).chain(others).collect::<Vec<_>>() {
            let case = self
                .read(place)
                .map_err(|error| files::unreadable(&self.path, &error))?;
            if let Some(case) = case.filter(|case| case.id == id) {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    fn index_lines(
        &mut self,
        bytes: Reading,
        wrong: &mut dyn FnMut(Diagnostics) -> Result<(), Failure>,
    ) -> Result<bool, Failure> {
        let mut lines = Lines::new(&self.name, bytes);
        while let Some(line) = lines
            .next()
            .map_err(|error| files::unreadable(&self.path, &error))?
        {
            let read = line
                .text
                .map_err(Diagnostics::from)
                .and_then(|text| Ok((read::case(&text)?, text)));
            match read {
                Ok((case, text)) => {
                    let at = read::place(&text, &["case"]);
                    self.add(&case, &at, line.offset, wrong)?;
                }
                Err(diagnostics) => wrong(diagnostics)?,
            }
        }
        Ok(true)
    }

    fn index_table(
        &mut self,
        separator: u8,
        bytes: Reading,
        wrong: &mut dyn FnMut(Diagnostics) -> Result<(), Failure>,
    ) -> Result<bool, Failure> {
        let path = self.path.clone();
        let unreadable = |error| files::unreadable(&path, &error);
        let mut table = Table::new(&self.name, separator, bytes);
        let header = match table.next().map_err(unreadable)? {
            None => return wrong(super::empty(&self.name).into()).map(|()| false),
            Some(Err(diagnostic)) => return wrong(diagnostic.into()).map(|()| false),
            Some(Ok(header)) => header,
        };
        let columns = match Columns::new(&header) {
            Ok(columns) => Arc::new(columns),
            Err(diagnostics) => return wrong(diagnostics).map(|()| false),
        };
        self.columns = Some((separator, Arc::clone(&columns)));
        while let Some(row) = table.next().map_err(unreadable)? {
            match row
                .map_err(Diagnostics::from)
                .and_then(|row| Ok((columns.case(&row)?, row)))
            {
                Ok((case, row)) => self.add(&case, &row.at, row.offset, wrong)?,
                Err(diagnostics) => wrong(diagnostics)?,
            }
        }
        Ok(true)
    }

    fn add(
        &mut self,
        case: &Case,
        at: &Span,
        offset: u64,
        wrong: &mut dyn FnMut(Diagnostics) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (line, _) = at.line_column();
        let place = Place {
            offset,
            line: u32::try_from(line).unwrap_or(u32::MAX),
        };
        let hash = hash(&case.id.as_str());
        let Some(first) = self.places.get(&hash).copied() else {
            self.places.insert(hash, place);
            return Ok(());
        };
        let before = self
            .read(first)
            .map_err(|error| files::unreadable(&self.path, &error))?;
        if before.is_some_and(|before| before.id == case.id) {
            let message = format!("case `{}` was on line {} already", case.id, first.line);
            return wrong(
                Diagnostic::error(Code::DUPLICATE_CASE, at, message)
                    .help("keep one line for a case")
                    .into(),
            );
        }
        self.others.push((hash, place));
        Ok(())
    }

    fn read(&mut self, place: Place) -> std::io::Result<Option<Case>> {
        self.bytes
            .seek(SeekFrom::Start(self.skipped + place.offset))?;
        match &self.columns {
            None => {
                let line = Lines::new(&self.name, &mut self.bytes).next()?;
                Ok(line
                    .and_then(|line| line.text.ok())
                    .and_then(|text| read::case(&text).ok()))
            }
            Some((separator, columns)) => {
                let row = Table::new(&self.name, *separator, &mut self.bytes).next()?;
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
            assert_eq!((cases.len(), said.len()), (2, 0));
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
