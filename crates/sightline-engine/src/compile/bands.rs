//! Bands as a list of bounds to try from the top.

use crate::exact::Exact;
use crate::model::{Bands, Bound, GradeIx, GradeScale};
use crate::scored::Score;

/// Where each grade starts, highest bound first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ladder {
    steps: Vec<(GradeIx, Step)>,
}

#[derive(Clone, Debug)]
enum Step {
    Share(Exact),
    Points(Exact),
}

impl Ladder {
    /// Bands as written; without any, each grade reaches halfway to its neighbors, ties upward.
    pub(crate) fn new(bands: Option<&Bands>, scale: &GradeScale) -> Self {
        let mut steps = match bands {
            Some(bands) => written(bands, scale),
            None => nearest(scale),
        };
        steps.sort_by(|(_, a), (_, b)| b.bound().cmp(a.bound()));
        Self { steps }
    }

    /// The grade with the highest bound that the score reaches, else the one with the lowest bound: a `sum` whose points go below
    /// nothing reaches none.
    #[inline]
    pub(crate) fn grade(&self, score: &Score) -> Option<GradeIx> {
        let share = score.share.as_ref()?;
        let points = score.points.as_ref().map(|points| &points.0);
        let reached = |step: &Step| match step {
            Step::Share(bound) => share.reaches(bound),
            Step::Points(bound) => points.is_some_and(|points| points.reaches(bound)),
        };
        // The lowest grade takes what reaches no bound. A score that reaches a bound reaches all below it, so it is counted how
        // many it does not reach: where to stop looking would be as good as random to a processor.
        let (_, others) = self.steps.split_last()?;
        let above = others.iter().filter(|(_, step)| !reached(step)).count();
        self.steps.get(above).map(|(grade, _)| *grade)
    }

    /// Where each grade starts, highest first: at a share, or at points.
    pub(crate) fn bands(&self) -> Bands {
        let bound = |step: &Step| match step {
            Step::Share(share) => Bound::Share(share.clone()),
            Step::Points(points) => Bound::Points(points.clone()),
        };
        let steps = self.steps.iter();
        Bands(steps.map(|(grade, step)| (*grade, bound(step))).collect())
    }
}

impl Step {
    fn bound(&self) -> &Exact {
        match self {
            Self::Share(bound) | Self::Points(bound) => bound,
        }
    }
}

fn written(bands: &Bands, scale: &GradeScale) -> Vec<(GradeIx, Step)> {
    let step = |bound: &Bound| match bound {
        Bound::Value(value) => Step::Share(share_of(value, scale)),
        Bound::Share(share) => Step::Share(share.clone()),
        Bound::Points(points) => Step::Points(points.clone()),
    };
    bands
        .0
        .iter()
        .map(|(grade, bound)| (*grade, step(bound)))
        .collect()
}

fn nearest(scale: &GradeScale) -> Vec<(GradeIx, Step)> {
    let mut by_value: Vec<(GradeIx, &Exact)> = (0_u8..)
        .map(GradeIx)
        .zip(&scale.grades)
        .map(|(at, grade)| (at, &grade.value))
        .collect();
    by_value.sort_by(|a, b| a.1.cmp(b.1));
    let mut below: Option<&Exact> = None;
    let mut steps = Vec::new();
    for (grade, value) in by_value {
        let bound = match below {
            None => value.clone(),
            Some(below) => (below.clone() + value.clone()) * Exact::ratio(1, 2),
        };
        steps.push((grade, Step::Share(share_of(&bound, scale))));
        below = Some(value);
    }
    steps
}

/// Where a value lies between the least and the greatest of the scale.
pub(crate) fn share_of(value: &Exact, scale: &GradeScale) -> Exact {
    let (least, greatest) = scale.range();
    (value.clone() - least.clone())
        .divide(&(greatest - least))
        .unwrap_or(Exact::ZERO)
}
