//! Whether one text is what its key takes.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::{Exact, NotANumber};
use crate::model::{LengthOfTime, Version};
use crate::shape::{Shape, scalar};
use crate::source::Span;
use crate::yaml::{Node, Scalar, swallowed};

/// Adds what is wrong with a scalar; `name` is what to call it.
pub(super) fn check(
    node: &Node,
    value: &Scalar,
    shape: &Shape,
    name: &str,
    found: &mut Diagnostics,
) {
    let text = value.text.trim_end_matches('\n');
    let at = node.text_at();
    let wrong = match shape {
        Shape::Prose => return prose(node, found),
        Shape::Text => return,
        Shape::Id | Shape::Answer => return check_name(text, &at, shape, found),
        Shape::Expression => return expression(text, &at, found),
        Shape::Word(words) if words.contains(&text) => return,
        Shape::Word(words) => {
            let message = format!("{name} cannot be `{}`", shorten(text));
            Diagnostic {
                help: suggest(text, words.iter().copied()),
                ..Diagnostic::error(Code::BAD_WORD, &at, message)
            }
        }
        Shape::Flag if scalar::flag(text).is_some() => return,
        Shape::Flag => {
            let message = format!("{name} is `yes` or `no`, and this is `{}`", shorten(text));
            Diagnostic::error(Code::BAD_WORD, &at, message).help("write `yes` or `no`")
        }
        Shape::Number => match text.parse::<Exact>() {
            Ok(_) => return,
            Err(NotANumber) => number(
                text,
                &at,
                shape,
                name,
                "write digits with at most one point, such as `3` or `0.25`",
            ),
        },
        Shape::Count if scalar::count(text).is_some() => return,
        Shape::Count => number(text, &at, shape, name, "write a whole number, such as `5`"),
        Shape::Percent if scalar::percent(text).is_some() => return,
        Shape::Percent => number(
            text,
            &at,
            shape,
            name,
            "write a percentage from `0%` to `100%`, such as `80%`",
        ),
        Shape::Bound if scalar::bound(text).is_some() => return,
        Shape::Bound => number(
            text,
            &at,
            shape,
            name,
            "write a number on the grade scale such as `2.5`, a share such as `62.5%`, or `20 points`",
        ),
        Shape::Length if text.parse::<LengthOfTime>().is_ok() => return,
        Shape::Length => {
            let message = format!(
                "{name} is a length of time, and `{}` is none",
                shorten(text)
            );
            Diagnostic::error(Code::BAD_SPAN, &at, message).help(
                "write `same day`, or a whole number with `working days`, `days`, `weeks`, `months` or `years`",
            )
        }
        Shape::Version if text.parse::<Version>().is_ok() => return,
        Shape::Version => {
            let message = format!("`{}` is not a version", shorten(text));
            Diagnostic::error(Code::BAD_VERSION, &at, message)
                .help("write three whole numbers with points between them, such as `1.0.0`")
        }
        Shape::Date if scalar::date(text).is_some() => return,
        Shape::Date => {
            let message = format!("{name} is a date, and `{}` is none", shorten(text));
            Diagnostic::error(Code::BAD_DATE, &at, message)
                .help("write year, month, day: `2025-09-30`")
        }
        // Only a text is ever brought here with these; the walk has dealt with them.
        Shape::List(_)
        | Shape::Map(_)
        | Shape::Named { .. }
        | Shape::ByKey { .. }
        | Shape::Either(_) => {
            let message = format!("{name} takes {}, and this is text", shape.describe());
            Diagnostic::error(Code::WRONG_TYPE, &node.head(), message)
        }
    };
    found.push(wrong);
}

/// Adds what is wrong with an id or an answer.
pub(super) fn check_name(text: &str, at: &Span, shape: &Shape, found: &mut Diagnostics) {
    let answer = matches!(shape, Shape::Answer);
    let fine = if answer {
        scalar::is_answer(text)
    } else {
        scalar::is_id(text)
    };
    if fine {
        return;
    }
    if text.contains(scalar::is_curly) {
        found.push(curly(at, text));
        return;
    }
    let (what, rule) = if answer {
        (
            "an answer is written",
            "use letters, digits, `-`, `_` and `.`; its label may be any words",
        )
    } else {
        (
            "an id is written",
            "start with a letter and go on with letters, digits, `-` or `_`",
        )
    };
    if let Some(n) = scalar::too_long(text) {
        let message = format!("`{}` has {n} characters", shorten(text));
        let help = format!(
            "use {} at most; a title or label may be longer",
            scalar::LONGEST_ID
        );
        found.push(Diagnostic::error(Code::BAD_ID, at, message).help(help));
        return;
    }
    let like = if answer {
        scalar::like_answer(text)
    } else {
        scalar::like_id(text)
    };
    let help = like.map_or_else(|| rule.to_owned(), |like| format!("write `{like}`: {rule}"));
    let message = format!("`{}` is not how {what}", shorten(text));
    found.push(Diagnostic::error(Code::BAD_ID, at, message).help(help));
}

/// Prose takes anything; only a comment close behind it was hardly meant as one.
fn prose(node: &Node, found: &mut Diagnostics) {
    let Some(comment) = &node.comment else { return };
    let close = comment.range().start == node.at.range().end + 1;
    if close && comment.text().starts_with("# ") {
        found.push(swallowed(comment));
    }
}

fn expression(text: &str, at: &Span, found: &mut Diagnostics) {
    if text.contains('\n') || at.text().contains('\n') {
        found.push(
            Diagnostic::error(
                Code::WRONG_TYPE,
                &at.part(0, at.text().find('\n').unwrap_or(0)),
                "an expression stands on one line",
            )
            .help("write it on one line, or make it a function in the script and call that"),
        );
        return;
    }
    if text.contains(scalar::is_curly) {
        found.push(curly(at, text));
    }
}

/// Points at the first curly quote.
fn curly(at: &Span, text: &str) -> Diagnostic {
    let raw = at.text();
    let here = raw.char_indices().find(|(_, c)| scalar::is_curly(*c));
    let place = here.map_or_else(
        || at.clone(),
        |(start, c)| at.part(start, start + c.len_utf8()),
    );
    let quote = text
        .chars()
        .find(|c| scalar::is_curly(*c))
        .unwrap_or('\u{201d}');
    let message = format!("`{quote}` is a curly quote, and only plain quotes mean anything here");
    Diagnostic::error(Code::SMART_QUOTES, &place, message).help("type a plain `\"` or `'` over it")
}

fn number(text: &str, at: &Span, shape: &Shape, name: &str, help: &str) -> Diagnostic {
    let message = format!(
        "{name} takes {}, and `{}` is none",
        shape.describe(),
        shorten(text)
    );
    Diagnostic::error(Code::BAD_NUMBER, at, message).help(help)
}

/// A text short enough for a message.
pub(super) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 40 {
        return line.to_owned();
    }
    let start: String = line.chars().take(37).collect();
    format!("{start}…")
}
