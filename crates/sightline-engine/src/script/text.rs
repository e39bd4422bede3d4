//! Where a place in the combined script was written.

use std::sync::Arc;

use rhai::Position;

use crate::model::Expression;
use crate::source::{SourceFile, Span};

/// What an expression's function is called; no script can name it, because no name that is checked starts with it.
pub(super) const WRAPPED: &str = "expression__";

/// The script file and all expressions as one text, and where each line of it came from.
///
/// Every position in an error goes through here, and nowhere else.
#[derive(Default)]
pub(super) struct Text {
    file: Option<Arc<SourceFile>>,
    /// Lines up to this one are the script file's.
    file_lines: usize,
    /// First line of each expression, and the expression; in order.
    expressions: Vec<(usize, Expression)>,
    pub(super) text: String,
}

impl Text {
    /// Begins with a script file and its text as it is to be read.
    pub(super) fn new(file: Option<(&Arc<SourceFile>, String)>) -> Self {
        let (file, text) = file.unzip();
        let mut all = Self {
            file: file.cloned(),
            text: text.unwrap_or_default(),
            ..Self::default()
        };
        all.text.push('\n');
        all.file_lines = all.lines();
        all
    }

    /// Wraps an expression, with its text as it is to be read, as a function without arguments.
    pub(super) fn add(&mut self, function: &str, expression: &Expression, text: &str) {
        self.text.push_str(&format!("fn {function}() {{\n"));
        self.expressions
            .push((self.lines() + 1, expression.clone()));
        self.text.push_str(text);
        self.text.push_str("\n}\n");
    }

    fn lines(&self) -> usize {
        self.text.bytes().filter(|byte| *byte == b'\n').count()
    }

    /// The script file, where there is one.
    pub(super) fn file(&self) -> Option<&Arc<SourceFile>> {
        self.file.as_ref()
    }

    /// The word or sign at a position; nothing where the position is unknown.
    pub(super) fn span(&self, at: Position) -> Option<Span> {
        let (line, column) = (at.line()?, at.position().unwrap_or(1));
        if line <= self.file_lines {
            return Some(in_file(self.file.as_ref()?, line, column));
        }
        let after = self
            .expressions
            .partition_point(|(first, _)| *first <= line);
        let (first, expression) = self.expressions.get(after.checked_sub(1)?)?;
        Some(in_expression(expression, line - first + 1, column))
    }
}

/// The text of a file without its byte order mark.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The word or sign at a line and column of a script file.
pub(super) fn in_file(file: &Arc<SourceFile>, line: usize, column: usize) -> Span {
    let text = without_mark(file.text());
    let mark = file.text().len() - text.len();
    let start = offset(text, line, column);
    Span::new(
        file,
        mark + start,
        mark + start + token(text.get(start..).unwrap_or_default()),
    )
}

/// Where a function of a script file has its name.
pub(super) fn definition(file: &Arc<SourceFile>, name: &str) -> Span {
    let text = file.text();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("fn ")) {
        from += at + 3;
        let rest = text.get(from..).unwrap_or_default();
        let start = from + rest.len() - rest.trim_start().len();
        let after = text.get(start..).and_then(|rest| rest.strip_prefix(name));
        if after.is_some_and(|after| after.trim_start().starts_with('(')) {
            return Span::new(file, start, start + name.len());
        }
    }
    Span::whole(file)
}

/// The word or sign at a line and column of an expression, where the YAML file has it.
pub(super) fn in_expression(expression: &Expression, line: usize, column: usize) -> Span {
    let start = offset(&expression.text, line, column);
    let length = token(expression.text.get(start..).unwrap_or_default());
    part(expression, start, start + length)
}

/// All of an expression.
pub(super) fn whole(expression: &Expression) -> Span {
    part(expression, 0, expression.text.len())
}

/// From byte `start` to byte `end` of an expression's text, where the YAML file has it.
///
/// Inside quotes YAML writes some characters as two, and a folded line break stands for a space.
pub(super) fn part(expression: &Expression, start: usize, end: usize) -> Span {
    let file = expression.at.file();
    let from = expression.at.range().start;
    let source = file.text().get(from..).unwrap_or_default();
    if source.starts_with(&expression.text) {
        return Span::new(file, from + start, from + end);
    }
    let quote = file
        .text()
        .get(..from)
        .and_then(|before| before.chars().next_back());
    let mut at = 0;
    let (mut first, mut last) = (None, 0);
    for (place, wanted) in expression.text.char_indices() {
        if place >= start && first.is_none() {
            first = Some(at);
        }
        if place >= end {
            break;
        }
        at += written(source.get(at..).unwrap_or_default(), wanted, quote);
        last = at;
    }
    let first = first.unwrap_or(last);
    Span::new(file, from + first, from + last.max(first))
}

/// How many bytes of YAML one character of the value took.
fn written(source: &str, wanted: char, quote: Option<char>) -> usize {
    let Some(found) = source.chars().next() else {
        return 0;
    };
    if wanted == ' ' && found.is_whitespace() {
        let run = source.len() - source.trim_start().len();
        return if source.get(..run).unwrap_or_default().contains('\n') {
            run
        } else {
            1
        };
    }
    match (quote, found) {
        (Some('\''), '\'') if source.starts_with("''") => 2,
        (Some('"'), '\\') => 1 + source.chars().nth(1).map_or(0, char::len_utf8),
        _ => found.len_utf8(),
    }
}

/// The byte offset of a position, where it has one.
pub(super) fn offset_of(text: &str, at: Position) -> Option<usize> {
    Some(offset(text, at.line()?, at.position()?))
}

/// The byte offset of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        start += text
            .get(start..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len() - start, |at| at + 1);
    }
    let rest = text.get(start..).unwrap_or_default();
    let rest = rest.split('\n').next().unwrap_or_default();
    start
        + rest
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(rest.trim_end().len(), |(at, _)| at)
}

/// How many bytes the first word, text, number or sign takes.
fn token(text: &str) -> usize {
    let Some(first) = text.chars().next() else {
        return 0;
    };
    let run = |fits: fn(char) -> bool| text.find(|one| !fits(one)).unwrap_or(text.len());
    match first {
        quote @ ('"' | '`' | '\'') => {
            let mut escaped = false;
            for (at, one) in text.char_indices().skip(1) {
                match one {
                    _ if escaped => escaped = false,
                    '\\' if quote != '`' => escaped = true,
                    '\n' if quote != '`' => return at,
                    one if one == quote => return at + quote.len_utf8(),
                    _ => {}
                }
            }
            text.len()
        }
        one if one.is_alphanumeric() || one == '_' => {
            run(|one| one.is_alphanumeric() || one == '_')
        }
        one if "=<>!&|*+-/%?.^".contains(one) => run(|one| "=<>!&|*+-/%?.^".contains(one)),
        one => one.len_utf8(),
    }
}
