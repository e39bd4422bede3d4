//! Reading and writing small numbers as bytes.

/// Bytes that were not written by this crate, or were changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a record that cannot be read")
    }
}

impl std::error::Error for Malformed {}

/// Appends a number, seven bits a byte, lowest first; small numbers take one byte.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u128) {
    // Most numbers fit one machine word from the start, which is far quicker to shift.
    let word = loop {
        match u64::try_from(number) {
            Ok(word) => break word,
            Err(_) => out.push(low_bits(number) | 0x80),
        }
        number >>= 7;
    };
    put_word(out, word);
}

/// Appends a signed number; those near zero on either side take one byte.
pub(super) fn put_signed(out: &mut Vec<u8>, number: i128) {
    match i64::try_from(number) {
        Ok(word) => put_word(
            out,
            (word.cast_unsigned() << 1) ^ (word >> 63).cast_unsigned(),
        ),
        Err(_) => put_number(
            out,
            (number.cast_unsigned() << 1) ^ (number >> 127).cast_unsigned(),
        ),
    }
}

fn put_word(out: &mut Vec<u8>, mut word: u64) {
    while word >= 0x80 {
        out.push(low_bits(word.into()) | 0x80);
        word >>= 7;
    }
    out.push(low_bits(word.into()));
}

/// Appends text after its length.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u128);
    out.extend_from_slice(text.as_bytes());
}

/// Appends the lowest `width` bytes of a set of bits, lowest first.
pub(super) fn put_bits(out: &mut Vec<u8>, bits: u128, width: u8) {
    let all = bits.to_le_bytes();
    out.extend_from_slice(all.get(..usize::from(width)).unwrap_or(&all));
}

/// How many bytes a set of bits needs; none where none is set.
pub(super) fn width(bits: u128) -> u8 {
    let used = (u128::BITS - bits.leading_zeros()).div_ceil(8);
    used.to_le_bytes().first().copied().unwrap_or_default()
}

fn low_bits(number: u128) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low & 0x7f
}

/// What is left of some bytes.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.0.split_first().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u128, Malformed> {
        let mut number = 0_u128;
        for at in 0..19_u32 {
            let byte = self.byte()?;
            let bits = u128::from(byte & 0x7f);
            if at == 18 && bits > 3 {
                return Err(Malformed);
            }
            number |= bits << (7 * at);
            if byte & 0x80 == 0 {
                // One spelling a number: what is read and written again must be the same bytes.
                return if at > 0 && byte == 0 {
                    Err(Malformed)
                } else {
                    Ok(number)
                };
            }
        }
        Err(Malformed)
    }

    pub(super) fn signed(&mut self) -> Result<i128, Malformed> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    pub(super) fn small(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.number()?).map_err(|_| Malformed)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = usize::try_from(self.number()?).map_err(|_| Malformed)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Malformed)
    }

    pub(super) fn bits(&mut self, width: u8) -> Result<u128, Malformed> {
        let mut all = [0; 16];
        let read = self.take(width.into())?;
        all.get_mut(..read.len())
            .ok_or(Malformed)?
            .copy_from_slice(read);
        Ok(u128::from_le_bytes(all))
    }

    pub(super) fn end(self) -> Result<(), Malformed> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Malformed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [
            0,
            1,
            127,
            128,
            16_383,
            16_384,
            u128::from(u64::MAX),
            u128::MAX,
        ] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!(Reader(&out).number(), Ok(number));
        }
        for number in [
            0,
            1,
            -1,
            63,
            -64,
            i64::MAX.into(),
            i64::MIN.into(),
            i128::from(i64::MIN) - 1,
            i128::MAX,
            i128::MIN,
        ] {
            let mut out = Vec::new();
            put_signed(&mut out, number);
            assert_eq!(Reader(&out).signed(), Ok(number));
        }
    }

    #[test]
    fn a_number_has_one_spelling_and_an_end() {
        for bytes in [&[0x80, 0x00][..], &[0x80], &[], &[0xff; 19], &[0xff; 40]] {
            assert_eq!(Reader(bytes).number(), Err(Malformed), "{bytes:?}");
        }
    }

    #[test]
    fn bits_take_what_they_need() {
        assert_eq!(
            [
                width(0),
                width(1),
                width(0xff),
                width(0x100),
                width(u128::MAX)
            ],
            [0, 1, 1, 2, 16]
        );
        assert_eq!(Reader(&[0; 17]).bits(17), Err(Malformed));
    }
}
