//! Appendices, tables and figures that are referred to and are not there.

use std::collections::BTreeSet;

use super::super::found::{Found, Topic};
use super::super::sentence::Sentence;
use super::super::token::Kind;
use super::Part;

/// What is referred to: `("appendix", "2")`.
type Name = (&'static str, String);

const KINDS: [&str; 3] = ["appendix", "table", "figure"];

pub(super) fn judge(parts: &[Part], text: &str, found: &mut Found<'_>) {
    let defined: BTreeSet<Name> = parts
        .iter()
        .filter_map(|part| defines(part, text))
        .collect();
    let mut told = BTreeSet::new();
    for sentence in parts
        .iter()
        .filter(|part| defines(part, text).is_none())
        .flat_map(Part::sentences)
    {
        if elsewhere(sentence) {
            continue;
        }
        for (at, word) in sentence.words() {
            let Some(name) = name(sentence, at, word, text) else {
                continue;
            };
            // `Table 3 of the release` is somebody else's.
            let others = matches!(sentence.word(at + 2), "of" | "in" | "to")
                && sentence.word(at + 3) != "this";
            if others || defined.contains(&name) || !told.insert(name.clone()) {
                continue;
            }
            let place = sentence.at(at, at + 1);
            let kind = name.0;
            if defined.iter().any(|(own, _)| *own == kind) {
                let own: Vec<&str> = defined
                    .iter()
                    .filter(|(own, _)| *own == kind)
                    .map(|(_, id)| id.as_str())
                    .collect();
                let computed = format!("the report has {kind} {}", own.join(", "));
                let problem = (
                    format!("there is no {kind} {}", name.1),
                    "name the right one, or add what is missing".to_owned(),
                );
                found.judge(Topic::Document, place, computed, Some(problem));
            } else {
                found.not_judged(
                    Topic::Document,
                    place,
                    &format!("no {kind} of this file has a number"),
                );
            }
        }
    }
}

/// What a heading or a caption introduces.
fn defines(part: &Part, text: &str) -> Option<Name> {
    let first = part.sentences().first()?;
    let name = name(first, 0, first.word(0), text)?;
    let marked = matches!(
        first.get(2).map(|token| &token.kind),
        Some(Kind::Mark(_)) | None
    );
    let is_caption = match part {
        Part::Heading(_) => true,
        Part::Paragraph(all) | Part::Item(all, _) => {
            marked
                || (all.len() == 1
                    && first.len() <= 12
                    && !first.tokens.last().is_some_and(|token| token.is('.')))
        }
    };
    is_caption.then_some(name)
}

fn name(sentence: &Sentence, at: usize, word: &str, text: &str) -> Option<Name> {
    let kind = KINDS.iter().find(|kind| **kind == word)?;
    let id = sentence.get(at + 1)?;
    let shown = text.get(id.at.clone())?;
    let is_letter =
        shown.len() == 1 && shown.starts_with(|letter: char| letter.is_ascii_uppercase());
    let is_number = matches!(id.kind, Kind::Number | Kind::Figure(_))
        && shown
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_number || (is_letter && *kind == "appendix")).then(|| (*kind, shown.to_owned()))
}

/// Whether the sentence says that it speaks of another document.
fn elsewhere(sentence: &Sentence) -> bool {
    sentence.words().any(|(_, word)| {
        matches!(
            word,
            "attached"
                | "separate"
                | "separately"
                | "enclosed"
                | "published"
                | "website"
                | "circulated"
        )
    })
}
