//! How far two people's grades of the same audits agree.
//!
//! Everything is worked out from a [`Matrix`] without rounding. Raw agreement ([`Matrix::exact`],
//! [`Matrix::within_one`]) always stands beside a coefficient: case-note audits commonly reach a kappa of 0.3 to 0.7,
//! and a coefficient falls where nearly all audits have one grade, however well people agree.

mod coefficient;
mod shift;

pub use coefficient::Coefficient;
pub use shift::{Direction, Shift};

use crate::exact::Exact;
use crate::rollup::Matrix;

/// With fewer pairs of grades than this nothing is read into them, unless a caller says otherwise.
///
/// By ten pairs one changed grade moves agreement by ten percentage points; with fewer it says nothing.
pub const FEWEST_PAIRS: u64 = 10;

/// A number that is worked out from pairs of grades, or why there is none.
///
/// Zero and one are both findings (chance, and full agreement), so neither ever stands in for a number that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statistic<T> {
    /// The number.
    Value(T),
    /// Too few pairs to say.
    TooFew {
        /// How many there are.
        pairs: u64,
        /// How many it takes.
        least: u64,
    },
    /// Enough pairs, and still no number.
    Undefined(Undefined),
}

/// Why a statistic has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// There is not one pair.
    NoPairs,
    /// Both gave one and the same grade throughout: chance would agree as fully, and nothing divides by nothing.
    OneGrade,
}

impl<T> Statistic<T> {
    /// The number, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::TooFew { .. } | Self::Undefined(_) => None,
        }
    }
}

impl Matrix {
    /// Agreement beyond chance by one coefficient; withheld with fewer than `least` pairs.
    ///
    /// ```
    /// use sightline_engine::Exact;
    /// use sightline_engine::rollup::{Coefficient, FEWEST_PAIRS, Matrix, Statistic};
    ///
    /// // 20 audits kept a good grade, 15 a poor one; 5 were lowered and 10 raised.
    /// let matrix = Matrix { rows: vec![vec![20, 5], vec![10, 15], vec![0, 0]] };
    /// let kappa = matrix.agreement(Coefficient::Kappa, FEWEST_PAIRS);
    /// assert_eq!(kappa, Statistic::Value(Exact::ratio(2, 5)));
    /// let kappa = matrix.agreement(Coefficient::Kappa, 100);
    /// assert_eq!(kappa, Statistic::TooFew { pairs: 50, least: 100 });
    /// ```
    #[must_use]
    pub fn agreement(&self, coefficient: Coefficient, least: u64) -> Statistic<Exact> {
        self.enough(least, || {
            let value = coefficient.of(self);
            value.map_or(Statistic::Undefined(Undefined::OneGrade), Statistic::Value)
        })
    }

    /// By how many grades auditors graded better than moderators, on average; withheld with fewer than `least` pairs.
    #[must_use]
    pub fn shift(&self, least: u64) -> Statistic<Shift> {
        self.enough(least, || Statistic::Value(Shift::of(self)))
    }

    fn enough<T>(&self, least: u64, work_out: impl FnOnce() -> Statistic<T>) -> Statistic<T> {
        match self.pairs() {
            pairs if pairs < least => Statistic::TooFew { pairs, least },
            0 => Statistic::Undefined(Undefined::NoPairs),
            _ => work_out(),
        }
    }
}
