//! `answers`, `record` and `history`: looked up one at a time, when a script asks.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, ImmutableString};

use crate::diagnostic::suggest;

use super::super::fault::{Fault, Faulty};
use super::super::look::Look;
use super::super::names::{GLOBALS, Names};
use super::super::types::GradeView;
use super::fact::fact;
use super::rows;
use super::sections::SectionView;
use super::tag::Tag;

/// `answers`.
#[derive(Clone)]
struct AnswersView(Look);

/// `record`.
#[derive(Clone)]
pub(in super::super) struct RecordView(pub(in super::super) Look);

/// `history`.
#[derive(Clone)]
struct HistoryView(Look);

pub(super) fn register(engine: &mut Engine, names: &Arc<Names>) {
    engine.register_type_with_name::<AnswersView>("answers");
    engine.register_type_with_name::<RecordView>("record");
    // A getter a question is twice as quick as one indexer for all.
    for (at, question) in names.questions.iter().enumerate() {
        let known = Arc::clone(names);
        engine.register_get(question.id.as_str(), move |view: &mut AnswersView| {
            known.answer(&view.0, at)
        });
    }
    let known = Arc::clone(names);
    engine.register_indexer_get(
        move |view: &mut AnswersView, id: ImmutableString| -> Faulty<Dynamic> {
            Ok(known.answer(&view.0, place(&known, &id)?))
        },
    );
    for (id, (place, kind)) in &names.facts {
        let (name, place, kind) = (id.clone(), *place, kind.clone());
        engine.register_get(id, move |view: &mut RecordView| {
            fact(view.0.fact(&name, place), &name, &kind)
        });
    }
    let known = Arc::clone(names);
    engine.register_indexer_get(
        move |view: &mut RecordView, id: ImmutableString| -> Faulty<Dynamic> {
            match known.facts.get(id.as_str()) {
                Some((place, kind)) => fact(view.0.fact(&id, *place), &id, kind),
                None => Err(Fault::new(
                    "the script asks for a fact that the template does not declare",
                )
                .help(suggest(&id, known.facts.keys().map(String::as_str)))
                .into()),
            }
        },
    );
    engine.register_type_with_name::<HistoryView>("history");
    rows::fields(engine, &names.lists);
    for (place, list) in names.lists.keys().enumerate() {
        let name: Arc<str> = list.as_str().into();
        engine.register_get(list, move |view: &mut HistoryView| {
            rows::rows(view.0.history(place), &name)
        });
    }
    let known = Arc::clone(names);
    engine.register_indexer_get(
        move |view: &mut HistoryView, id: ImmutableString| -> Faulty<Array> {
            match known.lists.keys().position(|list| *list == *id) {
                Some(place) => Ok(rows::rows(view.0.history(place), &id.as_str().into())),
                None => Err(Fault::new(
                    "the script asks for a list of the history that the template does not declare",
                )
                .help(suggest(&id, known.lists.keys().map(String::as_str)))
                .into()),
            }
        },
    );
    globals(engine, names);
}

/// The place of a question that a script names while it runs.
pub(super) fn place(names: &Names, id: &str) -> Faulty<usize> {
    names.question(id).ok_or_else(|| {
        // The id may have been put together from an answer, so it is not shown.
        Fault::new("the script asks for a question that does not exist").into()
    })
}

#[expect(
    deprecated,
    reason = "it is marked so because it may change, and the version is pinned"
)]
fn globals(engine: &mut Engine, names: &Arc<Names>) {
    let known = Arc::clone(names);
    engine.on_var(move |name, index, context| {
        // A number means that the script defined the name itself.
        if index > 0 || !GLOBALS.contains(&name) {
            return Ok(None);
        }
        let Some(look) = context.tag().read_lock::<Tag>().map(|tag| tag.0.clone()) else {
            return Ok(None);
        };
        Ok(Some(match name {
            "answers" => Dynamic::from(AnswersView(look)),
            "history" => Dynamic::from(HistoryView(look)),
            "record" => Dynamic::from(RecordView(look)),
            "today" => Dynamic::from(look.today()),
            "overall" => Dynamic::from(GradeView::overall(known.grades.as_ref(), &look)),
            _ => Dynamic::from_array(all_sections(&known, &look)),
        }))
    });
}

/// Every section, for `sections` and the hook `overall(sections)`.
pub(in super::super) fn all_sections(names: &Names, look: &Look) -> Array {
    (0..names.sections.len())
        .map(|at| {
            Dynamic::from(SectionView {
                look: look.clone(),
                at,
            })
        })
        .collect()
}
