//! The texts of an audit that may speak of themes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use sightline_engine::CompiledTemplate;
use sightline_engine::answers::NoteKind;
use sightline_engine::model::QuestionKind;
use sightline_store::{StoredAudit, TextPart};

use super::super::explain;
use crate::exit::Failure;

/// One text of an audit.
pub(super) struct Text<'a> {
    pub(super) question: String,
    pub(super) part: TextPart,
    pub(super) text: &'a str,
}

/// Templates as they were when they scored audits, each made ready once.
#[derive(Default)]
pub(super) struct Templates(BTreeMap<String, Arc<CompiledTemplate>>);

impl Templates {
    fn of(&mut self, audit: &StoredAudit) -> Result<Arc<CompiledTemplate>, Failure> {
        let digest = &audit.template.reference.digest;
        if let Some(known) = self.0.get(digest) {
            return Ok(Arc::clone(known));
        }
        let template = explain::template(audit)?;
        self.0.insert(digest.clone(), Arc::clone(&template));
        Ok(template)
    }

    /// The auditor's comments, and the answers to questions that are answered in words.
    pub(super) fn texts<'a>(&mut self, audit: &'a StoredAudit) -> Result<Vec<Text<'a>>, Failure> {
        let compiled = self.of(audit)?;
        let questions = &compiled.template().questions;
        let text = |note: &'a sightline_engine::answers::Note| {
            let question = questions.get(usize::from(note.question))?;
            let part = match (note.kind, &question.kind) {
                (NoteKind::Comment, _) => TextPart::Comment,
                (NoteKind::Value, QuestionKind::Text) => TextPart::Answer,
                _ => return None,
            };
            Some(Text {
                question: question.id.clone(),
                part,
                text: &note.text,
            })
        };
        Ok(audit.answers.notes.iter().filter_map(text).collect())
    }
}

/// How much of a text is shown on either side of what a rule found.
const AROUND: usize = 60;

/// What a rule found with some words around it, on one line, the words in square brackets.
pub(super) fn excerpt(text: &str, at: &[Range<usize>]) -> String {
    let (Some(first), Some(last)) = (at.first(), at.last()) else {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    };
    let from = before(text, first.start);
    let to = after(text, last.end.max(first.end));
    let mut shown = String::new();
    if from > 0 {
        shown.push_str("… ");
    }
    let mut done = from;
    for range in at
        .iter()
        .filter(|range| range.start >= from && range.end <= to)
    {
        if range.start < done {
            continue;
        }
        shown.push_str(text.get(done..range.start).unwrap_or_default());
        shown.push('[');
        shown.push_str(text.get(range.clone()).unwrap_or_default());
        shown.push(']');
        done = range.end;
    }
    shown.push_str(text.get(done..to).unwrap_or_default());
    if to < text.len() {
        shown.push_str(" …");
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a word some way before a place.
fn before(text: &str, at: usize) -> usize {
    let earlier = text.get(..at).unwrap_or_default();
    let from = earlier
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, _)| at);
    let cut = text
        .get(from..at)
        .and_then(|cut| cut.find(char::is_whitespace));
    match cut {
        Some(space) if from > 0 => from + space,
        _ => from,
    }
}

/// The end of a word some way after a place.
fn after(text: &str, at: usize) -> usize {
    let later = text.get(at..).unwrap_or_default();
    let Some((end, _)) = later.char_indices().nth(AROUND) else {
        return text.len();
    };
    let cut = later
        .get(..end)
        .and_then(|cut| cut.rfind(char::is_whitespace));
    at + cut.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_words_around_what_was_found() {
        let text = format!(
            "{} the plan was put back\ntwice {}",
            "word ".repeat(40),
            "é ".repeat(80)
        );
        let start = text.find("put back").unwrap();
        let shown = excerpt(&text, std::slice::from_ref(&(start..start + 8)));
        assert!(shown.starts_with("… word word"), "{shown}");
        assert!(shown.contains("the plan was [put back] twice é"), "{shown}");
        assert!(
            shown.ends_with("é …") && shown.chars().count() < 150,
            "{shown}"
        );
        let one = std::slice::from_ref(&(0..2));
        assert_eq!(excerpt("It drifts", one), "[It] drifts");
        assert_eq!(excerpt("It\ndrifts", &[]), "It drifts");
    }
}
