//! Lines that are left out, so that those after them can be read.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};
use crate::yaml::Unread;
use crate::yaml::build::Stop;
use crate::yaml::syntax::{line_of, reword};
use crate::yaml::unread::{block_end, indent};

/// A line of which nothing more particular is known. One that follows a line left out, or that was repaired before, is left
/// out without a word: it most likely belongs to the same mistake.
pub(super) fn leave_out(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    stop: &Stop,
    found: &mut Diagnostics,
) -> bool {
    if !unread.ends_above(stop.offset) && !is_repaired(unread, stop.offset) {
        found.push(reword(file, stop));
    }
    blank(unread, stop.offset)
}

/// Leaves out the line around an offset, with the block below it where it begins one. False where the line is empty already.
pub(super) fn blank(unread: &mut Unread, offset: usize) -> bool {
    let line = line_of(&unread.text, offset);
    let text = unread.text.get(line.clone()).unwrap_or_default();
    if text.trim().is_empty() {
        return false;
    }
    let begins_a_block = text.trim_end().ends_with([':', '|', '>']);
    let end = if begins_a_block {
        block_end(&unread.text, line.end, indent(&unread.text, &line))
    } else {
        line.end
    };
    unread.blank(line.start..end);
    true
}

/// A bracket that is not closed: named by the innermost, and left out from the outermost on.
pub(super) fn bracket(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    (outermost, innermost): (usize, usize),
    help: &str,
    found: &mut Diagnostics,
) -> bool {
    let bracket = Span::new(file, innermost, innermost + 1);
    let message = format!("the bracket `{}` is not closed", bracket.text());
    if !is_repaired(unread, innermost) {
        found.push(
            Diagnostic::error(Code::SYNTAX, &bracket, message)
                .label("opened here")
                .help(help),
        );
    }
    blank_brackets(unread, outermost)
}

/// Whether something was said of the line around an offset.
fn is_repaired(unread: &Unread, offset: usize) -> bool {
    unread.touches(&line_of(&unread.text, offset))
}

/// Leaves out what stands in a bracket: the rest of its line, and what is indented further than that line. The bracket
/// itself becomes a text, so that its key still has a value.
pub(super) fn blank_brackets(unread: &mut Unread, open: usize) -> bool {
    let line: Range<usize> = line_of(&unread.text, open);
    let end = block_end(&unread.text, line.end, indent(&unread.text, &line));
    unread.blank(open + 1..end);
    unread.replace(open..open + 1, '_');
    true
}
