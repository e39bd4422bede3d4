//! From a template's text to a script that can run, with every mistake on the way.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rhai::AST;

use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Method, Overall, Template};
use crate::source::{SourceFile, Span};

use super::check::{Checked, Subject, check, known_at, wanted};
use super::functions::{function_docs, register};
use super::limits::{sandbox, watch_words};
use super::names::Names;
use super::place::{Hook, Hooks, Place, Places, Ready, expressions};
use super::read::{read_expression, read_file, syntax_error};
use super::text::{self, Text};
use super::{HostFunctions, Script};

impl Script {
    /// Compiles all expressions of a template and its script file, and names every mistake in them.
    ///
    /// What comes out beside mistakes is not for running: it says what the sound expressions read, so that their order can be
    /// checked in the same round.
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
                let at = text
                    .span(error.position())
                    .unwrap_or_else(|| Span::whole(&template.source));
                found.push(syntax_error(&error, &at));
                return (None, found.sorted());
            }
        };
        let subject = Subject {
            names: &names,
            text: &text,
            host: functions,
            docs: &function_docs(),
            file_reads,
        };
        let known = wrapped
            .iter()
            .map(|(place, function, at)| (known_at(template, *place), function.clone(), at.clone()))
            .collect::<Vec<_>>();
        let checked = check(&subject, &ast, &known, &mut found);
        wanted(&subject, &ast, &wrapped, &mut found);
        let hooks = check_hooks(template, &ast, file.filter(|_| file_reads), &mut found);
        let places = ready(template, wrapped, &checked);
        let timescales = checked.timescales().into_iter().collect();
        engine.set_fast_operators(!divides.load(Ordering::Relaxed));
        let calendar = Arc::clone(calendar);
        let source = Span::whole(&template.source);
        (
            Some(Self {
                engine,
                ast,
                text,
                names,
                places,
                hooks,
                calendar,
                timescales,
                source,
            }),
            found.sorted(),
        )
    }
}

/// What an expression's function is called; no script can name it, because no name that is checked starts with it.
pub(super) const WRAPPED: &str = "expression__";

fn ready(template: &Template, wrapped: Vec<(Place, String, Span)>, checked: &Checked) -> Places {
    let one = |(place, function, whole): (Place, String, Span)| {
        let inputs = checked.inputs(&function);
        Ready {
            place,
            described: place.describe(template),
            inputs,
            function,
            whole,
        }
    };
    Places::new(wrapped.into_iter().map(one).collect())
}

/// Which hooks there are; names those that scoring needs and those that could never be called.
fn check_hooks(
    template: &Template,
    ast: &AST,
    file: Option<&Arc<SourceFile>>,
    found: &mut Diagnostics,
) -> Hooks {
    let mut hooks = Hooks::default();
    // Where the template names no script, or one that is not there, loading has said so.
    let Some(file) = file else {
        return hooks;
    };
    for hook in Hook::ALL {
        let arities: Vec<usize> = ast
            .iter_functions()
            .filter(|one| one.name == hook.name())
            .map(|one| one.params.len())
            .collect();
        if arities.contains(&hook.arity()) {
            hooks.set(hook);
        } else if let Some(wrong) = arities.first() {
            let arguments = if *wrong == 1 {
                "1 argument".to_owned()
            } else {
                format!("{wrong} arguments")
            };
            let message = format!(
                "the hook `{}` has {arguments} here, so it is never called",
                hook.name()
            );
            let at = text::definition(file, hook.name());
            found.push(
                Diagnostic::error(Code::SCRIPT_HOOK, &at, message)
                    .help(format!("write `fn {}`", hook.signature())),
            );
        } else if needed(template).contains(&hook) {
            let message = format!(
                "the template is scored by script, and the script has no `{}`",
                hook.signature()
            );
            let help = format!("add `fn {} {{ … }}`", hook.signature());
            found
                .push(Diagnostic::error(Code::SCRIPT_HOOK, &Span::whole(file), message).help(help));
        }
    }
    hooks
}

/// The hooks without which the template cannot be scored.
fn needed(template: &Template) -> Vec<Hook> {
    let mut needed = Vec::new();
    if template
        .sections
        .iter()
        .any(|section| section.scoring.method == Method::Script)
    {
        needed.push(Hook::SectionScore);
    }
    if template.scoring.overall == Overall::Sections(Method::Script) {
        needed.push(Hook::Overall);
    }
    needed
}
