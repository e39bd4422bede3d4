//! Reads a script file or one expression by itself, and says what is wrong with it.
//!
//! A banned word must not hide the mistakes after it. So each is named, blanked to the same length, and what is left is read on; it
//! is checked like any script and never run, since what has a mistake is not.

use std::collections::BTreeSet;
use std::sync::Arc;

use rhai::{AST, Engine, ParseError, Position, Stmt};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Expression;
use crate::source::{SourceFile, Span};

use super::limits::{EXPRESSION_BYTES, FUNCTIONS, SCRIPT_BYTES};
use super::scan::{Found, scan};
use super::syntax::{banned, reword};
use super::text;

/// The most banned words that are named in one text; each takes another reading.
const MOST_BANNED: usize = 20;

/// Where banned words were blanked: each has been named, and what stands there now is nobody's mistake.
pub(super) struct Blanked(BTreeSet<Span>);

impl Blanked {
    /// Those that reading has named.
    pub(super) fn of(found: &Diagnostics) -> Self {
        let named = found
            .iter()
            .filter(|one| one.code == Code::SCRIPT_FORBIDDEN);
        Self(named.map(|one| one.at.clone()).collect())
    }

    /// Takes out what checking says of them.
    pub(super) fn say_no_more(&self, found: &mut Diagnostics) {
        let all = std::mem::take(found).into_iter();
        let says =
            |one: &Diagnostic| one.code == Code::SCRIPT_FORBIDDEN || !self.0.contains(&one.at);
        *found = all.filter(says).collect();
    }
}

/// An expression's text where it can be read by itself, without what is banned.
pub(super) fn read_expression(
    engine: &Engine,
    expression: &Expression,
    found: &mut Diagnostics,
) -> Option<String> {
    let text = expression.text.as_str();
    let whole = text::whole(expression);
    let error = |at: &Span, message: &str, help: &str| {
        Diagnostic::error(Code::SCRIPT_SYNTAX, at, message).help(help)
    };
    if text.len() > EXPRESSION_BYTES {
        let message = format!(
            "the expression has {} bytes, and {EXPRESSION_BYTES} are allowed",
            text.len()
        );
        let help = "move it into a function of a script file";
        found.push(Diagnostic::error(Code::SCRIPT_TOO_LARGE, &whole, message).help(help));
        return None;
    }
    let at = |start, end| text::part(expression, start, end);
    let kept = without_shifts(text, scan(text), &at, found)?;
    if text.trim().is_empty() {
        found.push(error(
            &whole,
            "the expression is empty",
            "write a condition, or take the key out",
        ));
        return None;
    }
    if let Some(at) = text.find("/*") {
        found.push(error(
            &text::part(expression, at, at + 2),
            "a comment inside an expression",
            "put the comment on a YAML line of its own, after `#`",
        ));
        return None;
    }
    let place = |position: Position| match position.line() {
        Some(line) => text::in_expression(expression, line, position.position().unwrap_or(1)),
        None => text::part(expression, text.len(), text.len()),
    };
    let (ast, kept) = compile(engine, kept, &place, found)?;
    if kept.trim().is_empty() {
        return None;
    }
    let problem = match ast.statements() {
        _ if ast
            .iter_functions()
            .any(|function| !function.name.starts_with("anon$")) =>
        {
            Some((
                whole,
                "an expression cannot define a function",
                "move the function into a script file",
            ))
        }
        [] => Some((
            whole,
            "the expression is empty",
            "write a condition, or take the key out",
        )),
        [Stmt::Assignment(assignment)] => {
            let at = place(assignment.0.position());
            Some(if at.text().starts_with('=') {
                (at, "one `=` does not compare", "use `==` to compare")
            } else {
                (
                    at,
                    "an expression changes nothing",
                    "write the value that is meant, such as `a + 1`",
                )
            })
        }
        [Stmt::Expr(_) | Stmt::FnCall(..) | Stmt::If(..) | Stmt::Switch(..)]
            if !text.trim_end().ends_with(';') =>
        {
            None
        }
        [first, ..] => Some((
            place(first.position()),
            "an expression is one value, and this is more",
            "move it into a function of a script file",
        )),
    };
    match problem {
        Some((at, message, help)) => {
            found.push(error(&at, message, help));
            None
        }
        None => Some(kept),
    }
}

/// A script file's text where it can be read by itself, without what is banned.
pub(super) fn read_file(
    engine: &Engine,
    file: &Arc<SourceFile>,
    found: &mut Diagnostics,
) -> Option<String> {
    if file.text().len() > SCRIPT_BYTES {
        let message = format!(
            "the script has {} bytes, and {SCRIPT_BYTES} are allowed",
            file.text().len()
        );
        let help = "leave out what the template can say without a script";
        found.push(
            Diagnostic::error(Code::SCRIPT_TOO_LARGE, &Span::whole(file), message).help(help),
        );
        return None;
    }
    let text = text::without_mark(file.text());
    let mark = file.text().len() - text.len();
    let at = |start, end| Span::new(file, mark + start, mark + end);
    let kept = without_shifts(text, scan(text), &at, found)?;
    let place = |position: Position| match position.line() {
        Some(line) => text::in_file(file, line, position.position().unwrap_or(1)),
        None => Span::new(file, file.text().len(), file.text().len()),
    };
    let (ast, kept) = compile(engine, kept, &place, found)?;
    let before = found.len();
    for stmt in ast.statements().iter().filter(|stmt| !stmt.is_noop()) {
        let message = "a script holds functions only, and nothing outside them runs";
        let help = "move this into the function that needs it";
        found.push(
            Diagnostic::error(Code::SCRIPT_SYNTAX, &place(stmt.position()), message).help(help),
        );
    }
    if ast.iter_functions().count() > FUNCTIONS {
        let message = format!("the script has more than {FUNCTIONS} functions");
        found.push(
            Diagnostic::error(Code::SCRIPT_TOO_LARGE, &Span::whole(file), message)
                .help("keep those that are used"),
        );
    }
    (found.len() == before).then_some(kept)
}

/// Reads a text, and on past each banned word in it.
fn compile(
    engine: &Engine,
    mut text: String,
    place: &dyn Fn(Position) -> Span,
    found: &mut Diagnostics,
) -> Option<(AST, String)> {
    for _ in 0..=MOST_BANNED {
        let error = match engine.compile(&text) {
            Ok(ast) => return Some((ast, text)),
            Err(error) => error,
        };
        found.push(syntax_error(&error, &place(error.position())));
        let word = banned(error.err_type())?;
        let start = text::offset_of(&text, error.position())?;
        text = blanked(&text, start, word)?;
    }
    None
}

/// The same text with a banned word blanked: a whole line that brings code in or gives it out, else a name that nothing has.
fn blanked(text: &str, start: usize, word: &str) -> Option<String> {
    let (before, rest) = text.split_at_checked(start)?;
    let after = rest.strip_prefix(word)?;
    let (blank, after) = if matches!(word, "import" | "export") {
        let end = after.find([';', '\n', '}']).unwrap_or(after.len());
        let (gone, after) = after.split_at_checked(end)?;
        let after = after
            .strip_prefix(';')
            .map_or(after.to_owned(), |rest| format!(" {rest}"));
        let n_chars = word.len() + gone.chars().count();
        (" ".repeat(n_chars), after)
    } else {
        ("z".repeat(word.len()), after.to_owned())
    };
    Some(format!("{before}{blank}{after}"))
}

/// Names what can be told from the characters alone; gives the text to read on with where that is banned signs only, each of
/// them blanked to a plus, which takes numbers and gives one too.
fn without_shifts(
    text: &str,
    seen: Vec<Found>,
    at: &dyn Fn(usize, usize) -> Span,
    found: &mut Diagnostics,
) -> Option<String> {
    let mut kept = text.to_owned();
    let mut reads = true;
    for one in seen {
        if one.code == Code::SCRIPT_FORBIDDEN {
            kept.replace_range(one.start..one.end, " +");
        } else {
            reads = false;
        }
        found.push(scanned(&at(one.start, one.end), one));
    }
    reads.then_some(kept)
}

fn scanned(at: &Span, one: Found) -> Diagnostic {
    Diagnostic::error(one.code, at, one.message).help(one.help)
}

pub(super) fn syntax_error(error: &ParseError, at: &Span) -> Diagnostic {
    let sign = match at.text() {
        "and" | "AND" => Some("&&"),
        "or" | "OR" => Some("||"),
        _ => None,
    };
    if let Some(sign) = sign {
        let message = format!("`{}` does not join two conditions", at.text());
        return Diagnostic::error(Code::SCRIPT_SYNTAX, at, message)
            .help(format!("write `{sign}` in its place"));
    }
    let (code, message, help) = reword(error.err_type());
    Diagnostic::error(code, at, message).help(help)
}
