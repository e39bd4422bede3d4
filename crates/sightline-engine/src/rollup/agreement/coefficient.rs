use crate::exact::Exact;
use crate::rollup::Matrix;

/// A way to take out of agreement what chance would give: 1 is full agreement, 0 is what chance alone would give.
///
/// With `n` pairs, `n(i,j)` of them graded `i` by the auditor and `j` by the moderator, `b(i)` and `a(j)` the sums of
/// row `i` and column `j`, and `q` grades in the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coefficient {
    /// Cohen's kappa: every disagreement counts the same.
    ///
    /// `1 - n Σ v n(i,j) / Σ v b(i) a(j)` with `v = 1` for two different grades, else 0. Undefined where both gave one
    /// and the same grade throughout. J. Cohen, *A coefficient of agreement for nominal scales*, Educational and
    /// Psychological Measurement 20 (1960).
    Kappa,
    /// Weighted kappa by distance: two grades apart counts double.
    ///
    /// As [`Coefficient::Kappa`] with `v = |i - j|`. J. Cohen, *Weighted kappa*, Psychological Bulletin 70 (1968).
    LinearKappa,
    /// Weighted kappa by the square of the distance: two grades apart counts fourfold.
    ///
    /// As [`Coefficient::Kappa`] with `v = (i - j)²`. Cohen (1968).
    QuadraticKappa,
    /// Krippendorff's alpha for ordered grades: distance is counted in audits that lie between two grades.
    ///
    /// `1 - 2 (2n - 1) Σ n(i,j) d²(i,j) / Σ m(i) m(j) d²(i,j)` with `m(k) = b(k) + a(k)` and
    /// `d(i,j) = m(i) + … + m(j) - (m(i) + m(j)) / 2`. Undefined where only one grade was given. K. Krippendorff,
    /// *Computing Krippendorff's alpha-reliability* (2011).
    Alpha,
    /// Gwet's AC1, which stays high where nearly all audits have one grade and people agree on it.
    ///
    /// `(p - e) / (1 - e)` with `p = Σ n(k,k) / n`, `e = Σ π(k) (1 - π(k)) / (q - 1)` and
    /// `π(k) = (b(k) + a(k)) / 2n`. With one grade throughout it is 1, and not undefined as the others are; undefined
    /// only where the scale has a single grade. K. L. Gwet, *Computing inter-rater reliability and its variance in the
    /// presence of high agreement*, British Journal of Mathematical and Statistical Psychology 61 (2008).
    Ac1,
}

impl Coefficient {
    /// All of them, as tables show them.
    pub const ALL: [Self; 5] = [
        Self::Kappa,
        Self::LinearKappa,
        Self::QuadraticKappa,
        Self::Alpha,
        Self::Ac1,
    ];

    /// As data names it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Kappa => "kappa",
            Self::LinearKappa => "linear_kappa",
            Self::QuadraticKappa => "quadratic_kappa",
            Self::Alpha => "alpha",
            Self::Ac1 => "ac1",
        }
    }

    /// The value where there is a pair; absent where it would divide by nothing.
    pub(super) fn of(self, matrix: &Matrix) -> Option<Exact> {
        let sums = Sums::of(matrix);
        match self {
            Self::Kappa => kappa(matrix, &sums, |apart| u64::from(apart > 0)),
            Self::LinearKappa => kappa(matrix, &sums, |apart| apart),
            Self::QuadraticKappa => kappa(matrix, &sums, |apart| apart * apart),
            Self::Alpha => alpha(matrix, &sums),
            Self::Ac1 => ac1(matrix, &sums),
        }
    }
}

/// How many audits have each grade, before moderation and after.
struct Sums {
    before: Vec<u64>,
    after: Vec<u64>,
    pairs: u64,
}

impl Sums {
    fn of(matrix: &Matrix) -> Self {
        let grades = matrix.grades();
        let mut sums = Self {
            before: vec![0; grades],
            after: vec![0; grades],
            pairs: 0,
        };
        for (before, after, count) in matrix.graded() {
            sums.pairs += count;
            if let Some(sum) = sums.before.get_mut(before) {
                *sum += count;
            }
            if let Some(sum) = sums.after.get_mut(after) {
                *sum += count;
            }
        }
        sums
    }

    /// How often each grade was given by either.
    fn both(&self) -> Vec<u64> {
        let pairs = self.before.iter().zip(&self.after);
        pairs.map(|(before, after)| before + after).collect()
    }
}

fn kappa(matrix: &Matrix, sums: &Sums, weight: impl Fn(u64) -> u64) -> Option<Exact> {
    let apart = |a: usize, b: usize| exact(weight(a.abs_diff(b) as u64));
    let found: Exact = matrix
        .graded()
        .map(|(before, after, count)| apart(before, after) * exact(count))
        .sum();
    let expected: Exact = every(&sums.before, &sums.after)
        .map(|((a, before), (b, after))| apart(a, b) * exact(before) * exact(after))
        .sum();
    Some(Exact::ONE - (found * exact(sums.pairs)).divide(&expected)?)
}

fn alpha(matrix: &Matrix, sums: &Sums) -> Option<Exact> {
    let given = sums.both();
    let of = |grade: usize| given.get(grade).copied().unwrap_or(0);
    // Doubled, so that halves stay whole; the factor is in both sums and falls out.
    let apart = |a: usize, b: usize| {
        let between: Exact = (a.min(b)..=a.max(b)).map(|grade| exact(of(grade))).sum();
        let doubled = if a == b {
            Exact::ZERO
        } else {
            between.clone() + between - exact(of(a)) - exact(of(b))
        };
        doubled.clone() * doubled
    };
    let found: Exact = matrix
        .graded()
        .map(|(before, after, count)| apart(before, after) * exact(count))
        .sum();
    let expected: Exact = every(&given, &given)
        .map(|((a, one), (b, other))| apart(a, b) * exact(one) * exact(other))
        .sum();
    let twice = exact(2) * (exact(2) * exact(sums.pairs) - Exact::ONE);
    Some(Exact::ONE - (found * twice).divide(&expected)?)
}

fn ac1(matrix: &Matrix, sums: &Sums) -> Option<Exact> {
    let others = exact((matrix.grades() as u64).saturating_sub(1));
    let found = matrix.exact().value()?;
    let whole = exact(2) * exact(sums.pairs);
    let mut chance = Exact::ZERO;
    for given in sums.both() {
        let share = exact(given).divide(&whole)?;
        chance = chance + share.clone() * (Exact::ONE - share);
    }
    let expected = chance.divide(&others)?;
    (found - expected.clone()).divide(&(Exact::ONE - expected))
}

/// Every place of one list with every place of another.
fn every<'a>(
    rows: &'a [u64],
    columns: &'a [u64],
) -> impl Iterator<Item = ((usize, u64), (usize, u64))> + 'a {
    let numbered = |list: &'a [u64]| list.iter().copied().enumerate();
    numbered(rows).flat_map(move |row| numbered(columns).map(move |column| (row, column)))
}

fn exact(count: u64) -> Exact {
    Exact::ratio(count.into(), 1)
}
