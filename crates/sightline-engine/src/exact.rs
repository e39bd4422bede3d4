//! Numbers without rounding.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{
    CheckedAdd as _, CheckedDiv as _, CheckedMul as _, CheckedSub as _, Signed as _,
    ToPrimitive as _,
};

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

/// Almost every number fits two machine words; the few that do not are kept all the same.
#[derive(Clone)]
enum Repr {
    Small(Ratio<i128>),
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
    pub const ZERO: Self = Self(Repr::Small(Ratio::new_raw(0, 1)));
    /// The whole.
    pub const ONE: Self = Self(Repr::Small(Ratio::new_raw(1, 1)));

    /// The most decimal places a written number may have.
    pub const PLACES: usize = 6;

    /// `numerator / denominator`; a denominator of zero gives zero, since nothing was divided.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Self {
        if denominator == 0 {
            Self::ZERO
        } else {
            Self(Repr::Small(Ratio::new(numerator, denominator)))
        }
    }

    /// Numerator and denominator in lowest terms, where both fit.
    #[must_use]
    pub fn parts(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Small(ratio) => Some((*ratio.numer(), *ratio.denom())),
            Repr::Big(ratio) => Some((ratio.numer().to_i128()?, ratio.denom().to_i128()?)),
        }
    }

    /// `self / other`, or nothing where `other` is zero.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(self.combine(other, |a, b| a.checked_div(b), |a, b| a / b))
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
            Repr::Small(ratio) => {
                BigRational::new((*ratio.numer()).into(), (*ratio.denom()).into())
            }
            Repr::Big(ratio) => (**ratio).clone(),
        }
    }

    fn combine(
        &self,
        other: &Self,
        small: impl FnOnce(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl FnOnce(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(result) = small(a, b)
        {
            return Self(Repr::Small(result));
        }
        let result = big(self.big(), other.big());
        match (result.numer().to_i128(), result.denom().to_i128()) {
            (Some(numerator), Some(denominator)) => Self::ratio(numerator, denominator),
            _ => Self(Repr::Big(Box::new(result))),
        }
    }
}

impl std::ops::Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.combine(&other, |a, b| a.checked_add(b), |a, b| a + b)
    }
}

impl std::ops::Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.combine(&other, |a, b| a.checked_sub(b), |a, b| a - b)
    }
}

impl std::ops::Mul for Exact {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.combine(&other, |a, b| a.checked_mul(b), |a, b| a * b)
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
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => a.cmp(b),
            _ => self.big().cmp(&other.big()),
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
        match &self.0 {
            Repr::Small(ratio) => write!(f, "{ratio}"),
            Repr::Big(ratio) => write!(f, "{ratio}"),
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
