//! The header of a file of answers: what each column holds.

use std::collections::BTreeMap;

use sightline_engine::{Code, Diagnostic, Diagnostics, Span, suggest};

use crate::input::table::Row;
use crate::input::templates::Templates;

/// The columns that are not about a question, and what each holds.
const OWN: [(&str, &str); 13] = [
    ("audit", "the audit's id; needed"),
    ("case", "the id of its case; needed"),
    (
        "template",
        "the template's id; needed where there could be several",
    ),
    ("auditor", "the auditor's code"),
    ("team", "the team whose work it is"),
    ("service", "the team's service"),
    ("date", "the day of the audit, such as `2025-09-30`; needed"),
    ("recorded.grade", "the overall grade that the auditor gave"),
    ("recorded.reason", "why; needed with a grade"),
    ("moderated.grade", "the overall grade after moderation"),
    (
        "moderated.moderator",
        "the moderator's code; needed with a grade",
    ),
    (
        "moderated.date",
        "the day of the moderation; needed with a grade",
    ),
    (
        "moderated.basis",
        "how the audit came to be moderated: `random`, `targeted` or `calibration`; needed with a grade",
    ),
];

/// The columns of a question, after its id, and what each holds.
const PARTS: [(&str, &str); 4] = [
    ("", "the answer"),
    ("comment", "the comment on it"),
    (
        "not_applicable",
        "why the question does not arise, in place of an answer",
    ),
    (
        "not_enough_evidence",
        "what evidence is missing, in place of an answer",
    ),
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

impl Places {
    /// Where an answer stands, or else what there is in place of one.
    pub(super) fn said(&self) -> Option<usize> {
        self.answer
            .or(self.not_applicable)
            .or(self.not_enough_evidence)
            .or(self.comment)
    }
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
            let again = if let Some(own) = own(name) {
                columns.own.insert(own, n).is_some()
            } else if name.is_empty() {
                false
            } else {
                columns.question(name, n, templates).unwrap_or_else(|| {
                    wrong.push(unknown(name, &header.place(n), templates));
                    false
                })
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

    /// Takes a column for a question, and says whether it was there already; nothing where no question has it.
    fn question(&mut self, name: &str, n: usize, templates: &Templates<'_>) -> Option<bool> {
        if let Some((voice, id)) = in_a_voice(name) {
            let key = (voice.to_owned(), id.to_owned());
            return templates
                .knows(id)
                .then(|| self.voices.insert(key, n).is_some());
        }
        let (id, part) = name.split_once('.').unwrap_or((name, ""));
        if !templates.knows(id) || !PARTS.iter().any(|(known, _)| *known == part) {
            return None;
        }
        let places = self.answers.entry(id.to_owned()).or_default();
        let place = match part {
            "comment" => &mut places.comment,
            "not_applicable" => &mut places.not_applicable,
            "not_enough_evidence" => &mut places.not_enough_evidence,
            _ => &mut places.answer,
        };
        Some(place.replace(n).is_some())
    }
}

/// The voice and the question of `voices.practitioner.Q1`.
fn in_a_voice(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix("voices.")?.split_once('.')
}

/// The column of a part of a question: `Q1`, `Q1.comment`.
fn column(id: &str, part: &str) -> String {
    if part.is_empty() {
        id.to_owned()
    } else {
        format!("{id}.{part}")
    }
}

/// What is said of a column that nothing is kept in, with what it may have meant among all that there are.
fn unknown(name: &str, at: &Span, templates: &Templates<'_>) -> Diagnostic {
    let mut all: Vec<String> = OWN.iter().map(|(own, _)| (*own).to_owned()).collect();
    for id in templates.question_ids() {
        all.extend(PARTS.iter().map(|(part, _)| column(id, part)));
        all.extend(in_a_voice(name).map(|(voice, _)| format!("voices.{voice}.{id}")));
    }
    let start = format!("{}.", name.to_ascii_lowercase());
    let begun: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|one| one.to_ascii_lowercase().starts_with(&start))
        .collect();
    let help = if begun.is_empty() {
        suggest(name, all.iter().map(String::as_str))
    } else {
        suggest(name, begun)
    };
    let message = format!("`{name}` is neither a question's id nor another column of answers");
    Diagnostic::error(Code::ANSWER_UNKNOWN_QUESTION, at, message)
        .label("in the header")
        .help(help.unwrap_or_else(|| {
            "name a question by its id, and its comment with `.comment` after the id".to_owned()
        }))
}

/// The name of a column that is not about a question.
fn own(name: &str) -> Option<&'static str> {
    let mut names = OWN.into_iter().map(|(own, _)| own);
    names.find(|own| own.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use sightline_engine::rollup::Basis;
    use sightline_engine::{SourceFile, read};

    use super::*;

    #[test]
    fn the_lines_on_the_page_can_be_read() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/answers.md");
        let page = std::fs::read_to_string(&path).unwrap();
        let blocks = page.split("```json\n").skip(1);
        let blocks = blocks.map(|rest| rest.split("```").next().unwrap().replace('\n', " "));
        let mut n = 0;
        for line in blocks {
            let line = SourceFile::line("docs/answers.md", 1, line.trim());
            n += 1;
            if line.text().contains("\"audit\"") {
                read::audit(&line).unwrap();
            } else {
                read::case(&line).unwrap();
            }
        }
        assert_eq!(n, 3);
    }

    #[test]
    fn the_page_on_answers_lists_every_column() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/answers.md");
        let page = std::fs::read_to_string(&path).unwrap();
        let mut table = "| column | what it holds |\n| --- | --- |\n".to_owned();
        let parts = PARTS.map(|(part, about)| (column("Q1", part), about));
        let own = OWN.map(|(own, about)| (own.to_owned(), about));
        let voice = (
            "voices.practitioner.Q1".to_owned(),
            "what another voice of the template answered; kept, and never scored",
        );
        for (name, about) in own.into_iter().chain(parts).chain([voice]) {
            _ = writeln!(table, "| `{name}` | {about} |");
        }
        let about = OWN.map(|(_, about)| about).join(" ");
        assert!(Basis::ALL.iter().all(|basis| about.contains(basis.id())));
        let (before, rest) = page.split_once("<!-- columns -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- end of columns -->").unwrap();
        let wanted = format!("{before}<!-- columns -->\n{table}<!-- end of columns -->{after}");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, wanted).unwrap();
            return;
        }
        assert!(
            page == wanted,
            "UPDATE=1 writes the table of docs/answers.md anew"
        );
    }
}
