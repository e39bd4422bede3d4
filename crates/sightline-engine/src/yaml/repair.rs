//! Stepping over a mistake in the layout, so that the rest of the file is read too.
//!
//! A repair changes bytes for others of the same length, so every place stays what it was.

mod dash;

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use super::build::Stop;
use super::syntax::{line_of, reword};
use super::{comment, syntax};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// What came of it.
pub(super) enum Verdict {
    /// Reported and stepped over; `lost` where keys may have gone with it.
    Repaired { lost: bool },
    /// Reported, and nothing can be said of what follows.
    GaveUp,
}

/// What was done so far.
#[derive(Default)]
pub(super) struct Repairs {
    /// Tabs became spaces, so how far a line is indented is a guess from here on.
    guessed: bool,
}

pub(super) fn repair(
    file: &Arc<SourceFile>,
    text: &mut String,
    stop: &Stop,
    repairs: &mut Repairs,
    found: &mut Diagnostics,
) -> Verdict {
    if let Some(tab) = indenting_tab(text, stop) {
        return tabs(file, text, tab, repairs, found);
    }
    if repairs.guessed {
        return Verdict::GaveUp;
    }
    if let Some(comment) = comment_in_brackets(text, stop) {
        found.push(comment::swallowed(&Span::new(
            file,
            comment.start,
            comment.end,
        )));
        return put(text, comment.start..comment.start + 1, '_', false);
    }
    if let ErrorKind::UnexpectedCharacter { character } = &stop.kind
        && character.is_ascii()
    {
        found.push(reserved(file, stop.offset, *character));
        return put(text, stop.offset..stop.offset + 1, '_', false);
    }
    if let ErrorKind::UndeclaredTagHandle = &stop.kind {
        let end = text
            .get(stop.offset..)
            .and_then(|rest| rest.find([' ', '\n']))
            .unwrap_or(0);
        found.push(tag(file, stop.offset..stop.offset + end));
        return put(text, stop.offset..stop.offset + end, '_', false);
    }
    if let Some(quote) = broken_quote(text, stop) {
        return quotes(file, text, stop, quote, found);
    }
    if let Some(dash) = dash::without_space(text, stop) {
        let message = "the dash has no space after it, so it starts no item of a list";
        found.push(
            Diagnostic::error(Code::SYNTAX, &Span::new(file, dash, dash + 1), message)
                .help("put a space after the dash"),
        );
        return Verdict::GaveUp;
    }
    if text.as_bytes().get(stop.offset) == Some(&b':') {
        return colon(file, text, stop, found);
    }
    if let Some(open) = stop.open_bracket {
        let bracket = Span::new(file, open, open + 1);
        let message = format!("the bracket `{}` is not closed", bracket.text());
        found.push(
            Diagnostic::error(Code::SYNTAX, &bracket, message)
                .label("opened here")
                .help("close it on the same line, or put the text in quotes if the bracket belongs to it"),
        );
        return Verdict::GaveUp;
    }
    found.push(reword(file, stop));
    Verdict::GaveUp
}

/// Changes a stretch for as many of another character; bytes of longer characters stay.
fn put(text: &mut String, range: Range<usize>, with: char, lost: bool) -> Verdict {
    let (start, end) = (range.start, range.end);
    let changed: String = text
        .char_indices()
        .map(|(at, c)| {
            if (start..end).contains(&at) && c.is_ascii() {
                with
            } else {
                c
            }
        })
        .collect();
    *text = changed;
    Verdict::Repaired { lost }
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
fn tabs(
    file: &Arc<SourceFile>,
    text: &mut String,
    first: usize,
    repairs: &mut Repairs,
    found: &mut Diagnostics,
) -> Verdict {
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
    repairs.guessed = true;
    *text = changed;
    Verdict::Repaired { lost: true }
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

/// Where the quote opens that the parser stumbled over.
fn broken_quote(text: &str, stop: &Stop) -> Option<usize> {
    let quoted = matches!(
        stop.kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar
    );
    if !quoted {
        return None;
    }
    let rest = text.get(stop.last_end..)?;
    rest.find(['"', '\'']).map(|at| stop.last_end + at)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's errors are many and may grow"
)]
fn quotes(
    file: &Arc<SourceFile>,
    text: &mut String,
    stop: &Stop,
    quote: usize,
    found: &mut Diagnostics,
) -> Verdict {
    let trailing = match stop.kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => Some(
            "use double quotes around a text with an apostrophe, or write the apostrophe twice",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            Some("put single quotes around the whole text, or take the quotes out")
        }
        _ => None,
    };
    found.push(match trailing {
        Some(help) => {
            let at = Span::new(file, stop.offset, line_of(file.text(), stop.offset).end);
            Diagnostic::error(Code::SYNTAX, &at, "text follows after the closing quote")
                .label("after the quote")
                .related(&Span::new(file, quote, quote + 1), "the quote opens here")
                .help(help)
        }
        None => {
            let at = Span::new(file, quote, line_of(file.text(), quote).end);
            Diagnostic::error(Code::SYNTAX, &at, "the quote that opens here is not closed")
                .label("opened here")
                .help("close the quote at the end of the text; put a text with a quote in it into the other kind")
        }
    });
    if stop.open_bracket.is_some() {
        return Verdict::GaveUp;
    }
    let line = syntax::line_of(text, quote);
    put(text, quote..line.end, '_', false)
}

/// A colon in the middle of a text, or a key indented below a text.
fn colon(
    file: &Arc<SourceFile>,
    text: &mut String,
    stop: &Stop,
    found: &mut Diagnostics,
) -> Verdict {
    let line = line_of(text, stop.offset);
    let begins_here = stop
        .last_scalar
        .as_ref()
        .is_some_and(|last| last.start >= line.start);
    let at = Span::new(file, stop.offset, stop.offset + 1);
    if begins_here {
        let scalar = stop.last_scalar.clone().unwrap_or(stop.offset..stop.offset);
        let whole = text
            .get(scalar.start..line.end)
            .unwrap_or_default()
            .trim_end();
        let whole = match stop.open_bracket {
            Some(_) => whole
                .split([',', ']', '}'])
                .next()
                .unwrap_or_default()
                .trim_end(),
            None => whole,
        };
        let help = format!("put the text in quotes: `\"{}\"`", whole.replace('"', "'"));
        found.push(
            Diagnostic::error(Code::UNQUOTED_COLON, &at, "a colon splits this text in two")
                .label("YAML takes what stands before it for a key")
                .help(help),
        );
        return put(text, at.range(), ';', false);
    }
    if let Some(open) = stop.open_bracket {
        let bracket = Span::new(file, open, open + 1);
        let message = format!("the bracket `{}` is not closed", bracket.text());
        found.push(
            Diagnostic::error(Code::SYNTAX, &bracket, message)
                .label("opened here")
                .help("close it on the same line"),
        );
        return Verdict::GaveUp;
    }
    let indent = text
        .get(line.clone())
        .map_or(0, |line| line.len() - line.trim_start().len());
    let key = Span::new(file, line.start + indent, stop.offset);
    let message = format!(
        "`{}` is indented below a key that already has a value",
        key.text()
    );
    found.push(
        Diagnostic::error(Code::SYNTAX, &key, message)
            .help("indent it exactly as far as the lines it belongs to"),
    );
    put(text, at.range(), ';', true)
}
