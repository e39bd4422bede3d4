//! The functions that scripts are given, one family a file.

mod answers;
mod dates;
mod doc;
mod fact;
mod fractions;
mod grades;
mod results;
mod rows;
mod sections;
mod tag;
mod texts;
mod timescales;
mod views;

use std::any::TypeId;
use std::sync::Arc;

use rhai::{Dynamic, Engine};

use crate::calendar::Calendar;
use crate::model::{Timescales, Vocabulary};

use super::fault::{Fault, Faulty};
use super::host::HostFunctions;
use super::names::Names;
use super::value::ScriptValue;

pub use doc::FunctionDoc;

pub(super) use fact::fact;
pub(super) use results::Finding;
pub(super) use rows::{PARTS_OF_PERIOD, Scene, SceneTag};
pub(super) use sections::SectionView;
pub(super) use tag::Tag;
pub(super) use views::{RecordView, all_sections};

/// Every function that scripts are given beyond those of the script language, by family.
#[must_use]
pub fn function_docs() -> Vec<FunctionDoc> {
    [
        answers::DOCS,
        grades::DOCS,
        dates::DOCS,
        fractions::DOCS,
        results::DOCS,
        rows::DOCS,
        sections::DOCS,
        texts::DOCS,
        timescales::DOCS,
    ]
    .concat()
}

/// Those that the expressions of measures are given: nothing is answered or graded there.
pub(super) fn docs_for_measures() -> Vec<FunctionDoc> {
    [
        dates::DOCS,
        fractions::DOCS,
        rows::DOCS,
        texts::DOCS,
        timescales::DOCS,
    ]
    .concat()
}

/// Functions of the script language that scripts may use: name, fewest and most arguments.
pub(super) const STANDARD: &[(&str, usize, usize)] = &[
    ("abs", 1, 1),
    ("all", 2, 2),
    ("append", 2, 2),
    ("ceiling", 1, 1),
    ("concat", 2, 2),
    ("debug", 0, 1),
    ("extract", 2, 3),
    ("filter", 2, 2),
    ("find", 2, 2),
    ("floor", 1, 1),
    ("for_each", 2, 2),
    ("get", 2, 2),
    ("index_of", 2, 2),
    ("int", 1, 1),
    ("is_even", 1, 1),
    ("is_odd", 1, 1),
    ("keys", 1, 1),
    ("map", 2, 2),
    ("max", 2, 2),
    ("min", 2, 2),
    ("parse_int", 1, 1),
    ("pop", 1, 1),
    ("print", 0, 1),
    ("push", 2, 2),
    ("range", 2, 3),
    ("reduce", 2, 3),
    ("remove", 2, 2),
    ("reverse", 1, 1),
    ("round", 1, 1),
    ("set", 3, 3),
    ("some", 2, 2),
    ("sort", 1, 2),
    ("split", 2, 2),
    ("to_string", 1, 1),
    ("type_of", 1, 1),
    ("values", 1, 1),
];

/// Gives an engine everything that the scripts of one template may use.
pub(super) fn register(
    engine: &mut Engine,
    names: &Arc<Names>,
    calendar: &Arc<Calendar>,
    host: &HostFunctions,
) {
    for function in &host.0 {
        let body = Arc::clone(&function.body);
        let types = vec![TypeId::of::<Dynamic>(); function.arity];
        engine.register_raw_fn(
            &function.name,
            types,
            move |_, arguments| -> Faulty<Dynamic> {
                let values = arguments.iter().map(|one| ScriptValue::of((**one).clone()));
                let values: Option<Vec<_>> = values.collect();
                let values =
                    values.ok_or_else(|| Fault::new("this kind of value cannot be handed over"))?;
                let result = body(&values).map_err(Fault::new)?;
                Ok(result.dynamic())
            },
        );
    }
    if !names.lists.is_empty() {
        engine.set_max_array_size(LONGEST_HISTORY);
    }
    answers::register(engine, names);
    dates::register(engine, calendar);
    fractions::register(engine);
    grades::register(engine, names);
    results::register(engine, names);
    rows::ends(engine);
    sections::register(engine, names);
    texts::register(engine);
    timescales::register(engine, &names.timescales, calendar);
    views::register(engine, names);
}

/// Gives an engine everything that the expressions of measures may use.
pub(super) fn register_for_measures(
    engine: &mut Engine,
    vocabulary: &Arc<Vocabulary>,
    timescales: &Arc<Timescales>,
    calendar: &Arc<Calendar>,
) {
    engine.set_max_array_size(LONGEST_HISTORY);
    dates::register(engine, calendar);
    fractions::register(engine);
    texts::register(engine);
    timescales::register(engine, timescales, calendar);
    rows::ends(engine);
    rows::register(engine, vocabulary);
}

/// The most rows of one list of one case that a script may go through: a child may have been visited every week for years.
const LONGEST_HISTORY: usize = 4_096;
