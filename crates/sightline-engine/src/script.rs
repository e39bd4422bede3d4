//! Scripts: the only place that names Rhai.
//!
//! All expressions of a template and its script file become one syntax tree. Each expression is wrapped as a function, so
//! that a call carries the audit's facts along as its tag and functions of the script file see them too. What a script may
//! name is decided before it runs ([`check`]); what it may spend is decided in one function ([`limits`]).

mod call;
mod check;
mod compile;
mod dynamic;
mod facts;
mod fault;
mod functions;
mod hooks;
mod host;
mod inputs;
mod limits;
mod look;
mod measure;
mod memory;
mod names;
mod place;
mod read;
mod results;
mod scan;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod value;

use std::fmt;
use std::sync::Arc;

use rhai::{AST, Engine};

pub use functions::{FunctionDoc, function_docs};
pub use host::HostFunctions;
pub use value::ScriptValue;

pub(crate) use facts::Facts;
pub(crate) use inputs::{Input, Inputs};
pub(crate) use look::{Given, Read, read_by, watched};
pub(crate) use measure::{MeasurePlace, MeasureScript, Moment, RowAt, compile_measures};
pub(crate) use memory::Memory;
pub(crate) use place::{Hooks, Place};
pub(crate) use results::OverallBy;

use crate::calendar::Calendar;
use crate::source::Span;

use names::Names;
use place::Places;
use text::Text;

/// A template's expressions and script file, checked and ready to run.
///
/// It holds nothing that a run could change, so one can serve every thread at once.
pub(crate) struct Script {
    engine: Engine,
    ast: AST,
    text: Text,
    names: Arc<Names>,
    places: Places,
    hooks: Hooks,
    calendar: Arc<Calendar>,
    /// Ids of the timescales that it counts by, in order.
    timescales: Vec<String>,
    /// The template's file, for what has no place of its own.
    source: Span,
}

impl Script {
    /// What an expression's result hangs on; empty where there is no such expression.
    pub(crate) fn inputs(&self, place: Place) -> &Inputs {
        self.places
            .get(place)
            .map_or(&inputs::NOTHING, |one| &one.inputs)
    }

    /// Ids of the timescales that it counts by, in order.
    pub(crate) fn timescales(&self) -> &[String] {
        &self.timescales
    }

    /// Which hooks the script file defines.
    pub(crate) fn hooks(&self) -> Hooks {
        self.hooks
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script")
            .field("hooks", &self.hooks)
            .finish_non_exhaustive()
    }
}
