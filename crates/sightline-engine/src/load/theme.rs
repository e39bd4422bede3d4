//! Themes as written, what became of them, and the words that speak of them.

use super::fields::Block;
use super::raw::{RawCodingRule, RawTheme, RawThemeChange};
use crate::scored::FindingKind;
use crate::shape::scalar;

/// The themes under `themes:`.
pub(super) fn themes(block: &Block<'_>) -> Vec<RawTheme> {
    let theme = |block: &Block<'_>| {
        let id = block.id("id")?;
        Some(RawTheme {
            title: block.words("title").unwrap_or_else(|| id.value.clone()),
            id,
        })
    };
    block.blocks("themes").iter().filter_map(theme).collect()
}

/// What stands under `renamed:` and `merged:`, one old id each.
pub(super) fn changes(block: &Block<'_>) -> Vec<RawThemeChange> {
    let mut changes = Vec::new();
    let renamed = block.blocks("renamed");
    for (one, merged) in renamed
        .iter()
        .map(|one| (one, false))
        .chain(block.blocks("merged").iter().map(|one| (one, true)))
    {
        let into = one.id(if merged { "into" } else { "to" });
        let (Some(into), Some(on)) = (into, one.read("on", scalar::date)) else {
            continue;
        };
        let from = if merged {
            one.ids("from").unwrap_or_default()
        } else {
            one.id("from").into_iter().collect()
        };
        changes.extend(from.into_iter().map(|from| RawThemeChange {
            from,
            into: into.clone(),
            on: on.value,
            because: one.words("because"),
            merged,
        }));
    }
    changes
}

/// The rules under `coding:`.
pub(super) fn coding(block: &Block<'_>) -> Vec<RawCodingRule> {
    let rule = |block: &Block<'_>| {
        let texts = |key| block.texts(key).unwrap_or_default();
        let is_strength = block.words("kind").as_deref() == Some(FindingKind::Strength.id());
        Some(RawCodingRule {
            id: block.id("id")?,
            theme: block.id("theme")?,
            kind: if is_strength {
                FindingKind::Strength
            } else {
                FindingKind::Concern
            },
            any: texts("any"),
            all: texts("all"),
            not: texts("not"),
        })
    };
    block.blocks("coding").iter().filter_map(rule).collect()
}
