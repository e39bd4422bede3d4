//! A colon in the middle of a text, or a key indented below a text.

use std::sync::Arc;

use super::{bracket, line};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};
use crate::yaml::Unread;
use crate::yaml::build::Stop;
use crate::yaml::syntax::line_of;
use crate::yaml::unread::indent;

pub(super) fn repair(
    file: &Arc<SourceFile>,
    unread: &mut Unread,
    stop: &Stop,
    found: &mut Diagnostics,
) -> bool {
    let line = line_of(&unread.text, stop.offset);
    let at = Span::new(file, stop.offset, stop.offset + 1);
    let scalar = stop.last_scalar.clone();
    if let Some(scalar) = scalar.filter(|last| last.start >= line.start) {
        let whole = unread.text.get(scalar.start..line.end).unwrap_or_default();
        let whole = match stop.open_brackets {
            Some(_) => whole.split([',', ']', '}']).next().unwrap_or_default(),
            None => whole,
        };
        let help = format!(
            "put the text in quotes: `\"{}\"`",
            whole.trim_end().replace('"', "'")
        );
        found.push(
            Diagnostic::error(Code::UNQUOTED_COLON, &at, "a colon splits this text in two")
                .label("YAML takes what stands before it for a key")
                .help(help),
        );
        unread.replace(at.range(), ';');
        return true;
    }
    if let Some(brackets) = stop.open_brackets {
        return bracket::repair(file, unread, brackets, "close it on the same line", found);
    }
    let start = line.start + indent(&unread.text, &line);
    let key = Span::new(file, start, stop.offset);
    let message = format!(
        "`{}` is indented below a key that already has a value",
        key.text()
    );
    if !unread.ends_above(stop.offset) {
        found.push(
            Diagnostic::error(Code::SYNTAX, &key, message)
                .help("indent it exactly as far as the lines it belongs to"),
        );
    }
    line::blank(unread, stop.offset)
}
