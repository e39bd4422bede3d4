//! Registers of draws: appended, and never changed.

use super::{Story, Told, refused, same};
use crate::{Kept, Store, StoredDraw};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "draws are kept as they were written, in the order they came",
        run: kept,
    },
    Story {
        name: "the same draw is kept once, and another one under its id is refused",
        run: once,
    },
    Story {
        name: "a draw that was not committed was never made",
        run: dropped,
    },
];

fn draw(id: &str, register: &str) -> StoredDraw {
    StoredDraw {
        id: id.to_owned(),
        template: "life-story".to_owned(),
        date: "2025-10-10".parse().unwrap_or_default(),
        register: register.to_owned(),
    }
}

fn kept(store: &mut dyn Store) -> Told {
    let (first, second) = (draw("D-2", "case\nC-\u{fc}1\n"), draw("D-1", ""));
    let mut txn = store.write()?;
    same(txn.add_draw(&first)?, Kept::New)?;
    same(txn.add_draw(&second)?, Kept::New)?;
    same(txn.draw("D-2")?, first.clone())?;
    txn.commit()?;
    let read = store.read()?;
    same(read.draw("D-1")?, second.clone())?;
    same(read.draws()?, vec![first, second])?;
    refused(
        read.draw("D-3"),
        "draw `D-3` is not stored; check the spelling, or import it first",
    )
}

fn once(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.add_draw(&draw("D-1", "one"))?;
    txn.commit()?;
    let mut txn = store.write()?;
    same(txn.add_draw(&draw("D-1", "one"))?, Kept::Unchanged)?;
    refused(
        txn.add_draw(&draw("D-1", "other")),
        "draw `D-1` is already stored with another register; keep the register that is stored",
    )?;
    same(txn.add_draw(&draw("D-2", "two"))?, Kept::New)?;
    txn.commit()?;
    let ids: Vec<String> = store
        .read()?
        .draws()?
        .into_iter()
        .map(|one| one.id)
        .collect();
    same(ids, vec!["D-1".to_owned(), "D-2".to_owned()])
}

fn dropped(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    txn.add_draw(&draw("D-1", "one"))?;
    drop(txn);
    same(store.read()?.draws()?, Vec::new())
}
