//! What audits ask for.

use chrono::NaiveDate;

use super::reconcile::{Step, last_said, since};
use super::{Action, Change, Event, Origin, Status, Via, When};
use crate::outcome;

/// An audit and what it asks for.
#[derive(Clone, Copy, Debug)]
pub struct FromAudit<'a> {
    /// Its id.
    pub audit: &'a str,
    /// Its case.
    pub case: &'a str,
    /// The template's id.
    pub template: &'a str,
    /// The team whose work it is.
    pub team: Option<&'a str>,
    /// When it was done.
    pub date: NaiveDate,
    /// Its actions, declared and from scripts.
    pub actions: &'a [outcome::Action],
}

/// What the newest revision of an audit adds, given the register's actions of this audit, in the order they were added.
///
/// An action is known again by its words. One that a corrected audit no longer asks for is dropped with a remark, unless it is
/// done already; one that it asks for again is opened again.
#[must_use]
pub fn audit(from: &FromAudit<'_>, known: &[&Action], today: NaiveDate) -> Vec<Step> {
    let mut left: Vec<&Action> = known.to_vec();
    let mut steps = Vec::new();
    let mut n = known.len();
    for asked in from.actions {
        let is_it = |one: &&Action| last_said(one, Via::Audit).what == asked.action;
        let at = left.iter().position(is_it);
        if let Some(action) = at.map(|at| left.remove(at)) {
            let mut wanted = change(from, asked);
            // A correction may leave out who was to do it.
            wanted.owner.get_or_insert_default();
            // Only what a correction took away does a correction bring back.
            let taken = last_said(action, Via::Audit).status == Status::Dropped;
            wanted.status = taken.then_some(Status::Open);
            steps.extend(since(action, &wanted, Via::Audit, today));
        } else {
            n += 1;
            let made = Event {
                on: from.date,
                by: None,
                via: Via::Audit,
                change: change(from, asked),
            };
            let origin = Origin::Audit {
                audit: from.audit.to_owned(),
                case: from.case.to_owned(),
                template: from.template.to_owned(),
            };
            steps.push(Step::Add(Action::new(
                format!("{}/{n}", from.audit),
                origin,
                made,
            )));
        }
    }
    let gone = left.into_iter().filter(|action| {
        last_said(action, Via::Audit).status != Status::Dropped
            && action.state().status == Status::Open
    });
    steps.extend(gone.map(|action| Step::Change {
        action: action.id().to_owned(),
        event: Event {
            on: today,
            by: None,
            via: Via::Audit,
            change: Change {
                status: Some(Status::Dropped),
                commentary: Some(
                    "The audit was corrected, and no longer asks for this.".to_owned(),
                ),
                ..Change::default()
            },
        },
    }));
    steps
}

fn change(from: &FromAudit<'_>, asked: &outcome::Action) -> Change {
    let day = asked.due.as_deref().and_then(|due| due.parse().ok());
    Change {
        what: Some(asked.action.clone()),
        owner: asked.owner.clone().filter(|owner| !owner.is_empty()),
        team: from.team.filter(|team| !team.is_empty()).map(str::to_owned),
        when: Some(day.map_or_else(When::unwritten, When::by)),
        ..Change::default()
    }
}
