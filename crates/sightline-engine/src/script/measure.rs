//! The expressions of measures, in the same sandbox as everything else.
//!
//! One engine serves all measures of a workspace; each has a syntax tree of its own, because each may name a script file.

mod compile;

use std::cell::OnceCell;
use std::sync::Arc;

use rhai::{AST, Dynamic, Engine};

use crate::calendar::Period;
use crate::diagnostic::Diagnostic;
use crate::model::{Case, Event};
use crate::source::Span;

use super::call::call;
use super::fault::{Failure, Fault};
use super::functions::{Scene, SceneTag};
use super::memory::{Key, Memory, Sight};
use super::text::Text;
use super::value::ScriptValue;
pub(crate) use compile::compile_measures;

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
