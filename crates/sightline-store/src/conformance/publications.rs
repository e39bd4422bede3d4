//! Signed-off reports: appended, and never changed.

use super::{Story, Told, same};
use crate::{Publication, Store};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "signed-off reports are kept as they were, in the order they came, restated ones too",
        run: kept,
    },
    Story {
        name: "a report that was not committed was never signed off",
        run: dropped,
    },
];

fn publication(because: &str, body: &str) -> Publication {
    Publication {
        report: "quarterly 2025-26-Q2 internal".to_owned(),
        date: "2025-10-10".parse().unwrap_or_default(),
        because: because.to_owned(),
        body: body.to_owned(),
    }
}

fn kept(store: &mut dyn Store) -> Told {
    let (first, restated) = (
        publication("", "{\"text\":\"\u{fc}\"}"),
        publication("late audits", "{}"),
    );
    let mut txn = store.write()?;
    txn.publish(&first)?;
    txn.publish(&restated)?;
    same(txn.publications()?, vec![first.clone(), restated.clone()])?;
    txn.commit()?;
    same(store.read()?.publications()?, vec![first, restated])
}

fn dropped(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.publish(&publication("", "{}"))?;
    drop(txn);
    same(store.read()?.publications()?, Vec::new())
}
