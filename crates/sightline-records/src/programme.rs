//! A programme of work: the table ACTION, WHO, WHEN, RAG, COMMENTARY that services keep in a spreadsheet.
//!
//! Columns come in any order and under many names, headings stand below titles, rows may be numbered. Letters of other
//! alphabets that look like an `A` are read as one, and that is said.

mod columns;
mod row;

use std::io::{self, Read as _};
use std::sync::Arc;

use sightline_engine::Code;
use sightline_engine::action::reconcile::ProgrammeRow;

use crate::cell::{Cell, Row};
use crate::detect::{Kind, encoding, kind};
use crate::layout::Layout;
use crate::problem::{At, Problem, Problems, Said, Where};
use crate::reject::Reject;
use crate::source::Source;
use crate::table::{self, Stop, Take};
use columns::Columns;

pub use columns::Column;

/// A programme of work as it was read.
#[derive(Debug, Default)]
pub struct Programme {
    /// Its rows, each with the place it stands at.
    pub rows: Vec<(Place, ProgrammeRow)>,
    /// Rows that somebody has to put right.
    pub rejects: Vec<Reject>,
    /// What was found wrong or worth a look.
    pub problems: Vec<Problem>,
    /// Each heading that is read, as it stands, and what it was taken for.
    pub columns: Vec<(String, Column)>,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row or line, from 1.
    pub row: u64,
}

/// How many rows are looked at for the headings.
const MOST_TITLES: usize = 30;

/// Reads a programme of work from a CSV file or a workbook; of a workbook's sheets the one that is named, or the only one with
/// such a table.
///
/// ```
/// use sightline_records::programme;
///
/// let file: (&str, &[u8]) = ("plan.csv", "No.;Action;Who;By when;R.A.G.\n1;Agree the midway check;Manager;In Q2;\u{410}\n".as_bytes());
/// let read = programme(&file, None)?;
/// let (place, row) = &read.rows[0];
/// assert_eq!((place.row, row.number.as_deref(), row.when.as_deref()), (2, Some("1"), Some("In Q2")));
/// assert_eq!(row.change.rag.map(|rag| rag.word()), Some("amber"));
/// assert!(read.problems[0].to_string().contains("another alphabet"), "{}", read.problems[0]);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the file cannot be read.
pub fn programme(file: &dyn Source, sheet: Option<&str>) -> io::Result<Programme> {
    let mut reading = Reading {
        layout: Layout::empty(),
        file: Arc::from(file.name()),
        wanted: sheet,
        sheet: None,
        state: State::Other,
        is_sheet: false,
        found: Programme::default(),
        problems: Problems::default(),
        with_table: Vec::new(),
        without_table: Vec::new(),
        seen: Vec::new(),
    };
    let mut rest = file.open()?;
    let mut start = Vec::new();
    rest.by_ref().take(1 << 16).read_to_end(&mut start)?;
    let read = match kind(&start) {
        Kind::Csv => table::csv::read(&start, rest, encoding(&start), &mut reading),
        Kind::Xlsx => {
            reading.is_sheet = true;
            table::xlsx::read(start.chain(rest), file.size(), &mut reading)
        }
        Kind::Container => Err(Stop::refused(
            "the workbook is locked with a password, or of the old format .xls",
            "save a copy as .xlsx without a password",
        )),
        Kind::Json | Kind::JsonLines | Kind::Xml | Kind::Empty | Kind::Unknown => {
            Err(Stop::refused(
                "a programme of work is a CSV file or an .xlsx workbook",
                "save it as CSV or .xlsx",
            ))
        }
    };
    match read {
        Ok(()) => reading.end(),
        Err(Stop::Io(error)) => return Err(error),
        Err(Stop::Refused(said)) => {
            reading.found = Programme::default();
            reading.sheet = None;
            reading.say(None, &said);
        }
    }
    Ok(Programme {
        problems: reading.problems.finish(),
        ..reading.found
    })
}

/// Where in a sheet the reading is.
enum State {
    /// Before the headings, after so many rows.
    Looking(usize),
    /// Below them.
    Below(Columns),
    /// In a sheet that is not meant, or given up.
    Other,
}

struct Reading<'a> {
    layout: Layout,
    file: Arc<str>,
    wanted: Option<&'a str>,
    sheet: Option<Arc<str>>,
    state: State,
    is_sheet: bool,
    found: Programme,
    problems: Problems,
    /// Sheets with such a table, and without.
    with_table: Vec<Option<Arc<str>>>,
    without_table: Vec<String>,
    /// The words of each action so far, to find what stands twice.
    seen: Vec<String>,
}

impl Reading<'_> {
    fn place(&self, row: u64) -> Place {
        Place {
            file: Arc::clone(&self.file),
            sheet: self.sheet.clone(),
            row,
        }
    }

    /// Says something of a cell, by its column.
    fn say_of(&mut self, row: u64, column: Option<(usize, &str)>, said: &Said) {
        let cell = column.filter(|_| self.is_sheet);
        let at = Where {
            file: Arc::clone(&self.file),
            sheet: self.sheet.clone(),
            column: column.map(|(_, title)| Arc::from(title)),
            at: Some(At {
                row,
                cell: cell.map(|(n, _)| crate::cell::reference(n + 1, row)),
            }),
        };
        self.problems.add(&at, said);
    }

    fn end(&mut self) {
        let help = "put the headings ACTION, WHO, WHEN, RAG and COMMENTARY above the rows; their order makes no difference";
        if self.with_table.is_empty() {
            let message = match self.wanted {
                Some(_) => "no programme of work was found in the sheet that was named",
                None => {
                    "no programme of work was found: no row names an action column, and one of who, when and RAG"
                }
            };
            self.sheet = None;
            self.say(None, &Said::error(Code::NO_PROGRAMME, message).help(help));
        } else if self.with_table.len() > 1 {
            self.found = Programme::default();
            self.sheet = None;
            let names = self
                .with_table
                .iter()
                .flatten()
                .map(|name| format!("`{name}`"));
            let names: Vec<String> = names.collect();
            let message = format!(
                "{} sheets hold a programme of work: {}",
                names.len(),
                names.join(", ")
            );
            self.say(
                None,
                &Said::error(Code::NO_PROGRAMME, message)
                    .help("name the one that is meant with `--sheet`"),
            );
        } else if !self.without_table.is_empty() {
            let names = std::mem::take(&mut self.without_table);
            self.sheet = None;
            let message = format!(
                "sheets without such a table are not read: {}",
                names.join(", ")
            );
            self.say(None, &Said::warning(Code::ROW_SKIPPED, message));
        }
    }

    /// Gives up looking in the present sheet.
    fn leave(&mut self) {
        if let (State::Looking(1..), Some(name)) = (&self.state, &self.sheet) {
            self.without_table.push(format!("`{name}`"));
        }
        self.state = State::Other;
    }
}

impl Take for Reading<'_> {
    fn sheet(&mut self, name: Option<&str>, _from_1904: bool) {
        self.leave();
        self.sheet = name.map(Arc::from);
        let is_meant = match (self.wanted, name) {
            (Some(wanted), Some(name)) => {
                crate::normal::heading(wanted) == crate::normal::heading(name)
            }
            _ => true,
        };
        self.state = if is_meant {
            State::Looking(0)
        } else {
            State::Other
        };
    }

    fn row(&mut self, row: &dyn Row) {
        match &self.state {
            State::Other => {}
            State::Looking(n) => {
                let n = *n;
                if let Some(columns) = Columns::of(row) {
                    self.with_table.push(self.sheet.clone());
                    self.headings(row.number(), &columns);
                    self.state = State::Below(columns);
                } else if n + 1 >= MOST_TITLES {
                    self.leave();
                } else {
                    self.state = State::Looking(n + 1);
                }
            }
            State::Below(columns) => {
                let columns = columns.clone();
                self.below(&columns, row);
            }
        }
    }

    fn named(&mut self, _: usize, _: u64, _: &[(Arc<str>, Cell<'_>)]) {}

    fn unknown(&mut self, _: &str, _: Option<&str>) {}

    fn say(&mut self, row: Option<u64>, said: &Said) {
        let at = Where {
            file: Arc::clone(&self.file),
            sheet: self.sheet.clone(),
            column: None,
            at: row.map(|row| At { row, cell: None }),
        };
        self.problems.add(&at, said);
    }

    fn layout(&self) -> &Layout {
        &self.layout
    }
}
