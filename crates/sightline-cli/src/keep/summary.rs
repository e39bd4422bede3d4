//! What an import kept, in numbers.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sightline_store::Kept;

use super::thin::Thin;
use crate::failed::Failed;
use crate::render::plural;

/// What became of what was to be kept.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(super) templates: BTreeSet<String>,
    pub(super) audits: Tally,
    pub(super) cases: Tally,
    /// Audits whose script failed; their answers are kept.
    pub(crate) failed: Failed,
    /// Audits with too little to go by for a grade; they are kept as they are.
    pub(crate) thin: Thin,
    /// Lines about names of teams that are likely slips of the pen.
    pub(crate) doubts: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    new: usize,
    corrected: usize,
    moderated: usize,
    unchanged: usize,
}

impl Tally {
    pub(super) fn add(&mut self, kept: Kept) {
        match kept {
            Kept::New => self.new += 1,
            Kept::Corrected => self.corrected += 1,
            Kept::Moderated => self.moderated += 1,
            Kept::Unchanged => self.unchanged += 1,
        }
    }
}

impl Summary {
    /// For programs.
    pub(crate) fn json(&self) -> Value {
        json!({
            "audits": {
                "new": self.audits.new,
                "corrected": self.audits.corrected,
                "moderated": self.audits.moderated,
                "unchanged": self.audits.unchanged,
                "failed": self.failed.n_audits(),
                "insufficient_evidence": self.thin.n_audits(),
            },
            "cases": {
                "new": self.cases.new,
                "corrected": self.cases.corrected,
            },
            "templates": self.templates,
            "failed_audits": self.failed.json(),
            "insufficient_evidence_audits": self.thin.json(),
        })
    }

    /// For people: `246 audits kept, 3 there already, of 4 templates and 180 cases`.
    pub(crate) fn words(&self) -> String {
        let mut parts = vec![format!("{} kept", plural(self.audits.new, "audit"))];
        let others = [
            (self.audits.corrected, "corrected"),
            (self.audits.moderated, "newly moderated"),
            (self.audits.unchanged, "there already"),
        ];
        parts.extend(
            others
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| format!("{n} {what}")),
        );
        let cases = plural(self.cases.new + self.cases.corrected, "new case record");
        format!(
            "{}, with {} and {cases}",
            parts.join(", "),
            plural(self.templates.len(), "template")
        )
    }
}
