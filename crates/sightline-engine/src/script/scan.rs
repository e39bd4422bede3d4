//! What can be told from a script's characters alone.

use crate::diagnostic::Code;

/// A mistake at some bytes of a script.
pub(super) struct Found {
    pub(super) code: Code,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: String,
    pub(super) help: String,
}

impl Found {
    fn new(
        code: Code,
        start: usize,
        text: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            start,
            end: start + text.len(),
            message: message.into(),
            help: help.into(),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Where {
    Code,
    Line,
    Block(u8),
    Text(char),
}

/// Letters that look like others, marks that turn text around, curly quotes and bit shifts.
///
/// A reader must see what runs.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut state = Where::Code;
    let mut skip = 0;
    let mut started = 0;
    for (at, one) in text.char_indices() {
        if is_invisible(one) {
            found.push(Found::new(
                Code::SCRIPT_LOOKALIKE,
                at,
                text.get(at..at + one.len_utf8()).unwrap_or_default(),
                format!(
                    "an invisible mark (U+{:04X}) changes how the line reads",
                    u32::from(one)
                ),
                "take the mark out, or type the line again",
            ));
            continue;
        }
        if at < skip {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        match state {
            Where::Code => {
                if rest.starts_with("//") {
                    state = Where::Line;
                } else if rest.starts_with("/*") {
                    state = Where::Block(1);
                    skip = at + 2;
                } else if matches!(one, '"' | '`' | '\'') {
                    state = Where::Text(one);
                    started = at;
                } else {
                    in_code(at, one, rest, &mut found, &mut skip);
                }
            }
            Where::Line if one == '\n' => state = Where::Code,
            Where::Line => {}
            Where::Block(depth) => {
                if rest.starts_with("*/") {
                    state = if depth <= 1 {
                        Where::Code
                    } else {
                        Where::Block(depth - 1)
                    };
                    skip = at + 2;
                } else if rest.starts_with("/*") {
                    state = Where::Block(depth.saturating_add(1));
                    skip = at + 2;
                }
            }
            Where::Text(quote) => {
                if one == '\\' && quote != '`' {
                    skip = at + 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                } else if one == quote || (one == '\n' && quote != '`') {
                    state = Where::Code;
                    let inside = text.get(started..at).unwrap_or_default();
                    found.extend(mixed_alphabets(started, inside));
                }
            }
        }
    }
    found
}

fn in_code(at: usize, one: char, rest: &str, found: &mut Vec<Found>, skip: &mut usize) {
    let written = rest.get(..one.len_utf8()).unwrap_or_default();
    if matches!(one, '“' | '”' | '‘' | '’' | '„' | '«' | '»') {
        // They come in pairs, and one word processor changed them all.
        if !found.iter().any(|one| one.code == Code::SMART_QUOTES) {
            // Word for word what the shape of a template says, so that it is said once.
            let message =
                format!("`{one}` is a curly quote, and only plain quotes mean anything here");
            found.push(Found::new(
                Code::SMART_QUOTES,
                at,
                written,
                message,
                "type a plain `\"` or `'` over it",
            ));
        }
    } else if rest.starts_with("<<") || rest.starts_with(">>") {
        let sign = rest.get(..2).unwrap_or_default();
        found.push(Found::new(
            Code::SCRIPT_FORBIDDEN,
            at,
            sign,
            format!("`{sign}` shifts bits, which no score needs"),
            "use one sign to compare: `<` or `>`",
        ));
        *skip = at + 2;
    } else if !one.is_ascii() && !one.is_whitespace() {
        let word = rest
            .split(|one: char| !one.is_alphanumeric() && one != '_')
            .next()
            .unwrap_or_default();
        let word = if word.is_empty() { written } else { word };
        *skip = at + word.len();
        found.push(Found::new(
            Code::SCRIPT_LOOKALIKE,
            at,
            word,
            format!(
                "`{one}` (U+{:04X}) is not a letter that names and signs are made of",
                u32::from(one)
            ),
            "type it again with plain letters, or put it in quotes if it is text",
        ));
    }
}

/// A text with plain letters and letters of another alphabet that look like them.
fn mixed_alphabets(start: usize, inside: &str) -> Option<Found> {
    let foreign = |one: char| matches!(one, '\u{0370}'..='\u{03ff}' | '\u{0400}'..='\u{052f}');
    let (at, one) = inside.char_indices().find(|(_, one)| foreign(*one))?;
    inside
        .chars()
        .any(|one| one.is_ascii_alphabetic())
        .then(|| {
            Found::new(
                Code::SCRIPT_LOOKALIKE,
                start + at,
                inside.get(at..at + one.len_utf8()).unwrap_or_default(),
                format!(
                    "`{one}` (U+{:04X}) only looks like a plain letter",
                    u32::from(one)
                ),
                "type the text again with plain letters",
            )
        })
}

fn is_invisible(one: char) -> bool {
    matches!(
        one,
        '\u{00ad}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}
