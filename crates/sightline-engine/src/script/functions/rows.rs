//! `row`, `history` and `period`: what a measure looks at, looked up when it asks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rhai::{Array, Dynamic, Engine, NativeCallContext};

use crate::calendar::Period;
use crate::model::{Case, FactKind, FactValue, Vocabulary};

use super::super::fault::{Fault, Faulty};
use super::super::look::{Read, note_read};
use super::super::memory::{self, Look};
use super::super::names::Lists;
use super::dates::given;
use super::doc::{FunctionDoc, doc};
use super::fact::fact;
use super::tag::Tag;

/// What a measure looks at while one row is counted.
#[derive(Clone)]
pub(in super::super) struct Scene {
    /// The case.
    pub(in super::super) case: Arc<Case>,
    /// The row, where it goes through a list: its list and its place there.
    pub(in super::super) row: Option<(Arc<str>, usize)>,
    /// Whether rows of other lists are gone through too.
    pub(in super::super) several: bool,
    /// The period.
    pub(in super::super) period: Period,
    /// The day of asking.
    pub(in super::super) today: NaiveDate,
}

/// The scene that a call is about.
#[derive(Clone)]
pub(in super::super) struct SceneTag(pub(in super::super) Arc<Scene>);

/// A row of the history.
#[derive(Clone)]
struct RowView {
    case: Arc<Case>,
    list: Arc<str>,
    at: usize,
    /// Whether it is one of several lists' rows, of which none has every field.
    among_others: bool,
    /// Whether it is the row that is counted, wherever in its list that stands.
    is_own: bool,
}

/// `record` of a measure.
#[derive(Clone)]
struct FactsView(Arc<Case>);

/// `history`.
#[derive(Clone)]
struct HistoryView(Arc<Case>);

/// `period`.
#[derive(Clone, Copy)]
struct PeriodView {
    period: Period,
    today: NaiveDate,
}

/// What a period has.
pub(in super::super) const PARTS_OF_PERIOD: [&str; 3] = ["first_day", "last_day", "as_at"];

/// The day of asking, whatever the call is about.
pub(super) fn today(context: &NativeCallContext) -> Faulty<NaiveDate> {
    let day = context.tag().and_then(|tag| {
        let of_audit = tag.read_lock::<Tag>().map(|tag| tag.0.today());
        of_audit.or_else(|| tag.read_lock::<SceneTag>().map(|tag| tag.0.today))
    });
    day.ok_or_else(|| Fault::new("there is no day to look from").into())
}

/// Gives an engine everything that measures see beside functions.
pub(in super::super) fn register(engine: &mut Engine, vocabulary: &Arc<Vocabulary>) {
    engine.register_type_with_name::<FactsView>("record");
    engine.register_type_with_name::<HistoryView>("history");
    engine.register_type_with_name::<PeriodView>("period");
    for (id, kind) in &vocabulary.facts {
        let (name, kind): (Arc<str>, _) = (id.as_str().into(), kind.clone());
        engine.register_get(id, move |view: &mut FactsView| {
            memory::note(|| Look::Fact(Arc::clone(&name)));
            fact(view.0.facts.get(&*name), &name, &kind)
        });
    }
    fields(engine, &vocabulary.lists);
    for list in vocabulary.lists.keys() {
        let name: Arc<str> = list.as_str().into();
        engine.register_get(list, move |view: &mut HistoryView| rows(&view.0, &name));
    }
    engine.register_get("first_day", |view: &mut PeriodView| view.period.first_day());
    engine.register_get("last_day", |view: &mut PeriodView| view.period.last_day());
    engine.register_get("as_at", |view: &mut PeriodView| {
        view.period.last_day().min(view.today)
    });
    // `day in period` is read as `contains(period, day)`; what has no day lies in none.
    engine.register_fn(
        "contains",
        |view: PeriodView, day: Dynamic| -> Faulty<bool> {
            Ok(!day.is_unit() && view.period.contains(given(&day)?))
        },
    );
    globals(engine);
}

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "first",
        1,
        "list.first()",
        "The first entry of a list, such as the earliest row; `()` where it has none.",
    ),
    doc(
        "last",
        1,
        "list.last()",
        "The last entry of a list, such as the latest row; `()` where it has none.",
    ),
];

/// Gives an engine what lists are asked for.
pub(super) fn ends(engine: &mut Engine) {
    engine.register_fn("first", |list: Array| {
        list.into_iter().next().unwrap_or(Dynamic::UNIT)
    });
    engine.register_fn("last", |list: Array| {
        list.into_iter().next_back().unwrap_or(Dynamic::UNIT)
    });
}

/// Gives an engine the fields of all rows.
pub(super) fn fields(engine: &mut Engine, lists: &Lists) {
    engine.register_type_with_name::<RowView>("row");
    let names: BTreeSet<&String> = lists.values().flat_map(BTreeMap::keys).collect();
    for name in names {
        let having = lists
            .iter()
            .filter_map(|(list, fields)| Some((list.clone(), fields.get(name)?.clone())));
        let having: BTreeMap<_, _> = having.collect();
        let read: Arc<str> = name.as_str().into();
        engine.register_get(name, move |row: &mut RowView| {
            match having.get(&*row.list) {
                Some(kind) => row.field(&read, kind),
                None if row.among_others => Ok(Dynamic::UNIT),
                None => {
                    let message = format!("a row of `{}` has no field `{read}`", row.list);
                    Err(Fault::new(message).into())
                }
            }
        });
    }
}

/// The rows of a list, in the order of the case.
pub(super) fn rows(case: &Arc<Case>, list: &Arc<str>) -> Array {
    memory::note(|| Look::Rows(Arc::clone(list)));
    let n = case.history.get(&**list).map_or(0, Vec::len);
    (0..n)
        .map(|at| {
            Dynamic::from(RowView {
                case: Arc::clone(case),
                list: Arc::clone(list),
                at,
                among_others: false,
                is_own: false,
            })
        })
        .collect()
}

impl RowView {
    /// One field, `()` where it is missing.
    fn field(&self, name: &Arc<str>, kind: &FactKind) -> Faulty<Dynamic> {
        note_read(|| Read::Field(Arc::clone(&self.list), self.at, Arc::clone(name)));
        memory::note(|| {
            if self.is_own {
                Look::Own(Arc::clone(name))
            } else {
                Look::Field(Arc::clone(&self.list), self.at, Arc::clone(name))
            }
        });
        let rows = self.case.history.get(&*self.list);
        let value = rows
            .and_then(|rows| rows.get(self.at))
            .and_then(|row| row.values.get(&**name));
        match value {
            // A table's empty cell.
            Some(FactValue::Text(text)) if text.is_empty() => Ok(Dynamic::UNIT),
            value => fact(value, name, kind),
        }
    }
}

#[expect(
    deprecated,
    reason = "it is marked so because it may change, and the version is pinned"
)]
fn globals(engine: &mut Engine) {
    engine.on_var(|name, index, context| {
        // A number means that the script defined the name itself.
        if index > 0 {
            return Ok(None);
        }
        let Some(scene) = context
            .tag()
            .read_lock::<SceneTag>()
            .map(|tag| Arc::clone(&tag.0))
        else {
            return Ok(None);
        };
        Ok(match name {
            "today" => Some(Dynamic::from(scene.today)),
            "record" => Some(Dynamic::from(FactsView(Arc::clone(&scene.case)))),
            "history" => Some(Dynamic::from(HistoryView(Arc::clone(&scene.case)))),
            "period" => Some(Dynamic::from(PeriodView {
                period: scene.period,
                today: scene.today,
            })),
            "row" => scene.row.as_ref().map(|(list, at)| {
                Dynamic::from(RowView {
                    case: Arc::clone(&scene.case),
                    list: Arc::clone(list),
                    at: *at,
                    among_others: scene.several,
                    is_own: true,
                })
            }),
            _ => None,
        })
    });
}
