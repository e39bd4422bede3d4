//! What the history and measures are looked at by: fields of rows, lists, parts of the period.

use std::collections::BTreeSet;

use rhai::{AST, ASTNode, Expr, Map, Position, Stmt};

use crate::diagnostic::{Code, suggest};

use super::super::functions::PARTS_OF_PERIOD;
use super::chain::{Step, flatten};
use super::walk::Walk;

/// Parts that values other than rows have.
const OTHER_PARTS: [&str; 11] = [
    "day",
    "due",
    "grade",
    "id",
    "late_by",
    "month",
    "questions",
    "score",
    "title",
    "weight",
    "year",
];

/// Names of parts that the scripts themselves give to maps, or might: keys, what is assigned to, and every text.
pub(super) fn own_parts(ast: &AST) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    ast.walk(&mut |path| {
        match path.last() {
            Some(ASTNode::Expr(Expr::StringConstant(text, _))) => {
                own.insert(text.to_string());
            }
            Some(ASTNode::Expr(Expr::Map(inner, _))) => {
                own.extend(inner.0.iter().map(|(key, _)| key.name.to_string()));
            }
            Some(ASTNode::Expr(Expr::DynamicConstant(value, _))) => {
                if let Some(map) = value.read_lock::<Map>() {
                    own.extend(map.keys().map(ToString::to_string));
                }
            }
            Some(ASTNode::Stmt(Stmt::Assignment(inner))) => {
                let steps = flatten(&inner.1.lhs).1;
                own.extend(steps.iter().filter_map(|step| match step {
                    Step::Part(name, _) => Some((*name).to_owned()),
                    Step::Entry(_) | Step::Method(..) => None,
                }));
            }
            _ => {}
        }
        true
    });
    own
}

impl Walk<'_> {
    /// Whether it is a measure, and not a template, that is gone through.
    fn is_of_measure(&self) -> bool {
        self.subject.names.globals.contains(&"period")
    }

    /// `row.x`, `history.x` or `period.x`.
    pub(super) fn looked_at(&mut self, global: &str, part: &str, at: Position) {
        let names = self.subject.names;
        let known: Vec<&str> = match global {
            "row" => names
                .row
                .iter()
                .filter_map(|row| names.lists.get(row))
                .flat_map(|fields| fields.keys().map(String::as_str))
                .collect(),
            "history" => names.lists.keys().map(String::as_str).collect(),
            _ => PARTS_OF_PERIOD.to_vec(),
        };
        if known.contains(&part) {
            return;
        }
        let of_measure = self.is_of_measure();
        let message = match (global, names.row.as_slice()) {
            ("row", rows) => format!("a row of `{}` has no field `{part}`", rows.join("` or `")),
            ("history", _) if of_measure => format!("the history has no list `{part}`"),
            ("history", _) => format!("the template declares no list `{part}` of the history"),
            _ => format!("a period has no part `{part}`"),
        };
        let help = suggest(part, known).unwrap_or_else(|| {
            if of_measure {
                "declare it in `_shared/history.yaml`".to_owned()
            } else {
                format!("declare it under `history:`, such as `{part}: [started_on]`")
            }
        });
        self.error(Code::UNKNOWN_FIELD, at, message, Some(help));
    }

    /// A part of something that is not known by name, such as the `r` in `history.plans.filter(|r| r.ended_on != ())`.
    ///
    /// What holds a row cannot always be told, so a part is wrong only where nothing at all has one of this name.
    pub(super) fn part(&mut self, part: &str, at: Position) {
        let names = self.subject.names;
        // What a function of an embedder's gives may have any parts.
        if names.lists.is_empty() || !self.subject.host.0.is_empty() {
            return;
        }
        let fields = names.lists.values().flat_map(|fields| fields.keys());
        let mut known: Vec<&str> = fields.map(String::as_str).collect();
        let is_known = known.contains(&part)
            || OTHER_PARTS.contains(&part)
            || PARTS_OF_PERIOD.contains(&part)
            || self.parts.contains(part)
            || names.columns.contains(part);
        if is_known {
            return;
        }
        known.sort_unstable();
        known.dedup();
        let where_to = if self.is_of_measure() {
            "declare it in `_shared/history.yaml`"
        } else {
            "name it under `history:`, at the list that has it"
        };
        let message = format!("no row of the history has a field `{part}`");
        let help = suggest(part, known).unwrap_or_else(|| where_to.to_owned());
        self.error(Code::UNKNOWN_FIELD, at, message, Some(help));
    }

    /// The names that a script sees, for one that uses another.
    pub(super) fn sees(&self) -> String {
        if !self.is_of_measure() {
            return "put text in quotes; scripts see `answers`, `record`, `history`, `today` and, after scoring, `overall`"
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
