//! Audits with too little to go by for a grade, and which required questions of theirs have no answer.

use serde_json::{Value, json};
use sightline_engine::CompiledTemplate;
use sightline_engine::answers::Answers;
use sightline_engine::explain::{AnswerWhy, explanation};
use sightline_engine::scored::Scored;

use crate::render::{plural, visible};

/// How many audits are named; the first ones show what is wrong with the rest.
const NAMED: usize = 5;
/// How many questions are named of each.
const QUESTIONS: usize = 8;

/// Such audits so far.
#[derive(Debug, Default)]
pub(crate) struct Thin {
    n_audits: usize,
    first: Vec<(String, Vec<String>)>,
}

impl Thin {
    /// Adds an audit.
    pub(super) fn add(
        &mut self,
        audit: &str,
        template: &CompiledTemplate,
        answers: &Answers,
        scored: &Scored,
    ) {
        self.n_audits += 1;
        if self.first.len() == NAMED {
            return;
        }
        let why = explanation(template, answers, scored);
        let asked = why.sections.iter().flat_map(|section| &section.questions);
        let required = |id: &str| {
            let questions = &template.template().questions;
            questions.iter().any(|one| one.id == id && one.required)
        };
        let blank = asked
            .filter(|one| one.answer == AnswerWhy::Unanswered && required(&one.id))
            .map(|one| one.id.clone());
        self.first.push((audit.to_owned(), blank.collect()));
    }

    /// How many there are.
    pub(super) fn n_audits(&self) -> usize {
        self.n_audits
    }

    /// For programs: the first ones, each with its required questions that have no answer.
    pub(super) fn json(&self) -> Value {
        let one =
            |(audit, blank): &(String, Vec<String>)| json!({"audit": audit, "unanswered": blank});
        self.first.iter().map(one).collect()
    }

    /// How many there are and what the first ones lack, a line each; nothing where there are none.
    pub(crate) fn lines(&self) -> Vec<String> {
        if self.n_audits == 0 {
            return Vec::new();
        }
        let have = if self.n_audits == 1 { "has" } else { "have" };
        let mut lines = vec![format!(
            "{} {have} too little to go by and got no grade; everything is kept",
            plural(self.n_audits, "audit")
        )];
        for (audit, blank) in &self.first {
            let audit = visible(audit);
            let named: Vec<String> = blank.iter().take(QUESTIONS).map(|id| visible(id)).collect();
            let more = match blank.len().saturating_sub(QUESTIONS) {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            lines.push(match named.as_slice() {
                [] => format!("  {audit}: `sightline explain {audit}` says why"),
                named => format!("  {audit}: no answer to {}{more}", named.join(", ")),
            });
        }
        if self.n_audits > self.first.len() {
            lines.push(format!("  and {} more", self.n_audits - self.first.len()));
        }
        lines
    }
}
