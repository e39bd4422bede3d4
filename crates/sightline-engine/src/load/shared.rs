//! The files that templates share, and the same parts inside a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::Block;
use super::raw::{
    RawCodingRule, RawGrade, RawGrades, RawMeasure, RawNumbers, RawScale, RawScaleKind, RawTheme,
    RawThemeChange, RawTimescale,
};
use super::{calendar, measure, read, theme, timescale};
use crate::calendar::Calendar;
use crate::diagnostic::Diagnostics;
use crate::exact::Exact;
use crate::model::{Term, Terms, Vocabulary};
use crate::shape::SHARED;
use crate::source::{SourceFile, Spanned};
use crate::yaml::Node;

/// The shared files as written.
#[derive(Default)]
pub(crate) struct RawShared {
    pub(crate) scales: Vec<RawScale>,
    pub(crate) themes: Vec<RawTheme>,
    pub(crate) theme_changes: Vec<RawThemeChange>,
    pub(crate) coding: Vec<RawCodingRule>,
    /// Words that take back the match after them.
    pub(crate) negations: Vec<Spanned<String>>,
    pub(crate) terms: Terms,
    /// Bank holidays, where there is such a file.
    pub(crate) calendar: Option<Calendar>,
    pub(crate) timescales: Vec<RawTimescale>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) measures: Vec<RawMeasure>,
}

/// Reads the shared files; what is wrong in them is left out and reported.
pub(crate) fn shared(files: &[Arc<SourceFile>]) -> (RawShared, Diagnostics) {
    let mut shared = RawShared::default();
    let mut diagnostics = Diagnostics::new();
    for file in files {
        let (root, _, found) = read(file, &SHARED);
        diagnostics.extend(found);
        let Some(root) = root else { continue };
        let Some(block) = Block::of(&root) else {
            continue;
        };
        shared.scales.extend(scales(&block));
        shared.themes.extend(theme::themes(&block));
        shared.theme_changes.extend(theme::changes(&block));
        shared.coding.extend(theme::coding(&block));
        shared
            .negations
            .extend(block.texts("negations").unwrap_or_default());
        shared.terms.0.extend(terms(&block));
        shared.timescales.extend(timescale::timescales(&block));
        measure::vocabulary(&block, &mut shared.vocabulary);
        shared.measures.extend(measure::measures(&block));
        if let Some(block) = block.block("calendar") {
            let found = calendar::calendar(&block, &mut diagnostics);
            shared.calendar = found.or(shared.calendar);
        }
    }
    (shared, diagnostics)
}

/// The scales under `scales:`.
pub(super) fn scales(block: &Block<'_>) -> Vec<RawScale> {
    block
        .named("scales")
        .into_iter()
        .filter_map(|(id, node)| scale(id, node))
        .collect()
}

fn scale(id: Spanned<String>, node: &Node) -> Option<RawScale> {
    let block = Block::of(node)?;
    let number = |key| block.read(key, |text| text.parse::<Exact>().ok());
    let kind = match block.key_at("grades") {
        Some(at) => RawScaleKind::Grades(Box::new(RawGrades {
            grades: block.blocks("grades").iter().map(grade).collect(),
            good_enough: block.answer("good_enough"),
            strength: block.answer("strength"),
            at,
        })),
        None => RawScaleKind::Numbers(Box::new(RawNumbers {
            from: number("from"),
            to: number("to"),
            step: number("step"),
            good_enough: number("good_enough"),
            strength: number("strength"),
        })),
    };
    Some(RawScale {
        id,
        title: block.words("title"),
        kind,
    })
}

fn grade(block: &Block<'_>) -> RawGrade {
    RawGrade {
        id: block.id("id"),
        label: block.words("label"),
        letter: block.text("letter"),
        value: block.read("value", |text| text.parse().ok()),
    }
}

fn terms(block: &Block<'_>) -> BTreeMap<String, Term> {
    let term = |(id, node): (Spanned<String>, &Node)| {
        let below = Block::of(node)?;
        Some((
            id.value,
            Term {
                singular: below.words("singular")?,
                plural: below.words("plural")?,
            },
        ))
    };
    block.named("terms").into_iter().filter_map(term).collect()
}
