//! One row of a programme of work.

use sightline_engine::Code;
use sightline_engine::action::reconcile::ProgrammeRow;
use sightline_engine::action::{Change, Light, Status};

use super::Reading;
use super::columns::{Column, Columns};
use crate::cell::{Cell, Row};
use crate::normal::{heading, plain_letter};
use crate::problem::Said;
use crate::reject::Reject;
use crate::table::Take as _;

impl Reading<'_> {
    /// Says what is worth saying of the headings.
    pub(super) fn headings(&mut self, row: u64, columns: &Columns) {
        for (_, title, column) in columns
            .known
            .iter()
            .filter(|(_, title, _)| !title.is_empty())
        {
            self.found.columns.push((title.clone(), *column));
        }
        for (n, title) in columns.unknown.iter() {
            let said = Said::warning(
                Code::UNKNOWN_COLUMN,
                "a column that a programme of work does not have is not read",
            );
            self.say_of(row, Some((*n, title)), &said);
        }
        if row > 1 {
            let said = Said::warning(
                Code::ROW_SKIPPED,
                "the headings were found below other rows, which are not read",
            );
            self.say(Some(row), &said);
        }
    }

    /// Takes in a row below the headings.
    pub(super) fn below(&mut self, columns: &Columns, row: &dyn Row) {
        let number = row.number();
        let filled = (0..row.len()).filter(|n| !row.cell(*n).is_blank()).count();
        if filled == 0 {
            return;
        }
        if columns.are(row) {
            self.say(
                Some(number),
                &Said::warning(
                    Code::ROW_SKIPPED,
                    "headings that stand here again are skipped",
                ),
            );
            return;
        }
        let numbered = columns
            .find(Column::Number)
            .map(|(n, _)| row.cell(n).is_blank());
        let has_action = columns
            .find(Column::Action)
            .is_some_and(|(n, _)| !row.cell(n).is_blank());
        if filled == 1 && (!has_action || numbered == Some(true)) && !columns.is_mended {
            self.say(
                Some(number),
                &Said::warning(
                    Code::ROW_SKIPPED,
                    "a title or remark in a row of its own is skipped",
                ),
            );
            return;
        }
        match self.read(columns, row) {
            Ok(read) => {
                let what = heading(read.change.what.as_deref().unwrap_or_default());
                if self.seen.contains(&what) {
                    let said = Said::warning(
                        Code::DUPLICATE_ROW,
                        "the same action stands twice, and is kept twice",
                    )
                    .help("take one of the two rows out, and import the file again");
                    self.say_of(number, columns.find(Column::Action), &said);
                }
                self.seen.push(what);
                let place = self.place(number);
                self.found.rows.push((place, read));
            }
            Err((column, said)) => {
                self.say_of(number, columns.find(column), &said);
                let cell = |n: usize| text(columns, &row.cell(n));
                let titled = columns
                    .known
                    .iter()
                    .filter(|(_, title, _)| !title.is_empty());
                let reject = Reject {
                    table: "programme".to_owned(),
                    file: self.file.to_string(),
                    sheet: self.sheet.as_deref().map(str::to_owned),
                    row: number,
                    why: said.help.map_or_else(
                        || said.message.clone(),
                        |help| format!("{}: {help}", said.message),
                    ),
                    cells: titled
                        .map(|(n, title, _)| (title.clone(), cell(*n)))
                        .collect(),
                };
                self.found.rejects.push(reject);
            }
        }
    }

    /// The row, or the column in which something keeps it from being read.
    fn read(&mut self, columns: &Columns, row: &dyn Row) -> Result<ProgrammeRow, (Column, Said)> {
        for (n, _, column) in columns.known.iter() {
            if let Cell::Flaw(flaw) = row.cell(*n) {
                let message = format!("the cell shows {}", flaw.words());
                let help = "open the file, let it calculate, or type the value in";
                return Err((*column, Said::error(Code::EMPTY_CELL, message).help(help)));
            }
        }
        let cell = |column: Column| {
            columns
                .find(column)
                .map(|(n, _)| text(columns, &row.cell(n)))
        };
        let what = cell(Column::Action)
            .filter(|what| !what.is_empty())
            .ok_or_else(|| {
                let said = Said::error(
                    Code::NO_ACTION,
                    "the row says nothing of what is to be done",
                );
                (
                    Column::Action,
                    said.help(
                        "write the action, or put the row's text with the action it belongs to",
                    ),
                )
            })?;
        let (mut status, mut rag) = (None, None);
        for column in [Column::Status, Column::Rag] {
            let Some(written) = cell(column).filter(|written| !written.is_empty()) else {
                continue;
            };
            let plain: String = written.chars().map(plain_letter).collect();
            if plain != written {
                let said = "letters of another alphabet that look like ours are read as ours";
                let said = Said::warning(Code::LOOK_ALIKE, said);
                self.say_of(row.number(), columns.find(column), &said);
            }
            match standing(&plain) {
                Some((found_status, found_rag)) => {
                    status = status.or(found_status);
                    rag = found_rag.or(rag);
                }
                None => {
                    let (message, help) = if column == Column::Rag {
                        (
                            "the RAG is neither red, amber nor green",
                            "write R, A or G, or nothing",
                        )
                    } else {
                        (
                            "the status is not known",
                            "write open, done or dropped, or nothing",
                        )
                    };
                    return Err((column, Said::error(Code::BAD_CELL, message).help(help)));
                }
            }
        }
        Ok(ProgrammeRow {
            number: cell(Column::Number).filter(|number| !number.is_empty()),
            when: cell(Column::When),
            change: Change {
                what: Some(what),
                owner: cell(Column::Who),
                team: cell(Column::Team),
                status,
                rag,
                commentary: cell(Column::Commentary),
                evidence: cell(Column::Evidence),
                difference: cell(Column::Difference),
                ..Change::default()
            },
        })
    }
}

/// The text of a cell; the mark that a list of refused rows puts before formulas is taken away again.
fn text(columns: &Columns, cell: &Cell<'_>) -> String {
    let text = cell.text();
    let is_marked = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    match text
        .strip_prefix('\'')
        .filter(is_marked)
        .filter(|_| columns.is_mended)
    {
        Some(rest) => rest.to_owned(),
        None => text.into_owned(),
    }
}

/// What a RAG or status cell says: `A`, `Amber - on track`, `Complete`, `Blue`; nothing where it is not known.
fn standing(text: &str) -> Option<(Option<Status>, Option<Light>)> {
    let text = text.trim();
    if matches!(heading(text).as_str(), "" | "na" | "n a" | "tbc" | "none") {
        return Some((None, None));
    }
    if let Ok(status) = text.parse() {
        return Some((Some(status), None));
    }
    if let Ok(rag) = text.parse() {
        return Some((None, Some(rag)));
    }
    if is_complete(text) {
        return Some((Some(Status::Done), None));
    }
    let (first, rest) = text.split_once([' ', '-', '/', ':', ',', '(', '\u{2013}'])?;
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let status: Option<Status> = rest.parse().ok();
    if is_complete(first) {
        return Some((Some(Status::Done), None));
    }
    first.trim().parse().ok().map(|rag| (status, Some(rag)))
}

/// Blue is the fourth color of those who use four: complete.
fn is_complete(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "b" | "blue")
}
