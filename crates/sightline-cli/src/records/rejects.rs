//! Rows that somebody has to put right, on the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sightline_records::{Reject, heading, rejects_csv};

use crate::exit::Failure;
use crate::files;

/// The most rows that are written; who has more has the wrong layout.
const MOST: usize = 100_000;

/// Refused rows by the table they belong to.
#[derive(Debug)]
pub(super) struct Rejects<'a> {
    path: Option<&'a Path>,
    tables: BTreeMap<String, Vec<Reject>>,
    n: usize,
}

impl<'a> Rejects<'a> {
    pub(super) fn new(path: Option<&'a Path>) -> Self {
        Self {
            path,
            tables: BTreeMap::new(),
            n: 0,
        }
    }

    pub(super) fn add(&mut self, one: &Reject) {
        self.n += 1;
        if self.path.is_some() && self.n <= MOST {
            self.tables
                .entry(one.table.clone())
                .or_default()
                .push(one.clone());
        }
    }

    /// Writes them, a file for each table, since each has headings of its own; gives the files.
    pub(super) fn write(mut self) -> Result<Vec<PathBuf>, Failure> {
        let Some(path) = self.path else {
            return Ok(Vec::new());
        };
        let several = self.tables.len() > 1;
        let mut written = Vec::new();
        for (table, rows) in &mut self.tables {
            rows.sort_by(|a, b| (&a.file, &a.sheet, a.row).cmp(&(&b.file, &b.sheet, b.row)));
            let path = if several {
                named(path, table)
            } else {
                path.to_path_buf()
            };
            files::write(&path, &rejects_csv(rows))?;
            written.push(path);
        }
        Ok(written)
    }
}

/// `rejects.csv` for the table `cp plans` as `rejects-cp-plans.csv`, whatever a mapping calls its tables.
fn named(path: &Path, table: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()));
    let table = heading(table).replace(' ', "-");
    path.with_file_name(format!("{stem}-{table}{}", ending.unwrap_or_default()))
}
