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

    /// Whether it has moved far enough to be called better or worse: more than two percentage points, and more than one more or
    /// less above the line would make.
    #[must_use]
    pub fn moved_clearly(self, earlier: Self) -> bool {
        let one = Exact::ratio(1, self.whole.min(earlier.whole).max(1).into());
        let band = one.max(Exact::ratio(1, 50));
        self.since(earlier).is_some_and(|by| {
            if by.is_negative() {
                Exact::ZERO - by > band
            } else {
                by > band
            }
        })
    }

    /// The range that chance alone would keep a share like this one in, nineteen times out of twenty; absent where there is
    /// nothing to divide by.
    ///
    /// Right for few audits and for shares near 0% or 100% as well, where the usual range would go beyond them (Wilson 1927,
    /// *Probable inference, the law of succession, and statistical inference*). It speaks of audits drawn by chance.
    ///
    /// ```
    /// use sightline_engine::rollup::Share;
    ///
    /// let (low, high) = Share::of(58, 268).likely().ok_or("there is a whole")?;
    /// assert_eq!((low.percent(), high.percent()), ("17.13".into(), "26.95".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn likely(self) -> Option<(Exact, Exact)> {
        /// 1.96, which leaves one in forty on either side.
        const Z: (i128, i128) = (49, 25);
        let (part, whole) = (i128::from(self.part), i128::from(self.whole));
        let z = Exact::ratio(Z.0, Z.1);
        let z_squared = Exact::ratio(Z.0 * Z.0, Z.1 * Z.1);
        let spread = Exact::ratio(4 * part * (whole - part), whole.max(1)) + z_squared.clone();
        let root = z * spread.root()?;
        let middle = Exact::ratio(2 * part, 1) + z_squared.clone();
        let over = (Exact::ratio(whole, 1) + z_squared) * Exact::from(2);
        let at = |sum: Exact| sum.divide(&over);
        (self.whole > 0).then_some(())?;
        Some((at(middle.clone() - root.clone())?, at(middle + root)?))
    }

    /// Both groups as one.
    #[must_use]
    pub fn pool(self, other: Self) -> Self {
        Self::of(self.part + other.part, self.whole + other.whole)
    }
}
