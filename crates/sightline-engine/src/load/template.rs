//! The top of a template.

use super::fields::{Block, ids};
use super::raw::{RawFact, RawHistoryList, RawReads, RawTemplate};
use super::words::fact_kind;
use super::{rules, section, shared, theme, timescale};
use crate::model::Subject;
use crate::shape::scalar;
use crate::source::Spanned;
use crate::yaml::Node;

pub(super) fn template(root: &Node) -> RawTemplate {
    from_block(&Block::of(root).unwrap_or_else(|| Block::empty(root.head())))
}

fn from_block(block: &Block<'_>) -> RawTemplate {
    RawTemplate {
        head: block.head(),
        id: block.id("template"),
        version: block
            .read("version", |text| text.parse().ok())
            .map(|version| version.value),
        title: block.words("title"),
        about: block.words("about"),
        subject: block.read("subject", subject).map(|subject| subject.value),
        grade_scale: block.id("grade_scale"),
        voices: block
            .ids("voices")
            .and_then(|voices| Some(Spanned::new(voices, block.key_at("voices")?))),
        record: facts(block, "record"),
        history: history(block),
        eligible: block.expression("eligible"),
        scales: shared::scales(block),
        themes: theme::themes(block),
        timescales: timescale::timescales(block),
        sections: block
            .blocks("sections")
            .iter()
            .map(section::section)
            .collect(),
        has_sections: block.list("sections").is_some(),
        limits: block.blocks("limits").iter().map(rules::limit).collect(),
        alerts: block.blocks("alerts").iter().map(rules::alert).collect(),
        actions: block.blocks("actions").iter().map(rules::action).collect(),
        scoring: block
            .block("scoring")
            .as_ref()
            .map(section::scoring)
            .unwrap_or_default(),
        moderation: block.block("moderation").as_ref().map(rules::moderation),
        identifiable_years: block
            .block("retention")
            .and_then(|retention| retention.read("identifiable_years", scalar::count))
            .map(|years| years.value),
    }
}

fn subject(word: &str) -> Option<Subject> {
    match word {
        "child" => Some(Subject::Child),
        "worker" => Some(Subject::Worker),
        "meeting" => Some(Subject::Meeting),
        "family" => Some(Subject::Family),
        _ => None,
    }
}

fn facts(block: &Block<'_>, key: &str) -> Vec<RawFact> {
    let named = block.named(key).into_iter();
    named.map(|(id, node)| fact(id, node)).collect()
}

fn history(block: &Block<'_>) -> Vec<RawHistoryList> {
    let named = block.named("history").into_iter();
    let reads = |node: &Node| match Block::of(node) {
        Some(own) => RawReads::Own(facts(&own, "fields")),
        None => RawReads::Shared(ids(node)),
    };
    named
        .map(|(id, node)| RawHistoryList {
            reads: reads(node),
            id,
        })
        .collect()
}

fn fact(id: Spanned<String>, node: &Node) -> RawFact {
    let block = Block::of(node);
    let block = block.as_ref();
    RawFact {
        id,
        kind: block.and_then(fact_kind),
        label: block.and_then(|block| block.words("label")),
        identifying: block
            .and_then(|block| block.read("identifying", scalar::flag))
            .is_some_and(|flag| flag.value),
        options: block
            .and_then(|block| block.answers("options"))
            .unwrap_or_default(),
    }
}
