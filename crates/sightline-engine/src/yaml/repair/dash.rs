//! `-id: Q1`, which YAML takes for a key that is called `-id`.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};
use crate::yaml::Unread;
use crate::yaml::build::Stop;
use crate::yaml::syntax::line_of;
use crate::yaml::unread::{block_end, indent};

/// Leaves out what stands beside the dash, so that it starts the item it was meant to start.
pub(super) fn repair(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    dash: usize,
    found: &mut Diagnostics,
) -> bool {
    let message = "the dash has no space after it, so it starts no item of a list";
    found.push(
        Diagnostic::error(Code::SYNTAX, &Span::new(file, dash, dash + 1), message)
            .help("put a space after the dash"),
    );
    let line = line_of(&unread.text, dash);
    let below = block_end(&unread.text, line.end, indent(&unread.text, &line));
    let has_more = unread
        .text
        .get(line.end..below)
        .is_some_and(|below| !below.trim().is_empty());
    // A dash alone would be an item that is nothing.
    unread.blank(if has_more { dash + 1..line.end } else { line });
    true
}

/// The dash without a space after it that an error comes from: on its line, or where the item starts that it belongs to.
pub(super) fn without_space(text: &str, stop: &Stop) -> Option<usize> {
    let mut line = line_of(text, stop.offset);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut deepest = usize::MAX;
    loop {
        let here = text.get(line.clone())?;
        let content = here.trim_start();
        if !content.is_empty() && indent(here) < deepest {
            let mut letters = content.chars();
            if letters.next() == Some('-') && letters.next().is_some_and(starts_an_item) {
                return Some(line.start + indent(here));
            }
            if deepest != usize::MAX {
                return None;
            }
            deepest = indent(here);
        }
        line = line_of(text, line.start.checked_sub(1)?);
    }
}

fn starts_an_item(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '{' | '[' | '"' | '\'')
}
