//! Sections, as hooks are given them, and the usual ways to put their scores together.

use std::sync::Arc;

use rhai::{Array, Dynamic, DynamicReadLock, Engine, ImmutableString};

use crate::exact::Exact;

use super::super::dynamic::number;
use super::super::fault::{Fault, Faulty};
use super::super::look::Look;
use super::super::names::{Names, SectionNames};
use super::super::types::{Fraction, GradeView};
use super::doc::{FunctionDoc, doc};
use super::grades::shown;

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "weighted_mean",
        1,
        "weighted_mean(sections)",
        "The mean of the sections' scores by their weights, as points; `()` where none has a score.",
    ),
    doc(
        "worst",
        1,
        "worst(sections)",
        "The lowest score of the sections that have weight; `()` where none has a score.",
    ),
    doc(
        "count_grades",
        2,
        "count_grades(sections, \"inadequate\")",
        "How many of the sections have this grade.",
    ),
];

type Work = fn(&Arc<Names>, &Array) -> Faulty<Dynamic>;

/// One section: `id`, `title`, `weight`, `grade`, `score`, `questions`.
#[derive(Clone)]
pub(in super::super) struct SectionView {
    pub(in super::super) look: Look,
    pub(in super::super) at: usize,
}

pub(super) fn register(engine: &mut Engine, names: &Arc<Names>) {
    engine.register_type_with_name::<SectionView>("section");
    fixed(engine, names, "id", |section| section.id.clone().into());
    fixed(engine, names, "title", |section| {
        section.title.clone().into()
    });
    fixed(engine, names, "weight", |section| number(&section.weight));
    fixed(engine, names, "questions", |section| {
        section.questions.clone().into()
    });
    for (name, work) in [
        ("weighted_mean", weighted_mean as Work),
        ("worst", worst as Work),
    ] {
        let known = Arc::clone(names);
        engine.register_fn(name, move |sections: &mut Array| work(&known, sections));
    }
    let known = Arc::clone(names);
    engine.register_fn(
        "count_grades",
        move |sections: &mut Array, grade: ImmutableString| count_grades(&known, sections, &grade),
    );
    engine.register_get("score", |section: &mut SectionView| {
        let score = section.look.score(section.at);
        score.map_or(Dynamic::UNIT, shown)
    });
    let known = Arc::clone(names);
    engine.register_get("grade", move |section: &mut SectionView| {
        GradeView::new(known.grades.as_ref(), section.look.grade(section.at))
    });
}

/// A list as sections.
fn sections(list: &Array) -> impl Iterator<Item = Faulty<DynamicReadLock<'_, SectionView>>> {
    list.iter().map(|one| {
        let section = one.read_lock::<SectionView>();
        section.ok_or_else(|| Fault::new("a list of sections is needed here").into())
    })
}

/// `weighted_mean(sections)`: what the method of this name gives, for a hook that only departs from it at times.
fn weighted_mean(names: &Arc<Names>, list: &Array) -> Faulty<Dynamic> {
    let mut parts = Vec::with_capacity(list.len());
    let mut look = None;
    for section in sections(list) {
        let section = section?;
        let weight = names.sections.get(section.at).map(|known| &known.weight);
        if let Some(weight) = weight.filter(|weight| !weight.is_zero()) {
            parts.push((section.at, weight.clone()));
            look.get_or_insert_with(|| section.look.clone());
        }
    }
    let Some(look) = look.filter(|look| parts.iter().any(|(at, _)| look.has_score(*at))) else {
        return Ok(Dynamic::UNIT);
    };
    Ok(Dynamic::from(Fraction::mean(look, parts)))
}

/// `worst(sections)`: the lowest score.
fn worst(names: &Arc<Names>, list: &Array) -> Faulty<Dynamic> {
    let mut lowest: Option<Exact> = None;
    for section in sections(list) {
        let section = section?;
        let known = names.sections.get(section.at);
        if known.is_some_and(|known| known.weight.is_zero()) {
            continue;
        }
        let share = section.look.score(section.at);
        let share = share.and_then(|score| score.share.clone());
        lowest = lowest.into_iter().chain(share).min();
    }
    Ok(lowest.map_or(Dynamic::UNIT, |score| Dynamic::from(Fraction::from(score))))
}

/// `count_grades(sections, "inadequate")`: how many sections have this grade.
fn count_grades(names: &Names, list: &Array, grade: &str) -> Faulty<i64> {
    let Some(wanted) = names.grades.as_ref().and_then(|scale| scale.find(grade)) else {
        return Err(Fault::new("no grade of the scale is called that").into());
    };
    let mut n = 0;
    for section in sections(list) {
        let section = section?;
        n += i64::from(section.look.grade(section.at) == Some(wanted));
    }
    Ok(n)
}

/// A part that is the same for every audit.
fn fixed(engine: &mut Engine, names: &Arc<Names>, part: &str, value: fn(&SectionNames) -> Dynamic) {
    let values: Vec<Dynamic> = names.sections.iter().map(value).collect();
    engine.register_get(part, move |section: &mut SectionView| {
        values.get(section.at).cloned().unwrap_or(Dynamic::UNIT)
    });
}
