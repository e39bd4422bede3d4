//! The register of actions: only added to, and read as it was written.

use chrono::NaiveDate;
use sightline_engine::action::{
    Action, Change, Due, Event, Light, Origin, Repeats, Status, Via, When, Why,
};

use super::{Story, Told, refused, same};
use crate::{Kept, Store};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "actions are read as they were written, with their history, in the order they were added",
        run: written,
    },
    Story {
        name: "the same action is kept once, and another one under its id is refused",
        run: once,
    },
    Story {
        name: "an event that changes nothing is not kept, and one that does is added",
        run: events,
    },
    Story {
        name: "nothing happens to an action that is not there, or before it was made",
        run: impossible,
    },
    Story {
        name: "what a transaction did not commit never happened to an action",
        run: dropped,
    },
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

pub(super) fn event(on: &str, via: Via, change: Change) -> Event {
    Event {
        on: day(on),
        by: None,
        via,
        change,
    }
}

pub(super) fn made(id: &str) -> Action {
    let change = Change {
        what: Some(format!("Do {id}")),
        ..Change::default()
    };
    Action::new(id, Origin::Hand, event("2025-04-14", Via::Hand, change))
}

/// An event that says everything.
fn full(due: Due) -> Event {
    let text = |text: &str| Some(text.to_owned());
    Event {
        on: day("2025-07-01"),
        by: text("S-12"),
        via: Via::Import,
        change: Change {
            what: text("=Agree, \"once\"\nand for all"),
            owner: text("Reviewing service manager"),
            team: text("North"),
            when: Some(When {
                written: "In Q2".to_owned(),
                due,
            }),
            status: Some(Status::Done),
            rag: Some(Light::Amber),
            commentary: text(""),
            evidence: text("Seen in the record"),
            difference: text("Reviews \u{fc}ber time fell"),
            repeats: Some(Repeats::Action("2024-25/1".to_owned())),
        },
    }
}

fn written(store: &mut dyn Store) -> Told {
    let origins = [
        Origin::Programme {
            programme: "2025-26".to_owned(),
            number: Some("7".to_owned()),
        },
        Origin::Programme {
            programme: "plan".to_owned(),
            number: None,
        },
        Origin::Audit {
            audit: "A-0001".to_owned(),
            case: "C-0001".to_owned(),
            template: "life-story".to_owned(),
        },
        Origin::Hand,
    ];
    let dues = [
        Due::By(day("2025-09-30")),
        Due::Ongoing,
        Due::Untold(Why::NoYear),
        Due::Untold(Why::Event),
    ];
    let mut all: Vec<Action> = Vec::new();
    for (n, (origin, due)) in origins.into_iter().zip(dues).enumerate() {
        let mut action = Action::new(format!("{}", 9 - n), origin, full(due));
        let nothing = Change {
            repeats: Some(Repeats::Nothing),
            status: Some(Status::Dropped),
            ..Change::default()
        };
        action.push(event("2025-07-02", Via::Audit, nothing));
        let again = Change {
            rag: Some(Light::Red),
            status: Some(Status::Open),
            ..Change::default()
        };
        action.push(event("2025-07-03", Via::Hand, again));
        all.push(action);
    }
    let mut txn = store.write()?;
    for action in &all {
        same(txn.add_action(action)?, Kept::New)?;
    }
    same(txn.actions()?, all.clone())?;
    txn.commit()?;
    let read = store.read()?;
    same(read.actions()?, all.clone())?;
    let one = all
        .first()
        .map(|one| one.id().to_owned())
        .unwrap_or_default();
    same(Some(read.action(&one)?), all.first().cloned())?;
    refused(
        read.action("8x"),
        "action `8x` is not stored; check the spelling, or import it first",
    )
}

fn once(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    same(txn.add_action(&made("H-1"))?, Kept::New)?;
    txn.commit()?;
    let mut txn = store.write()?;
    let done = Change {
        status: Some(Status::Done),
        ..Change::default()
    };
    txn.change_action("H-1", &event("2025-05-01", Via::Hand, done))?;
    same(txn.add_action(&made("H-1"))?, Kept::Unchanged)?;
    let other = Action::new("H-1", Origin::Hand, full(Due::Ongoing));
    refused(
        txn.add_action(&other),
        "action `H-1` is already in the register with other content; record what is otherwise as a change, or give the new \
         action another id",
    )?;
    same(txn.add_action(&made("H-2"))?, Kept::New)?;
    txn.commit()?;
    let ids: Vec<String> = store
        .read()?
        .actions()?
        .iter()
        .map(|one| one.id().to_owned())
        .collect();
    same(ids, vec!["H-1".to_owned(), "H-2".to_owned()])
}

fn events(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.add_action(&made("H-1"))?;
    txn.commit()?;
    let mut txn = store.write()?;
    let change = |what: &str| Change {
        what: Some(what.to_owned()),
        status: Some(Status::Open),
        owner: Some(String::new()),
        ..Change::default()
    };
    same(
        txn.change_action("H-1", &event("2025-05-01", Via::Hand, change("Do H-1")))?,
        Kept::Unchanged,
    )?;
    same(
        txn.change_action("H-1", &event("2025-05-01", Via::Hand, change("Do more")))?,
        Kept::Corrected,
    )?;
    txn.commit()?;
    let action = store.read()?.action("H-1")?;
    same(action.events().len(), 2)?;
    same(action.state().what, "Do more".to_owned())?;
    // The words of what a reading said are kept whole, so that the next reading can be held against them.
    let mut txn = store.write()?;
    let said = event("2025-05-02", Via::Import, change("Do more"));
    same(txn.change_action("H-1", &said)?, Kept::Corrected)?;
    same(txn.action("H-1")?.events().last().cloned(), Some(said))
}

fn impossible(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.add_action(&made("H-1"))?;
    let done = || Change {
        status: Some(Status::Done),
        ..Change::default()
    };
    refused(
        txn.change_action("H-2", &event("2025-05-01", Via::Hand, done())),
        "action `H-2` is not stored; check the spelling, or import it first",
    )?;
    refused(
        txn.change_action("H-1", &event("2025-04-13", Via::Hand, done())),
        "action `H-1` was made on 2025-04-14, and this is dated 2025-04-13; give the day on which it happened",
    )?;
    same(
        txn.change_action("H-1", &event("2025-04-14", Via::Hand, done()))?,
        Kept::Corrected,
    )?;
    txn.commit()?;
    same(store.read()?.action("H-1")?.events().len(), 2)
}

fn dropped(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.add_action(&made("H-1"))?;
    txn.commit()?;
    let mut txn = store.write()?;
    let done = Change {
        status: Some(Status::Done),
        ..Change::default()
    };
    txn.change_action("H-1", &event("2025-05-01", Via::Hand, done))?;
    txn.add_action(&made("H-2"))?;
    drop(txn);
    same(store.read()?.actions()?, vec![made("H-1")])
}
