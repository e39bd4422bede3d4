//! Numbers without rounding.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed as _, ToPrimitive as _};

/// An exact fraction: weights, points, scores and bands.
///
/// A grade hangs on whether a score reaches a band, so nothing that decides one is ever rounded.
/// Rounding happens once, when a number is shown: [`Exact::percent`].
///
/// ```
/// use sightline_engine::Exact;
///
/// let sum = "0.1".parse::<Exact>()? + "0.7".parse::<Exact>()?;
/// assert_eq!(sum, Exact::ratio(4, 5));
/// assert_eq!(sum.percent(), "80.00");
/// # Ok::<(), sightline_engine::NotANumber>(())
/// ```
#[derive(Clone)]
pub struct Exact(Repr);

/// Almost every number fits two machine words, not necessarily in lowest terms; the few that do not are kept all the same.
#[derive(Clone)]
enum Repr {
    Small(i64, i64),
    Big(Box<BigRational>),
}

/// Text that is not a number such as `3` or `0.25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number such as `3` or `0.25`, with at most six decimal places")
    }
}

impl std::error::Error for NotANumber {}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self(Repr::Small(0, 1));
    /// The whole.
    pub const ONE: Self = Self(Repr::Small(1, 1));

    /// The most decimal places a written number may have.
    pub const PLACES: usize = 6;

    /// `numerator / denominator`; a denominator of zero gives zero, since nothing was divided.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Self {
        match denominator {
            0 => Self::ZERO,
            below if below < 0 => Self::of((-numerator, -below)),
            _ => Self::of((numerator, denominator)),
        }
    }

    /// `numerator / denominator` as they stand; nothing where there is nothing to divide by.
    #[inline(always)]
    pub(crate) fn share(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator > 0).then_some(Self(Repr::Small(numerator, denominator)))
    }

    /// Numerator and denominator as they stand, where they fit.
    pub(crate) fn as_it_stands(&self) -> Option<(i64, i64)> {
        match self.0 {
            Repr::Small(numerator, denominator) => Some((numerator, denominator)),
            Repr::Big(_) => None,
        }
    }

    /// Numerator and denominator in lowest terms, where both fit.
    #[must_use]
    pub fn parts(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Small(numerator, denominator) => {
                Some(reduced((i128::from(*numerator), i128::from(*denominator))))
            }
            Repr::Big(ratio) => Some((ratio.numer().to_i128()?, ratio.denom().to_i128()?)),
        }
    }

    /// `self / other`, or nothing where `other` is zero.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Option<Self> {
        let upside_down = match &other.0 {
            Repr::Small(0, _) => return None,
            Repr::Small(numerator, denominator) => {
                Self::ratio((*denominator).into(), (*numerator).into())
            }
            Repr::Big(ratio) => Self(Repr::Big(Box::new(ratio.recip()))),
        };
        Some(self.clone() * upside_down)
    }

    /// Its square root, cut after nine decimal places; absent below nothing.
    ///
    /// The one thing here that is not exact: it is for ranges and never for scores.
    #[must_use]
    pub fn root(&self) -> Option<Self> {
        const PLACES: i64 = 1_000_000_000;
        if self.is_negative() {
            return None;
        }
        let ratio = self.big();
        let scaled = ratio.numer() * BigInt::from(PLACES).pow(2) / ratio.denom();
        i64::try_from(scaled.sqrt())
            .ok()
            .map(|root| Self::ratio(root.into(), PLACES.into()))
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Whether it is below nothing.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        *self < Self::ZERO
    }

    /// As a decimal, rounded half away from zero to `places`.
    #[must_use]
    pub fn decimal(&self, places: u32) -> String {
        let ratio = self.big();
        let scale = BigInt::from(10).pow(places);
        let doubled = ratio.numer().abs() * &scale * 2 + ratio.denom();
        let rounded: BigInt = doubled / (ratio.denom() * 2);
        let sign = if self.is_negative() && rounded != BigInt::ZERO {
            "-"
        } else {
            ""
        };
        if places == 0 {
            return format!("{sign}{rounded}");
        }
        let (whole, part) = (&rounded / &scale, &rounded % &scale);
        format!(
            "{sign}{whole}.{part:0>width$}",
            part = part.to_string(),
            width = places as usize
        )
    }

    /// A share as a percentage with two decimals, rounded half away from zero.
    #[must_use]
    pub fn percent(&self) -> String {
        (self.clone() * Self::ratio(100, 1)).decimal(2)
    }

    /// As written: a decimal where it ends, else a fraction.
    #[must_use]
    pub fn plain(&self) -> String {
        let shown = self.decimal(u32::try_from(Self::PLACES).unwrap_or(6));
        match shown.parse::<Self>() {
            Ok(back) if back == *self => {
                let trimmed = shown.trim_end_matches('0').trim_end_matches('.');
                if trimmed.is_empty() {
                    "0".to_owned()
                } else {
                    trimmed.to_owned()
                }
            }
            _ => self.to_string(),
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(numerator, denominator) => {
                BigRational::new((*numerator).into(), (*denominator).into())
            }
            Repr::Big(ratio) => (**ratio).clone(),
        }
    }

    /// Words as they stand where they fit, else in lowest terms, else any size; the denominator is above zero.
    fn of(words: Words) -> Self {
        let small = |(numerator, denominator): Words| {
            Some((
                i64::try_from(numerator).ok()?,
                i64::try_from(denominator).ok()?,
            ))
        };
        match small(words).or_else(|| small(reduced(words))) {
            Some((numerator, denominator)) => Self(Repr::Small(numerator, denominator)),
            None => Self(Repr::Big(Box::new(BigRational::new(
                words.0.into(),
                words.1.into(),
            )))),
        }
    }

    fn of_big(ratio: BigRational) -> Self {
        match (ratio.numer().to_i64(), ratio.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Self(Repr::Small(numerator, denominator)),
            _ => Self(Repr::Big(Box::new(ratio))),
        }
    }

    /// Whether it is as much as another, or more.
    #[inline(always)]
    pub(crate) fn reaches(&self, bound: &Self) -> bool {
        match (&self.0, &bound.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                i128::from(*a) * i128::from(*d) >= i128::from(*c) * i128::from(*b)
            }
            (Repr::Big(_), _) | (_, Repr::Big(_)) => self >= bound,
        }
    }

    /// Words of both, where products of them fit.
    #[inline]
    fn words(&self, other: &Self) -> Option<(Words, Words)> {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => Some((
                (i128::from(*a), i128::from(*b)),
                (i128::from(*c), i128::from(*d)),
            )),
            (Repr::Big(_), _) | (_, Repr::Big(_)) => None,
        }
    }
}

/// Numerator and denominator: products of two 64-bit words, and sums of two such, always fit.
type Words = (i128, i128);

/// Digits with a comma between thousands, as a person reads them: `1398` as `1,398`. Not for CSV or JSON, which programs read.
///
/// ```
/// assert_eq!(sightline_engine::grouped("1398"), "1,398");
/// assert_eq!(sightline_engine::grouped("-12345.678"), "-12,345.678");
/// ```
#[must_use]
pub fn grouped(digits: &str) -> String {
    let (sign, rest) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let whole = rest.split('.').next().unwrap_or(rest).len();
    let mut out = sign.to_owned();
    for (at, digit) in rest.chars().enumerate() {
        if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn reduced((numerator, denominator): Words) -> Words {
    // Scores fit in one machine word, which is several times as quick to work with as two.
    if let (Ok(n), Ok(d)) = (i64::try_from(numerator), u64::try_from(denominator))
        && let Ok(common) = i64::try_from(common_word(n.unsigned_abs(), d).max(1))
    {
        return match common {
            1 => (numerator, denominator),
            _ => ((n / common).into(), (d / common.unsigned_abs()).into()),
        };
    }
    let common = common_divisor(numerator, denominator);
    (numerator / common, denominator / common)
}

/// The greatest number that divides both, found by halving, which takes a third of the time of dividing; 0 for two zeros.
fn common_word(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << twos
}

/// The greatest number that divides both; 1 where there is none.
pub(crate) fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1).max(1)
}

impl std::ops::Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match self.words(&other) {
            Some(((a, b), (c, d))) if b == d => Self::of((a + c, b)),
            Some(((a, b), (c, d))) => Self::of((a * d + c * b, b * d)),
            None => Self::of_big(self.big() + other.big()),
        }
    }
}

impl std::ops::Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        match self.words(&other) {
            Some(((a, b), (c, d))) => Self::of((a * d - c * b, b * d)),
            None => Self::of_big(self.big() - other.big()),
        }
    }
}

impl std::ops::Mul for Exact {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        match self.words(&other) {
            Some(((a, b), (c, d))) => Self::of((a * c, b * d)),
            None => Self::of_big(self.big() * other.big()),
        }
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, |sum, one| sum + one)
    }
}

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Self::ratio(whole.into(), 1)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match self.words(other) {
            Some(((a, b), (c, d))) => (a * d).cmp(&(c * b)),
            None => self.big().cmp(&other.big()),
        }
    }
}

impl FromStr for Exact {
    type Err = NotANumber;

    /// Reads digits with at most one point; exponents, infinities and the like are not numbers here.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let written = (digits.contains('.') && part.is_empty()) || whole.is_empty();
        if written
            || whole.len() > 15
            || part.len() > Self::PLACES
            || !all_digits(whole)
            || !all_digits(part)
        {
            return Err(NotANumber);
        }
        let number: i128 = format!("{whole}{part}").parse().map_err(|_| NotANumber)?;
        let scale = 10_i128.pow(u32::try_from(part.len()).map_err(|_| NotANumber)?);
        Ok(Self::ratio(if negative { -number } else { number }, scale))
    }
}

impl fmt::Display for Exact {
    /// A fraction in lowest terms, or a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            Some((numerator, 1)) => write!(f, "{numerator}"),
            Some((numerator, denominator)) => write!(f, "{numerator}/{denominator}"),
            None => write!(f, "{}", self.big()),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(Exact::ratio(1, 8).decimal(2), "0.13");
        assert_eq!(Exact::ratio(-1, 8).decimal(2), "-0.13");
        assert_eq!(Exact::ratio(-1, 1000).decimal(2), "0.00");
        assert_eq!(Exact::ratio(5, 7).percent(), "71.43");
        assert_eq!(Exact::ratio(5, 2).decimal(0), "3");
    }

    #[test]
    fn grows_past_machine_words_and_back() {
        let huge = Exact::ratio(i128::MAX, 3);
        let sum = huge.clone() + huge.clone() + huge.clone();
        assert_eq!(sum, Exact::ratio(i128::MAX, 1));
        assert_eq!((sum.clone() * sum.clone()).divide(&sum), Some(sum));
    }

    #[test]
    fn a_fraction_has_one_form_in_lowest_terms() {
        for (n, d, lowest) in [
            (0, 7, (0, 1)),
            (-6, 8, (-3, 4)),
            (12, 18, (2, 3)),
            (i64::MIN.into(), 2, (i128::from(i64::MIN) / 2, 1)),
            (3, i64::MAX.into(), (3, i64::MAX.into())),
            (1 << 62, 1 << 40, (1 << 22, 1)),
        ] {
            assert_eq!(Exact::ratio(n, d).parts(), Some(lowest));
        }
        for a in 0..60_u64 {
            for b in 0..60_u64 {
                let common = i128::from(common_word(a, b));
                assert_eq!(common.max(1), common_divisor(a.into(), b.into()));
            }
        }
    }

    #[test]
    fn reads_what_a_person_writes_and_nothing_else() {
        assert_eq!("0.25".parse(), Ok(Exact::ratio(1, 4)));
        assert_eq!("-3".parse(), Ok(Exact::ratio(-3, 1)));
        for not in [
            "",
            ".",
            "1.",
            ".5",
            "1e3",
            ".nan",
            "inf",
            "0x10",
            "1_000",
            "1.2.3",
            "0.1234567",
        ] {
            assert_eq!(not.parse::<Exact>(), Err(NotANumber), "{not}");
        }
    }
}
