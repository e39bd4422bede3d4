use crate::model::{GradeIx, GradeScale};
use crate::rollup::Share;

/// Audits by grade, best first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct GradeCounts {
    /// Audits with each grade, in the scale's order.
    pub graded: Vec<u64>,
    /// Audits without a grade.
    pub none: u64,
}

impl GradeCounts {
    /// Audits with a grade.
    #[must_use]
    pub fn whole(&self) -> u64 {
        self.graded.iter().sum()
    }

    /// One grade's share of the audits with a grade.
    #[must_use]
    pub fn share(&self, grade: usize) -> Share {
        Share::of(self.graded.get(grade).copied().unwrap_or(0), self.whole())
    }

    /// The share at or above a grade, of the audits with a grade.
    #[must_use]
    pub fn at_least(&self, grade: GradeIx) -> Share {
        let part = self.graded.iter().take(usize::from(grade.0) + 1).sum();
        Share::of(part, self.whole())
    }

    /// The share that is good enough, where the scale says what that is.
    #[must_use]
    pub fn good_or_better(&self, scale: &GradeScale) -> Option<Share> {
        scale.good_enough.map(|grade| self.at_least(grade))
    }

    pub(super) fn add(&mut self, row: &[u64], places: &[usize]) {
        let (none, graded) = row.split_last().unwrap_or((&0, &[]));
        self.none += none;
        for (count, place) in graded.iter().zip(places) {
            if self.graded.len() <= *place {
                self.graded.resize(place + 1, 0);
            }
            if let Some(held) = self.graded.get_mut(*place) {
                *held += count;
            }
        }
    }
}

/// Grades before moderation against the moderator's.
///
/// Both grades belong to the same audit; nobody is named, because the question is whether grades mean the same
/// everywhere, not who is to blame.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Matrix {
    /// A row each grade before moderation, the last is none; a column each of the moderator's grades.
    pub rows: Vec<Vec<u64>>,
}

impl Matrix {
    /// Moderated audits.
    #[must_use]
    pub fn moderated(&self) -> u64 {
        self.rows.iter().flatten().sum()
    }

    /// Moderated audits that had a grade before.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.graded().map(|(.., count)| count).sum()
    }

    /// Pairs with the same grade twice.
    #[must_use]
    pub fn exact(&self) -> Share {
        Share::of(self.count(|before, after| before == after), self.pairs())
    }

    /// Pairs that are no more than one grade apart.
    #[must_use]
    pub fn within_one(&self) -> Share {
        Share::of(
            self.count(|before, after| before.abs_diff(after) <= 1),
            self.pairs(),
        )
    }

    /// Pairs the moderator graded better.
    #[must_use]
    pub fn raised(&self) -> u64 {
        self.count(|before, after| after < before)
    }

    /// Pairs the moderator graded worse.
    #[must_use]
    pub fn lowered(&self) -> u64 {
        self.count(|before, after| after > before)
    }

    /// Audits by grade before moderation.
    #[must_use]
    pub fn before(&self) -> GradeCounts {
        let sums: Vec<u64> = self.rows.iter().map(|row| row.iter().sum()).collect();
        let (none, graded) = sums.split_last().unwrap_or((&0, &[]));
        GradeCounts {
            graded: graded.to_vec(),
            none: *none,
        }
    }

    /// Audits by the moderator's grade.
    #[must_use]
    pub fn after(&self) -> GradeCounts {
        let mut after = GradeCounts::default();
        for row in &self.rows {
            let places: Vec<usize> = (0..row.len()).collect();
            let mut padded = row.clone();
            padded.push(0);
            after.add(&padded, &places);
        }
        after
    }

    /// Adds another matrix of the same scale.
    pub fn merge(&mut self, other: &Self) {
        let columns = other.rows.first().map_or(0, Vec::len);
        if self.rows.len() < other.rows.len() {
            self.rows.resize(other.rows.len(), vec![0; columns]);
        }
        for (row, more) in self.rows.iter_mut().zip(&other.rows) {
            row.resize(row.len().max(more.len()), 0);
            row.iter_mut()
                .zip(more)
                .for_each(|(count, more)| *count += more);
        }
    }

    /// How many grades the scale has.
    pub(super) fn grades(&self) -> usize {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        columns.max(self.rows.len().saturating_sub(1))
    }

    /// Every cell that has a grade before: its row, its column and its count.
    pub(super) fn graded(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let graded = self.rows.len().saturating_sub(1);
        let rows = self.rows.iter().take(graded).enumerate();
        rows.flat_map(|(before, row)| {
            row.iter()
                .enumerate()
                .map(move |(after, count)| (before, after, *count))
        })
    }

    fn count(&self, which: impl Fn(usize, usize) -> bool) -> u64 {
        self.graded()
            .filter(|(before, after, _)| which(*before, *after))
            .map(|(.., count)| count)
            .sum()
    }
}
