//! Sections and how they are scored.

use super::fields::{Block, text};
use super::question;
use super::raw::{RawBands, RawScoring, RawSection};
use super::words::policy;
use crate::model::{Basis, Method, Overall};
use crate::shape::scalar;
use crate::source::{Span, Spanned};

pub(super) fn section(block: &Block<'_>) -> RawSection {
    RawSection {
        head: block.head(),
        id: block.id("id"),
        title: block.words("title"),
        guidance: block.words("guidance"),
        weight: block.read("weight", |text| text.parse().ok()),
        stage: block.id("stage"),
        opens_after: block.read("opens_after", |text| text.parse().ok()),
        show_when: block.expression("show_when"),
        scoring: block
            .block("scoring")
            .as_ref()
            .map(scoring)
            .unwrap_or_default(),
        questions: block
            .blocks("questions")
            .iter()
            .map(question::question)
            .collect(),
    }
}

pub(super) fn scoring(block: &Block<'_>) -> RawScoring {
    RawScoring {
        section: block.read("section", method),
        overall: block.read("overall", overall),
        of: block.read("of", basis),
        bands: block.key_at("bands").map(|at| bands(block, at)),
        not_applicable: block
            .read("not_applicable", policy)
            .map(|policy| policy.value),
        not_enough_evidence: block
            .read("not_enough_evidence", policy)
            .map(|policy| policy.value),
        minimum_completeness: block
            .read("minimum_completeness", scalar::percent)
            .map(|share| share.value),
        script: block.text("script"),
    }
}

fn bands(block: &Block<'_>, at: Span) -> RawBands {
    let written = block.named("bands");
    let bounds: Vec<_> = written
        .iter()
        .filter_map(|(grade, node)| {
            let bound = text(node)?;
            Some((
                grade.clone(),
                Spanned::new(scalar::bound(&bound.value)?, bound.at),
            ))
        })
        .collect();
    let whole = bounds.len() == written.len() && block.block("bands").is_some();
    RawBands { at, bounds, whole }
}

fn method(word: &str) -> Option<Method> {
    match word {
        "weighted-mean" => Some(Method::WeightedMean),
        "sum" => Some(Method::Sum),
        "worst" => Some(Method::Worst),
        "all-or-nothing" => Some(Method::AllOrNothing),
        "script" => Some(Method::Script),
        "none" => Some(Method::None),
        _ => None,
    }
}

fn overall(word: &str) -> Option<Overall> {
    if word == "pooled" {
        Some(Overall::Pooled)
    } else {
        method(word).map(Overall::Sections)
    }
}

fn basis(word: &str) -> Option<Basis> {
    match word {
        "scores" => Some(Basis::Scores),
        "grades" => Some(Basis::Grades),
        _ => None,
    }
}
