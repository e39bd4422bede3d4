//! Marks that cannot be read, said so that their writer can mend them.

use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Environment, ErrorKind};
use sightline_engine::{Code, Diagnostic, SourceFile, Span, did_you_mean};

use super::marks::{End, Kind, Mark, Token, Word};

/// How marks are written.
pub(super) const FORMS: &str =
    "write `{{ name }}` for a value and `{% if name %}…{% endif %}` for a condition";

/// What other languages write, and what is written here.
const SLIPS: [(&str, &str, &str); 4] = [
    ("=", "compares nothing", "write `==` to compare"),
    ("&&", "is not understood", "write `and`"),
    ("||", "is not understood", "write `or`"),
    ("!", "is not understood", "write `not`"),
];

fn wrong(at: &Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::REPORT_SYNTAX, at, message).help(help)
}

/// Whether there is no such filter.
pub(super) fn is_unknown_filter(environment: &Environment<'_>, name: &str) -> bool {
    let tried = environment
        .empty_state()
        .apply_filter(name, &[Value::UNDEFINED]);
    tried.is_err_and(|error| error.kind() == ErrorKind::UnknownFilter)
}

/// Whether nothing of the kind can stand behind `is`.
pub(super) fn is_unknown_test(environment: &Environment<'_>, name: &str) -> bool {
    let tried = environment
        .empty_state()
        .perform_test(name, &[Value::UNDEFINED]);
    tried.is_err_and(|error| error.kind() == ErrorKind::UnknownTest)
}

/// Whether a word may stand for the `in` of a loop.
pub(super) fn may_be_in(word: &Word<'_>) -> bool {
    word.token == Token::Name && (word.text == "of" || did_you_mean(word.text, ["in"]).is_some())
}

/// Whether a value can be written as a table.
pub(super) fn is_table(environment: &Environment<'_>, value: &Value) -> bool {
    let tried = environment
        .empty_state()
        .apply_filter("table", std::slice::from_ref(value));
    tried.is_ok()
}

/// What is wrong with how a mark ends.
pub(super) fn ending(template: &Arc<SourceFile>, mark: &Mark<'_>) -> Option<Diagnostic> {
    let (opens, closes) = (mark.kind.opens(), mark.kind.closes());
    let whole = Span::new(template, mark.at.start, mark.at.end);
    match &mark.end {
        End::Closed => None,
        End::Missing => Some(wrong(
            &whole,
            format!("this `{opens}` is not closed"),
            format!("write `{closes}` where it ends, on the same line"),
        )),
        End::Other(at) => {
            let at = Span::new(template, at.start, at.end);
            let typed = at.text();
            Some(wrong(
                &at,
                format!("`{typed}` does not close the `{opens}` before it"),
                format!("write `{closes}`"),
            ))
        }
        End::Bracket(at) => {
            let at = Span::new(template, at.start, at.end);
            let typed = at.text();
            let close = match typed {
                "(" => ")",
                "[" => "]",
                _ => "}",
            };
            Some(wrong(
                &at,
                format!("this `{typed}` is not closed"),
                format!("write `{close}` before the `{closes}`"),
            ))
        }
    }
}

/// A note that does not end.
pub(super) fn open_note(at: &Span) -> Diagnostic {
    wrong(at, "this note is not closed", "write `#}` where it ends")
}

/// A loop that does not say what it goes through.
pub(super) fn loop_without_in(
    template: &Arc<SourceFile>,
    words: &[Word<'_>],
    mark: &Mark<'_>,
) -> Diagnostic {
    // `for part of templates`: something stands where `in` should.
    if let [first, second, ..] = words
        && first.token == Token::Name
        && second.token == Token::Name
    {
        let at = Span::new(template, second.start, second.end());
        let message = format!("`{}` stands where a loop has `in`", second.text);
        let help = if may_be_in(second) {
            "write `in`".to_owned()
        } else {
            format!("write `{{% for {} in {} %}}`", first.text, second.text)
        };
        return wrong(&at, message, help);
    }
    let at = Span::new(template, mark.at.start, mark.at.end);
    wrong(
        &at,
        "this loop does not say what it goes through",
        "write `{% for one in list %}`, where `list` is a list such as `templates`",
    )
}

/// What cannot be read in what gives a value.
pub(super) fn expression(
    template: &Arc<SourceFile>,
    environment: &Environment<'_>,
    words: &[Word<'_>],
    mark: &Mark<'_>,
) -> Option<Diagnostic> {
    if mark.end != End::Closed {
        return None;
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        let at = Span::new(template, mark.at.start, mark.at.end);
        return Some(match mark.kind {
            Kind::Value => wrong(&at, "no placeholder is named here", "write `{{ name }}`"),
            Kind::Block => wrong(
                &at,
                "this block does not say about what",
                "write a placeholder's name, such as `{% if measures.table %}`",
            ),
        });
    };
    let whole = Span::new(template, first.start, last.end());
    let error = environment.compile_expression(whole.text()).err()?;
    let mut depth = 0_usize;
    for word in words.iter().filter(|word| word.token == Token::Sign) {
        match word.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            sign => {
                let slip = SLIPS.iter().find(|(typed, ..)| *typed == sign);
                // In brackets it gives an argument's name.
                if let Some((typed, is, help)) = slip.filter(|_| sign != "=" || depth == 0) {
                    let at = Span::new(template, word.start, word.end());
                    return Some(wrong(&at, format!("`{typed}` {is} here"), *help));
                }
            }
        }
    }
    let range = error.range().unwrap_or_default();
    let at = Span::new(template, first.start + range.start, first.start + range.end);
    if at.text().trim().is_empty() || first.start + range.start >= last.end() {
        let at = Span::new(template, last.start, last.end());
        let message = format!("something is missing after `{}`", last.text);
        return Some(wrong(&at, message, FORMS));
    }
    let message = format!("`{}` is not understood here", at.text());
    Some(wrong(&at, message, FORMS))
}
