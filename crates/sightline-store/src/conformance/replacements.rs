//! Reserves that stood in: appended beside the draw, and never changed.

use super::{Story, Told, refused, same};
use crate::{Kept, Replacement, Store, StoredDraw};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "replacements are kept in the order they came, beside a register that stays as it was",
        run: kept,
    },
    Story {
        name: "a case is replaced once, a reserve stands in once, and only in a draw that is stored",
        run: once,
    },
];

fn replacement(case: &str, reserve: &str) -> Replacement {
    Replacement {
        draw: "D-1".to_owned(),
        case: case.to_owned(),
        reserve: reserve.to_owned(),
        reason: "moved away".to_owned(),
        date: "2025-10-12".parse().unwrap_or_default(),
    }
}

fn draw() -> StoredDraw {
    StoredDraw {
        id: "D-1".to_owned(),
        template: "life-story".to_owned(),
        date: "2025-10-10".parse().unwrap_or_default(),
        register: "case\nC-1\n".to_owned(),
    }
}

fn kept(store: &mut dyn Store) -> Told {
    let (first, second) = (replacement("C-1", "C-9"), replacement("C-9", "C-5"));
    let mut txn = store.write()?;
    txn.add_draw(&draw())?;
    same(txn.add_replacement(&first)?, Kept::New)?;
    same(txn.add_replacement(&second)?, Kept::New)?;
    same(txn.add_replacement(&first)?, Kept::Unchanged)?;
    same(
        txn.replacements("D-1")?,
        vec![first.clone(), second.clone()],
    )?;
    txn.commit()?;
    let read = store.read()?;
    same(read.replacements("D-1")?, vec![first, second])?;
    same(read.replacements("D-2")?, Vec::new())?;
    same(read.draw("D-1")?, draw())
}

fn once(store: &mut dyn Store) -> Told {
    let mut txn = store.write()?;
    refused(
        txn.add_replacement(&replacement("C-1", "C-9")),
        "draw `D-1` is not stored; check the spelling, or import it first",
    )?;
    drop(txn);
    let mut txn = store.write()?;
    txn.add_draw(&draw())?;
    txn.add_replacement(&replacement("C-1", "C-9"))?;
    refused(
        txn.add_replacement(&replacement("C-1", "C-8")),
        "case `C-1` of draw `D-1` was replaced by `C-9` already; what is stored stays, so replace `C-9` where it cannot be audited either",
    )?;
    refused(
        txn.add_replacement(&replacement("C-2", "C-9")),
        "`C-9` of draw `D-1` stands in for `C-1` already; take the next reserve",
    )?;
    txn.commit()?;
    same(store.read()?.replacements("D-1")?.len(), 1)
}
