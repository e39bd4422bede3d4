//! Whole sentences, for screen readers: no boxes, no color, nothing that needs to be seen.

use std::fmt::Write as _;

use sightline_engine::{Diagnostic, Span};

use super::{label, may_be_quoted};

/// One diagnostic as a paragraph and an empty line.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let severity = capital(diagnostic.severity.word());
    let mut text = format!(
        "{severity} {} in {}. ",
        diagnostic.code,
        place(&diagnostic.at)
    );
    text.push_str(&capital(&spoken(&diagnostic.message)));
    if let Some(label) = label(diagnostic) {
        _ = write!(text, ": {}", spoken(label));
    }
    text.push('.');
    if let Some(line) = line(&diagnostic.at) {
        let end = if line.ends_with('.') { "" } else { "." };
        _ = write!(text, " The line reads: {line}{end}");
    }
    for (at, what) in &diagnostic.related {
        _ = write!(text, " See also {}: {}.", place(at), spoken(what));
    }
    if let Some(help) = &diagnostic.help {
        let help = spoken(help);
        let end = if help.ends_with(['?', '.', '!']) {
            ""
        } else {
            "."
        };
        _ = write!(text, " To put it right: {help}{end}");
    }
    text.push_str("\n\n");
    text
}

fn place(at: &Span) -> String {
    let (line, column) = at.line_column();
    format!("file {}, line {line}, column {column}", visible(at.path()))
}

/// The line of a place without its indent, where it may be quoted and is not blank.
fn line(at: &Span) -> Option<String> {
    let (line, _) = at.line_column();
    let nth = line.checked_sub(at.file().first_line())?;
    let line = at.file().text().lines().nth(nth)?.trim();
    (may_be_quoted(at.file()) && !line.is_empty()).then(|| visible(line))
}

/// Quotes instead of backticks, which some screen readers swallow and others spell out.
fn spoken(text: &str) -> String {
    visible(text).replace('`', "\"")
}

/// Without marks that only a terminal would understand.
pub(crate) fn visible(text: &str) -> String {
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars()
        .map(|c| if invisible(c) { '\u{fffd}' } else { c })
        .collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
