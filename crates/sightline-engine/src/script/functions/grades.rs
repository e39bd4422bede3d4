//! Grades and scores.

use std::sync::Arc;

use rhai::{Dynamic, Engine, ImmutableString, NativeCallContext};

use crate::diagnostic::suggest;
use crate::exact::Exact;
use crate::model::{GradeIx, GradeScale};
use crate::scored::Score;

use super::super::fault::{Fault, Faulty};
use super::super::names::Names;
use super::super::types::{Fraction, GradeView};
use super::doc::{FunctionDoc, doc};
use super::tag::look;

pub(super) const DOCS: &[FunctionDoc] = &[
    doc("grade", 1, "grade(section)", "The section's grade."),
    doc(
        "score",
        1,
        "score(section)",
        "The section's score from 0 to 1, or `()` when it has none.",
    ),
    doc(
        "is",
        2,
        "grade.is(g)",
        "Whether the grade is this one; a missing grade is none.",
    ),
    doc(
        "is_below",
        2,
        "grade.is_below(g)",
        "Whether the grade is worse than this one; a missing grade is not.",
    ),
    doc(
        "is_at_least",
        2,
        "grade.is_at_least(g)",
        "Whether the grade is this one or better; a missing grade is not.",
    ),
];

impl GradeView {
    /// Looks a grade up that the script names, and how this one compares.
    fn compare(&self, id: &str, holds: Holds) -> Faulty<bool> {
        let Some(scale) = &self.scale else {
            return Ok(false);
        };
        let other = scale.find(id).ok_or_else(|| no_such_grade(scale))?;
        Ok(self.at.is_some_and(|at| holds(at, other)))
    }
}

fn no_such_grade(scale: &GradeScale) -> Fault {
    Fault::new("the script names a grade that the scale does not have").help(suggest(
        "",
        scale.grades.iter().map(|grade| grade.id.as_str()),
    ))
}

/// A score as scripts see it: a fraction, or nothing.
pub(super) fn shown(score: &Score) -> Dynamic {
    match (&score.points, &score.share) {
        (Some(points), _) => {
            let (n, out_of) = Box::as_ref(points);
            Dynamic::from(Fraction::Points(n.clone(), out_of.clone()))
        }
        (None, Some(share)) => Dynamic::from(Fraction::from(Exact::clone(share))),
        (None, None) => Dynamic::UNIT,
    }
}

/// How one grade compares with another.
type Holds = fn(GradeIx, GradeIx) -> bool;

const METHODS: [(&str, Holds); 3] = [
    ("is", |a, b| a == b),
    ("is_below", |a, b| a > b),
    ("is_at_least", |a, b| a <= b),
];

pub(super) fn register(engine: &mut Engine, names: &Arc<Names>) {
    engine.register_type_with_name::<GradeView>("grade");
    for (name, holds) in METHODS {
        engine.register_fn(name, move |grade: &mut GradeView, id: ImmutableString| {
            grade.compare(&id, holds)
        });
        // The answer to a question on a scale of grades is the grade's id.
        let known = Arc::clone(names);
        engine.register_fn(name, move |answer: ImmutableString, id: ImmutableString| {
            answer_compare(&known, &answer, &id, holds)
        });
        engine.register_fn(name, |_: (), _: ImmutableString| false);
    }
    let known = Arc::clone(names);
    engine.register_fn(
        "grade",
        move |context: NativeCallContext, id: ImmutableString| grade(&context, &known, &id),
    );
    let known = Arc::clone(names);
    engine.register_fn(
        "score",
        move |context: NativeCallContext, id: ImmutableString| score(&context, &known, &id),
    );

    engine.register_get("score", |grade: &mut GradeView| {
        let whole = grade.whole.as_ref();
        whole.map_or(Dynamic::UNIT, |look| shown(look.overall_score()))
    });
    engine.register_get("id", |grade: &mut GradeView| id(grade));
    engine.register_fn("to_string", |grade: &mut GradeView| {
        grade.id().unwrap_or_default().to_owned()
    });
    engine.register_fn("==", |a: GradeView, b: GradeView| a.id() == b.id());
    engine.register_fn("!=", |a: GradeView, b: GradeView| a.id() != b.id());
    engine.register_fn("==", |a: GradeView, b: ImmutableString| {
        a.id() == Some(b.as_str())
    });
    engine.register_fn("!=", |a: GradeView, b: ImmutableString| {
        a.id() != Some(b.as_str())
    });
    engine.register_fn("==", |a: ImmutableString, b: GradeView| {
        b.id() == Some(a.as_str())
    });
    engine.register_fn("!=", |a: ImmutableString, b: GradeView| {
        b.id() != Some(a.as_str())
    });
    engine.register_fn("==", |a: GradeView, (): ()| a.id().is_none());
    engine.register_fn("!=", |a: GradeView, (): ()| a.id().is_some());
}

fn id(grade: &GradeView) -> Dynamic {
    grade.id().map_or(Dynamic::UNIT, |id| id.to_owned().into())
}

/// `grade("recording")`: the section's grade; missing where it has none.
fn grade(context: &NativeCallContext, names: &Names, id: &str) -> Faulty<GradeView> {
    let grade = look(context)?.grade(section(names, id)?);
    Ok(GradeView::new(names.grades.as_ref(), grade))
}

/// `score("recording")`: the section's score, `()` where it has none.
fn score(context: &NativeCallContext, names: &Names, id: &str) -> Faulty<Dynamic> {
    let look = look(context)?;
    Ok(look.score(section(names, id)?).map_or(Dynamic::UNIT, shown))
}

fn section(names: &Names, id: &str) -> Faulty<usize> {
    names.section(id).ok_or_else(|| {
        let help = suggest("", names.section_ids());
        Fault::new("the script asks for a section that does not exist")
            .help(help)
            .into()
    })
}

/// `answers.R01.is_below("good")`: on the scale that has both grades.
fn answer_compare(names: &Names, answer: &str, id: &str, holds: Holds) -> Faulty<bool> {
    let scale = names
        .scale_with(answer)
        .ok_or_else(|| Fault::new("this answer is not a grade"))?;
    let other = scale.find(id).ok_or_else(|| no_such_grade(scale))?;
    Ok(scale.find(answer).is_some_and(|at| holds(at, other)))
}
