//! A quote that is not closed, or text after one that is.

use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use super::bracket;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};
use crate::yaml::Unread;
use crate::yaml::build::Stop;
use crate::yaml::syntax::line_of;

/// Where the quote opens that the parser stumbled over.
pub(super) fn broken(text: &str, stop: &Stop) -> Option<usize> {
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
pub(super) fn repair(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    stop: &Stop,
    quote: usize,
    found: &mut Diagnostics,
) -> bool {
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
    let line = line_of(&unread.text, quote);
    let before = unread.text.get(line.start..quote).unwrap_or_default();
    let brackets = stop.open_brackets;
    if let Some((outermost, _)) = brackets.or_else(|| bracket::opened(before, line.start)) {
        return bracket::leave_out(unread, outermost);
    }
    unread.replace(quote..line.end, '_');
    true
}
