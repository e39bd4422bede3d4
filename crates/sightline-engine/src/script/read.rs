//! Reads a script file or one expression by itself, and says what is wrong with it.

use std::sync::Arc;

use rhai::{Engine, ParseError, Stmt};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Expression;
use crate::source::{SourceFile, Span};

use super::limits::{EXPRESSION_BYTES, FUNCTIONS, SCRIPT_BYTES};
use super::scan::{Found, scan};
use super::syntax::reword;
use super::text;

/// Whether an expression can be read by itself.
pub(super) fn read_expression(
    engine: &Engine,
    expression: &Expression,
    found: &mut Diagnostics,
) -> bool {
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
        return false;
    }
    let seen = scan(text);
    let clean = seen.is_empty();
    for one in seen {
        found.push(scanned(&text::part(expression, one.start, one.end), one));
    }
    if !clean {
        return false;
    }
    if text.trim().is_empty() {
        found.push(error(
            &whole,
            "the expression is empty",
            "write a condition, or take the key out",
        ));
        return false;
    }
    if let Some(at) = text.find("/*") {
        found.push(error(
            &text::part(expression, at, at + 2),
            "a comment inside an expression",
            "put the comment on a YAML line of its own, after `#`",
        ));
        return false;
    }
    let ast = match engine.compile(text) {
        Ok(ast) => ast,
        Err(error) => {
            let (line, column) = (error.position().line(), error.position().position());
            let at = match (line, column) {
                (Some(line), column) => text::in_expression(expression, line, column.unwrap_or(1)),
                (None, _) => text::part(expression, text.len(), text.len()),
            };
            found.push(syntax_error(&error, &at));
            return false;
        }
    };
    let place = |position: rhai::Position| {
        text::in_expression(
            expression,
            position.line().unwrap_or(1),
            position.position().unwrap_or(1),
        )
    };
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
            Some((at, "one `=` does not compare", "use `==` to compare"))
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
            false
        }
        None => true,
    }
}

/// Whether a script file can be read by itself.
pub(super) fn read_file(engine: &Engine, file: &Arc<SourceFile>, found: &mut Diagnostics) -> bool {
    if file.text().len() > SCRIPT_BYTES {
        let message = format!(
            "the script has {} bytes, and {SCRIPT_BYTES} are allowed",
            file.text().len()
        );
        let help = "leave out what the template can say without a script";
        found.push(
            Diagnostic::error(Code::SCRIPT_TOO_LARGE, &Span::whole(file), message).help(help),
        );
        return false;
    }
    let text = text::without_mark(file.text());
    let mark = file.text().len() - text.len();
    let seen = scan(text);
    let clean = seen.is_empty();
    for one in seen {
        found.push(scanned(
            &Span::new(file, mark + one.start, mark + one.end),
            one,
        ));
    }
    if !clean {
        return false;
    }
    let place = |position: rhai::Position| match position.line() {
        Some(line) => text::in_file(file, line, position.position().unwrap_or(1)),
        None => Span::new(file, file.text().len(), file.text().len()),
    };
    let ast = match engine.compile(text) {
        Ok(ast) => ast,
        Err(error) => {
            found.push(syntax_error(&error, &place(error.position())));
            return false;
        }
    };
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
    found.len() == before
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
