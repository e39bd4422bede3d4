//! Runs expressions, and puts what goes wrong at its place.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rhai::{AST, CallFnOptions, Dynamic, Engine, FuncArgs, Scope, Variant};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Case;
use crate::source::Span;

use super::facts::Facts;
use super::fault::{Failure, Fault, failure};
use super::functions::Tag;
use super::look::Look;
use super::place::{Hook, Place, Ready};
use super::types::GradeView;
use super::value::ScriptValue;
use super::{Script, limits, text};

impl Script {
    /// Whether a condition holds; where the template has none there, it does.
    pub(crate) fn truth(&self, place: Place, facts: &Arc<Facts>) -> Result<bool, Box<Diagnostic>> {
        let Some(ready) = self.places.get(place) else {
            return Ok(true);
        };
        let value = self
            .run(&ready.function, facts, ())
            .map_err(|failure| self.at_place(failure, ready))?;
        value.as_bool().map_err(|_| {
            let found = ScriptValue::of(value).map_or("something else", |value| value.kind());
            let help = "compare with something, such as `answers.X == \"yes\"`".to_owned();
            let fault = Fault::result(format!(
                "a condition must come to true or false, and this is {found}"
            ));
            self.at_place(fault.help(Some(help)).into(), ready)
        })
    }

    /// What an expression comes to; where the template has none there, nothing.
    pub(crate) fn value(
        &self,
        place: Place,
        facts: &Arc<Facts>,
    ) -> Result<ScriptValue, Box<Diagnostic>> {
        let Some(ready) = self.places.get(place) else {
            return Ok(ScriptValue::Nothing);
        };
        let value = self
            .run(&ready.function, facts, ())
            .map_err(|failure| self.at_place(failure, ready))?;
        let value = ScriptValue::of(value)
            .ok_or_else(|| Fault::result("this kind of value cannot be an answer"));
        value
            .and_then(checked)
            .map_err(|fault| self.at_place(fault.into(), ready))
    }

    /// What `record.<name>` comes to, without running anything: most of what is suggested is one fact as it stands.
    pub(crate) fn fact(&self, case: &Case, name: &str) -> Option<ScriptValue> {
        let (_, kind) = self.names.facts.get(name)?;
        ScriptValue::of(super::functions::fact(case.facts.get(name), name, kind).ok()?)
    }

    /// Whether a template declares a fact.
    pub(crate) fn knows_fact(&self, name: &str) -> bool {
        self.names.facts.contains_key(name)
    }

    /// The list of the history at a place that scripts note when they look at it.
    pub(crate) fn list(&self, place: usize) -> Option<&str> {
        self.names.lists.keys().nth(place).map(String::as_str)
    }

    /// Calls a hook of the script file.
    pub(super) fn hook<T>(
        &self,
        hook: Hook,
        facts: &Arc<Facts>,
        arguments: impl FuncArgs,
        read: impl FnOnce(Dynamic) -> Result<T, Fault>,
    ) -> Result<T, Box<Diagnostic>> {
        let value = self.run(hook.name(), facts, arguments);
        value
            .and_then(|value| read(value).map_err(Failure::from))
            .map_err(|failure| {
                let described = format!("`{}`", hook.signature());
                Box::new(self.diagnose(failure, &described, &self.hook_span(hook)))
            })
    }

    fn run(
        &self,
        function: &str,
        facts: &Arc<Facts>,
        arguments: impl FuncArgs,
    ) -> Result<Dynamic, Failure> {
        let tag = Tag(Look::at(facts));
        call(&self.engine, &self.ast, function, tag, arguments)
    }

    fn at_place(&self, failure: Failure, ready: &Ready) -> Box<Diagnostic> {
        Box::new(self.diagnose(failure, &ready.described, &ready.whole))
    }

    fn diagnose(&self, failure: Failure, described: &str, whole: &Span) -> Diagnostic {
        let at = self
            .text
            .span(failure.at)
            .filter(|_| failure.fault.code != Code::RAN_TOO_LONG);
        let at = at.unwrap_or_else(|| whole.clone());
        let mut message = format!("{described}: {}", failure.fault.message);
        if let Some(said) = at_throw(&at).filter(|_| failure.thrown) {
            message = format!("{message}: {said}");
        }
        let mut diagnostic = Diagnostic::error(failure.fault.code, &at, message);
        diagnostic.help = failure.fault.help;
        let inside = at.file().path() == whole.path()
            && whole.range().start <= at.range().start
            && at.range().end <= whole.range().end;
        if inside {
            diagnostic
        } else {
            diagnostic.related(whole, "while this was worked out")
        }
    }

    fn hook_span(&self, hook: Hook) -> Span {
        let file = self.text.file();
        file.map_or_else(
            || self.source.clone(),
            |file| text::definition(file, hook.name()),
        )
    }
}

/// Calls a function with what it may look at.
pub(super) fn call(
    engine: &Engine,
    ast: &AST,
    function: &str,
    tag: impl Variant + Clone,
    arguments: impl FuncArgs,
) -> Result<Dynamic, Failure> {
    let options = CallFnOptions::new().eval_ast(false).with_tag(tag);
    limits::begin();
    // A panic in a function of an embedder's must not take what else is worked out down with it.
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut scope = Scope::new();
        engine.call_fn_with_options::<Dynamic>(options, &mut scope, ast, function, arguments)
    }));
    match result {
        Ok(result) => result.map_err(|error| failure(*error)),
        Err(_) => Err(Fault::new("a function that the script calls broke down").into()),
    }
}

/// The text that a `throw` was written with. What it was worked out from is never shown: it may be an answer.
fn at_throw(at: &Span) -> Option<&str> {
    let rest = at
        .file()
        .text()
        .get(at.range().end..)?
        .trim_start_matches([' ', '(']);
    let said = rest.strip_prefix('"')?;
    said.split(['"', '\\', '\n'])
        .next()
        .filter(|said| !said.is_empty() && said.len() <= 200)
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self {
            fault,
            at: rhai::Position::NONE,
            thrown: false,
        }
    }
}

/// Refuses points that no score can have.
pub(super) fn checked(value: ScriptValue) -> Result<ScriptValue, Fault> {
    if let ScriptValue::Points(n, out_of) = &value
        && (n.is_negative() || out_of.is_negative() || n > out_of)
    {
        let help = "the first number lies between 0 and the second".to_owned();
        return Err(Fault::result("points lie outside what they are out of").help(Some(help)));
    }
    Ok(value)
}

/// A grade's id, where a script gave a grade or its id.
pub(super) fn grade_id(value: &Dynamic) -> Option<String> {
    if let Some(grade) = value.read_lock::<GradeView>() {
        return grade.id().map(str::to_owned);
    }
    value
        .as_immutable_string_ref()
        .ok()
        .map(|id| id.to_string())
}
