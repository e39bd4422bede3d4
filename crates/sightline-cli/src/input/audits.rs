//! Audits out of a file of answers, one after another.

use std::path::Path;
use std::sync::Arc;

use sightline_engine::model::{Audit, Template};
use sightline_engine::{Diagnostic, Diagnostics, SourceFile, Span, read};

use super::Opened;
use super::audit_row::Columns;
use super::lines::Lines;
use super::shape::Shape;
use super::table::{Row, Table};
use super::templates::Templates;
use crate::exit::Failure;
use crate::files;

/// A file of answers, being read.
pub(crate) struct Audits<'a> {
    path: &'a Path,
    name: String,
    templates: &'a Templates<'a>,
    from: From,
    /// Whether the first line or row has been asked for.
    begun: bool,
}

enum From {
    Lines(Lines<super::Reading>),
    Table(Table<super::Reading>, Arc<Columns>),
}

/// One audit and where its parts were written.
#[derive(Debug)]
pub(crate) struct Entry {
    /// As filled in, as far as it could be read.
    pub(crate) audit: Audit,
    /// What could not be read of it.
    pub(crate) unread: Diagnostics,
    written: Written,
}

#[derive(Debug)]
enum Written {
    Line(Arc<SourceFile>),
    Row(Row, Arc<Columns>),
}

impl Entry {
    /// Where a part of it was written, by the keys that lead to it.
    pub(crate) fn place(&self, keys: &[&str]) -> Span {
        match &self.written {
            Written::Line(line) => read::place(line, keys),
            Written::Row(row, columns) => columns.place_of(row, keys),
        }
    }
}

impl Entry {
    /// The line it stands on, without looking for the place of anything in it.
    pub(crate) fn line(&self) -> usize {
        match &self.written {
            Written::Line(line) => line.first_line(),
            Written::Row(..) => self.place(&["audit"]).line_column().0,
        }
    }

    /// Its row as a spreadsheet counts them, where it came from one.
    pub(crate) fn row(&self) -> Option<usize> {
        match &self.written {
            Written::Line(_) => None,
            Written::Row(row, _) => Some(row.number),
        }
    }

    /// The same diagnostic with its advice in words for where this was written: a spreadsheet has columns and no keys.
    pub(crate) fn in_its_words(&self, one: Diagnostic, template: &Template) -> Diagnostic {
        match &self.written {
            Written::Row(row, columns) => {
                let help = columns.help(row, &self.audit, template, &one);
                Diagnostic {
                    help: help.or(one.help),
                    ..one
                }
            }
            Written::Line(_) => one,
        }
    }
}

impl<'a> Audits<'a> {
    /// Opens a file of answers; the inner error is about the file as a whole or about its header.
    pub(crate) fn open(
        path: &'a Path,
        templates: &'a Templates<'a>,
    ) -> Result<Result<Self, Diagnostics>, Failure> {
        let opened = match super::open(path)? {
            Ok(opened) => opened,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let Opened {
            name, bytes, shape, ..
        } = opened;
        let from = match shape {
            Shape::Lines => From::Lines(Lines::new(&name, bytes)),
            Shape::Table(separator) => {
                let mut table = Table::new(&name, separator, bytes);
                let header = table
                    .next()
                    .map_err(|error| files::unreadable(path, &error))?;
                match header.transpose() {
                    Err(wrong) => return Ok(Err(wrong)),
                    Ok(None) => return Ok(Err(super::empty(&name))),
                    Ok(Some(header)) => match Columns::new(&header, templates) {
                        Ok(columns) => From::Table(table, Arc::new(columns)),
                        Err(wrong) => return Ok(Err(wrong)),
                    },
                }
            }
        };
        Ok(Ok(Self {
            path,
            name,
            templates,
            from,
            begun: false,
        }))
    }

    /// How many bytes have been read.
    pub(crate) fn offset(&self) -> u64 {
        match &self.from {
            From::Lines(lines) => lines.offset(),
            From::Table(table, _) => table.offset(),
        }
    }

    /// The next audit, or why nothing of it can be read.
    pub(crate) fn next(&mut self) -> Result<Option<Result<Entry, Diagnostics>>, Failure> {
        let unreadable = |error| files::unreadable(self.path, &error);
        let is_first = !std::mem::replace(&mut self.begun, true);
        match &mut self.from {
            From::Lines(lines) => {
                let Some(line) = lines.next().map_err(unreadable)? else {
                    return Ok(None);
                };
                Ok(Some(line.text.and_then(|line| {
                    entry(read::audit_as_far(&line), Written::Line(line))
                })))
            }
            From::Table(table, columns) => {
                let Some(row) = table.next().map_err(unreadable)? else {
                    return Ok(is_first.then(|| Err(super::no_rows(&self.name))));
                };
                Ok(Some(row.and_then(|row| {
                    let read = columns.audit(&row, self.templates);
                    entry(read, Written::Row(row, Arc::clone(columns)))
                })))
            }
        }
    }
}

/// What was read of an audit, with what could not be; only the latter where nothing could.
fn entry(
    (audit, unread): (Option<Audit>, Diagnostics),
    written: Written,
) -> Result<Entry, Diagnostics> {
    match audit {
        None => Err(unread),
        Some(audit) => Ok(Entry {
            audit,
            unread,
            written,
        }),
    }
}
