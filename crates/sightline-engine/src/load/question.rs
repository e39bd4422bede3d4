//! Questions, their options and columns.

use super::fields::{Block, text};
use super::raw::{RawColumn, RawNotApplicable, RawOption, RawQuestion};
use super::words::{fact_kind, policy};
use crate::exact::Exact;
use crate::model::Best;
use crate::shape::scalar;
use crate::source::Spanned;
use crate::yaml::Node;

/// The columns that make actions of a table's rows.
pub(crate) struct RawActionColumns {
    pub(crate) action: Spanned<String>,
    pub(crate) owner: Option<Spanned<String>>,
    pub(crate) due: Option<Spanned<String>>,
}

pub(super) fn question(block: &Block<'_>) -> RawQuestion {
    RawQuestion {
        head: block.head(),
        id: block.id("id"),
        ask: block.words("ask"),
        guidance: block.words("guidance"),
        kind: block.text("type"),
        required: block.read("required", scalar::flag).map(|flag| flag.value),
        scored: block.read("scored", scalar::flag),
        weight: block.read("weight", number),
        critical: block
            .read("critical", scalar::flag)
            .is_some_and(|flag| flag.value),
        themes: block.ids("themes").unwrap_or_default(),
        show_when: block.expression("show_when"),
        prefill: block.expression("prefill"),
        evidence: block.answers("evidence").unwrap_or_default(),
        not_applicable: not_applicable(block),
        not_enough_evidence: block
            .read("not_enough_evidence", policy)
            .map(|policy| policy.value),
        descriptors: descriptors(block),
        expected: block.answer("expected"),
        strength: block.answer("strength"),
        concern_text: block.words("concern_text"),
        strength_text: block.words("strength_text"),
        scale: block.id("scale"),
        best: if block.words("best").as_deref() == Some("no") {
            Best::No
        } else {
            Best::Yes
        },
        options: block
            .list("options")
            .and_then(|items| items.iter().map(option).collect()),
        low: block.read("low", number),
        high: block.read("high", number),
        columns: block.blocks("columns").iter().filter_map(column).collect(),
        actions: block.block("actions").as_ref().and_then(action_columns),
        computed: block.expression("computed"),
    }
}

fn number(text: &str) -> Option<Exact> {
    text.parse().ok()
}

fn descriptors(block: &Block<'_>) -> Vec<(Spanned<String>, String)> {
    let written = block.named("descriptors").into_iter();
    written
        .filter_map(|(answer, node)| Some((answer, text(node)?.value)))
        .collect()
}

/// A policy word, or a block of `allowed`, `reason` and `score`.
fn not_applicable(block: &Block<'_>) -> RawNotApplicable {
    if let Some(below) = block.block("not_applicable") {
        return RawNotApplicable {
            allowed: below.read("allowed", scalar::flag).map(|flag| flag.value),
            reason_required: below.words("reason").as_deref() == Some("required"),
            policy: below.read("score", policy).map(|policy| policy.value),
        };
    }
    let policy = block
        .read("not_applicable", policy)
        .map(|policy| policy.value);
    RawNotApplicable {
        policy,
        ..RawNotApplicable::default()
    }
}

/// An id, or a block of `id`, `label` and `points`.
fn option(node: &Node) -> Option<RawOption> {
    let found = match Block::of(node) {
        Some(block) => RawOption {
            id: block.text("id")?,
            label: block.words("label"),
            points: block.read("points", number),
        },
        None => RawOption {
            id: text(node)?,
            label: None,
            points: None,
        },
    };
    scalar::is_answer(&found.id.value).then_some(found)
}

fn action_columns(block: &Block<'_>) -> Option<RawActionColumns> {
    Some(RawActionColumns {
        action: block.id("action")?,
        owner: block.id("owner"),
        due: block.id("due"),
    })
}

fn column(block: &Block<'_>) -> Option<RawColumn> {
    Some(RawColumn {
        id: block.id("id")?,
        label: block.words("label"),
        kind: fact_kind(block)?,
        options: block.answers("options").unwrap_or_default(),
    })
}
