//! Templates and cases.

use sightline_engine::model::{Case, Event, FactValue};

use super::example::{ExampleTemplate, case, date};
use super::{Story, Told, refused, same};
use crate::{Filter, Kept, Store};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "an empty store says what is not there",
        run: empty,
    },
    Story {
        name: "a transaction that is dropped has done nothing",
        run: dropped,
    },
    Story {
        name: "a template comes back with its sources and words",
        run: template,
    },
    Story {
        name: "a version that was published stays what it was",
        run: version_reused,
    },
    Story {
        name: "versions of a template stand side by side",
        run: versions,
    },
    Story {
        name: "a case keeps its newest facts",
        run: cases,
    },
];

fn empty(store: &mut dyn Store) -> Told {
    let read = store.read()?;
    same(read.templates()?, Vec::new())?;
    same(read.rollup(&Filter::default())?.is_empty(), true)?;
    let help = "is not stored; check the spelling, or import it first";
    refused(
        read.template("life-story", "1.0.0"),
        &format!("version 1.0.0 of `life-story` {help}"),
    )?;
    refused(read.case("C-0001"), &format!("case `C-0001` {help}"))?;
    refused(
        read.audit("A-0001", None),
        &format!("audit `A-0001` {help}"),
    )
}

fn dropped(store: &mut dyn Store) -> Told {
    let template = ExampleTemplate::new("life-story", "1.0.0", 5);
    let mut txn = store.write()?;
    same(txn.add_template(&template.new_template())?, Kept::New)?;
    same(txn.put_case(&case("C-0001", "adoption"))?, Kept::New)?;
    same(txn.templates()?.len(), 1)?;
    drop(txn);
    let read = store.read()?;
    same(read.templates()?, Vec::new())?;
    same(read.case("C-0001").is_err(), true)
}

fn template(store: &mut dyn Store) -> Told {
    let template = ExampleTemplate::new("life-story", "1.0.0", 70);
    let mut txn = store.write()?;
    same(txn.add_template(&template.new_template())?, Kept::New)?;
    txn.commit()?;
    let read = store.read()?;
    let stored = read.template("life-story", "1.0.0")?;
    same(&stored.reference, &template.reference)?;
    same(
        &*stored.layout,
        &sightline_engine::rollup::Layout::new(&template.template),
    )?;
    let texts =
        |sources: &[std::sync::Arc<sightline_engine::SourceFile>]| -> Vec<(String, String)> {
            sources
                .iter()
                .map(|source| (source.path().to_owned(), source.text().to_owned()))
                .collect()
        };
    same(texts(&stored.sources), texts(&template.sources))
}

fn version_reused(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.add_template(&ExampleTemplate::new("life-story", "1.0.0", 5).new_template())?;
    txn.commit()?;
    let mut txn = store.write()?;
    let again = ExampleTemplate::new("life-story", "1.0.0", 5);
    same(txn.add_template(&again.new_template())?, Kept::Unchanged)?;
    let changed = ExampleTemplate::new("life-story", "1.0.0", 6);
    refused(
        txn.add_template(&changed.new_template()),
        "version 1.0.0 of `life-story` was already published with other content; give the changed template a new version",
    )?;
    same(
        txn.template("life-story", "1.0.0")?.reference,
        again.reference,
    )
}

fn versions(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    for (id, version) in [
        ("worker", "1.0.0"),
        ("life-story", "1.0.0"),
        ("life-story", "0.9.0"),
        ("life-story", "1.1.0"),
    ] {
        same(
            txn.add_template(&ExampleTemplate::new(id, version, 5).new_template())?,
            Kept::New,
        )?;
    }
    txn.commit()?;
    let all = store.read()?.templates()?;
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|one| (one.id.as_str(), one.version.as_str()))
        .collect();
    same(
        all,
        vec![
            ("life-story", "1.0.0"),
            ("life-story", "0.9.0"),
            ("life-story", "1.1.0"),
            ("worker", "1.0.0"),
        ],
    )
}

fn cases(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    same(txn.put_case(&case("C-0001", "adoption"))?, Kept::New)?;
    same(txn.put_case(&case("C-0001", "adoption"))?, Kept::Unchanged)?;
    same(txn.put_case(&case("C-0002", "residential"))?, Kept::New)?;
    txn.commit()?;
    let mut txn = store.write()?;
    same(
        txn.put_case(&case("C-0001", "reunification"))?,
        Kept::Corrected,
    )?;
    same(
        txn.put_case(&case("C-0001", "reunification"))?,
        Kept::Unchanged,
    )?;
    same(txn.put_case(&case("C-0001", "adoption"))?, Kept::Corrected)?;
    same(txn.case("C-0001")?, case("C-0001", "adoption"))?;
    txn.commit()?;
    same(store.read()?.case("C-0002")?, case("C-0002", "residential"))?;
    history_is_not_forgotten(store)
}

/// Facts that come without a history, as those beside answers do, leave the one that is known.
fn history_is_not_forgotten(store: &mut dyn Store) -> Told {
    let began = Event {
        values: [("started_on".to_owned(), FactValue::Date(date(2)))].into(),
        ..Event::default()
    };
    let known = Case {
        history: [("plans".to_owned(), vec![began])].into(),
        ..case("C-0003", "adoption")
    };
    let mut txn = store.write()?;
    same(txn.put_case(&known)?, Kept::New)?;
    same(txn.put_case(&case("C-0003", "adoption"))?, Kept::Unchanged)?;
    same(
        txn.put_case(&case("C-0003", "residential"))?,
        Kept::Corrected,
    )?;
    let now = Case {
        history: known.history.clone(),
        ..case("C-0003", "residential")
    };
    same(txn.case("C-0003")?, now)?;
    Ok(txn.commit()?)
}
