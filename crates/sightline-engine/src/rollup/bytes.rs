//! A tally as few bytes.

use std::fmt;

use crate::rollup::{Layout, Tally};

/// The first byte: which way of writing follows. A change of layout or of writing takes the next number.
const EDITION: u8 = 1;

/// Bytes that are not a tally of the layout they were read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTally {
    /// A later version wrote them.
    Edition(u8),
    /// They end too soon, go on too long, or hold a number that is not one.
    Broken,
    /// They are a tally of another layout, with this many counts.
    OtherLayout(u64),
}

impl fmt::Display for BadTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edition(edition) => write!(
                f,
                "the counts were written by another version (edition {edition})"
            ),
            Self::Broken => f.write_str("the counts are damaged"),
            Self::OtherLayout(counts) => write!(
                f,
                "the counts belong to another template ({counts} of them)"
            ),
        }
    }
}

impl std::error::Error for BadTally {}

impl Tally {
    /// As bytes: most counts of most tallies are small or zero, so numbers take as few bytes as they need and a run of
    /// zeros takes two.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() + 16);
        bytes.push(EDITION);
        write(&mut bytes, self.0.len() as u64);
        let mut rest = self.0.as_slice();
        while let Some((count, after)) = rest.split_first() {
            write(&mut bytes, *count);
            rest = after;
            if *count == 0 {
                let run = rest.iter().take_while(|count| **count == 0).count();
                write(&mut bytes, run as u64);
                rest = rest.get(run..).unwrap_or_default();
            }
        }
        bytes
    }

    /// Back from bytes, refusing what is not a tally of this layout.
    pub fn from_bytes(layout: &Layout, bytes: &[u8]) -> Result<Self, BadTally> {
        let (edition, mut rest) = bytes.split_first().ok_or(BadTally::Broken)?;
        if *edition != EDITION {
            return Err(BadTally::Edition(*edition));
        }
        let length = read(&mut rest)?;
        if length != layout.len() as u64 {
            return Err(BadTally::OtherLayout(length));
        }
        let mut counts = Vec::with_capacity(layout.len());
        while counts.len() < layout.len() {
            let count = read(&mut rest)?;
            counts.push(count);
            if count == 0 {
                let run = usize::try_from(read(&mut rest)?).map_err(|_| BadTally::Broken)?;
                if run > layout.len() - counts.len() {
                    return Err(BadTally::Broken);
                }
                counts.resize(counts.len() + run, 0);
            }
        }
        if rest.is_empty() {
            Ok(Self(counts))
        } else {
            Err(BadTally::Broken)
        }
    }
}

/// Seven bits a byte, least first; the high bit says that more follow.
fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn read(rest: &mut &[u8]) -> Result<u64, BadTally> {
    // Most counts are small.
    if let Some((byte @ ..0x80, after)) = rest.split_first() {
        *rest = after;
        return Ok((*byte).into());
    }
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, after) = rest.split_first().ok_or(BadTally::Broken)?;
        *rest = after;
        let part = u64::from(byte & 0x7f);
        if part
            .checked_shl(shift)
            .is_none_or(|moved| moved >> shift != part)
        {
            return Err(BadTally::Broken);
        }
        number |= part << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(BadTally::Broken)
}
