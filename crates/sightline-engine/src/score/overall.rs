//! Sections 4 and 5 of the rule: the whole, and its grade by the bands.

use crate::compile::CompiledTemplate;
use crate::compile::plan::Plan;
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::{Basis, GradeIx, Method, Overall};
use crate::score::{State, section};
use crate::scored::{Score, weighted};
use crate::script::OverallBy;

/// The overall score with its computed grade.
pub(crate) fn overall(
    template: &CompiledTemplate,
    state: &State<'_>,
) -> Result<Score, Box<Diagnostic>> {
    let mut score = match template.template.scoring.overall {
        Overall::Sections(Method::None) => return Ok(Score::default()),
        Overall::Sections(Method::Script) => match by_script(template, state)? {
            OverallBy::Grade(grade) => {
                return Ok(Score {
                    computed: Some(grade),
                    grade: Some(grade),
                    ..Score::default()
                });
            }
            OverallBy::Points(points, out_of) => section::by_points(points, out_of),
            OverallBy::Mean(sections) => mean_of(template, state, &sections),
            OverallBy::Nothing => Score::default(),
        },
        Overall::Sections(method) => put_together(template, state, method),
        Overall::Pooled => pooled(template, state),
    };
    score.computed = template.plan.ladder.grade(&score);
    score.grade = score.computed;
    Ok(score)
}

fn by_script(template: &CompiledTemplate, state: &State<'_>) -> Result<OverallBy, Box<Diagnostic>> {
    let run = || template.script.overall(&state.facts());
    template.memos.overall.recall(state, run)
}

/// The weighted mean of some sections, as points: what a hook gets by `weighted_mean`.
fn mean_of(template: &CompiledTemplate, state: &State<'_>, sections: &[usize]) -> Score {
    let parts = sections.iter().filter_map(|at| {
        let share = state.sections.get(*at)?.share.clone()?;
        Some((&template.plan.sections.get(*at)?.weight, share))
    });
    let (sum, of) = weighted(parts);
    section::by_points(sum, of)
}

fn put_together(template: &CompiledTemplate, state: &State<'_>, method: Method) -> Score {
    let sections = template.plan.sections.iter().zip(&state.sections);
    let mut parts =
        sections.filter_map(|(plan, score)| Some((&plan.weight, value(template, score)?, score)));
    match method {
        Method::WeightedMean => Score {
            share: mean(template, state),
            ..Score::default()
        },
        Method::Sum => {
            let (mut points, mut out_of) = (Exact::ZERO, Exact::ZERO);
            for (weight, value, score) in parts {
                let points_of = match template.template.scoring.of {
                    Basis::Scores => score.points.as_deref().cloned(),
                    Basis::Grades => None,
                };
                let (own, most) = points_of.unwrap_or((value, Exact::ONE));
                points = points + weight.clone() * own;
                out_of = out_of + weight.clone() * most;
            }
            if out_of <= Exact::ZERO {
                Score::default()
            } else {
                section::by_points(points, out_of)
            }
        }
        Method::Worst => {
            let least = parts
                .filter(|(weight, ..)| !weight.is_zero())
                .map(|(_, value, _)| value)
                .min();
            Score {
                share: least,
                ..Score::default()
            }
        }
        Method::AllOrNothing => {
            let mut any = false;
            let all = parts.all(|(weight, value, _)| {
                any |= !weight.is_zero();
                weight.is_zero() || value == Exact::ONE
            });
            let share = if all { Exact::ONE } else { Exact::ZERO };
            Score {
                share: (any || !all).then_some(share),
                ..Score::default()
            }
        }
        Method::Script | Method::None => Score::default(),
    }
}

/// Weighted mean of what the sections bring.
fn mean(template: &CompiledTemplate, state: &State<'_>) -> Option<Exact> {
    let sections = template.plan.weights.iter().copied().zip(&state.sections);
    match template.template.scoring.of {
        Basis::Scores => mean_of_scores(|| {
            sections
                .clone()
                .filter_map(|(weight, score)| Some((weight, score.share.as_ref()?)))
        }),
        Basis::Grades => mean_of_grades(
            &template.plan,
            sections.filter_map(|(weight, score)| Some((weight, score.grade?))),
        ),
    }
}

/// Grades are whole numbers over one divisor, and so is the sum of up to sixty of them.
fn mean_of_grades(plan: &Plan, sections: impl Iterator<Item = (i64, GradeIx)>) -> Option<Exact> {
    let (units, unit) = &plan.grades;
    let (mut sum, mut weights) = (0, 0);
    for (weight, grade) in sections {
        let own = *units.get(usize::from(grade.0))?;
        sum += i128::from(weight) * i128::from(own);
        weights += i128::from(weight);
    }
    (weights != 0).then(|| Exact::ratio(sum, weights * i128::from(*unit)))
}

/// In machine words while they hold it, which is nearly always, else in any size.
fn mean_of_scores<'a, I>(sections: impl Fn() -> I) -> Option<Exact>
where
    I: Iterator<Item = (i64, &'a Exact)>,
{
    let weights: i64 = sections().map(|(weight, _)| weight).sum();
    let in_words = || {
        let (mut numerator, mut denominator) = (0_i64, 1_i64);
        for (weight, value) in sections() {
            let (own, of) = value.as_it_stands()?;
            let own = own.checked_mul(weight)?;
            numerator = numerator
                .checked_mul(of)?
                .checked_add(own.checked_mul(denominator)?)?;
            denominator = denominator.checked_mul(of)?;
        }
        Some((numerator, denominator.checked_mul(weights)?))
    };
    if weights == 0 {
        return None;
    }
    if let Some((numerator, denominator)) = in_words() {
        return Exact::share(numerator, denominator);
    }
    let sum: Exact = sections()
        .map(|(weight, value)| Exact::from(weight) * value.clone())
        .sum();
    sum.divide(&Exact::from(weights))
}

/// What a section brings to the whole: its share, or the place of its grade in the scale.
fn value(template: &CompiledTemplate, score: &Score) -> Option<Exact> {
    match template.template.scoring.of {
        Basis::Scores => score.share.clone(),
        Basis::Grades => {
            let (units, unit) = &template.plan.grades;
            Exact::share(*units.get(usize::from(score.grade?.0))?, *unit)
        }
    }
}

/// Weighted mean over every question; sections and their weights play no part.
fn pooled(template: &CompiledTemplate, state: &State<'_>) -> Score {
    let (mut numerator, mut denominator) = (0_i64, 0_i64);
    let (mut more, mut weights) = (Exact::ZERO, Exact::ZERO);
    for (at, line) in template
        .plan
        .lines
        .iter()
        .enumerate()
        .filter(|(at, _)| state.is_shown(*at))
    {
        let code = usize::from(state.code(at));
        if let Some((own, weight)) = template.plan.pooled.get(line.start + code) {
            numerator += own;
            denominator += weight;
        }
        if line.free
            && let Some(question) = template.template.questions.get(at)
            && let Some((points, high)) = section::points_beside(question, at, state)
            && let Some(value) = section::value_of(question, &points, &high)
        {
            more = more + question.weight.clone() * value;
            weights = weights + question.weight.clone();
        }
    }
    let unit = i128::from(template.plan.pooled_unit);
    let sum = Exact::ratio(numerator.into(), unit) + more;
    let weights = Exact::ratio(denominator.into(), unit) + weights;
    Score {
        share: sum.divide(&weights),
        ..Score::default()
    }
}
