//! In which encoding a file of text was saved.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes of a file become letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8, or Windows-1252 where a cell is no UTF-8: which, every cell tells by itself.
    Bytes,
    /// Two bytes a letter, the lower one first.
    Utf16Le,
    /// Two bytes a letter, the higher one first.
    Utf16Be,
}

/// Tells the encoding by a byte order mark, or by where the zeros are.
pub(crate) fn encoding(start: &[u8]) -> Encoding {
    if start.starts_with(&[0xff, 0xfe]) {
        return Encoding::Utf16Le;
    }
    if start.starts_with(&[0xfe, 0xff]) {
        return Encoding::Utf16Be;
    }
    // English text in UTF-16 is every second byte a zero, from one side or the other.
    let pairs = start.chunks_exact(2).take(64);
    let n = pairs.len();
    let zeros = |at: usize| {
        let pairs = pairs.clone();
        pairs
            .filter(|pair| pair.get(at) == Some(&0) && pair.get(1 - at) != Some(&0))
            .count()
    };
    let most = |count: usize| n >= 4 && count * 10 >= n * 9;
    match (zeros(0), zeros(1)) {
        (_, low_first) if most(low_first) => Encoding::Utf16Le,
        (high_first, _) if most(high_first) => Encoding::Utf16Be,
        _ => Encoding::Bytes,
    }
}

impl Encoding {
    /// The name by which decoders know it.
    pub(crate) fn named(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Bytes => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
        }
    }

    /// The letters of the start of a file, for looking at.
    pub(crate) fn text_of(self, start: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Bytes => String::from_utf8_lossy(start),
            Self::Utf16Le => UTF_16LE.decode(start).0,
            Self::Utf16Be => UTF_16BE.decode(start).0,
        }
    }
}

/// The encoding that an XML file says it is in, where it is another than UTF-8.
pub(crate) fn declared(start: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let found = encoding(start);
    if found != Encoding::Bytes {
        return Some(found.named());
    }
    let head = start.get(..start.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let (_, rest) = head.split_once("<?xml")?.1.split_once("encoding")?;
    let name = rest.split(['"', '\'']).nth(1)?;
    encoding_rs::Encoding::for_label(name.as_bytes()).filter(|found| *found != UTF_8)
}

/// One cell's letters; whether they were Windows-1252 is the second part. Nothing where they are letters in neither.
pub(crate) fn field(bytes: &[u8]) -> Option<(Cow<'_, str>, bool)> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((Cow::Borrowed(text), false));
    }
    // These five bytes are no letters in Windows-1252; who has them was saved in something else.
    let has_no_letter = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if bytes.iter().any(has_no_letter) {
        return None;
    }
    Some((WINDOWS_1252.decode_without_bom_handling(bytes).0, true))
}

/// Bytes of another encoding as bytes of UTF-8, a piece at a time.
pub(crate) struct Decoded<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// How much of `text` has been given away.
    given: usize,
    done: bool,
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(from: R, encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            from,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 14],
            text: Vec::new(),
            given: 0,
            done: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let n = self.from.read(&mut self.raw)?;
        self.done = n == 0;
        // Three bytes for each are the most that any encoding becomes.
        self.text.resize(self.raw.len() * 3 + 16, 0);
        let raw = self.raw.get(..n).unwrap_or_default();
        let (result, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.done);
        self.text.truncate(written);
        self.given = 0;
        match result {
            CoderResult::InputEmpty => Ok(()),
            CoderResult::OutputFull => Err(io::Error::from(io::ErrorKind::InvalidData)),
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.text.len() && !self.done {
            self.fill()?;
        }
        let left = self.text.get(self.given..).unwrap_or_default();
        let n = left.len().min(to.len());
        let pair = to.get_mut(..n).zip(left.get(..n));
        if let Some((to, left)) = pair {
            to.copy_from_slice(left);
        }
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c07_letters_come_out_right_in_every_encoding() {
        let text = "id,név\n1,Zoë \u{2019}x\u{2019} 😀\n";
        for (mark, bytes) in [
            (
                &[0xff, 0xfe][..],
                text.encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<u8>>(),
            ),
            (
                &[0xfe, 0xff][..],
                text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            ),
            (
                &[][..],
                "id,name\n1,Ann\n"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect(),
            ),
        ] {
            let all = [mark, &bytes].concat();
            let found = encoding(&all);
            assert_ne!(found, Encoding::Bytes);
            let mut out = String::new();
            Decoded::new(all.as_slice(), found.named())
                .read_to_string(&mut out)
                .unwrap();
            assert!(out == text || out == "id,name\n1,Ann\n", "{out}");
        }
        assert_eq!(
            field(b"caf\xe9 \x92").unwrap(),
            ("café \u{2019}".into(), true)
        );
        assert_eq!(field("café".as_bytes()).unwrap(), ("café".into(), false));
        assert_eq!(field(b"\x81\xe9"), None);
    }
}
