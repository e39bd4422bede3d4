//! A row of a spreadsheet into an audit.

mod columns;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sightline_engine::model::{Answer, Audit, Moderated, QuestionKind, Recorded, Template};
use sightline_engine::{Code, Diagnostic, Diagnostics, Span};

use super::answer_cell::{self, Cells};
use super::table::Row;
use super::templates::Templates;
pub(super) use columns::Columns;

impl Columns {
    /// Reads as much of one row as can be read, with everything that is wrong in it; nothing of a row that is wider or narrower
    /// than the header, since nobody can tell which cell is whose.
    pub(super) fn audit(
        &self,
        row: &Row,
        templates: &Templates<'_>,
    ) -> (Option<Audit>, Diagnostics) {
        let mut wrong = Diagnostics::new();
        check_width(row, self.n, &mut wrong);
        let is_as_wide = wrong.is_empty();
        let template = self.own(row, "template").map_or_else(
            || {
                templates
                    .only()
                    .map_or_else(|| self.needed(row, "template", &mut wrong), str::to_owned)
            },
            str::to_owned,
        );
        let audit = Audit {
            id: self.needed(row, "audit", &mut wrong),
            case: self.needed(row, "case", &mut wrong),
            auditor: self.own(row, "auditor").map(str::to_owned),
            team: self.own(row, "team").map(str::to_owned),
            service: self.own(row, "service").map(str::to_owned),
            date: self.date(row, "date", &mut wrong),
            answers: self.answers(row, &template, templates, &mut wrong),
            voices: self.voices(row, &template, templates, &mut wrong),
            recorded: self.has(row, "recorded.").then(|| Recorded {
                grade: self.needed(row, "recorded.grade", &mut wrong),
                reason: self.needed(row, "recorded.reason", &mut wrong),
            }),
            moderated: self.has(row, "moderated.").then(|| Moderated {
                grade: self.needed(row, "moderated.grade", &mut wrong),
                moderator: self.needed(row, "moderated.moderator", &mut wrong),
                date: self.date(row, "moderated.date", &mut wrong),
                basis: self.needed(row, "moderated.basis", &mut wrong),
            }),
            template,
        };
        (is_as_wide.then_some(audit), wrong)
    }

    /// Where something of a row stands, by the keys that a line of JSON would have for it.
    pub(super) fn place_of(&self, row: &Row, keys: &[&str]) -> Span {
        let place = match keys {
            ["answers", id, ..] => self.answers.get(*id).and_then(columns::Places::said),
            ["voices", voice, id, ..] => self
                .voices
                .get(&((*voice).to_owned(), (*id).to_owned()))
                .copied(),
            keys => self.own.get(keys.join(".").as_str()).copied(),
        };
        place.map_or_else(|| row.at.clone(), |n| row.place(n))
    }

    /// What to do about an answer, in words for a spreadsheet; nothing where the usual words do for one.
    pub(super) fn help(
        &self,
        row: &Row,
        audit: &Audit,
        template: &Template,
        one: &Diagnostic,
    ) -> Option<String> {
        let is_here = |n: usize| row.place(n) == one.at;
        let mut answers = self.answers.iter();
        let found = answers.find(|(_, places)| places.said().is_some_and(is_here));
        if one.code == Code::ANSWER_WRONG_KIND {
            let mut voices = self.voices.iter();
            let voice = || voices.find(|(_, n)| is_here(**n)).map(|((_, id), _)| id);
            let id = found.map(|(id, _)| id).or_else(voice)?;
            let question = template.questions.get(template.question(id)?)?;
            let is_table = matches!(question.kind, QuestionKind::Table(_));
            return is_table.then(|| {
                "a cell holds no rows: leave it blank, or write this audit as a line of JSON"
                    .to_owned()
            });
        }
        let (id, places) = found?;
        let (part, place, what) = match audit.answers.get(id)? {
            _ if one.code == Code::REASON_MISSING => {
                ("comment", places.comment, "what the record has wrong")
            }
            _ if one.code != Code::COMMENT_MISSING => return None,
            Answer::Given { .. } => ("comment", places.comment, "what was seen"),
            Answer::NotApplicable { .. } => (
                "not_applicable",
                places.not_applicable,
                "why the question does not arise",
            ),
            Answer::NotEnoughEvidence { .. } => (
                "not_enough_evidence",
                places.not_enough_evidence,
                "what is missing",
            ),
        };
        let verb = if place.is_some() { "fill" } else { "add" };
        Some(format!("{verb} the column `{id}.{part}`: say {what}"))
    }

    fn answers(
        &self,
        row: &Row,
        template: &str,
        templates: &Templates<'_>,
        wrong: &mut Diagnostics,
    ) -> BTreeMap<String, Answer> {
        let mut answers = BTreeMap::new();
        for (id, places) in &self.answers {
            let cell = |place: Option<usize>| place.map_or("", |n| row.cell(n));
            let cells = Cells {
                answer: cell(places.answer),
                comment: cell(places.comment),
                not_applicable: cell(places.not_applicable),
                not_enough_evidence: cell(places.not_enough_evidence),
            };
            match answer_cell::answer(&cells, templates.question(template, id)) {
                Ok(answer) => answers.extend(answer.map(|answer| (id.clone(), answer))),
                Err(answer_cell::Contradiction) => {
                    let place = places
                        .answer
                        .map_or_else(|| row.at.clone(), |n| row.place(n));
                    let message = format!("row {} says two things about `{id}`", row.number);
                    wrong.push(
                        Diagnostic::error(Code::LINE_SYNTAX, &place, message)
                            .help("keep the answer, or why there is none"),
                    );
                }
            }
        }
        answers
    }

    fn voices(
        &self,
        row: &Row,
        template: &str,
        templates: &Templates<'_>,
        wrong: &mut Diagnostics,
    ) -> BTreeMap<String, BTreeMap<String, Answer>> {
        let mut voices: BTreeMap<String, BTreeMap<String, Answer>> = BTreeMap::new();
        for ((voice, id), n) in &self.voices {
            let cells = Cells {
                answer: row.cell(*n),
                ..Cells::default()
            };
            match answer_cell::answer(&cells, templates.question(template, id)) {
                Ok(answer) => voices
                    .entry(voice.clone())
                    .or_default()
                    .extend(answer.map(|answer| (id.clone(), answer))),
                Err(answer_cell::Contradiction) => {
                    let message = format!("row {} says two things about `{id}`", row.number);
                    wrong.push(Diagnostic::error(
                        Code::LINE_SYNTAX,
                        &row.place(*n),
                        message,
                    ));
                }
            }
        }
        voices
    }

    /// A cell that is not blank.
    fn own<'a>(&self, row: &'a Row, name: &str) -> Option<&'a str> {
        self.own
            .get(name)
            .map(|n| row.cell(*n))
            .filter(|cell| !cell.is_empty())
    }

    /// Whether a row says anything under a group of columns: a reason without its grade is as incomplete as the reverse.
    fn has(&self, row: &Row, group: &str) -> bool {
        let mut columns = self.own.iter().filter(|(name, _)| name.starts_with(group));
        columns.any(|(_, n)| !row.cell(*n).is_empty())
    }

    fn place(&self, row: &Row, name: &str) -> Span {
        self.own
            .get(name)
            .map_or_else(|| row.at.clone(), |n| row.place(*n))
    }

    fn needed(&self, row: &Row, name: &str, wrong: &mut Diagnostics) -> String {
        self.own(row, name).map(str::to_owned).unwrap_or_else(|| {
            let message = format!("row {} has no `{name}`", row.number);
            wrong.push(Diagnostic::error(
                Code::LINE_MISSING_KEY,
                &self.place(row, name),
                message,
            ));
            String::new()
        })
    }

    fn date(&self, row: &Row, name: &str, wrong: &mut Diagnostics) -> NaiveDate {
        let text = self.needed(row, name, wrong);
        iso_date(&text).unwrap_or_else(|| {
            if !text.is_empty() {
                let message = format!("row {}: `{text}` is not a date", row.number);
                wrong.push(
                    Diagnostic::error(Code::BAD_DATE, &self.place(row, name), message)
                        .help("write year, month, day, such as `2025-09-30`"),
                );
            }
            NaiveDate::default()
        })
    }
}

/// A row must be as wide as the header, but for blank cells that spreadsheets leave at the end.
pub(super) fn check_width(row: &Row, n: usize, wrong: &mut Diagnostics) {
    let used = row.cells().len() - row.cells().rev().take_while(|cell| cell.is_empty()).count();
    let has = row.cells().len();
    if used > n || has < n {
        let message = format!("row {} has {has} cells, and the header has {n}", row.number);
        wrong
            .push(Diagnostic::error(Code::LINE_SYNTAX, &row.at, message).help(
                "put text with separators in it between double quotes, and close each quote",
            ));
    }
}

/// A date written `2025-09-30` and no other way.
pub(super) fn iso_date(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}
