//! What the history tells without a column of its own: care periods out of episodes, and facts out of the last row of a list.

use std::collections::BTreeMap;

use sightline_engine::Exact;
use sightline_engine::model::{Event, FactValue, Origin};

use super::facts::Told;
use crate::layout::{Layout, Spans, Take};
use crate::vocabulary::List;

/// Makes lists of the runs of others.
pub(super) fn spans(layout: &Layout, history: &mut BTreeMap<String, Vec<Event>>) {
    for spans in &layout.spans {
        let Some(events) = history.get(&spans.from) else {
            continue;
        };
        let made = runs(spans, events);
        history.entry(spans.list.clone()).or_insert(made);
    }
}

fn runs(spans: &Spans, events: &[Event]) -> Vec<Event> {
    let has = |event: &Event, (field, values): &(String, Vec<String>)| match event.values.get(field)
    {
        Some(FactValue::Text(text)) => values.contains(text),
        _ => false,
    };
    let goes_on = |event: &Event| {
        let open = !event.values.contains_key("ended_on");
        open || spans
            .goes_on
            .as_ref()
            .is_some_and(|values| has(event, values))
    };
    let list = List::named(&spans.list);
    let mut made: Vec<Event> = Vec::new();
    let mut open = false;
    for event in events {
        let mut values = event.values.clone();
        values.retain(|name, _| list.is_some_and(|list| list.field(name).is_some()));
        let end = values.remove("ended_on");
        let end_reason = values.remove("reason_ended");
        if !open || has(event, &spans.begins) {
            // A placement ends where the next one begins; a period ends by itself.
            if let Some(last) = made.last_mut().filter(|_| open)
                && let Some(start) = event.values.get("started_on")
            {
                last.values
                    .entry("ended_on".to_owned())
                    .or_insert_with(|| start.clone());
            }
            made.push(Event {
                values,
                origin: event.origin.clone(),
                columns: event.columns.clone(),
            });
        }
        open = goes_on(event);
        if let Some(last) = made.last_mut().filter(|_| !open) {
            let ends = [("ended_on", end), ("reason_ended", end_reason)];
            for (name, value) in ends {
                let is_field = list.is_some_and(|list| list.field(name).is_some());
                if let Some(value) = value.filter(|_| is_field) {
                    last.values.insert(name.to_owned(), value);
                }
            }
        }
    }
    made
}

/// Facts that the layout takes from the history.
pub(super) fn facts<'a>(
    layout: &'a Layout,
    history: &BTreeMap<String, Vec<Event>>,
) -> Vec<Told<'a>> {
    let told = layout.derived.iter().filter_map(|derived| {
        let events = history.get(&derived.list)?;
        let fits = |event: &&Event| {
            derived.only.as_ref().is_none_or(|(field, value)| {
                matches!(event.values.get(field), Some(FactValue::Text(text)) if text.eq_ignore_ascii_case(value))
            })
        };
        let events: Vec<&Event> = events.iter().filter(fits).collect();
        let count = |n: usize| i128::try_from(n).ok().map(|n| Exact::ratio(n, 1));
        let last = events.last()?;
        let (value, event): (FactValue, &Event) = match derived.take {
            Take::Latest => (last.values.get(&derived.field)?.clone(), *last),
            Take::BeforeLatest => {
                let before = events.iter().rev().nth(1)?;
                (before.values.get(&derived.field)?.clone(), *before)
            }
            Take::Earlier => (FactValue::Number(count(events.len() - 1)?), *last),
            Take::Count => (FactValue::Number(count(events.len())?), *last),
        };
        let origin = event.origin.clone()?;
        let column = event.columns.get(&derived.field).map(|title| title.as_str().into());
        Some(Told {
            name: &derived.fact,
            value,
            origin: Origin { column, ..origin },
            from: None,
        })
    });
    told.collect()
}
