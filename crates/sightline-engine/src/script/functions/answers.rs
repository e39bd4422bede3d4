//! What was answered.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, ImmutableString, NativeCallContext};

use crate::answers::code;

use super::super::dynamic::exact;
use super::super::fault::Faulty;
use super::super::names::Names;
use super::super::value::ScriptValue;
use super::doc::{FunctionDoc, doc};
use super::tag::look;
use super::views::place;

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "answered",
        1,
        "answered(question)",
        "Whether the question has an answer; `not applicable` is none.",
    ),
    doc(
        "not_applicable",
        1,
        "not_applicable(question)",
        "Whether `not applicable` was answered.",
    ),
    doc(
        "not_enough_evidence",
        1,
        "not_enough_evidence(question)",
        "Whether `not enough evidence` was answered.",
    ),
    doc(
        "count_answers",
        2,
        "count_answers(questions, value)",
        "How many of the questions have this answer.",
    ),
    doc(
        "critical_unanswered",
        0,
        "critical_unanswered()",
        "How many critical questions are shown and blank, or have not enough evidence.",
    ),
];

pub(super) fn register(engine: &mut Engine, names: &Arc<Names>) {
    let known = Arc::clone(names);
    engine.register_fn(
        "answered",
        move |context: NativeCallContext, id: ImmutableString| answered(&context, &known, &id),
    );
    let known = Arc::clone(names);
    engine.register_fn(
        "not_applicable",
        move |context: NativeCallContext, id: ImmutableString| {
            has_code(&context, &known, &id, code::NOT_APPLICABLE)
        },
    );
    let known = Arc::clone(names);
    engine.register_fn(
        "not_enough_evidence",
        move |context: NativeCallContext, id: ImmutableString| {
            has_code(&context, &known, &id, code::NOT_ENOUGH_EVIDENCE)
        },
    );
    let known = Arc::clone(names);
    engine.register_fn(
        "count_answers",
        move |context: NativeCallContext, ids: Array, value: Dynamic| {
            count_answers(&context, &known, &ids, &value)
        },
    );
    let known = Arc::clone(names);
    engine.register_fn("critical_unanswered", move |context: NativeCallContext| {
        critical_unanswered(&context, &known)
    });
}

/// `answered("L05")`: whether there is an answer. `not applicable` and `not enough evidence` are none.
fn answered(context: &NativeCallContext, names: &Names, id: &str) -> Faulty<bool> {
    let (look, at) = (look(context)?, place(names, id)?);
    let worked_out = look.computed(at);
    Ok(look.code(at) >= code::BESIDE
        || worked_out.is_some_and(|value| *value != ScriptValue::Nothing))
}

/// `not_applicable("L08")`, `not_enough_evidence("L09")`: whether just that was answered.
fn has_code(context: &NativeCallContext, names: &Names, id: &str, code: u8) -> Faulty<bool> {
    Ok(look(context)?.code(place(names, id)?) == code)
}

/// `count_answers(["R01", "R02"], "no")`: how many of the questions have this answer. A list of options has each of them.
fn count_answers(
    context: &NativeCallContext,
    names: &Names,
    ids: &Array,
    value: &Dynamic,
) -> Faulty<i64> {
    let look = look(context)?;
    let mut count = 0;
    for id in ids {
        let at = id
            .as_immutable_string_ref()
            .ok()
            .map(|id| place(names, &id))
            .transpose()?;
        let Some(at) = at else {
            return Err(super::Fault::new("`count_answers` takes a list of question ids").into());
        };
        let answer = names.answer(&look, at);
        let list = answer.as_array_ref().ok();
        let has = list.map_or_else(
            || same(&answer, value),
            |list| list.iter().any(|one| same(one, value)),
        );
        count += i64::from(has);
    }
    Ok(count)
}

fn same(a: &Dynamic, b: &Dynamic) -> bool {
    match (a.as_immutable_string_ref(), b.as_immutable_string_ref()) {
        (Ok(a), Ok(b)) => *a == *b,
        _ => match (exact(a), exact(b)) {
            (Some(a), Some(b)) => a == b,
            _ => a.is_unit() && b.is_unit(),
        },
    }
}

/// `critical_unanswered()`: how many critical questions are shown and are blank, or have not enough evidence.
fn critical_unanswered(context: &NativeCallContext, names: &Names) -> Faulty<i64> {
    let open = look(context)?.critical_unanswered(names.critical());
    Ok(i64::try_from(open).unwrap_or(i64::MAX))
}
