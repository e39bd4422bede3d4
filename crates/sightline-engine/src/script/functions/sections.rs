//! Sections, as hooks are given them, and the usual ways to put their scores together.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, ImmutableString};

use crate::exact::Exact;

use super::super::facts::Facts;
use super::super::fault::{Fault, Faulty};
use super::super::names::{Names, SectionNames};
use super::super::value::number;
use super::grades::shown;
use super::{Fraction, FunctionDoc, GradeView, doc};

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

type Work = fn(&Names, &Array) -> Faulty<Dynamic>;

/// One section: `id`, `title`, `weight`, `grade`, `score`, `questions`.
#[derive(Clone)]
pub(in super::super) struct SectionView {
    pub(in super::super) facts: Arc<Facts>,
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
        section
            .facts
            .sections
            .get(section.at)
            .map_or(Dynamic::UNIT, shown)
    });
    let known = Arc::clone(names);
    engine.register_get("grade", move |section: &mut SectionView| {
        let score = section.facts.sections.get(section.at);
        GradeView::new(&known, score.and_then(|score| score.grade))
    });
}

/// Score and weight of each section of a list that has both.
fn scores(names: &Names, sections: &Array) -> Faulty<Vec<(Exact, Exact)>> {
    let mut all = Vec::new();
    for one in sections {
        let Some(section) = one.read_lock::<SectionView>() else {
            return Err(Fault::new("a list of sections is needed here").into());
        };
        let score = section
            .facts
            .sections
            .get(section.at)
            .and_then(|score| score.share.clone());
        let weight = names
            .sections
            .get(section.at)
            .map(|known| known.weight.clone());
        all.extend(score.zip(weight).filter(|(_, weight)| !weight.is_zero()));
    }
    Ok(all)
}

/// `weighted_mean(sections)`: what the method of this name gives, for a hook that only departs from it at times.
fn weighted_mean(names: &Names, sections: &Array) -> Faulty<Dynamic> {
    let (mut sum, mut of) = (Exact::ZERO, Exact::ZERO);
    for (score, weight) in scores(names, sections)? {
        sum = sum + score * weight.clone();
        of = of + weight;
    }
    Ok(if of.is_zero() {
        Dynamic::UNIT
    } else {
        Dynamic::from(Fraction::points(sum, of))
    })
}

/// `worst(sections)`: the lowest score.
fn worst(names: &Names, sections: &Array) -> Faulty<Dynamic> {
    let lowest = scores(names, sections)?
        .into_iter()
        .map(|(score, _)| score)
        .min();
    Ok(lowest.map_or(Dynamic::UNIT, |score| Dynamic::from(Fraction::from(score))))
}

/// `count_grades(sections, "inadequate")`: how many sections have this grade.
fn count_grades(names: &Names, sections: &Array, grade: &str) -> Faulty<i64> {
    let Some(wanted) = names.grades.as_ref().and_then(|scale| scale.find(grade)) else {
        return Err(Fault::new("no grade of the scale is called that").into());
    };
    let mut n = 0;
    for one in sections {
        let Some(section) = one.read_lock::<SectionView>() else {
            return Err(Fault::new("a list of sections is needed here").into());
        };
        let score = section.facts.sections.get(section.at);
        n += i64::from(score.and_then(|score| score.grade) == Some(wanted));
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
