//! Rows that are no records: blank ones, totals, remarks, headings again.

use crate::cell::Row;
use crate::normal::heading;

/// Why a row is no record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Skip {
    Blank,
    Total,
    Headings,
    Note,
}

impl Skip {
    /// What is said of it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Blank => "blank rows are skipped",
            Self::Total => "a total is skipped",
            Self::Headings => "headings that stand here again are skipped",
            Self::Note => "a remark in a row of its own is skipped",
        }
    }
}

/// Tells whether a row is none, by its id and what else stands in it.
pub(super) fn skip(row: &dyn Row, id: &str, id_at: Option<usize>, width: usize) -> Option<Skip> {
    if !id.is_empty() {
        return is_total(id).then_some(Skip::Total);
    }
    let mut said =
        (0..row.len().max(width)).filter(|n| Some(*n) != id_at && !row.cell(*n).is_blank());
    let Some(first) = said.next() else {
        // An id that is a flaw is no blank row.
        let is_flawed = id_at.is_some_and(|at| !row.cell(at).is_blank());
        return (!is_flawed).then_some(Skip::Blank);
    };
    if is_total(&row.cell(first).text()) {
        return Some(Skip::Total);
    }
    (said.next().is_none() && row.len() < width.max(2)).then_some(Skip::Note)
}

fn is_total(text: &str) -> bool {
    if !text
        .trim_start()
        .starts_with(|first: char| !first.is_ascii() || "tTsScCgG".contains(first))
    {
        return false;
    }
    let word = heading(text);
    let first = word.split(' ').next().unwrap_or_default();
    matches!(first, "total" | "totals" | "sum" | "count") || word.starts_with("grand total")
}
