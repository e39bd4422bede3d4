//! The grade again, from the explanation alone.

use crate::compile::bands::Ladder;
use crate::exact::Exact;
use crate::explain::{Explanation, SectionWhy};
use crate::model::{Cap, GradeIx, Method};
use crate::scored::Status;

impl Explanation {
    /// The overall grade that the numbers in this explanation give.
    ///
    /// Section scores are worked out again from their questions, limits and completeness applied again. The bands
    /// are the template's, so they come from outside.
    pub(crate) fn recompute(&self, bands: &Ladder) -> Option<GradeIx> {
        if matches!(self.status, Status::NotEligible | Status::Failed) {
            return None;
        }
        if self.sections.iter().any(|section| !section.agrees()) {
            return None;
        }
        let computed = match self.overall {
            crate::model::Overall::Sections(Method::Script | Method::None) => self.score.computed,
            crate::model::Overall::Sections(_) | crate::model::Overall::Pooled => {
                bands.grade(&self.score)
            }
        };
        let mut grade = computed;
        for limit in &self.limits {
            grade = match (grade, limit.cap) {
                (Some(grade), Cap::Grade(cap)) => Some(grade.max(cap)),
                (_, Cap::InsufficientEvidence) | (None, _) => None,
            };
        }
        match (&self.completeness, &self.minimum_completeness) {
            (Some(done), Some(least)) if done < least => None,
            _ => grade,
        }
    }
}

impl SectionWhy {
    /// Whether the section's questions add up to its score.
    pub(crate) fn agrees(&self) -> bool {
        let counted = || {
            self.questions
                .iter()
                .filter(|question| !question.weight.is_zero())
        };
        let share = match self.method {
            Method::WeightedMean => {
                let parts =
                    || counted().filter_map(|question| Some((question, question.value.clone()?)));
                let weights: Exact = parts().map(|(question, _)| question.weight.clone()).sum();
                parts()
                    .map(|(question, value)| question.weight.clone() * value)
                    .sum::<Exact>()
                    .divide(&weights)
            }
            Method::Sum => {
                let parts =
                    || counted().filter_map(|question| Some((question, question.points.clone()?)));
                let most: Exact = parts()
                    .map(|(question, (_, most))| question.weight.clone() * most)
                    .sum();
                parts()
                    .map(|(question, (own, _))| question.weight.clone() * own)
                    .sum::<Exact>()
                    .divide(&most)
            }
            Method::Worst => counted()
                .filter_map(|question| question.value.clone())
                .min(),
            Method::AllOrNothing => {
                let least = counted()
                    .filter_map(|question| question.value.clone())
                    .min();
                least.map(|least| {
                    if least == Exact::ONE {
                        Exact::ONE
                    } else {
                        Exact::ZERO
                    }
                })
            }
            Method::Script | Method::None => return true,
        };
        share == self.score.share
    }
}
