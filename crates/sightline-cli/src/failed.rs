//! Audits whose script failed, gathered by what failed: one mistake in a script is said once, and not for each audit.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sightline_engine::{Diagnostic, Diagnostics, Span};

use crate::render::plural;

/// How many audits of one failure are named; the first ones are enough to try again with.
const NAMED: usize = 5;

/// How many failures are told apart; a message that holds an audit's own numbers would else make one for each audit.
const TOLD_APART: usize = 20;

/// Failures so far.
#[derive(Debug, Default)]
pub(crate) struct Failed {
    n_audits: usize,
    kinds: BTreeMap<(Span, &'static str, String), Kind>,
}

/// One failure and whom it met.
#[derive(Debug)]
struct Kind {
    diagnostic: Diagnostic,
    n_audits: usize,
    first: Vec<String>,
}

impl Failed {
    /// Adds an audit's failure.
    pub(crate) fn add(&mut self, audit: &str, failure: &Diagnostic) {
        self.n_audits += 1;
        let key = (
            failure.at.clone(),
            failure.code.id(),
            failure.message.clone(),
        );
        if self.kinds.len() == TOLD_APART && !self.kinds.contains_key(&key) {
            return;
        }
        let kind = self.kinds.entry(key).or_insert_with(|| Kind {
            diagnostic: failure.clone(),
            n_audits: 0,
            first: Vec::new(),
        });
        kind.n_audits += 1;
        if kind.first.len() < NAMED {
            kind.first.push(audit.to_owned());
        }
    }

    /// How many audits failed.
    pub(crate) fn n_audits(&self) -> usize {
        self.n_audits
    }

    /// One diagnostic a failure, which says how many audits it met and names the first.
    pub(crate) fn diagnostics(&self) -> Diagnostics {
        self.kinds.values().map(Kind::diagnostic).collect()
    }

    /// For programs.
    pub(crate) fn json(&self) -> Value {
        self.kinds.values().map(Kind::json).collect()
    }
}

impl Kind {
    fn diagnostic(&self) -> Diagnostic {
        let named: Vec<String> = self.first.iter().map(|id| format!("`{id}`")).collect();
        let more = match self.n_audits - self.first.len() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let met = format!(
            "{} failed here: {}{more}",
            plural(self.n_audits, "audit"),
            named.join(", ")
        );
        let diagnostic = self.diagnostic.clone();
        let label = if diagnostic.label.is_empty() {
            met
        } else {
            format!("{}; {met}", diagnostic.label)
        };
        diagnostic.label(label)
    }

    fn json(&self) -> Value {
        let (line, column) = self.diagnostic.at.line_column();
        json!({
            "code": self.diagnostic.code.id(),
            "message": self.diagnostic.message,
            "file": self.diagnostic.at.path(),
            "line": line,
            "column": column,
            "audits": self.n_audits,
            "first": self.first,
        })
    }
}

#[cfg(test)]
mod tests {
    use sightline_engine::{Code, SourceFile};

    use super::*;

    fn failure(message: &str) -> Diagnostic {
        let script = SourceFile::new("scripts/h.rhai", "throw 1\n");
        Diagnostic::error(Code::SYNTAX, &Span::new(&script, 0, 5), message)
    }

    #[test]
    fn one_failure_is_said_once_and_names_the_first_audits() {
        let mut failed = Failed::default();
        for n in 1..=7 {
            failed.add(&format!("A-{n}"), &failure("stopped"));
        }
        failed.add("A-8", &failure("another"));
        let labels: Vec<String> = failed
            .diagnostics()
            .iter()
            .map(|one| one.label.clone())
            .collect();
        let expected = [
            "1 audit failed here: `A-8`",
            "7 audits failed here: `A-1`, `A-2`, `A-3`, `A-4`, `A-5` and 2 more",
        ];
        assert_eq!(labels, expected);
        assert_eq!(failed.n_audits(), 8);
    }

    #[test]
    fn failures_that_all_differ_do_not_fill_memory() {
        let mut failed = Failed::default();
        for n in 0..100 {
            failed.add("A-1", &failure(&format!("stopped at {n}")));
        }
        assert_eq!(
            (failed.diagnostics().len(), failed.n_audits()),
            (TOLD_APART, 100)
        );
    }
}
