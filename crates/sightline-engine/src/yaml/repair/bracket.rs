//! A bracket that is not closed.

use std::sync::Arc;

use super::line;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};
use crate::yaml::Unread;
use crate::yaml::syntax::line_of;
use crate::yaml::unread::{block_end, indent};

/// A bracket that is not closed: named by the innermost, and left out from the outermost on.
pub(super) fn repair(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    (outermost, innermost): (usize, usize),
    help: &str,
    found: &mut Diagnostics,
) -> bool {
    let bracket = Span::new(file, innermost, innermost + 1);
    let message = format!("the bracket `{}` is not closed", bracket.text());
    if !line::is_repaired(unread, innermost) {
        found.push(
            Diagnostic::error(Code::SYNTAX, &bracket, message)
                .label("opened here")
                .help(help),
        );
    }
    leave_out(unread, outermost)
}

/// Leaves out what stands in a bracket: the rest of its line, and what is indented further than that line. The bracket
/// itself becomes a text, so that its key still has a value.
pub(super) fn leave_out(unread: &mut Unread, open: usize) -> bool {
    let line = line_of(&unread.text, open);
    let end = block_end(&unread.text, line.end, indent(&unread.text, &line));
    unread.blank(open + 1..end);
    unread.replace(open..open + 1, '_');
    true
}

/// The outermost and the innermost bracket that are open at the end of a text that starts at an offset. The parser has not
/// told of a bracket where it may yet begin a key.
pub(super) fn opened(text: &str, offset: usize) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    let (mut before, mut quote) = (' ', None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(own), _) if own == c => quote = None,
            (Some(_), _) => {}
            // An apostrophe inside a word is none.
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',') => quote = Some(c),
            (None, '[' | '{') => open.push(offset + at),
            (None, ']' | '}') => _ = open.pop(),
            (None, _) => {}
        }
        before = c;
    }
    Some((*open.first()?, *open.last()?))
}
