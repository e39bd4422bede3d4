//! Actions for a reader, a spreadsheet and a program.

use serde_json::{Map, Value as Json, json};
use sightline_engine::action::{Due, Ended, Event, Light, When};

use super::which::Found;
use crate::console::Console;
use crate::exit::Failure;
use crate::render::{csv_line, line, visible};

/// Some lines of words for one action.
pub(super) fn words(found: &Found<'_>) -> String {
    let Found {
        action,
        state,
        computed,
        ..
    } = found;
    let owner = state
        .owner
        .as_deref()
        .map_or_else(|| "nobody does it yet".to_owned(), line);
    let mut text = format!("{}  {}  {owner}\n", visible(action.id()), standing(found));
    text += &format!("    {}\n", line(&state.what));
    let mut about = Vec::new();
    match state.when.due {
        _ if state.when.written.is_empty() => {}
        Due::Untold(why) => about.push(format!("`{}`: {}", line(&state.when.written), why.words())),
        Due::By(_) | Due::Ongoing => about.push(format!("`{}`", line(&state.when.written))),
    }
    if state.was_put_off() {
        let first = state.first_due.map(|day| format!("first due {day}"));
        about.extend(first);
    }
    if let (Some(stated), Some(computed)) = (state.rag, computed)
        && stated > *computed
    {
        about.push(format!(
            "said to be {stated}, though the register shows {computed}"
        ));
    }
    if let Some(repeat) = found.repeat {
        let sure = if repeat.confirmed { ", confirmed" } else { "" };
        let words = repeat.words(action.edition());
        about.push(format!("{words}: {} again{sure}", visible(&repeat.of)));
    }
    about.push(action.origin().words());
    text += &format!("    {}\n", visible(&about.join("; ")));
    let notes = [
        ("commentary", &state.commentary),
        ("evidence", &state.evidence),
        ("difference made", &state.difference),
    ];
    for (name, note) in notes {
        if let Some(note) = note {
            text += &format!("    {name}: {}\n", line(note));
        }
    }
    text
}

/// `red, overdue since 2025-09-30`, `amber, due 2025-09-30`, `done on time, 2025-09-12`.
fn standing(found: &Found<'_>) -> String {
    let Found { state, ended, .. } = found;
    let color = color(found).map_or_else(String::new, |light| format!("{light}, "));
    let day = state.when.due.day();
    match (ended, day, state.closed_on) {
        (Ended::Overdue, Some(due), _) => format!("{color}overdue since {due}"),
        (Ended::Open, Some(due), _) => format!("{color}due {due}"),
        (Ended::Open, None, _) if state.when.due == Due::Ongoing => format!("{color}ongoing"),
        (Ended::Open, None, _) => format!("{color}no date"),
        (ended, _, Some(closed)) => format!("{}, {closed}", ended.words()),
        (Ended::RolledOver, ..) => {
            format!(
                "rolled over to {}",
                visible(found.carried_on_by.unwrap_or_default())
            )
        }
        (ended, ..) => ended.words().to_owned(),
    }
}

/// The color that a person gave, else the one that follows from the register.
fn color(found: &Found<'_>) -> Option<Light> {
    found.state.rag.or(found.computed)
}

/// What was recorded of an action, event by event.
pub(super) fn history(events: &[Event]) -> String {
    let mut text = String::new();
    for (n, event) in events.iter().enumerate() {
        let by = event
            .by
            .as_deref()
            .map_or_else(String::new, |by| format!(", {}", line(by)));
        let changes: Vec<String> = changes(event)
            .into_iter()
            .filter(|(_, value)| n > 0 || !value.is_empty())
            .map(|(name, value)| match value.as_str() {
                "" => format!("{name} taken away"),
                value => format!("{name} {}", line(value)),
            })
            .collect();
        text += &format!("    {}{by}: {}\n", event.on, changes.join("; "));
    }
    text
}

fn changes(event: &Event) -> Vec<(&'static str, String)> {
    let change = &event.change;
    let all = [
        ("action", change.what.clone()),
        ("owner", change.owner.clone()),
        ("team", change.team.clone()),
        (
            "when",
            change
                .when
                .as_ref()
                .filter(|when| !when.written.is_empty() || when.due.day().is_none())
                .map(When::shown),
        ),
        (
            "due",
            change
                .when
                .as_ref()
                .filter(|when| **when != When::unwritten())
                .map(|when| when.due.to_string()),
        ),
        ("status", change.status.map(|status| status.to_string())),
        ("rag", change.rag.map(|rag| rag.to_string())),
        ("commentary", change.commentary.clone()),
        ("evidence", change.evidence.clone()),
        ("difference", change.difference.clone()),
        ("repeats", change.repeats.as_ref().map(ToString::to_string)),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// The columns of an export; a programme of work can be made of them, and they can be imported as one.
const COLUMNS: [&str; 18] = [
    "ID",
    "ACTION",
    "WHO",
    "WHEN",
    "RAG",
    "COMMENTARY",
    "STATUS",
    "EVIDENCE",
    "DIFFERENCE",
    "TEAM",
    "due",
    "stands",
    "rag computed",
    "made on",
    "closed on",
    "repeats",
    "times set",
    "source",
];

/// The headings of a spreadsheet.
pub(super) fn csv_head() -> String {
    csv_line(&COLUMNS)
}

/// One action as a row of a spreadsheet, in which no cell is taken for a formula.
pub(super) fn csv(found: &Found<'_>) -> String {
    let cells = cells(found);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    csv_line(&cells)
}

fn cells(found: &Found<'_>) -> [String; 18] {
    let Found {
        action,
        state,
        ended,
        computed,
        repeat,
        ..
    } = found;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        action.id().to_owned(),
        state.what.clone(),
        text(&state.owner),
        state.when.shown(),
        state.rag.map(|rag| rag.to_string()).unwrap_or_default(),
        text(&state.commentary),
        state.status.to_string(),
        text(&state.evidence),
        text(&state.difference),
        text(&state.team),
        state.when.due.to_string(),
        ended.words().to_owned(),
        computed.map(|rag| rag.to_string()).unwrap_or_default(),
        action.made_on().to_string(),
        state
            .closed_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
        repeat.map(|one| one.of.clone()).unwrap_or_default(),
        repeat.map(|one| one.times.to_string()).unwrap_or_default(),
        action.origin().words(),
    ]
}

/// One action as an object, with its history.
pub(super) fn json(found: &Found<'_>) -> Json {
    let Found {
        action,
        state,
        ended,
        computed,
        repeat,
        ..
    } = found;
    let history: Vec<Json> = action
        .events()
        .iter()
        .map(|event| {
            let changes: Map<String, Json> = changes(event)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), json!(value)))
                .collect();
            json!({"on": event.on.to_string(), "by": event.by, "change": changes})
        })
        .collect();
    json!({
        "action": action.id(),
        "source": action.origin().words(),
        "what": state.what,
        "owner": state.owner,
        "team": state.team,
        "when": state.when.written,
        "due": state.when.due.to_string(),
        "status": state.status.word(),
        "stands": ended.words(),
        "rag": state.rag.map(Light::word),
        "rag_computed": computed.map(Light::word),
        "commentary": state.commentary,
        "evidence": state.evidence,
        "difference": state.difference,
        "made_on": action.made_on().to_string(),
        "closed_on": state.closed_on.map(|day| day.to_string()),
        "put_off": state.was_put_off(),
        "repeats": repeat.map(|one| json!({
            "action": one.of,
            "likeness": one.likeness,
            "confirmed": one.confirmed,
            "times": one.times,
            "running": one.running,
        })),
        "history": history,
    })
}

/// Says by when something is due, or why nobody can tell.
pub(super) fn say_due(due: Due, console: &mut Console) -> Result<(), Failure> {
    match due {
        Due::By(day) => console.say(format_args!("due {day}")),
        Due::Ongoing => console.say("ongoing, and so never overdue"),
        Due::Untold(why) => console.say(format_args!(
            "warning: no day can be told: {}; {}",
            why.words(),
            why.help()
        )),
    }
}
