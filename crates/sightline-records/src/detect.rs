//! What kind of file some bytes are.

mod encoding;

use std::collections::BTreeMap;

pub(crate) use encoding::{Decoded, Encoding, declared, encoding, field};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Cells between separators.
    Csv,
    /// A workbook of the present format.
    Xlsx,
    /// A workbook of the old format, or one with a password: both are the same kind of container.
    Container,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// XML.
    Xml,
    /// Nothing at all.
    Empty,
    /// Something else: a picture, a PDF.
    Unknown,
}

/// Tells the kind of a file by its first bytes; its name is not to be trusted.
pub(crate) fn kind(start: &[u8]) -> Kind {
    if start.starts_with(b"PK\x03\x04") {
        return Kind::Xlsx;
    }
    if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Kind::Container;
    }
    let signatures: [&[u8]; 5] = [b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF"];
    if signatures.iter().any(|one| start.starts_with(one)) {
        return Kind::Unknown;
    }
    let encoding = encoding(start);
    let text = encoding.text_of(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next() {
        None => Kind::Empty,
        Some('<') => Kind::Xml,
        Some('{') if is_lines(text) => Kind::JsonLines,
        Some('{' | '[') => Kind::Json,
        Some(_) if encoding == Encoding::Bytes && start.contains(&0) => Kind::Unknown,
        Some(_) => Kind::Csv,
    }
}

/// Whether the first line is an object by itself.
fn is_lines(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| {
        let only_lists = value.as_object().is_some_and(|object| {
            !object.is_empty() && object.values().all(serde_json::Value::is_array)
        });
        !only_lists
    })
}

/// The separator: a comma, a semicolon, a tab or a bar.
///
/// The one that the most lines have the same number of decides, many counting for more: titles above the headings have few,
/// and commas within cells come as they come.
pub(crate) fn separator(start: &[u8]) -> u8 {
    let evenness = |separator: u8| {
        let mut quoted = false;
        let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
        for line in start.split(|byte| *byte == b'\n').take(50) {
            let outside = line.iter().filter(|byte| {
                quoted ^= **byte == b'"';
                !quoted && **byte == separator
            });
            *lines.entry(outside.count()).or_default() += 1;
        }
        lines.iter().map(|(n, lines)| n * lines).max()
    };
    // The last of equals wins, so a file of one column is comma-separated.
    let all = [b'|', b'\t', b';', b','];
    all.into_iter()
        .max_by_key(|separator| evenness(*separator))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c06_the_separator_is_told_by_the_headings() {
        for (text, found) in [
            ("a,b,c\n1,2,3", b','),
            ("a;b;c\n1,5;2,5;3,5\n", b';'),
            ("Report, made on Monday\n\na\tb\tc\td\n", b'\t'),
            ("a|b\n", b'|'),
            ("\"x;y;z\",b\n", b','),
            ("alone\n", b','),
        ] {
            assert_eq!(separator(text.as_bytes()), found, "{text}");
        }
    }

    #[test]
    fn kinds_are_told_by_what_is_in_a_file() {
        for (text, found) in [
            (&b""[..], Kind::Empty),
            (b" \n", Kind::Empty),
            (b"PK\x03\x04", Kind::Xlsx),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Container),
            (b"\xef\xbb\xbf<Message/>", Kind::Xml),
            (b"\xff\xfe<\0", Kind::Xml),
            (b"{\"a\":1}\n{\"a\":2}", Kind::JsonLines),
            (b"{\"plans\":[]}", Kind::Json),
            (b"[\n{}]", Kind::Json),
            (b"a,b\n", Kind::Csv),
            (b"a\0\x01\x02b", Kind::Unknown),
            (b"%PDF-1.7", Kind::Unknown),
        ] {
            assert_eq!(kind(text), found, "{text:?}");
        }
    }
}
