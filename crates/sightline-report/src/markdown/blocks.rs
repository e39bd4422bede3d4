//! Blocks of a report's text: what opens one, what is part of it, and what closes it.

use std::collections::BTreeMap;

use sightline_engine::{Code, Diagnostic, Span, did_you_mean};

use super::names::Values;

/// What most reports need, as it is listed.
const USUAL: &str = "use one of `if`, `elif`, `else`, `endif`, `for`, `endfor` and `set`";

/// Every word that a block may begin with.
const KEYWORDS: [&str; 25] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "endset",
    "with",
    "endwith",
    "macro",
    "endmacro",
    "call",
    "endcall",
    "filter",
    "endfilter",
    "block",
    "endblock",
    "autoescape",
    "endautoescape",
    "do",
    "include",
    "import",
    "from",
    "extends",
];

/// What other languages write for `elif`.
const ELIF: [&str; 2] = ["elseif", "elsif"];

/// A block that is open.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// What opened it.
    pub(super) keyword: &'static str,
    /// Its first mark.
    pub(super) at: Span,
    /// Whether its `else` has come.
    pub(super) has_else: bool,
    /// The names that it makes.
    pub(super) locals: BTreeMap<String, Values>,
}

/// Whether a word in an expression is no name.
pub(super) fn is_operator(word: &str) -> bool {
    const OPERATORS: [&str; 13] = [
        "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False",
        "None",
    ];
    OPERATORS.contains(&word)
}

/// The word that begins a block; else the one that may be meant.
pub(super) fn keyword(
    typed: &str,
    open: Option<&Open>,
) -> Result<&'static str, Option<&'static str>> {
    let known = |word: &str| KEYWORDS.into_iter().find(|one| *one == word);
    if let Some(known) = known(typed) {
        return Ok(known);
    }
    if ELIF.contains(&typed) {
        return Err(Some("elif"));
    }
    // What would close the block that is open is likelier than what is as near.
    let end = open.and_then(|open| known(&format!("end{}", open.keyword)));
    let near = did_you_mean(typed, end.into_iter().chain(KEYWORDS));
    Err(near.or(end.filter(|_| typed.starts_with("end"))))
}

fn wrong(at: &Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::REPORT_SYNTAX, at, message)
}

/// A word that begins no block.
pub(super) fn unknown(typed: &str, near: Option<&str>, at: &Span) -> Diagnostic {
    let help = near.map_or_else(
        || USUAL.to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    wrong(at, format!("there is no block `{{% {typed} %}}`")).help(help)
}

/// Two marks with nothing between them.
pub(super) fn empty(at: &Span) -> Diagnostic {
    wrong(at, "nothing stands in this block").help(USUAL)
}

/// A block that is open where it should not be: at the end of the text, or before the end of the one around it.
pub(super) fn not_closed(open: &Open, before: Option<(&str, &Span)>) -> Diagnostic {
    let keyword = open.keyword;
    let message = format!("this `{{% {keyword} %}}` is not closed");
    let help = match before {
        None => format!("write `{{% end{keyword} %}}` where it ends"),
        Some((end, at)) => format!(
            "write `{{% end{keyword} %}}` where it ends, before the `{{% {end} %}}` on line {}",
            at.line_column().0
        ),
    };
    wrong(&open.at, message).help(help)
}

/// An `else` or `elif`, which is part of a block.
pub(super) fn part(open: &mut [Open], keyword: &str, at: &Span) -> Option<Diagnostic> {
    let takes = |one: &str| one == "if" || one == "for" && keyword == "else";
    let Some(block) = open.last_mut().filter(|one| takes(one.keyword)) else {
        let around = if keyword == "else" {
            "no `{% if %}` and no `{% for %}`"
        } else {
            "no `{% if %}`"
        };
        let message = format!("this `{{% {keyword} %}}` stands in {around}");
        let help = match open.last() {
            Some(one) => format!(
                "the `{{% {} %}}` on line {} is open here",
                one.keyword,
                one.at.line_column().0
            ),
            None => "take it out, or write the `{% if … %}` that it belongs to".to_owned(),
        };
        return Some(wrong(at, message).help(help));
    };
    if block.has_else {
        let message = format!("this `{{% {keyword} %}}` comes after an `{{% else %}}`");
        let help = format!(
            "the `{{% {} %}}` on line {} has one already",
            block.keyword,
            block.at.line_column().0
        );
        return Some(wrong(at, message).help(help));
    }
    if keyword == "else" {
        block.has_else = true;
        // Where a list has nothing in it, there is no item.
        if block.keyword == "for" {
            block.locals.clear();
        }
    }
    None
}

/// The end of a block, with what was left open in it.
pub(super) fn close(open: &mut Vec<Open>, keyword: &str, at: &Span) -> Vec<Diagnostic> {
    let end = format!("end{keyword}");
    if let Some(n) = open.iter().rposition(|one| one.keyword == keyword) {
        let left = open.split_off(n);
        return left
            .iter()
            .skip(1)
            .map(|one| not_closed(one, Some((&end, at))))
            .collect();
    }
    let message = format!("this `{{% {end} %}}` closes nothing");
    // It is taken for the end of what is open: two ends are mistaken for each other more often than one is left over.
    let help = match open.pop() {
        Some(one) => format!(
            "write `{{% end{} %}}` to close the `{{% {0} %}}` on line {}",
            one.keyword,
            one.at.line_column().0
        ),
        None => format!("take it out, or write the `{{% {keyword} … %}}` that it belongs to"),
    };
    vec![wrong(at, message).help(help)]
}
