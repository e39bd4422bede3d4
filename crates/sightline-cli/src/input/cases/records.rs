//! Case records, one after another.

use std::path::{Path, PathBuf};

use sightline_engine::model::Case;
use sightline_engine::{Diagnostics, Span, read};

use crate::exit::Failure;
use crate::feed::OnWrong;
use crate::files;
use crate::input::case_row::Columns;
use crate::input::lines::Lines;
use crate::input::shape::Shape;
use crate::input::table::{Row, Table};
use crate::input::{self, Opened, Reading};

/// How a table's rows are to be read; absent where the file has lines of JSON.
pub(super) type Header = Option<(u8, Columns)>;

/// A file of case records, being read.
pub(super) struct Records {
    path: PathBuf,
    /// As shown.
    pub(super) name: String,
    /// How many bytes the byte order mark took.
    pub(super) skipped: u64,
    from: From,
    /// Whether the first record has been asked for.
    begun: bool,
}

enum From {
    Lines(Lines<Reading>),
    Table(Table<Reading>),
}

/// One record and where it stands.
pub(super) struct Record {
    pub(super) case: Case,
    pub(super) at: Span,
    pub(super) offset: u64,
}

impl Records {
    /// Opens a file, and reads its header where it has one.
    pub(super) fn open(path: &Path, wrong: OnWrong<'_>) -> Result<Option<(Self, Header)>, Failure> {
        let Opened {
            name,
            bytes,
            skipped,
            shape,
        } = match input::open(path)? {
            Ok(opened) => opened,
            Err(diagnostics) => return wrong(diagnostics).map(|()| None),
        };
        let path = path.to_path_buf();
        let separator = match shape {
            Shape::Lines => {
                let from = From::Lines(Lines::new(&name, bytes));
                return Ok(Some((
                    Self {
                        path,
                        name,
                        skipped,
                        from,
                        begun: false,
                    },
                    None,
                )));
            }
            Shape::Table(separator) => separator,
        };
        let mut table = Table::new(&name, separator, bytes);
        let header: Option<Result<Row, Diagnostics>> = table
            .next()
            .map_err(|error| files::unreadable(&path, &error))?;
        let header = header.unwrap_or_else(|| Err(input::empty(&name)));
        match header.and_then(|header| Columns::new(&header)) {
            Ok(columns) => {
                let from = From::Table(table);
                Ok(Some((
                    Self {
                        path,
                        name,
                        skipped,
                        from,
                        begun: false,
                    },
                    Some((separator, columns)),
                )))
            }
            Err(diagnostics) => wrong(diagnostics).map(|()| None),
        }
    }

    pub(super) fn next(
        &mut self,
        header: &Header,
    ) -> Result<Option<Result<Record, Diagnostics>>, Failure> {
        let unreadable = |error| files::unreadable(&self.path, &error);
        let is_first = !std::mem::replace(&mut self.begun, true);
        match (&mut self.from, header) {
            (From::Table(table), Some((_, columns))) => {
                let row = table.next().map_err(unreadable)?;
                if row.is_none() && is_first {
                    return Ok(Some(Err(input::no_rows(&self.name))));
                }
                Ok(row.map(|row| {
                    let row = row?;
                    Ok(Record {
                        case: columns.case(&row)?,
                        offset: row.offset,
                        at: row.at,
                    })
                }))
            }
            (From::Lines(lines), _) => {
                let line = lines.next().map_err(unreadable)?;
                Ok(line.map(|line| {
                    let text = line.text?;
                    let case = read::case(&text)?;
                    Ok(Record {
                        case,
                        at: read::place(&text, &["case"]),
                        offset: line.offset,
                    })
                }))
            }
            // A table is never opened without its header.
            (From::Table(_), None) => Ok(None),
        }
    }
}
