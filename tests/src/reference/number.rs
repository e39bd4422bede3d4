//! Exact fractions, and how they are shown.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed as _;

/// Every number here: a fraction of whole numbers of any size.
pub type Number = BigRational;

/// `n / d`.
#[must_use]
pub fn ratio(n: i64, d: i64) -> Number {
    Number::new(n.into(), d.into())
}

/// A number as a person writes it, such as `0.25`.
#[must_use]
pub fn number(text: &str) -> Number {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let read: BigInt = format!("{whole}{part}").parse().expect("digits");
    Number::new(
        read * sign,
        BigInt::from(10).pow(u32::try_from(part.len()).expect("few places")),
    )
}

/// With exactly this many decimals, rounded half away from zero.
#[must_use]
pub fn decimals(value: &Number, places: u32) -> String {
    let shift = Number::from(BigInt::from(10).pow(places));
    let half = ratio(1, 2);
    let size = (value.abs() * &shift + half).floor().to_integer();
    let sign = if value.is_negative() && size != BigInt::ZERO {
        "-"
    } else {
        ""
    };
    let digits = format!(
        "{size:0>width$}",
        size = size.to_string(),
        width = places as usize + 1
    );
    let (whole, part) = digits.split_at(digits.len() - places as usize);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// A share as a percentage with two decimals.
#[must_use]
pub fn percent(share: &Number) -> String {
    decimals(&(share * ratio(100, 1)), 2)
}

/// A fraction in lowest terms, or a whole number.
#[must_use]
pub fn exact(value: &Number) -> String {
    value.to_string()
}

/// A decimal where six places are enough to be exact, else a fraction.
#[must_use]
pub fn plain(value: &Number) -> String {
    let shown = decimals(value, 6);
    if number(&shown) != *value {
        return exact(value);
    }
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_contract_says() {
        assert_eq!(percent(&ratio(5, 7)), "71.43");
        assert_eq!(percent(&ratio(1, 800)), "0.13");
        assert_eq!(decimals(&ratio(-1, 8), 2), "-0.13");
        assert_eq!(decimals(&ratio(-1, 1000), 2), "0.00");
        assert_eq!(exact(&ratio(10, 14)), "5/7");
        assert_eq!(exact(&ratio(4, 2)), "2");
        assert_eq!(
            [
                plain(&number("2.50")),
                plain(&ratio(1, 3)),
                plain(&ratio(0, 1))
            ],
            ["2.5", "1/3", "0"]
        );
    }

    #[test]
    fn a_written_number_is_read_exactly() {
        assert_eq!(number("0.1") + number("0.2"), number("0.3"));
        assert_eq!(number("-1.50"), ratio(-3, 2));
    }
}
