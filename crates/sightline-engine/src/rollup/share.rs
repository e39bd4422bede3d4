use crate::exact::Exact;

/// A part of a whole, both as counts.
///
/// A percentage is never kept without the counts it was made from, so that shares of different groups are pooled and
/// never averaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
}

impl Share {
    /// So many of so many.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Self {
        Self { part, whole }
    }

    /// The share; absent where there is nothing to divide by.
    #[must_use]
    pub fn value(self) -> Option<Exact> {
        (self.whole > 0).then(|| Exact::ratio(self.part.into(), self.whole.into()))
    }

    /// How far it has moved from an earlier share; absent where either has no value.
    #[must_use]
    pub fn since(self, earlier: Self) -> Option<Exact> {
        Some(self.value()? - earlier.value()?)
    }

    /// Both groups as one.
    #[must_use]
    pub fn pool(self, other: Self) -> Self {
        Self::of(self.part + other.part, self.whole + other.whole)
    }
}
