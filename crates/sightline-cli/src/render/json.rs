//! One object a line, for programs.

use serde_json::json;
use sightline_engine::Diagnostic;

/// One diagnostic and an end of line.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let (line, column) = diagnostic.at.line_column();
    let object = json!({
        "code": diagnostic.code.id(),
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "file": diagnostic.at.path(),
        "line": line,
        "column": column,
        "help": diagnostic.help,
    });
    format!("{}\n", ascii_control(&object.to_string()))
}

/// Escapes the few marks that JSON lets through and a terminal would act on.
fn ascii_control(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) {
            safe.extend(format!("\\u{:04x}", u32::from(c)).chars());
        } else {
            safe.push(c);
        }
    }
    safe
}
