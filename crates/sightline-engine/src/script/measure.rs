//! The expressions of measures, in the same sandbox as everything else.
//!
//! One engine serves all measures of a workspace; each has a syntax tree of its own, because each may name a script file.

use std::cell::OnceCell;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rhai::{AST, Dynamic, Engine};

use crate::calendar::{Calendar, Period};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Case, Event, Expression, Measure, Rows, Timescales, Vocabulary};
use crate::source::Span;

use super::HostFunctions;
use super::call::call;
use super::check::{Subject, check};
use super::compile::WRAPPED;
use super::fault::{Failure, Fault};
use super::functions::{Scene, SceneTag, docs_for_measures, register_for_measures};
use super::limits::{sandbox, watch_words};
use super::memory::{Key, Loaded, Memory, Sight};
use super::names::Names;
use super::place::Known;
use super::read::{Blanked, read_expression, read_file, syntax_error};
use super::text::{self, Text};
use super::value::ScriptValue;

/// Where an expression stands in a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeasurePlace {
    /// `in_period`.
    InPeriod,
    /// `once`.
    Once,
    /// `denominator`.
    Denominator,
    /// `exclude`, by its place in the list.
    Exclude(usize),
    /// `unknown`.
    Unknown,
    /// `numerator`.
    Numerator,
    /// `out_of: sum`.
    Sum,
    /// `out_of: once_for`.
    OnceFor,
    /// `looks_back: unless`.
    Unless,
}

/// One measure's expressions, checked and ready to run.
pub(crate) struct MeasureScript {
    engine: Arc<Engine>,
    ast: AST,
    text: Text,
    ready: Vec<Ready>,
}

struct Ready {
    place: MeasurePlace,
    function: String,
    whole: Span,
    /// The same for expressions that come to the same wherever they see the same.
    key: Key,
}

/// A case, a row of it, and when it is looked at.
pub(crate) struct Moment<'a> {
    case: &'a Arc<Case>,
    row: Option<RowAt<'a>>,
    /// The row itself.
    own: Option<&'a Event>,
    period: Period,
    today: chrono::NaiveDate,
    /// As scripts see it; made only when one runs.
    scene: OnceCell<Arc<Scene>>,
}

/// A row of a list of the history.
#[derive(Clone, Copy)]
pub(crate) struct RowAt<'a> {
    /// The list.
    pub(crate) list: &'a Arc<str>,
    /// The place of the list among those that the measure goes through.
    pub(crate) nth_list: usize,
    /// The place of the row in the list.
    pub(crate) at: usize,
    /// Whether the measure goes through more lists than one, so that a row lacks fields which another has.
    pub(crate) several: bool,
}

impl<'a> Moment<'a> {
    /// A case as a whole, or a row of a list of its history.
    pub(crate) fn new(
        case: &'a Arc<Case>,
        row: Option<RowAt<'a>>,
        period: Period,
        today: chrono::NaiveDate,
    ) -> Self {
        let own = row.and_then(|row| case.history.get(&**row.list)?.get(row.at));
        Self {
            case,
            row,
            own,
            period,
            today,
            scene: OnceCell::new(),
        }
    }

    fn scene(&self) -> Arc<Scene> {
        let scene = self.scene.get_or_init(|| {
            Arc::new(Scene {
                case: Arc::clone(self.case),
                row: self.row.map(|row| (Arc::clone(row.list), row.at)),
                several: self.row.is_some_and(|row| row.several),
                period: self.period,
                today: self.today,
            })
        });
        Arc::clone(scene)
    }
}

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

impl MeasureScript {
    /// Whether a condition holds; nothing where the measure has none there.
    pub(crate) fn truth(
        &self,
        place: MeasurePlace,
        moment: &Moment<'_>,
        memory: &mut Memory,
    ) -> Result<Option<bool>, Box<Diagnostic>> {
        match self.value(place, moment, memory)? {
            None => Ok(None),
            Some((ScriptValue::Bool(yes), _)) => Ok(Some(yes)),
            Some((other, whole)) => {
                let message = format!(
                    "a condition must come to true or false, and this is {}",
                    other.kind()
                );
                let help = Some("compare with something, such as `row.ended_on == ()`".to_owned());
                Err(self.diagnose(Fault::result(message).help(help).into(), whole))
            }
        }
    }

    /// What an expression comes to, and where it stands; nothing where the measure has none there.
    ///
    /// `memory` is of this measure, a period and a day: what it holds of others would be wrong here.
    pub(crate) fn value(
        &self,
        place: MeasurePlace,
        moment: &Moment<'_>,
        memory: &mut Memory,
    ) -> Result<Option<(ScriptValue, &Span)>, Box<Diagnostic>> {
        let Some(ready) = self.ready.iter().find(|one| one.place == place) else {
            return Ok(None);
        };
        let sight = Sight::new(moment.case, moment.own);
        let list = moment.row.map_or(0, |row| row.nth_list);
        let value = memory.recall(ready.key, list, sight, || {
            self.run(&ready.function, moment).and_then(|value| {
                ScriptValue::of(value).ok_or_else(|| {
                    Fault::result("a measure can do nothing with this kind of value").into()
                })
            })
        });
        match value {
            Ok(value) => Ok(Some((value, &ready.whole))),
            Err(failure) => Err(self.diagnose(failure, &ready.whole)),
        }
    }

    fn run(&self, function: &str, moment: &Moment<'_>) -> Result<Dynamic, Failure> {
        call(
            &self.engine,
            &self.ast,
            function,
            SceneTag(moment.scene()),
            (),
        )
    }

    fn diagnose(&self, failure: Failure, whole: &Span) -> Box<Diagnostic> {
        let at = self.text.span(failure.at).unwrap_or_else(|| whole.clone());
        let elsewhere = at.path() != whole.path();
        let mut one = Diagnostic::error(failure.fault.code, &at, failure.fault.message);
        one.help = failure.fault.help;
        Box::new(if elsewhere {
            one.related(whole, "while this was worked out")
        } else {
            one
        })
    }
}

impl std::fmt::Debug for MeasureScript {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeasureScript").finish_non_exhaustive()
    }
}
