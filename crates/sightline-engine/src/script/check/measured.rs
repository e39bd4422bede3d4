//! What measures name: fields of rows, lists of the history, parts of the period.

use rhai::Position;

use crate::diagnostic::{Code, suggest};

use super::super::functions::PARTS_OF_PERIOD;
use super::walk::Walk;

/// Parts that values other than rows have.
const OTHER_PARTS: [&str; 5] = ["year", "month", "day", "due", "late_by"];

impl Walk<'_> {
    /// `row.x`, `history.x` or `period.x`.
    pub(super) fn measured(&mut self, global: &str, part: &str, at: Position) {
        let names = self.subject.names;
        let known: Vec<&str> = match global {
            "row" => names
                .row
                .as_ref()
                .and_then(|row| names.lists.get(row))
                .map(|fields| fields.keys().map(String::as_str).collect())
                .unwrap_or_default(),
            "history" => names.lists.keys().map(String::as_str).collect(),
            _ => PARTS_OF_PERIOD.to_vec(),
        };
        if known.contains(&part) {
            return;
        }
        let message = match (global, &names.row) {
            ("row", Some(row)) => format!("a row of `{row}` has no field `{part}`"),
            ("history", _) => format!("the history has no list `{part}`"),
            _ => format!("a period has no part `{part}`"),
        };
        let help = suggest(part, known)
            .unwrap_or_else(|| "declare it in `_shared/history.yaml`".to_owned());
        self.error(Code::UNKNOWN_FIELD, at, message, Some(help));
    }

    /// A part of something that is not known by name, such as the `r` in `history.plans.filter(|r| r.ended_on != ())`.
    pub(super) fn part(&mut self, part: &str, at: Position) {
        let lists = &self.subject.names.lists;
        if lists.is_empty() {
            return;
        }
        let fields = lists.values().flat_map(|fields| fields.keys());
        let mut known: Vec<&str> = fields.map(String::as_str).collect();
        known.extend(OTHER_PARTS);
        known.extend(PARTS_OF_PERIOD);
        if known.contains(&part) {
            return;
        }
        let message = format!("no row of the history has a field `{part}`");
        let help = suggest(part, known)
            .unwrap_or_else(|| "declare it in `_shared/history.yaml`".to_owned());
        self.error(Code::UNKNOWN_FIELD, at, message, Some(help));
    }

    /// The names that a script sees, for one that uses another.
    pub(super) fn sees(&self) -> String {
        if self.subject.names.lists.is_empty() {
            return "put text in quotes; scripts see `answers`, `record`, `today` and, after scoring, `overall`"
                .to_owned();
        }
        let listed: Vec<String> = self
            .subject
            .names
            .globals
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        format!("put text in quotes; measures see {}", listed.join(", "))
    }
}
