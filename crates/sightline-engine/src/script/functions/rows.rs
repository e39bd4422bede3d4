//! `row`, `history` and `period`: what a measure looks at, looked up when it asks.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rhai::{Array, Dynamic, Engine, NativeCallContext};

use crate::calendar::Period;
use crate::model::{Case, FactKind, FactValue, Vocabulary};

use super::super::fault::{Fault, Faulty};
use super::dates::given;
use super::{Tag, fact};

/// What a measure looks at while one row is counted.
#[derive(Clone)]
pub(in super::super) struct Scene {
    /// The case.
    pub(in super::super) case: Arc<Case>,
    /// The row, where it goes through a list: its list and its place there.
    pub(in super::super) row: Option<(Arc<str>, usize)>,
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
    engine.register_type_with_name::<RowView>("row");
    engine.register_type_with_name::<FactsView>("record");
    engine.register_type_with_name::<HistoryView>("history");
    engine.register_type_with_name::<PeriodView>("period");
    for (id, kind) in &vocabulary.facts {
        let (name, kind) = (id.clone(), kind.clone());
        engine.register_get(id, move |view: &mut FactsView| {
            fact(view.0.facts.get(&name), &name, &kind)
        });
    }
    let fields: BTreeSet<&String> = vocabulary
        .lists
        .values()
        .flat_map(|one| one.keys())
        .collect();
    for field in fields {
        let (name, known) = (field.clone(), Arc::clone(vocabulary));
        engine.register_get(field, move |row: &mut RowView| {
            let kind = known.lists.get(&*row.list).and_then(|list| list.get(&name));
            let kind = kind.ok_or_else(|| {
                Fault::new(format!("a row of `{}` has no field `{name}`", row.list))
            })?;
            row.field(&name, kind)
        });
    }
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

fn rows(case: &Arc<Case>, list: &Arc<str>) -> Array {
    let n = case.history.get(&**list).map_or(0, Vec::len);
    (0..n)
        .map(|at| {
            Dynamic::from(RowView {
                case: Arc::clone(case),
                list: Arc::clone(list),
                at,
            })
        })
        .collect()
}

impl RowView {
    /// One field, `()` where it is missing.
    fn field(&self, name: &str, kind: &FactKind) -> Faulty<Dynamic> {
        let rows = self.case.history.get(&*self.list);
        let value = rows
            .and_then(|rows| rows.get(self.at))
            .and_then(|row| row.values.get(name));
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
                })
            }),
            _ => None,
        })
    });
}
