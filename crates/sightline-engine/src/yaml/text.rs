//! Bytes into text, with words for what is not text.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// The text of a file's bytes, or why they are none.
///
/// Files arrive from many programs. UTF-8 is read, with or without a byte-order mark and with either line
/// ending; anything else is named, so that the author knows what to choose in `Save as`.
pub fn text_from_bytes(
    path: &str,
    bytes: &[u8],
    largest: usize,
) -> Result<Arc<SourceFile>, Diagnostics> {
    let nowhere = || Span::whole(&SourceFile::new(path, ""));
    if bytes.len() > largest {
        return Err(too_large(&nowhere(), largest).into());
    }
    if let Some(encoding) = utf16(bytes) {
        return Err(not_utf8(&nowhere(), encoding).into());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let file = SourceFile::new(path, text);
            let mut found = Diagnostics::new();
            check_text(&file, largest, &mut found);
            if found.is_empty() {
                Ok(file)
            } else {
                Err(found)
            }
        }
        Err(error) => Err(undecodable(path, bytes, error.valid_up_to()).into()),
    }
}

/// Reports a text that is too long or holds characters that no text has.
pub(super) fn check_text(file: &Arc<SourceFile>, largest: usize, found: &mut Diagnostics) {
    if file.text().len() > largest {
        found.push(too_large(&Span::whole(file), largest));
        return;
    }
    if let Some(at) = file.text().find(is_binary) {
        found.push(not_text(&Span::new(file, at, at)));
    }
}

/// Control characters that no editor writes.
fn is_binary(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

fn not_text(at: &Span) -> Diagnostic {
    Diagnostic::error(Code::NOT_TEXT, at, "this is not text")
        .help("save the file as plain text; a spreadsheet or Word document cannot be read")
}

fn too_large(at: &Span, largest: usize) -> Diagnostic {
    let message = format!(
        "the file has more than {}, which is the most",
        in_words(largest)
    );
    Diagnostic::error(Code::TOO_LARGE, at, message)
        .help("check that this is the right file, or split it")
}

/// A size as a person would say it; never less than it is.
fn in_words(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..10_485_760 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{} MiB", bytes.div_ceil(1_048_576)),
    }
}

/// Names the 16-bit encoding, by its mark or by the zero in every other byte.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [(1..), 0, (1..), 0, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] | [0, (1..), 0, (1..), ..] => Some("UTF-16 (big-endian)"),
        _ => None,
    }
}

fn not_utf8(at: &Span, encoding: &str) -> Diagnostic {
    let message = format!("the file is saved as {encoding}, not as UTF-8");
    Diagnostic::error(Code::NOT_UTF8, at, message).help("save it again with the encoding UTF-8")
}

/// Says what bytes that are not UTF-8 most likely are.
fn undecodable(path: &str, bytes: &[u8], valid: usize) -> Diagnostic {
    // One byte, one character: enough of the file to show the place.
    let readable = String::from_utf8_lossy(bytes).into_owned();
    let file = SourceFile::new(path, readable);
    let end = file
        .text()
        .get(valid..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let at = Span::new(&file, valid, valid + end);
    if bytes.iter().any(|byte| is_binary(char::from(*byte))) {
        return not_text(&at);
    }
    let byte = bytes.get(valid).copied().unwrap_or_default();
    match windows_1252(byte) {
        Some(character) => {
            let seen = format!("`{character}` here is written the Windows way");
            not_utf8(&at, "Windows-1252").label(seen)
        }
        None => {
            let message = "the file holds letters that are not UTF-8";
            Diagnostic::error(Code::NOT_UTF8, &at, message)
                .help("save it again with the encoding UTF-8")
        }
    }
}

/// The Windows-1252 character of a byte above the plain letters, where it has one.
fn windows_1252(byte: u8) -> Option<char> {
    /// From 0x80 to 0x9f; a space where the code has no character.
    const HIGH: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    match byte {
        0x80..0xa0 => HIGH
            .chars()
            .nth(usize::from(byte) - 0x80)
            .filter(|found| *found != ' '),
        0xa0.. => Some(char::from(byte)),
        _ => None,
    }
}
