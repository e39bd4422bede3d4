//! A child's id: whether it can be trusted, and what is kept in its place.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What is kept in the place of a child's id.
///
/// With a salt, a keyed hash: the same child has the same id in every import, and nobody who lacks the salt can find the
/// child from it, or try every number until one fits.
#[derive(Clone)]
pub enum Ids {
    /// A hash under a salt that the authority keeps to itself.
    Hashed(Salt),
    /// The id as it stands in the file, because somebody decided so.
    AsWritten,
}

/// The secret under which ids are hashed.
#[derive(Clone)]
pub struct Salt(Hmac<Sha256>);

/// How many letters an id keeps: 100 bits, so that two children never share one.
const LETTERS: usize = 20;

/// Letters and digits that are not taken for each other when read aloud: no `0`, `1`, `8` or `9`.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

impl Salt {
    /// A salt of at least 16 bytes; fewer could be tried out.
    #[must_use]
    pub fn new(secret: &[u8]) -> Option<Self> {
        let key = Hmac::new_from_slice(secret).ok();
        key.filter(|_| secret.len() >= 16).map(Self)
    }
}

impl Ids {
    /// The id that is kept for a child.
    #[must_use]
    pub fn keep(&self, id: &str) -> String {
        match self {
            Self::AsWritten => id.to_owned(),
            Self::Hashed(salt) => {
                let mut mac = salt.0.clone();
                mac.update(b"case\0");
                mac.update(id.as_bytes());
                base32(&mac.finalize().into_bytes())
            }
        }
    }
}

impl fmt::Debug for Ids {
    /// Hides the salt.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hashed(_) => "Hashed(…)",
            Self::AsWritten => "AsWritten",
        })
    }
}

impl fmt::Debug for Salt {
    /// Hides it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

fn base32(bytes: &[u8]) -> String {
    let (mut held, mut n) = (0_u32, 0_u32);
    let mut out = String::with_capacity(LETTERS);
    for byte in bytes.iter().take(LETTERS * 5 / 8 + 1) {
        held = held << 8 | u32::from(*byte);
        n += 8;
        while n >= 5 && out.len() < LETTERS {
            n -= 5;
            let at = usize::try_from(held >> n & 31).unwrap_or_default();
            out.push(ALPHABET.get(at).copied().map_or('A', char::from));
        }
        held &= (1 << n) - 1;
    }
    out
}

/// What a spreadsheet did to an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// `1.23E+11`: the last digits are gone.
    Exponent,
    /// `123.0`: it was taken for a number.
    Decimal,
    /// Shorter than ids of this column are, so zeros at its start may be gone.
    Short,
    /// Longer than any id; a cell of another column, or two cells in one.
    Long,
    /// A date, an error or a heading, but no id.
    NotAnId,
}

impl Damage {
    /// What it is called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Exponent => "the id looks damaged by a spreadsheet: its last digits are gone",
            Self::Decimal => {
                "the id looks damaged by a spreadsheet: it has become a decimal number"
            }
            Self::Short => {
                "the id looks damaged by a spreadsheet: it is shorter than others here, as if zeros were gone"
            }
            Self::Long => "the id is longer than any id is",
            Self::NotAnId => "there is a date or an error in the place of the id",
        }
    }
}

/// The longest id that any system or return has, with room to spare.
const LONGEST: usize = 64;

/// Whether an id looks damaged; `width` is how long ids of the column are, where that is known.
pub(crate) fn damage(id: &str, width: Option<usize>) -> Option<Damage> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(id) && id.len() <= LONGEST {
        return width
            .filter(|width| id.len() < *width)
            .map(|_| Damage::Short);
    }
    if id.starts_with('#') || id.contains('/') && id.split('/').all(digits) {
        return Some(Damage::NotAnId);
    }
    if let Some((mantissa, exponent)) = id.split_once(['E', 'e']) {
        let mantissa_is_number = mantissa.contains('.') && mantissa.split('.').all(digits)
            || exponent.starts_with('+') && digits(mantissa);
        if mantissa_is_number && digits(exponent.trim_start_matches(['+', '-'])) {
            return Some(Damage::Exponent);
        }
    }
    if let Some((whole, part)) = id.split_once('.')
        && digits(whole)
        && digits(part)
    {
        return Some(Damage::Decimal);
    }
    (id.len() > LONGEST).then_some(Damage::Long)
}

/// How long the ids of a column are, as its rows tell: where one starts with a zero, zeros matter, and all have its length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Widths {
    with_zero: Option<usize>,
    mixed: bool,
}

impl Widths {
    /// Takes note of an id.
    pub(crate) fn see(&mut self, id: &str) {
        if id.len() > 1 && id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit()) {
            self.mixed |= self.with_zero.is_some_and(|width| width != id.len());
            self.with_zero = Some(id.len());
        }
    }

    /// The length that all ids have, if zeros tell it.
    pub(crate) fn width(&self) -> Option<usize> {
        self.with_zero.filter(|_| !self.mixed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c03_an_id_that_a_spreadsheet_damaged_is_seen() {
        assert_eq!(damage("1.23E+11", None), Some(Damage::Exponent));
        assert_eq!(damage("2E+05", None), Some(Damage::Exponent));
        assert_eq!(damage("123.0", None), Some(Damage::Decimal));
        assert_eq!(damage("123", Some(5)), Some(Damage::Short));
        assert_eq!(damage("#REF!", None), Some(Damage::NotAnId));
        assert_eq!(damage("27/03/2008", None), Some(Damage::NotAnId));
        assert_eq!(damage(&"x".repeat(65), None), Some(Damage::Long));
        for fine in [
            "00123",
            "DfEX0000001",
            "12E45",
            "child_fails_assessments",
            "A.1",
        ] {
            assert_eq!(damage(fine, Some(5)), None, "{fine}");
        }
        let mut widths = Widths::default();
        ["12345", "00123", "99999"]
            .iter()
            .for_each(|id| widths.see(id));
        assert_eq!(widths.width(), Some(5));
        widths.see("0012");
        assert_eq!(widths.width(), None);
    }

    #[test]
    fn an_id_is_hashed_under_a_salt_and_hidden() {
        let salt = |text: &str| Ids::Hashed(Salt::new(text.as_bytes()).unwrap());
        let (ours, theirs) = (salt("sixteen bytes or more"), salt("another sixteen bytes"));
        assert_eq!(ours.keep("123"), ours.keep("123"));
        assert_ne!(ours.keep("123"), ours.keep("0123"));
        assert_ne!(ours.keep("123"), theirs.keep("123"));
        assert_eq!(ours.keep("123").len(), LETTERS);
        assert_eq!(Ids::AsWritten.keep("123"), "123");
        assert!(Salt::new(b"too short").is_none());
        assert_eq!(format!("{ours:?}"), "Hashed(…)");
    }

    #[test]
    fn base_32_is_what_others_make_of_it() {
        assert_eq!(base32(b"fooba"), "MZXW6YTB");
    }
}
