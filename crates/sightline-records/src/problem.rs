//! What is wrong with a file, counted so that a million wrong rows need no memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use sightline_engine::model::Origin;
use sightline_engine::{Code, Severity};

/// One kind of mistake in one column, and the rows that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its stable code, which `sightline explain` knows.
    pub code: Code,
    /// Whether a row or a file is refused for it; otherwise somebody should look.
    pub severity: Severity,
    /// One sentence; it never quotes what a cell says.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The column's heading.
    pub column: Option<Arc<str>>,
    /// The first rows that have it, each with its cell where a spreadsheet has one.
    pub rows: Vec<At>,
    /// How many have it.
    pub n: u64,
}

/// A row, and a spreadsheet's cell in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The row or line, from 1.
    pub row: u64,
    /// Such as `M2`.
    pub cell: Option<String>,
}

/// How many rows are named.
const NAMED: usize = 5;

/// Problems as they are found, those of one kind together.
#[derive(Debug, Default)]
pub(crate) struct Problems(BTreeMap<Key, Problem>);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(
    Arc<str>,
    Option<Arc<str>>,
    &'static str,
    Option<Arc<str>>,
    String,
);

/// Where a problem is.
#[derive(Clone, Debug)]
pub(crate) struct Where {
    pub(crate) file: Arc<str>,
    pub(crate) sheet: Option<Arc<str>>,
    pub(crate) column: Option<Arc<str>>,
    pub(crate) at: Option<At>,
}

impl Where {
    /// The place that a value came from.
    pub(crate) fn of(origin: &Origin) -> Self {
        Self {
            file: Arc::clone(&origin.file),
            sheet: origin.sheet.clone(),
            column: origin.column.clone(),
            at: Some(At {
                row: origin.row,
                cell: None,
            }),
        }
    }
}

/// What is said of it.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: Option<Cow<'static, str>>,
}

impl Said {
    pub(crate) fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    pub(crate) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Problems {
    /// Adds one.
    pub(crate) fn add(&mut self, at: &Where, said: &Said) {
        let key = Key(
            Arc::clone(&at.file),
            at.sheet.clone(),
            said.code.id(),
            at.column.clone(),
            said.message.clone(),
        );
        let problem = self.0.entry(key).or_insert_with(|| Problem {
            code: said.code,
            severity: said.severity,
            message: said.message.clone(),
            help: said.help.as_deref().map(str::to_owned),
            file: Arc::clone(&at.file),
            sheet: at.sheet.clone(),
            column: at.column.clone(),
            rows: Vec::new(),
            n: 0,
        });
        problem.n += 1;
        if let Some(at) = &at.at {
            // Rows come child by child; the first ones of the file are the ones to name.
            let place = problem.rows.partition_point(|one| one < at);
            if problem.rows.get(place) != Some(at) && place < NAMED {
                problem.rows.insert(place, at.clone());
                problem.rows.truncate(NAMED);
            }
        }
    }

    /// Whether a whole file is refused.
    pub(crate) fn refuse_files(&self) -> bool {
        self.0
            .values()
            .any(|one| one.severity == Severity::Error && one.rows.is_empty())
    }

    /// All of them, by file, sheet and first row.
    pub(crate) fn finish(self) -> Vec<Problem> {
        let mut all: Vec<Problem> = self.0.into_values().collect();
        all.sort_by(|a, b| {
            (&a.file, &a.sheet, a.rows.first()).cmp(&(&b.file, &b.sheet, b.rows.first()))
        });
        all
    }
}

impl Problem {
    /// The rows in words: `rows 2, 3, 4 and 12 more`.
    #[must_use]
    pub fn rows_in_words(&self) -> String {
        let cells: Vec<String> = self
            .rows
            .iter()
            .map(|at| match &at.cell {
                Some(cell) => cell.clone(),
                None => at.row.to_string(),
            })
            .collect();
        let are_cells = self.rows.iter().all(|at| at.cell.is_some());
        let noun = match (are_cells, self.n) {
            (true, 1) => "cell",
            (true, _) => "cells",
            (false, 1) => "row",
            (false, _) => "rows",
        };
        let more = self.n.saturating_sub(cells.len() as u64);
        match (cells.as_slice(), more) {
            ([], _) => String::new(),
            (all, 0) => format!("{noun} {}", all.join(", ")),
            (some, more) => format!("{noun} {} and {more} more", some.join(", ")),
        }
    }

    /// The file, the sheet and the column.
    #[must_use]
    pub fn place(&self) -> String {
        let mut out = self.file.to_string();
        for part in [&self.sheet, &self.column].into_iter().flatten() {
            out.push_str(", ");
            out.push_str(part);
        }
        out
    }
}

impl fmt::Display for Problem {
    /// One line: place, severity, code, message and help.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows_in_words();
        let gap = if rows.is_empty() { "" } else { ", " };
        let (severity, code) = (self.severity.word(), self.code.id());
        write!(
            f,
            "{}{gap}{rows}: {severity}[{code}]: {}",
            self.place(),
            self.message
        )?;
        match &self.help {
            Some(help) => write!(f, " (help: {help})"),
            None => Ok(()),
        }
    }
}
