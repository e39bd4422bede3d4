use std::sync::Arc;

use crate::exact::Exact;

/// A grade's place in its scale, best first.
///
/// A grade is never a bare word or number: it means nothing without its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GradeIx(pub u8);

/// One grade of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// As written in templates and stored outcomes.
    pub id: String,
    /// As a reader sees it.
    pub label: String,
    /// One or two letters for tables, so that color never carries the meaning alone.
    pub letter: String,
    /// Its points.
    pub value: Exact,
}

/// Named grades, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeScale {
    /// As written in templates.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// Best first, at least two, ids and values all different.
    pub grades: Vec<Grade>,
    /// At or above it there is no concern.
    pub good_enough: Option<GradeIx>,
    /// At or above it there is a strength.
    pub strength: Option<GradeIx>,
}

impl GradeScale {
    /// The grade with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<GradeIx> {
        let at = self.grades.iter().position(|grade| grade.id == id)?;
        u8::try_from(at).ok().map(GradeIx)
    }

    /// The grade at a place.
    #[must_use]
    pub fn grade(&self, at: GradeIx) -> Option<&Grade> {
        self.grades.get(usize::from(at.0))
    }

    /// Lowest and highest value.
    #[must_use]
    pub fn range(&self) -> (Exact, Exact) {
        let values = || self.grades.iter().map(|grade| grade.value.clone());
        (
            values().min().unwrap_or(Exact::ZERO),
            values().max().unwrap_or(Exact::ONE),
        )
    }
}

/// A range of numbers, such as 0 to 10, higher better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberScale {
    /// As written in templates.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// Lowest.
    pub from: Exact,
    /// Highest.
    pub to: Exact,
    /// Distance between neighbors; divides the range into at most 240 steps.
    pub step: Exact,
    /// At or above it there is no concern.
    pub good_enough: Option<Exact>,
    /// At or above it there is a strength.
    pub strength: Option<Exact>,
}

impl NumberScale {
    /// Every number on the scale, lowest first.
    #[must_use]
    pub fn steps(&self) -> Vec<Exact> {
        let mut steps = Vec::new();
        let mut at = self.from.clone();
        while at <= self.to && steps.len() <= 241 {
            steps.push(at.clone());
            at = at + self.step.clone();
        }
        steps
    }
}

/// What a question or a whole template is graded on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Named grades.
    Grades(Arc<GradeScale>),
    /// A range of numbers.
    Numbers(Arc<NumberScale>),
}
