//! Actions in groups that have nothing to do with each other.

use std::ops::ControlFlow;

use sightline_engine::action::{Action, Change, Origin, Register, Repeats, Via};

use super::actions::{event, made};
use super::{Story, Told, same};
use crate::{Store, StoreError, StoreRead};

pub(super) const STORIES: &[Story] = &[Story {
    name: "actions that may be each other's repeats are shown together, and every action once",
    run: together,
}];

fn together(store: &mut dyn Store) -> Told {
    let of = |id: &str, case: &str, on: &str| {
        let change = Change {
            what: Some("See the child alone".to_owned()),
            ..Change::default()
        };
        let origin = Origin::Audit {
            audit: format!("A-{id}"),
            case: case.to_owned(),
            template: "life-story".to_owned(),
        };
        Action::new(id, origin, event(on, Via::Audit, change))
    };
    let again = |of: &str| Change {
        repeats: Some(Repeats::Action(of.to_owned())),
        ..Change::default()
    };
    let mut tying = made("H-1");
    tying.push(event("2025-05-01", Via::Hand, again("A-3")));
    let mut alone = of("A-6", "C-4", "2025-06-02");
    let nothing = Change {
        repeats: Some(Repeats::Nothing),
        ..Change::default()
    };
    alone.push(event("2025-06-03", Via::Hand, nothing));
    let all = vec![
        of("A-1", "C-2", "2025-05-02"),
        of("A-2", "C-1", "2025-05-03"),
        of("A-3", "C-3", "2025-05-04"),
        tying,
        of("A-4", "C-1", "2025-06-01"),
        of("A-5", "C-3", "2025-06-01"),
        alone,
    ];
    let mut txn = store.write()?;
    for action in &all {
        txn.add_action(action)?;
    }
    let groups = |read: &dyn StoreRead, most: usize| {
        let mut groups: Vec<Vec<String>> = Vec::new();
        read.each_related_actions(&mut |group| {
            groups.push(group.iter().map(|one| one.id().to_owned()).collect());
            if groups.len() == most {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        Ok::<_, StoreError>(groups)
    };
    let wanted = [
        &["A-3", "H-1", "A-5"][..],
        &["A-2", "A-4"],
        &["A-1"],
        &["A-6"],
    ];
    let wanted: Vec<Vec<String>> = wanted
        .iter()
        .map(|ids| ids.iter().map(|id| (*id).to_owned()).collect())
        .collect();
    same(groups(&*txn, 9)?, wanted.clone())?;
    txn.commit()?;
    let read = store.read()?;
    same(groups(&*read, 9)?, wanted)?;
    same(groups(&*read, 1)?.len(), 1)?;
    same(groups(&*read, 2)?.len(), 2)?;
    // Each group with its history, and no word of it otherwise than among all.
    let whole = Register::new(read.actions()?);
    let mut told = Ok(());
    read.each_related_actions(&mut |group| {
        let register = Register::new(group);
        for action in register.actions() {
            let id = action.id();
            told = same(Some(action), whole.action(id))
                .and_then(|()| same(register.repeat(id), whole.repeat(id)));
            if told.is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    told
}
