//! Answers into a section's score (section 3), and sections into the whole (section 4).

use num_traits::{One as _, Zero as _};

use super::asked::Asked;
use super::number::{Number, ratio};
use super::outcome::Score;
use super::template::{Method, Overall, Section, Template};
use super::worth::{Worth, worth};

/// The score of one section.
pub fn section(template: &Template, section: &Section, asked: &Asked) -> Option<Score> {
    let worths = worths(template, section, asked);
    match section.method.unwrap_or(template.scoring.section) {
        Method::Sum => {
            // A number where less is better counts down from its worst.
            let in_a_sum = |one: &Worth| {
                if one.low > one.high {
                    (&one.low - &one.points, &one.low - &one.high)
                } else {
                    (one.points.clone(), one.high.clone())
                }
            };
            let points = worths.iter().map(|one| &one.weight * in_a_sum(one).0).sum();
            let out_of = worths.iter().map(|one| &one.weight * in_a_sum(one).1).sum();
            Score::points(points, out_of)
        }
        method => by_values(method, &values(&worths)),
    }
}

/// The score of the whole, from the sections' scores and the grades they have by now.
pub fn whole(
    template: &Template,
    asked: &Asked,
    sections: &[(Option<Score>, Option<usize>)],
) -> Option<Score> {
    let Overall::Sections(method) = template.scoring.overall else {
        let each = template.sections.iter();
        let all: Vec<Worth> = each
            .flat_map(|section| worths(template, section, asked))
            .collect();
        return by_values(Method::WeightedMean, &values(&all));
    };
    if template.scoring.of_grades {
        let weighted = template.sections.iter().zip(sections);
        let placed: Vec<(Number, Number)> = weighted
            .filter_map(|(section, (_, grade))| {
                Some((section.weight.clone(), place(template, (*grade)?)?))
            })
            .collect();
        return match method {
            Method::Sum => sum_of_shares(&placed),
            method => by_values(method, &placed),
        };
    }
    let scored = template.sections.iter().zip(sections);
    let scored = scored.filter_map(|(section, (score, _))| Some((section, score.as_ref()?)));
    if method != Method::Sum {
        let shares: Vec<_> = scored
            .map(|(one, score)| (one.weight.clone(), score.share.clone()))
            .collect();
        return by_values(method, &shares);
    }
    let (mut points, mut out_of) = (Number::zero(), Number::zero());
    for (section, score) in scored {
        let (got, most) = score
            .points
            .clone()
            .unwrap_or_else(|| (score.share.clone(), ratio(1, 1)));
        points += &section.weight * got;
        out_of += &section.weight * most;
    }
    Score::points(points, out_of)
}

fn sum_of_shares(weighted: &[(Number, Number)]) -> Option<Score> {
    let points = weighted.iter().map(|(weight, share)| weight * share).sum();
    Score::points(
        points,
        weighted.iter().map(|(weight, _)| weight.clone()).sum(),
    )
}

/// A grade's place between the least and the greatest value of its scale.
fn place(template: &Template, grade: usize) -> Option<Number> {
    let scale = template.scale()?;
    let (least, greatest) = scale.range();
    Some((&scale.grades[grade].1 - &least) / (greatest - &least))
}

fn worths(template: &Template, section: &Section, asked: &Asked) -> Vec<Worth> {
    section
        .questions
        .iter()
        .filter_map(|question| worth(template, section, question, asked))
        .collect()
}

fn values(worths: &[Worth]) -> Vec<(Number, Number)> {
    worths
        .iter()
        .map(|one| (one.weight.clone(), one.value()))
        .collect()
}

/// Weights and values by one of the methods that give a share.
fn by_values(method: Method, weighted: &[(Number, Number)]) -> Option<Score> {
    let counting = || weighted.iter().filter(|(weight, _)| !weight.is_zero());
    let least = counting().map(|(_, value)| value.clone()).min()?;
    match method {
        Method::WeightedMean => {
            let total: Number = counting().map(|(weight, value)| weight * value).sum();
            Some(Score::share(
                total / counting().map(|(weight, _)| weight.clone()).sum::<Number>(),
            ))
        }
        Method::Worst => Some(Score::share(least)),
        Method::AllOrNothing => Some(Score::share(if least.is_one() {
            ratio(1, 1)
        } else {
            ratio(0, 1)
        })),
        Method::None => None,
        Method::Sum => unreachable!("a sum has points, not values"),
    }
}
