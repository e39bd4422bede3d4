//! A row of a spreadsheet into a case.

use std::collections::{BTreeMap, BTreeSet};

use sightline_engine::model::Case;
use sightline_engine::{Code, Diagnostic, Diagnostics, read};

use super::audit_row::check_width;
use super::table::Row;

/// What the columns of a file of case records hold: the case's id, and a fact each.
#[derive(Debug)]
pub(super) struct Columns {
    id: usize,
    facts: Vec<(usize, String)>,
    n: usize,
}

impl Columns {
    /// Reads the header.
    pub(super) fn new(header: &Row) -> Result<Self, Diagnostics> {
        let mut wrong = Diagnostics::new();
        let mut seen = BTreeSet::new();
        let (mut id, mut facts) = (None, Vec::new());
        for (n, name) in header
            .cells()
            .enumerate()
            .filter(|(_, name)| !name.is_empty())
        {
            if !seen.insert(name) {
                let message = format!("the column `{name}` is there twice");
                let diagnostic = Diagnostic::error(Code::LINE_SYNTAX, &header.place(n), message);
                wrong.push(diagnostic.help("keep one of the two"));
            }
            if name.eq_ignore_ascii_case("case") {
                id = Some(n);
            } else {
                facts.push((n, name.to_owned()));
            }
        }
        match id {
            Some(id) if wrong.is_empty() => Ok(Self {
                id,
                facts,
                n: header.cells().len(),
            }),
            Some(_) => Err(wrong),
            None => {
                let message = "there is no column `case`";
                let help = "the first row names the columns: `case`, then a fact each";
                wrong.push(
                    Diagnostic::error(Code::LINE_MISSING_KEY, &header.at, message).help(help),
                );
                Err(wrong)
            }
        }
    }

    /// Reads one row; a blank cell is a fact that is not known.
    pub(super) fn case(&self, row: &Row) -> Result<Case, Diagnostics> {
        let mut wrong = Diagnostics::new();
        check_width(row, self.n, &mut wrong);
        let id = row.cell(self.id).to_owned();
        if id.is_empty() {
            let message = format!("row {} has no `case`", row.number);
            wrong.push(Diagnostic::error(
                Code::LINE_MISSING_KEY,
                &row.place(self.id),
                message,
            ));
        }
        let known = self.facts.iter().filter(|(n, _)| !row.cell(*n).is_empty());
        let facts: BTreeMap<_, _> = known
            .map(|(n, name)| (name.clone(), read::fact_value(row.cell(*n))))
            .collect();
        if wrong.is_empty() {
            Ok(Case {
                id,
                facts,
                ..Case::default()
            })
        } else {
            Err(wrong)
        }
    }
}
