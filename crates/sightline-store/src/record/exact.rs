//! Exact numbers as bytes and as text.

use sightline_engine::Exact;

use super::bytes::{Malformed, Reader, put_number, put_signed, put_text};

/// More digits than any score has; beyond it, reading a damaged record would take for ever.
const MOST_DIGITS: usize = 4_096;

/// Appends a number: its denominator and numerator, or zero and its text where they do not fit.
pub(super) fn put(out: &mut Vec<u8>, number: &Exact) {
    match number.parts() {
        Some((numerator, denominator)) if denominator > 0 => {
            put_number(out, denominator.cast_unsigned());
            put_signed(out, numerator);
        }
        _ => {
            put_number(out, 0);
            put_text(out, &number.to_string());
        }
    }
}

/// Reads a number back.
pub(super) fn get(from: &mut Reader<'_>) -> Result<Exact, Malformed> {
    let denominator = i128::try_from(from.number()?).map_err(|_| Malformed)?;
    if denominator == 0 {
        let text = from.text()?;
        let number = parse(text)?;
        // Small numbers have one spelling, which is not this one.
        return if number.parts().is_none() && number.to_string() == text {
            Ok(number)
        } else {
            Err(Malformed)
        };
    }
    let numerator = from.signed()?;
    if numerator == i128::MIN {
        return Err(Malformed);
    }
    let number = Exact::ratio(numerator, denominator);
    if number.parts() == Some((numerator, denominator)) {
        Ok(number)
    } else {
        Err(Malformed)
    }
}

/// Reads a fraction such as `-5/7`, of any size.
pub(crate) fn parse(text: &str) -> Result<Exact, Malformed> {
    if text.len() > MOST_DIGITS {
        return Err(Malformed);
    }
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    let (negative, numerator) = numerator
        .strip_prefix('-')
        .map_or((false, numerator), |rest| (true, rest));
    let number = whole(numerator)?
        .divide(&whole(denominator)?)
        .ok_or(Malformed)?;
    Ok(if negative {
        Exact::ZERO - number
    } else {
        number
    })
}

fn whole(digits: &str) -> Result<Exact, Malformed> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Malformed);
    }
    let mut number = Exact::ZERO;
    for chunk in digits.as_bytes().chunks(18) {
        let value = chunk
            .iter()
            .fold(0, |value, digit| value * 10 + i128::from(digit - b'0'));
        let scale = chunk.iter().fold(1, |scale, _| scale * 10);
        number = number * Exact::ratio(scale, 1) + Exact::ratio(value, 1);
    }
    Ok(number)
}
