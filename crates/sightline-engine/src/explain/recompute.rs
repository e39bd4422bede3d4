//! The grade again, from the explanation alone.

use std::fmt;

use crate::compile::CompiledTemplate;
use crate::compile::bands::{Ladder, share_of};
use crate::exact::Exact;
use crate::explain::{Explanation, LimitWhy, SectionWhy};
use crate::model::{Basis, Cap, GradeIx, Method, Overall};
use crate::scored::{Score, Status};

/// An explanation whose parts do not come to what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoesNotAddUp {
    /// `overall` or a section id.
    pub about: String,
}

impl fmt::Display for DoesNotAddUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the reasons given for `{}` do not come to its score and grade",
            self.about
        )
    }
}

impl std::error::Error for DoesNotAddUp {}

impl Explanation {
    /// The overall grade that the numbers in this explanation give.
    ///
    /// Each section's score is worked out again from its questions, the whole from the sections; bands, limits
    /// and completeness are applied again. What a script decided is taken as it is. Of the template only what it
    /// says is used (bands, the scale and whether grades or scores are put together), nothing that scoring made.
    ///
    /// # Errors
    /// The first section, or the whole, whose parts do not come to the score or grade that it shows.
    pub fn recompute(&self, template: &CompiledTemplate) -> Result<Option<GradeIx>, DoesNotAddUp> {
        let wrong = |about: &str| DoesNotAddUp {
            about: about.to_owned(),
        };
        if matches!(self.status, Status::NotEligible | Status::Failed) {
            return Ok(None);
        }
        for (section, plan) in self.sections.iter().zip(&template.plan.sections) {
            let grade = section.grade(&plan.ladder);
            if section.share() != section.score.share || grade != section.score.grade {
                return Err(wrong(&section.id));
            }
        }
        if self.share(template) != self.score.share {
            return Err(wrong("overall"));
        }
        let computed = match self.overall {
            Overall::Sections(Method::Script) if self.score.share.is_none() => self.score.computed,
            Overall::Sections(Method::None) => None,
            Overall::Sections(_) | Overall::Pooled => template.plan.ladder.grade(&self.score),
        };
        let limited = limited(computed, &self.limits);
        let grade = enough(
            limited,
            self.completeness.as_ref(),
            self.minimum_completeness.as_ref(),
        );
        if computed != self.score.computed || grade != self.score.grade {
            return Err(wrong("overall"));
        }
        Ok(grade)
    }

    /// The overall share, from the sections or all questions.
    fn share(&self, template: &CompiledTemplate) -> Option<Exact> {
        let of = template.template.scoring.of;
        let worth = |section: &SectionWhy| match of {
            Basis::Scores => section.score.share.clone(),
            Basis::Grades => {
                let scale = template.template.grades()?;
                Some(share_of(&scale.grade(section.score.grade?)?.value, scale))
            }
        };
        let weighted = self.sections.iter();
        let parts = weighted.filter_map(|section| Some((section, worth(section)?)));
        match self.overall {
            Overall::Pooled => {
                let questions = self.sections.iter().flat_map(SectionWhy::values);
                by_values(Method::WeightedMean, &questions.collect::<Vec<_>>())
            }
            Overall::Sections(Method::Sum) => {
                let points = parts.map(|(section, share)| {
                    let points = section.score.points.as_deref().cloned();
                    let (own, most) = points
                        .filter(|_| of == Basis::Scores)
                        .unwrap_or((share, Exact::ONE));
                    (section.weight.clone(), own, most)
                });
                by_points(points)
            }
            Overall::Sections(Method::Script | Method::None) => self.score.share.clone(),
            Overall::Sections(method) => {
                let values = parts.map(|(section, value)| (section.weight.clone(), value));
                by_values(method, &values.collect::<Vec<_>>())
            }
        }
    }
}

impl SectionWhy {
    /// Weight and value of each question that has one.
    fn values(&self) -> impl Iterator<Item = (Exact, Exact)> {
        self.questions
            .iter()
            .filter_map(|question| Some((question.weight.clone(), question.value.clone()?)))
    }

    fn share(&self) -> Option<Exact> {
        match self.method {
            Method::Sum => by_points(self.questions.iter().filter_map(|question| {
                question.value.as_ref()?;
                let (own, most) = question.points.clone()?;
                Some((question.weight.clone(), own, most))
            })),
            Method::Script | Method::None => self.score.share.clone(),
            Method::WeightedMean | Method::Worst | Method::AllOrNothing => {
                by_values(self.method, &self.values().collect::<Vec<_>>())
            }
        }
    }

    fn grade(&self, bands: &Ladder) -> Option<GradeIx> {
        let computed = bands.grade(&Score {
            share: self.share(),
            points: self.score.points.clone(),
            ..Score::default()
        });
        let limited = limited(computed, &self.limits);
        enough(
            limited,
            self.completeness.as_ref(),
            self.minimum_completeness.as_ref(),
        )
    }
}

fn by_points(parts: impl Iterator<Item = (Exact, Exact, Exact)>) -> Option<Exact> {
    let (mut points, mut out_of) = (Exact::ZERO, Exact::ZERO);
    for (weight, own, most) in parts {
        points = points + weight.clone() * own;
        out_of = out_of + weight * most;
    }
    points.divide(&out_of).filter(|_| out_of > Exact::ZERO)
}

fn by_values(method: Method, parts: &[(Exact, Exact)]) -> Option<Exact> {
    let counting = || parts.iter().filter(|(weight, _)| !weight.is_zero());
    let least = counting().map(|(_, value)| value.clone()).min();
    match method {
        Method::WeightedMean => {
            let sum: Exact = counting()
                .map(|(weight, value)| weight.clone() * value.clone())
                .sum();
            let weights: Exact = counting().map(|(weight, _)| weight.clone()).sum();
            sum.divide(&weights)
        }
        Method::Worst => least,
        Method::AllOrNothing => least.map(|least| {
            if least == Exact::ONE {
                Exact::ONE
            } else {
                Exact::ZERO
            }
        }),
        Method::Sum | Method::Script | Method::None => None,
    }
}

fn limited(grade: Option<GradeIx>, limits: &[LimitWhy]) -> Option<GradeIx> {
    limits
        .iter()
        .fold(grade, |grade, limit| match (grade, limit.cap) {
            (Some(grade), Cap::Grade(cap)) => Some(grade.max(cap)),
            (_, Cap::InsufficientEvidence) | (None, _) => None,
        })
}

fn enough(grade: Option<GradeIx>, done: Option<&Exact>, least: Option<&Exact>) -> Option<GradeIx> {
    match (done, least) {
        (Some(done), Some(least)) if done < least => None,
        _ => grade,
    }
}
