//! Measures as written, and the vocabulary of the records that they count.

use std::collections::BTreeMap;

use super::fields::Block;
use super::raw::{RawComparator, RawExclusion, RawMeasure};
use super::words::fact_kind;
use crate::model::{Better, FactKind, LooksBack, OutOf, PerChild, PeriodKind, Vocabulary};
use crate::shape::scalar;
use crate::yaml::Node;

/// Adds what `record:` and `history:` declare; what stands later counts.
pub(super) fn vocabulary(block: &Block<'_>, all: &mut Vocabulary) {
    all.facts.extend(kinds(block, "record"));
    for (id, node) in block.named("history") {
        if let Some(list) = Block::of(node) {
            let fields = all.lists.entry(id.value).or_default();
            fields.extend(kinds(&list, "fields"));
        }
    }
}

fn kinds(block: &Block<'_>, key: &str) -> BTreeMap<String, FactKind> {
    let kind = |node: &Node| fact_kind(&Block::of(node)?);
    block
        .named(key)
        .into_iter()
        .filter_map(|(id, node)| Some((id.value, kind(node)?)))
        .collect()
}

/// The measures under `measures:`.
pub(super) fn measures(block: &Block<'_>) -> Vec<RawMeasure> {
    block
        .named("measures")
        .into_iter()
        .filter_map(|(id, node)| {
            let block = Block::of(node)?;
            let out_of = block.block("out_of");
            Some(RawMeasure {
                id,
                title: block.words("title"),
                definition: block.words("definition"),
                unit: block.words("unit"),
                units: block.words("units"),
                rows: match block.id("rows") {
                    Some(only) => vec![only],
                    None => block.ids("rows").unwrap_or_default(),
                },
                once: block.expression("once"),
                script: block.text("script"),
                in_period: block.expression("in_period"),
                denominator: block.expression("denominator"),
                exclude: block.blocks("exclude").iter().map(exclusion).collect(),
                unknown: block.expression("unknown"),
                numerator: block.expression("numerator"),
                out_of: out_of.as_ref().and_then(|block| {
                    Some(OutOf {
                        sum: block.expression("sum")?,
                        once_for: block.expression("once_for")?,
                        units: block.words("units"),
                    })
                }),
                per_child: block.read("per_child", per_child),
                looks_back: block.block("looks_back").as_ref().and_then(|block| {
                    Some(LooksBack {
                        months: block.read("months", scalar::count)?.value,
                        unless: block.expression("unless"),
                    })
                }),
                direction: block.read("direction", direction).map(|one| one.value),
                target: block.read("target", scalar::bound),
                amber: block.read("amber", scalar::bound),
                at_least: block.read("at_least", scalar::count).map(|one| one.value),
                comparators: block.blocks("comparators").iter().map(comparator).collect(),
                periods: block.texts("periods").map(|words| {
                    words
                        .iter()
                        .filter_map(|word| period(&word.value))
                        .collect()
                }),
            })
        })
        .collect()
}

fn exclusion(block: &Block<'_>) -> RawExclusion {
    RawExclusion {
        id: block.id("id"),
        when: block.expression("when"),
        because: block.words("because"),
        optional: block
            .read("optional", scalar::flag)
            .is_some_and(|flag| flag.value),
    }
}

fn comparator(block: &Block<'_>) -> RawComparator {
    RawComparator {
        name: block.words("name"),
        value: block.read("value", scalar::bound),
        source: block.words("source"),
        year: block.words("year"),
    }
}

fn per_child(word: &str) -> Option<PerChild> {
    match word {
        "all" => Some(PerChild::All),
        "any" => Some(PerChild::Any),
        "latest" => Some(PerChild::Latest),
        _ => None,
    }
}

fn direction(word: &str) -> Option<Better> {
    match word {
        "lower" => Some(Better::Lower),
        "higher" => Some(Better::Higher),
        _ => None,
    }
}

fn period(word: &str) -> Option<PeriodKind> {
    match word {
        "quarter" => Some(PeriodKind::Quarter),
        "half-year" => Some(PeriodKind::HalfYear),
        "year" => Some(PeriodKind::Year),
        "dates" => Some(PeriodKind::Dates),
        _ => None,
    }
}
