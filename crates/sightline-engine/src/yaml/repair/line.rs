//! Lines that are left out, so that those after them can be read.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;
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

/// Leaves out the line around an offset, with what it begins: a block, or an item of a list. False where it is empty already.
pub(super) fn blank(unread: &mut Unread, offset: usize) -> bool {
    let line = line_of(&unread.text, offset);
    let text = unread.text.get(line.clone()).unwrap_or_default();
    if text.trim().is_empty() {
        return false;
    }
    let own = indent(&unread.text, &line);
    let end = if text.trim_start().starts_with("- ") {
        block_end(
            &unread.text,
            line.end,
            item_indent(&unread.text, &line, own),
        )
    } else if text.trim_end().ends_with([':', '|', '>']) {
        block_end(&unread.text, line.end, own)
    } else {
        line.end
    };
    unread.blank(line.start..end);
    true
}

/// Whether something was said of the line around an offset.
pub(super) fn is_repaired(unread: &Unread, offset: usize) -> bool {
    unread.touches(&line_of(&unread.text, offset))
}

/// How far the items of a list are indented, as the one above an item shows; its own indent may be the mistake.
fn item_indent(text: &str, line: &Range<usize>, own: usize) -> usize {
    let above = text.get(..line.start).unwrap_or_default().lines().rev();
    let mut items = above.filter_map(|line| {
        let content = line.trim_start();
        content
            .starts_with("- ")
            .then(|| line.len() - content.len())
    });
    items
        .find(|indent| indent.abs_diff(own) <= 2)
        .unwrap_or(own)
}
