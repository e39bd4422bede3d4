use std::cmp::Ordering;

use crate::exact::Exact;
use crate::rollup::Matrix;

/// By how many grades auditors graded better than moderators, on average.
///
/// A shift, and not a disagreement: grades that moderators raise and lower as often cancel out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift(Exact);

/// Which way auditors lie from moderators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Auditors graded better.
    Higher,
    /// Auditors graded worse.
    Lower,
    /// Neither.
    Level,
}

impl Shift {
    /// The shift of a matrix that has a pair.
    pub(super) fn of(matrix: &Matrix) -> Self {
        let steps: i128 = matrix
            .graded()
            .map(|(before, after, count)| i128::from(count) * (after as i128 - before as i128))
            .sum();
        Self(Exact::ratio(steps, matrix.pairs().into()))
    }

    /// More than this, in grades and either way, is drift: auditors and moderators no longer mean the same by a grade.
    #[must_use]
    pub fn limit() -> Exact {
        Exact::ratio(3, 10)
    }

    /// Auditors' mean less moderators' mean, in grades; below zero, auditors graded worse.
    #[must_use]
    pub fn mean(&self) -> &Exact {
        &self.0
    }

    /// The same without its direction.
    #[must_use]
    pub fn size(&self) -> Exact {
        if self.0.is_negative() {
            Exact::ZERO - self.0.clone()
        } else {
            self.0.clone()
        }
    }

    /// Which way it goes.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.0.cmp(&Exact::ZERO) {
            Ordering::Greater => Direction::Higher,
            Ordering::Less => Direction::Lower,
            Ordering::Equal => Direction::Level,
        }
    }

    /// Whether it is more than the [`Shift::limit`].
    #[must_use]
    pub fn has_drifted(&self) -> bool {
        self.size() > Self::limit()
    }
}
