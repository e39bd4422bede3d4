//! Stepping over a mistake in the layout, so that the rest of the file is read too.
//!
//! A repair changes bytes for others of the same length, so every place stays what it was.

mod bracket;
mod colon;
mod dash;
mod line;
mod quote;

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use super::build::Stop;
use super::comment;
use super::syntax::line_of;
use super::unread::Unread;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// Reports what the parser stumbled over and steps over it; false where nothing can be said of what follows.
pub(super) fn repair(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    stop: &Stop,
    found: &mut Diagnostics,
) -> bool {
    if let Some(tab) = indenting_tab(&unread.text, stop) {
        tabs(file, unread, tab, found);
        return true;
    }
    if unread.guessed {
        return false;
    }
    if let Some(comment) = comment_in_brackets(&unread.text, stop) {
        found.push(comment::swallowed(&Span::new(
            file,
            comment.start,
            comment.end,
        )));
        unread.replace(comment.start..comment.start + 1, '_');
        return true;
    }
    if let ErrorKind::UnexpectedCharacter { character } = &stop.kind
        && character.is_ascii()
    {
        found.push(reserved(file, stop.offset, *character));
        unread.replace(stop.offset..stop.offset + 1, '_');
        return true;
    }
    if let ErrorKind::UndeclaredTagHandle = &stop.kind {
        let rest = unread.text.get(stop.offset..);
        let end = rest.and_then(|rest| rest.find([' ', '\n'])).unwrap_or(0);
        found.push(tag(file, stop.offset..stop.offset + end));
        unread.replace(stop.offset..stop.offset + end, '_');
        return true;
    }
    if let Some(quote) = quote::broken(&unread.text, stop) {
        return quote::repair(file, unread, stop, quote, found);
    }
    if let Some(dash) = dash::without_space(&unread.text, stop) {
        return dash::repair(file, unread, dash, found);
    }
    if unread.text.as_bytes().get(stop.offset) == Some(&b':') {
        return colon::repair(file, unread, stop, found);
    }
    let brackets = stop.open_brackets.or_else(|| {
        let before = unread.text.get(stop.last_end..stop.offset + 1);
        bracket::opened(before.unwrap_or_default(), stop.last_end)
    });
    if let Some(brackets) = brackets {
        let help =
            "close it on the same line, or put the text in quotes if the bracket belongs to it";
        return bracket::repair(file, unread, brackets, help, found);
    }
    line::leave_out(file, unread, stop, found)
}

/// The first tab in the indent of the line of the error, or of the next one.
fn indenting_tab(text: &str, stop: &Stop) -> Option<usize> {
    let line = line_of(text, stop.offset);
    let next = line_of(text, (line.end + 2).min(text.len()));
    [line, next]
        .into_iter()
        .find_map(|line| leading_tab(text, line))
}

fn leading_tab(text: &str, line: Range<usize>) -> Option<usize> {
    let bytes = text.as_bytes().get(line.clone())?;
    let indent = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    indent
        .enumerate()
        .find(|(_, byte)| **byte == b'\t')
        .map(|(at, _)| line.start + at)
}

/// Reports each line that is indented with a tab, and reads all of them as spaces.
fn tabs(file: &Arc<SourceFile>, unread: &mut Unread, first: usize, found: &mut Diagnostics) {
    let text = &unread.text;
    let at = Span::new(file, first, first + 1);
    let mut changed = text
        .get(..line_of(text, first).start)
        .unwrap_or_default()
        .to_owned();
    let below = text.get(changed.len()..).unwrap_or_default();
    let mut tabbed = 0_usize;
    for line in below.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t']);
        let (indent, _) = line
            .split_at_checked(line.len() - content.len())
            .unwrap_or(("", line));
        tabbed += usize::from(indent.contains('\t') && !content.trim().is_empty());
        changed.extend(indent.chars().map(|_| ' '));
        changed.push_str(content);
    }
    let more = match tabbed {
        0 | 1 => String::new(),
        2 => ", and so is another line below".to_owned(),
        n => format!(", and so are {} lines below", n - 1),
    };
    let message = format!("this line is indented with a tab{more}");
    found.push(
        Diagnostic::error(Code::TAB_INDENT, &at, message)
            .label("a tab")
            .help("indent with spaces; most editors can change all tabs at once"),
    );
    unread.guessed = true;
    unread.text = changed;
}

/// A `#12` inside brackets, on the line of the error or the one before: the closing bracket went with it.
fn comment_in_brackets(text: &str, stop: &Stop) -> Option<Range<usize>> {
    let line = line_of(text, stop.offset);
    let above = line_of(text, line.start.saturating_sub(1));
    [above, line].into_iter().find_map(|line| {
        swallowed_bracket(text.get(line.clone())?).map(|hash| line.start + hash..line.end)
    })
}

/// Where on a line a comment starts that has the closing bracket in it.
fn swallowed_bracket(line: &str) -> Option<usize> {
    let count = |text: &str, brackets: [char; 2]| text.matches(brackets).count();
    line.match_indices(" #").map(|(at, _)| at + 1).find(|hash| {
        let (before, after) = line.split_at_checked(*hash).unwrap_or((line, ""));
        let open = count(before, ['[', '{']) > count(before, [']', '}']);
        let quoted = before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1;
        open && !quoted && after.contains([']', '}'])
    })
}

fn reserved(file: &Arc<SourceFile>, offset: usize, character: char) -> Diagnostic {
    let at = Span::new(file, offset, offset + 1);
    let message = format!("a text cannot start with `{character}` here");
    Diagnostic::error(Code::SYNTAX, &at, message).help("put the text in quotes")
}

fn tag(file: &Arc<SourceFile>, range: Range<usize>) -> Diagnostic {
    let at = Span::new(file, range.start, range.end);
    let message = format!(
        "`{}` asks for something that Sightline does not do",
        at.text()
    );
    Diagnostic::error(Code::TAG, &at, message)
        .help("take it out, or put the text in quotes if it starts with `!`")
}
