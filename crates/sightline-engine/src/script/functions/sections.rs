//! Sections, as hooks are given them.

use std::sync::Arc;

use rhai::{Dynamic, Engine};

use super::super::facts::Facts;
use super::super::names::{Names, SectionNames};
use super::super::value::number;
use super::GradeView;
use super::grades::shown;

/// One section: `id`, `title`, `weight`, `grade`, `score`, `questions`.
#[derive(Clone)]
pub(in super::super) struct SectionView {
    pub(in super::super) facts: Arc<Facts>,
    pub(in super::super) at: usize,
}

pub(super) fn register(engine: &mut Engine, names: &Arc<Names>) {
    engine.register_type_with_name::<SectionView>("section");
    fixed(engine, names, "id", |section| section.id.clone().into());
    fixed(engine, names, "title", |section| section.title.clone().into());
    fixed(engine, names, "weight", |section| number(&section.weight));
    fixed(engine, names, "questions", |section| section.questions.clone().into());
    engine.register_get("score", |section: &mut SectionView| {
        section.facts.sections.get(section.at).map_or(Dynamic::UNIT, shown)
    });
    let known = Arc::clone(names);
    engine.register_get("grade", move |section: &mut SectionView| {
        let score = section.facts.sections.get(section.at);
        GradeView::new(&known, score.and_then(|score| score.grade))
    });
}

/// A part that is the same for every audit.
fn fixed(engine: &mut Engine, names: &Arc<Names>, part: &str, value: fn(&SectionNames) -> Dynamic) {
    let values: Vec<Dynamic> = names.sections.iter().map(value).collect();
    engine.register_get(part, move |section: &mut SectionView| values.get(section.at).cloned().unwrap_or(Dynamic::UNIT));
}
