//! The header of a file of answers: what each column holds.

use std::collections::BTreeMap;

use sightline_engine::{Code, Diagnostic, Diagnostics, suggest};

use crate::input::audits::Templates;
use crate::input::table::Row;

/// The columns that are not about a question.
const OWN: [&str; 13] = [
    "audit",
    "case",
    "template",
    "auditor",
    "team",
    "service",
    "date",
    "recorded.grade",
    "recorded.reason",
    "moderated.grade",
    "moderated.moderator",
    "moderated.date",
    "moderated.basis",
];

/// What the columns of a file hold.
#[derive(Debug, Default)]
pub(in crate::input) struct Columns {
    /// Those that are not about a question.
    pub(super) own: BTreeMap<&'static str, usize>,
    /// By question.
    pub(super) answers: BTreeMap<String, Places>,
    /// By voice and question.
    pub(super) voices: BTreeMap<(String, String), usize>,
    /// How many there are.
    pub(super) n: usize,
}

/// The columns of one question.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    pub(super) answer: Option<usize>,
    pub(super) comment: Option<usize>,
    pub(super) not_applicable: Option<usize>,
    pub(super) not_enough_evidence: Option<usize>,
}

impl Columns {
    /// Reads the header; its mistakes are named once, not again for each row.
    pub(in crate::input) fn new(
        header: &Row,
        templates: &Templates<'_>,
    ) -> Result<Self, Diagnostics> {
        let mut columns = Self {
            n: header.cells().len(),
            ..Self::default()
        };
        let mut wrong = Diagnostics::new();
        for (n, name) in header.cells().enumerate() {
            let again =
                if let Some(own) = OWN.into_iter().find(|own| own.eq_ignore_ascii_case(name)) {
                    columns.own.insert(own, n).is_some()
                } else if name.is_empty() {
                    false
                } else {
                    match columns.question(name, n, templates) {
                        Ok(again) => again,
                        Err(help) => {
                            let message = format!("no question has the id `{name}`");
                            let place = header.place(n);
                            let diagnostic =
                                Diagnostic::error(Code::ANSWER_UNKNOWN_QUESTION, &place, message);
                            wrong.push(Diagnostic {
                                help,
                                ..diagnostic.label("in the header")
                            });
                            false
                        }
                    }
                };
            if again {
                let message = format!("the column `{name}` is there twice");
                let diagnostic = Diagnostic::error(Code::LINE_SYNTAX, &header.place(n), message);
                wrong.push(diagnostic.help("keep one of the two"));
            }
        }
        for needed in ["audit", "case", "date"] {
            if !columns.own.contains_key(needed) {
                let message = format!("there is no column `{needed}`");
                wrong.push(
                    Diagnostic::error(Code::LINE_MISSING_KEY, &header.at, message)
                        .help("the first row names the columns: `audit`, `case`, `date`, then a question each"),
                );
            }
        }
        if wrong.is_empty() {
            Ok(columns)
        } else {
            Err(wrong)
        }
    }

    /// Takes a column for a question; the error is what to do about an unknown one.
    fn question(
        &mut self,
        name: &str,
        n: usize,
        templates: &Templates<'_>,
    ) -> Result<bool, Option<String>> {
        if let Some((voice, id)) = name
            .strip_prefix("voices.")
            .and_then(|rest| rest.split_once('.'))
        {
            templates
                .knows(id)
                .then_some(())
                .ok_or_else(|| suggest(id, templates.question_ids()))?;
            return Ok(self
                .voices
                .insert((voice.to_owned(), id.to_owned()), n)
                .is_some());
        }
        let (id, part) = name.split_once('.').unwrap_or((name, ""));
        if !templates.knows(id) {
            return Err(suggest(id, templates.question_ids()));
        }
        let places = self.answers.entry(id.to_owned()).or_default();
        let place = match part {
            "" => &mut places.answer,
            "comment" => &mut places.comment,
            "not_applicable" => &mut places.not_applicable,
            "not_enough_evidence" => &mut places.not_enough_evidence,
            other => {
                return Err(suggest(
                    other,
                    ["comment", "not_applicable", "not_enough_evidence"],
                ));
            }
        };
        Ok(place.replace(n).is_some())
    }
}
