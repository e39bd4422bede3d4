//! From a template's text to a script that can run, with every mistake on the way.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::calendar::Calendar;
use crate::diagnostic::Diagnostics;
use crate::model::Template;
use crate::source::Span;

use super::check::{Checked, Subject, check, known_at, wanted};
use super::functions::{function_docs, register};
use super::hooks::check_hooks;
use super::limits::{sandbox, watch_words};
use super::names::Names;
use super::place::{Place, Places, Ready, expressions};
use super::read::{Blanked, read_expression, read_file, syntax_error};
use super::text::{self, Text, WRAPPED};
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
        let read = file.and_then(|file| Some((file, read_file(&engine, file, &mut found)?)));
        let file_reads = file.is_none() || read.is_some();
        let mut text = Text::new(read);
        let mut wrapped = Vec::new();
        for (n, (place, expression)) in expressions(template).into_iter().enumerate() {
            if let Some(read) = read_expression(&engine, expression, &mut found) {
                let function = format!("{WRAPPED}{n}");
                text.add(&function, expression, &read);
                wrapped.push((place, function, text::whole(expression)));
            }
        }
        let blanked = Blanked::of(&found);
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
        let hooks = check_hooks(
            template,
            &ast,
            file.filter(|_| file_reads),
            &checked.called(),
            &mut found,
        );
        blanked.say_no_more(&mut found);
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
