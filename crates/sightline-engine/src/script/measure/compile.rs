//! Measures' expressions, read and checked.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rhai::{AST, Engine};

use super::{MeasurePlace, MeasureScript, Ready};
use crate::calendar::Calendar;
use crate::diagnostic::Diagnostics;
use crate::model::{Expression, Measure, Rows, Timescales, Vocabulary};
use crate::script::HostFunctions;
use crate::script::check::{Subject, check};
use crate::script::functions::{docs_for_measures, register_for_measures};
use crate::script::limits::{sandbox, watch_words};
use crate::script::memory::{Key, Loaded};
use crate::script::names::Names;
use crate::script::place::Known;
use crate::script::read::{Blanked, read_expression, read_file, syntax_error};
use crate::script::text::WRAPPED;
use crate::script::text::{self, Text};

/// Compiles the expressions of measures; a measure with a mistake has no script.
pub(crate) fn compile_measures(
    measures: &[Measure],
    vocabulary: &Arc<Vocabulary>,
    timescales: &Arc<Timescales>,
    calendar: &Arc<Calendar>,
    found: &mut Diagnostics,
) -> Vec<Option<MeasureScript>> {
    let mut engine = sandbox();
    let divides = watch_words(&mut engine);
    register_for_measures(&mut engine, vocabulary, timescales, calendar);
    let mut keys = Keys {
        of: Loaded::next(),
        all: Vec::new(),
    };
    let parsed: Vec<_> = measures
        .iter()
        .map(|measure| {
            let row = match &measure.rows {
                Rows::Case => &[][..],
                Rows::Lists(lists) => lists,
            };
            let names = Names::of_measure(vocabulary, timescales, row);
            parse(&engine, measure, &names, &mut keys, found)
        })
        .collect();
    engine.set_fast_operators(!divides.load(Ordering::Relaxed));
    let engine = Arc::new(engine);
    parsed
        .into_iter()
        .map(|one| {
            one.map(|(ast, text, ready)| MeasureScript {
                engine: Arc::clone(&engine),
                ast,
                text,
                ready,
            })
        })
        .collect()
}

/// Numbers for expressions; those with the same text, script and rows have the same.
struct Keys {
    of: Loaded,
    all: Vec<(String, Option<String>, Rows)>,
}

impl Keys {
    fn of(&mut self, measure: &Measure, expression: &Expression) -> Key {
        let script = measure.script.as_ref().map(|file| file.path().to_owned());
        let key = (expression.text.clone(), script, measure.rows.clone());
        let there = self.all.iter().position(|one| *one == key);
        let nth = there.unwrap_or_else(|| {
            self.all.push(key);
            self.all.len() - 1
        });
        Key { of: self.of, nth }
    }
}

fn parse(
    engine: &Engine,
    measure: &Measure,
    names: &Names,
    keys: &mut Keys,
    found: &mut Diagnostics,
) -> Option<(AST, Text, Vec<Ready>)> {
    let before = found.len();
    let file = measure.script.as_ref();
    let read = file.and_then(|file| Some((file, read_file(engine, file, found)?)));
    let file_reads = file.is_none() || read.is_some();
    let mut text = Text::new(read);
    let mut ready = Vec::new();
    for (n, (place, expression)) in expressions(measure).into_iter().enumerate() {
        if let Some(read) = read_expression(engine, expression, found) {
            let function = format!("{WRAPPED}{n}");
            text.add(&function, expression, &read);
            ready.push(Ready {
                place,
                function,
                whole: text::whole(expression),
                key: keys.of(measure, expression),
            });
        }
    }
    let ast = match engine.compile(&text.text) {
        Ok(ast) => ast,
        Err(error) => {
            let at = text.span(error.position());
            found.push(syntax_error(
                &error,
                &at.unwrap_or_else(|| measure.at.clone()),
            ));
            return None;
        }
    };
    let subject = Subject {
        names,
        text: &text,
        host: &HostFunctions::new(),
        docs: &docs_for_measures(),
        file_reads,
    };
    let wrapped: Vec<_> = ready
        .iter()
        .map(|one| (Known::All, one.function.clone(), one.whole.clone()))
        .collect();
    let blanked = Blanked::of(found);
    check(&subject, &ast, &wrapped, found);
    blanked.say_no_more(found);
    (found.len() == before).then_some((ast, text, ready))
}

fn expressions(measure: &Measure) -> Vec<(MeasurePlace, &Expression)> {
    use MeasurePlace as P;
    let out_of = measure.out_of.as_ref();
    let single = [
        (P::InPeriod, measure.in_period.as_ref()),
        (P::Once, measure.once.as_ref()),
        (P::Denominator, measure.denominator.as_ref()),
        (P::Unknown, measure.unknown.as_ref()),
        (P::Numerator, Some(&measure.numerator)),
        (P::Sum, out_of.map(|one| &one.sum)),
        (P::OnceFor, out_of.map(|one| &one.once_for)),
        (
            P::Unless,
            measure
                .looks_back
                .as_ref()
                .and_then(|back| back.unless.as_ref()),
        ),
    ];
    let single = single
        .into_iter()
        .filter_map(|(place, expression)| Some((place, expression?)));
    let excluded = measure.exclude.iter().enumerate();
    single
        .chain(excluded.map(|(n, one)| (P::Exclude(n), &one.when)))
        .collect()
}
