//! Texts. The script language's own package is left out: a text could be made to grow a thousandfold in one step.

use rhai::{Engine, ImmutableString};
use rust_decimal::Decimal;

use super::doc::{FunctionDoc, doc};

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "len",
        1,
        "x.len()",
        "How many letters a text has, or entries a list or map.",
    ),
    doc(
        "is_empty",
        1,
        "x.is_empty()",
        "Whether a text, list or map has nothing in it.",
    ),
    doc(
        "contains",
        2,
        "x.contains(part)",
        "Whether a text has this part, or a list this entry; the same as `part in x`.",
    ),
    doc(
        "starts_with",
        2,
        "text.starts_with(part)",
        "Whether a text starts with this.",
    ),
    doc(
        "ends_with",
        2,
        "text.ends_with(part)",
        "Whether a text ends with this.",
    ),
    doc("to_lower", 1, "text.to_lower()", "A text in small letters."),
    doc(
        "to_upper",
        1,
        "text.to_upper()",
        "A text in capital letters.",
    ),
    doc(
        "trimmed",
        1,
        "text.trimmed()",
        "A text without spaces at its ends.",
    ),
];

pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("+", |text: ImmutableString, n: i64| format!("{text}{n}"));
    engine.register_fn("+", |n: i64, text: ImmutableString| format!("{n}{text}"));
    engine.register_fn("+", |text: ImmutableString, n: Decimal| {
        format!("{text}{n}")
    });
    engine.register_fn("len", |text: ImmutableString| {
        i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
    });
    engine.register_fn("is_empty", |text: ImmutableString| text.is_empty());
    engine.register_fn(
        "contains",
        |text: ImmutableString, part: ImmutableString| text.contains(part.as_str()),
    );
    engine.register_fn(
        "starts_with",
        |text: ImmutableString, part: ImmutableString| text.starts_with(part.as_str()),
    );
    engine.register_fn(
        "ends_with",
        |text: ImmutableString, part: ImmutableString| text.ends_with(part.as_str()),
    );
    engine.register_fn("to_lower", |text: ImmutableString| text.to_lowercase());
    engine.register_fn("to_upper", |text: ImmutableString| text.to_uppercase());
    engine.register_fn("trimmed", |text: ImmutableString| text.trim().to_owned());
}
