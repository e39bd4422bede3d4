//! From a template's text to a script that can run, with every mistake on the way.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rhai::{AST, Engine, ParseError, Stmt};

use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Expression, Method, Overall, Template};
use crate::source::{SourceFile, Span};

use super::check::{Checked, Subject, check};
use super::functions::register;
use super::limits::{EXPRESSION_BYTES, FUNCTIONS, SCRIPT_BYTES, sandbox, watch_words};
use super::names::Names;
use super::place::{Hook, Hooks, Place, Places, Ready, expressions};
use super::scan::{Found, scan};
use super::syntax::reword;
use super::text::{self, Text};
use super::{HostFunctions, Script};

impl Script {
    /// Compiles all expressions of a template and its script file, and names every mistake in them.
    pub(crate) fn compile(
        template: &Template,
        functions: &HostFunctions,
        calendar: &Arc<Calendar>,
    ) -> (Option<Self>, Diagnostics) {
        let mut found = Diagnostics::new();
        let names = Arc::new(Names::new(template));
        let mut engine = sandbox();
        let divides = watch_words(&mut engine);
        register(&mut engine, &names, calendar, functions);

        let file = template.scoring.script.as_ref();
        let file_reads = file.is_none_or(|file| read_file(&engine, file, &mut found));
        let mut text = Text::new(file.filter(|_| file_reads));
        let mut wrapped = Vec::new();
        for (n, (place, expression)) in expressions(template).into_iter().enumerate() {
            if read_expression(&engine, expression, &mut found) {
                let function = format!("{WRAPPED}{n}");
                text.add(&function, expression);
                wrapped.push((place, function, text::whole(expression)));
            }
        }
        let ast = match engine.compile(&text.text) {
            Ok(ast) => ast,
            Err(error) => {
                // Each part was read by itself, so only the whole can be too much.
                let at = text.span(error.position()).unwrap_or_else(|| Span::whole(&template.source));
                found.push(syntax_error(&error, &at));
                return (None, found);
            }
        };
        let subject = Subject { template, names: &names, text: &text, host: functions, file_reads };
        let checked = check(&subject, &ast, &wrapped, &mut found);
        let hooks = check_hooks(template, &ast, file.filter(|_| file_reads), &mut found);
        if found.has_errors() {
            return (None, found);
        }
        let places = ready(template, wrapped, &checked);
        engine.set_fast_operators(!divides.load(Ordering::Relaxed));
        let calendar = Arc::clone(calendar);
        let source = Span::whole(&template.source);
        (Some(Self { engine, ast, text, names, places, hooks, calendar, source }), found)
    }
}

/// What an expression's function is called; no script can name it, because no name that is checked starts with it.
pub(super) const WRAPPED: &str = "expression__";

fn ready(template: &Template, wrapped: Vec<(Place, String, Span)>, checked: &Checked) -> Places {
    let one = |(place, function, whole): (Place, String, Span)| {
        let inputs = checked.inputs(&function);
        Ready { place, described: place.describe(template), inputs, function, whole }
    };
    Places::new(wrapped.into_iter().map(one).collect())
}

/// Whether an expression can be read by itself.
fn read_expression(engine: &Engine, expression: &Expression, found: &mut Diagnostics) -> bool {
    let text = expression.text.as_str();
    let whole = text::whole(expression);
    let error = |at: &Span, message: &str, help: &str| Diagnostic::error(Code::SCRIPT_SYNTAX, at, message).help(help);
    if text.len() > EXPRESSION_BYTES {
        let message = format!("the expression has {} bytes, and {EXPRESSION_BYTES} are allowed", text.len());
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
        found.push(error(&whole, "the expression is empty", "write a condition, or take the key out"));
        return false;
    }
    if let Some(at) = text.find("/*") {
        found.push(error(&text::part(expression, at, at + 2), "a comment inside an expression", "put the comment on a YAML line of its own, after `#`"));
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
        text::in_expression(expression, position.line().unwrap_or(1), position.position().unwrap_or(1))
    };
    let problem = match ast.statements() {
        _ if ast.iter_functions().any(|function| !function.name.starts_with("anon$")) => {
            Some((whole, "an expression cannot define a function", "move the function into a script file"))
        }
        [] => Some((whole, "the expression is empty", "write a condition, or take the key out")),
        [Stmt::Assignment(assignment)] => {
            let at = place(assignment.0.position());
            Some((at, "one `=` does not compare", "use `==` to compare"))
        }
        [Stmt::Expr(_) | Stmt::FnCall(..) | Stmt::If(..) | Stmt::Switch(..)] if !text.trim_end().ends_with(';') => None,
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
fn read_file(engine: &Engine, file: &Arc<SourceFile>, found: &mut Diagnostics) -> bool {
    if file.text().len() > SCRIPT_BYTES {
        let message = format!("the script has {} bytes, and {SCRIPT_BYTES} are allowed", file.text().len());
        let help = "leave out what the template can say without a script";
        found.push(Diagnostic::error(Code::SCRIPT_TOO_LARGE, &Span::whole(file), message).help(help));
        return false;
    }
    let text = text::without_mark(file.text());
    let mark = file.text().len() - text.len();
    let seen = scan(text);
    let clean = seen.is_empty();
    for one in seen {
        found.push(scanned(&Span::new(file, mark + one.start, mark + one.end), one));
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
        found.push(Diagnostic::error(Code::SCRIPT_SYNTAX, &place(stmt.position()), message).help(help));
    }
    if ast.iter_functions().count() > FUNCTIONS {
        let message = format!("the script has more than {FUNCTIONS} functions");
        found.push(Diagnostic::error(Code::SCRIPT_TOO_LARGE, &Span::whole(file), message).help("keep those that are used"));
    }
    found.len() == before
}

fn scanned(at: &Span, one: Found) -> Diagnostic {
    Diagnostic::error(one.code, at, one.message).help(one.help)
}

fn syntax_error(error: &ParseError, at: &Span) -> Diagnostic {
    let (code, message, help) = reword(error.err_type());
    Diagnostic::error(code, at, message).help(help)
}

/// Which hooks there are; names those that scoring needs and those that could never be called.
fn check_hooks(template: &Template, ast: &AST, file: Option<&Arc<SourceFile>>, found: &mut Diagnostics) -> Hooks {
    let mut hooks = Hooks::default();
    let Some(file) = file else {
        if template.scoring.script.is_none() {
            for hook in needed(template) {
                let message = format!("the template is scored by script and names none, so `{}` is missing", hook.signature());
                let help = "add `script:` with a file of the `scripts/` folder under `scoring:`";
                found.push(Diagnostic::error(Code::SCRIPT_HOOK, &Span::whole(&template.source), message).help(help));
            }
        }
        return hooks;
    };
    for hook in Hook::ALL {
        let arities: Vec<usize> =
            ast.iter_functions().filter(|one| one.name == hook.name()).map(|one| one.params.len()).collect();
        if arities.contains(&hook.arity()) {
            hooks.set(hook);
        } else if let Some(wrong) = arities.first() {
            let arguments = if *wrong == 1 { "1 argument".to_owned() } else { format!("{wrong} arguments") };
            let message = format!("the hook `{}` has {arguments} here, so it is never called", hook.name());
            let at = text::definition(file, hook.name());
            found.push(Diagnostic::error(Code::SCRIPT_HOOK, &at, message).help(format!("write `fn {}`", hook.signature())));
        } else if needed(template).contains(&hook) {
            let message = format!("the template is scored by script, and the script has no `{}`", hook.signature());
            let help = format!("add `fn {} {{ … }}`", hook.signature());
            found.push(Diagnostic::error(Code::SCRIPT_HOOK, &Span::whole(file), message).help(help));
        }
    }
    hooks
}

/// The hooks without which the template cannot be scored.
fn needed(template: &Template) -> Vec<Hook> {
    let mut needed = Vec::new();
    if template.sections.iter().any(|section| section.scoring.method == Method::Script) {
        needed.push(Hook::SectionScore);
    }
    if template.scoring.overall == Overall::Sections(Method::Script) {
        needed.push(Hook::Overall);
    }
    needed
}
