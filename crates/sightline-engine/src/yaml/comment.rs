//! Comments that were meant as text.

use std::ops::Range;
use std::sync::Arc;

use super::{Node, Style, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// Gives each plain scalar the comment beside it, and reports those that are no comments.
///
/// `weight: 3  # as agreed` is a comment. In `title: Case #12 review` nobody meant one: a writer of comments
/// leaves a space after `#`.
pub(super) fn attach(
    file: &Arc<SourceFile>,
    node: &mut Node,
    comments: &[Range<usize>],
    found: &mut Diagnostics,
) {
    if comments.is_empty() {
        return;
    }
    match &mut node.value {
        Value::Scalar(scalar) if scalar.style == Style::Plain => {
            node.comment = beside(file, &node.at, comments);
            if let Some(comment) = &node.comment
                && is_text(comment.text())
            {
                found.push(swallowed(comment));
            }
        }
        Value::Scalar(_) | Value::Broken => {}
        Value::List(items) => {
            for item in items {
                attach(file, item, comments, found);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                attach(file, &mut entry.value, comments, found);
            }
        }
    }
}

/// The comment that follows a place on its line.
fn beside(file: &Arc<SourceFile>, at: &Span, comments: &[Range<usize>]) -> Option<Span> {
    let end = at.range().end;
    let next = comments.partition_point(|comment| comment.start < end);
    let comment = comments.get(next)?.clone();
    let between = file.text().get(end..comment.start)?;
    // Where nothing is written, the place is the colon or the dash.
    let between = between.strip_prefix([':', '-']).unwrap_or(between);
    let same_line = between.chars().all(|c| c == ' ' || c == '\t');
    same_line.then(|| Span::new(file, comment.start, comment.end))
}

/// Whether what follows `#` was meant as text.
fn is_text(comment: &str) -> bool {
    comment
        .strip_prefix('#')
        .and_then(|rest| rest.chars().next())
        .is_some_and(char::is_alphanumeric)
}

/// The diagnostic for text that became a comment.
pub(crate) fn swallowed(comment: &Span) -> Diagnostic {
    let message = format!(
        "`{}` is left out, because `#` starts a comment",
        comment.text().trim_end()
    );
    Diagnostic::error(Code::UNQUOTED_HASH, comment, message)
        .label("not part of the text")
        .help("put the whole text in quotes; if this is a comment, put it on a line of its own")
}
