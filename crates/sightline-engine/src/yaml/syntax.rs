//! The parser's errors in words for people who do not write programs.

use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use super::build::Stop;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceFile, Span};

/// The error where nothing more particular is known.
pub(super) fn reword(file: &Arc<SourceFile>, stop: &Stop) -> Diagnostic {
    let (message, help) = words(&stop.kind);
    Diagnostic::error(Code::SYNTAX, &place(file, stop), message).help(help)
}

/// A layout mistake shows on a line; anything else at a character.
fn place(file: &Arc<SourceFile>, stop: &Stop) -> Span {
    let line = line_of(file.text(), stop.offset);
    let text = file.text().get(line.clone()).unwrap_or_default();
    let indent = text.len() - text.trim_start().len();
    if is_layout(&stop.kind) || text.trim().is_empty() {
        return Span::new(
            file,
            line.start + indent,
            line.start + text.trim_end().len(),
        );
    }
    let width = file
        .text()
        .get(stop.offset..line.end)
        .and_then(|rest| rest.chars().next());
    Span::new(
        file,
        stop.offset,
        stop.offset + width.map_or(0, char::len_utf8),
    )
}

/// The bytes of the line around an offset, without its line end.
pub(super) fn line_of(text: &str, offset: usize) -> std::ops::Range<usize> {
    let offset = offset.min(text.len());
    let bytes = text.as_bytes();
    let before = bytes.get(..offset).unwrap_or_default();
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let after = bytes.get(offset..).unwrap_or_default();
    let end = after
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |at| offset + at);
    let cut = bytes
        .get(start..end)
        .is_some_and(|line| line.ends_with(b"\r"));
    start..end - usize::from(cut)
}

fn is_layout(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::MappingKeyNotAllowed
    )
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's errors are many and may grow"
)]
fn words(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => (
            "this line does not line up with the lines above it",
            "indent it exactly as far as the lines it belongs to",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "this line is neither a key with its value nor an item of a list",
            "write `key: value`, or start the line with `- ` if it is an item of a list",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => (
            "an item of a list cannot start here",
            "put each item on a line of its own below the key, indented and starting with `- `",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "a colon is not expected here",
            "put the text in quotes, or check the indent of the line",
        ),
        ErrorKind::DirectiveDisallowed => (
            "a line that starts with `%` gives orders to the reader, and Sightline takes none",
            "take the line out",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (
            "a backslash in double quotes changes the letter after it, and this one means nothing",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "take it out, or put the text in quotes",
        ),
        ErrorKind::MismatchedFlowCollectionEnd { .. } => (
            "this bracket does not match the one that was opened",
            "close `[` with `]` and `{` with `}`",
        ),
        ErrorKind::BomInsideDocument => (
            "an invisible mark stands in the middle of the file",
            "delete this line and write it again",
        ),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => (
            "text after `|` or `>` belongs on the next line",
            "start the text on the line below, indented",
        ),
        ErrorKind::InvalidBlockScalarIndent | ErrorKind::TabAtBlockScalarStart => (
            "this line of the text is indented less than the text's first line",
            "indent all lines of the text alike, with spaces",
        ),
        ErrorKind::CommentInterceptedScalar => (
            "a comment stands in the middle of a text that runs over several lines",
            "move the comment above the text",
        ),
        _ => (
            "the layout of the file breaks off here",
            "check the indent, the brackets and the quotes of this line and the one above",
        ),
    }
}
