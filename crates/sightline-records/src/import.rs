//! Files into cases: the whole way.

mod dates;
mod report;

use std::io::{self, Read as _};
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::model::Case;

use crate::answers::Answers;
use crate::codes::Meant;
use crate::date::DateOrder;
use crate::detect::{Decoded, Encoding, Kind, declared, encoding, kind};
use crate::gather::{Gather, Pass};
use crate::id::Ids;
use crate::layout::{Layout, Table, Target};
use crate::map::Map;
use crate::problem::{At, Where};
use crate::reject::Reject;
use crate::source::Source;
use crate::table::{self, Stop};

pub use dates::Question;
pub use report::{Report, TableRead};

/// How an import is to be done.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// What is kept in the place of ids.
    pub ids: Ids,
    /// The day of the import, for naming what lies ahead.
    pub today: Option<NaiveDate>,
    /// The order of dates, for files that do not tell it.
    pub dates: Option<DateOrder>,
    /// What was asked before.
    pub answers: &'a Answers,
}

/// Why an import ended early.
#[derive(Debug)]
pub enum ImportError<E> {
    /// A file could not be read to its end.
    Read {
        /// Which.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// What was read could not be kept.
    Keep(E),
}

/// How many bytes of rows are held at once; rows of a child come together in parts of about this size, and the files are
/// read once for each. A million rows of plans are one part, and fit into the memory of any desktop.
const PART: u64 = 128 * 1024 * 1024;

/// How much of a file is looked at to tell what it is.
const START: u64 = 1 << 16;

/// Reads files of one layout, and gives every child's case to `keep`, in no order that means anything.
///
/// Nothing is given where a file is refused, or somebody must be asked first: see [`Report::is_refused`] and
/// [`Report::questions`]. Rows that were refused or not fully read go to `reject`.
///
/// # Errors
/// When a file cannot be read, or `keep` fails.
pub fn import<E>(
    files: &[&dyn Source],
    layout: &Layout,
    settings: &Settings<'_>,
    reject: &mut dyn FnMut(&Reject),
    keep: &mut dyn FnMut(Case) -> Result<(), E>,
) -> Result<Report, ImportError<E>> {
    let size: u64 = files.iter().map(|file| file.size()).sum();
    let parts = size.div_ceil(PART).max(1);
    let mut pending: Vec<Reject> = Vec::new();
    let mut early = |one: &Reject| pending.push(one.clone());
    let mut gather = Gather::new(layout, &mut early);
    if needs_links(layout) {
        gather.begin(Pass::Links, (0, 1));
        pass(files, &mut gather)?;
        gather.places.clear();
    }
    let mut report = Report::default();
    for part in 0..parts {
        let kind = if part == 0 { Pass::First } else { Pass::Later };
        gather.begin(kind, (part, parts));
        pass(files, &mut gather)?;
        let orders = dates::orders(layout, &gather.places, settings);
        if part == 0 {
            report.tables = report::tables(layout, &gather);
            report.learned = orders.learned;
            if !orders.questions.is_empty() || gather.problems.refuse_files() {
                report.questions = orders.questions;
                break;
            }
        }
        gather.spool.sort();
        let spool = std::mem::take(&mut gather.spool);
        let mut map = Map {
            layout,
            places: &gather.places,
            orders: &orders.by_place,
            codes: Meant::new(&layout.codes),
            today: settings.today,
            problems: &mut gather.problems,
            reject,
            n_rejected: &mut gather.n_rejected,
            headings: std::collections::BTreeMap::new(),
        };
        let kept_id = |id: &str| settings.ids.keep(id);
        spool.each_child(kept_id, |id, kept, rows| match map.child(id, kept, rows) {
            None => Ok(()),
            Some(case) => {
                report.count(&case);
                keep(case).map_err(ImportError::Keep)
            }
        })?;
        gather.spool = spool;
    }
    report.rows = gather.n_rows;
    report.rejected = gather.n_rejected;
    report.unknown_columns = gather.unknown;
    report.problems = gather.problems.finish();
    pending.iter().for_each(reject);
    Ok(report)
}

/// Whether a table finds its children by an id that another table gives.
fn needs_links(layout: &Layout) -> bool {
    let mut ids = layout.tables.iter().filter_map(Table::id);
    ids.any(|(_, column)| !column.to.contains(&Target::Case))
}

/// Reads all files once.
fn pass<E>(files: &[&dyn Source], gather: &mut Gather<'_>) -> Result<(), ImportError<E>> {
    for file in files {
        gather.begin_file(file.name());
        match read(*file, gather) {
            Ok(()) => gather.end_file(),
            Err(Stop::Refused(said)) => {
                let at = Where {
                    file: Arc::from(file.name()),
                    sheet: None,
                    column: None,
                    at: None::<At>,
                };
                gather.say_at(&at, &said);
            }
            Err(Stop::Io(error)) => {
                return Err(ImportError::Read {
                    file: file.name().to_owned(),
                    error,
                });
            }
        }
    }
    Ok(())
}

/// The bytes of a file, as UTF-8 where they are in another encoding.
fn decoded<'a>(
    start: &'a [u8],
    rest: impl io::Read + 'a,
    other: Option<&'static encoding_rs::Encoding>,
) -> Box<dyn io::Read + 'a> {
    match other {
        None => Box::new(start.chain(rest)),
        Some(other) => Box::new(Decoded::new(start.chain(rest), other)),
    }
}

fn read(file: &dyn Source, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut rest = file.open()?;
    let mut start = Vec::new();
    rest.by_ref().take(START).read_to_end(&mut start)?;
    let utf16 = Some(encoding(&start)).filter(|found| *found != Encoding::Bytes);
    let utf16 = utf16.map(Encoding::named);
    match kind(&start) {
        Kind::Csv => table::csv::read(&start, rest, encoding(&start), gather),
        Kind::Xlsx => table::xlsx::read(start.chain(rest), file.size(), gather),
        Kind::Json => table::json::whole(decoded(&start, rest, utf16), file.size(), gather),
        Kind::JsonLines => table::json::lines(decoded(&start, rest, utf16), gather),
        Kind::Xml => table::xml::read(decoded(&start, rest, declared(&start)), gather),
        Kind::Container => Err(Stop::refused(
            "the workbook is locked with a password, or of the old format .xls",
            "save a copy as .xlsx without a password",
        )),
        Kind::Empty => Err(Stop::refused(
            "the file is empty",
            "save it again where it was made, or name another file",
        )),
        Kind::Unknown => Err(Stop::refused(
            "the file is no CSV, workbook, JSON or XML",
            "save it as CSV or .xlsx",
        )),
    }
}
