//! Counting actions over a period.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Action, State, Status};
use crate::calendar::Period;

/// How an action came into a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It was open when the period began.
    Carried,
    /// It was made in the period.
    New,
    /// It had been closed, and was opened again or closed anew in the period.
    Reopened,
}

/// How an action stood when a period ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// Done by the day it was due.
    OnTime,
    /// Done after that day.
    Late,
    /// Done, and there was no day to hold it against.
    Undated,
    /// Open, and not late.
    Open,
    /// Open after the day it was due.
    Overdue,
    /// Open, and set again by a later action, which carries it on.
    RolledOver,
    /// It will not be done.
    Dropped,
}

impl Standing {
    /// In a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Carried => "carried forward",
            Self::New => "new",
            Self::Reopened => "reopened",
        }
    }
}

impl Ended {
    /// In a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OnTime => "done on time",
            Self::Late => "done late",
            Self::Undated => "done, no date was set",
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::RolledOver => "rolled over",
            Self::Dropped => "dropped",
        }
    }

    /// How a state ends a day, given the day from which a later action carries it on.
    pub(super) fn of(state: &State, day: NaiveDate, rolled_on: Option<NaiveDate>) -> Self {
        match state.status {
            Status::Dropped => Self::Dropped,
            Status::Open if rolled_on.is_some_and(|rolled| rolled <= day) => Self::RolledOver,
            Status::Open if state.is_overdue(day) => Self::Overdue,
            Status::Open => Self::Open,
            Status::Done if state.was_entered_closed => Self::Undated,
            Status::Done => match (state.when.due.day(), state.closed_on) {
                (Some(due), Some(done)) if done <= due => Self::OnTime,
                (Some(_), Some(_)) => Self::Late,
                _ => Self::Undated,
            },
        }
    }

    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Overdue)
    }

    /// Whether it is done.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::OnTime | Self::Late | Self::Undated)
    }
}

/// What a period is to an action: how it came in, how it stood at the end, and how it then was.
///
/// The end is that of the period, or `as_at` where that is earlier. Nothing, where the action was closed before the period or
/// made after it.
pub(super) fn within(
    action: &Action,
    rolled_on: Option<NaiveDate>,
    period: Period,
    as_at: NaiveDate,
) -> Option<(Standing, Ended, State)> {
    let (first, last) = (period.first_day(), period.last_day().min(as_at));
    if last < first {
        return None;
    }
    let end = action.as_at(last)?;
    let eve = first.pred_opt().unwrap_or(first);
    let ended = Ended::of(&end, last, rolled_on);
    let standing = match action.as_at(eve) {
        None => Standing::New,
        Some(before) if Ended::of(&before, eve, rolled_on).is_open() => Standing::Carried,
        // What was rolled over has no day on which it was closed, and has one once it is done after all.
        Some(before) if before.closed_on != end.closed_on => Standing::Reopened,
        Some(_) => return None,
    };
    Some((standing, ended, end))
}

/// Numbers of actions in a period.
///
/// `carried + new + reopened = done_on_time + done_late + done_undated + dropped + rolled_over + open`, always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Open when the period began.
    pub carried: u64,
    /// Made in the period.
    pub new: u64,
    /// Closed before, and opened again.
    pub reopened: u64,
    /// Done by the day they were due.
    pub done_on_time: u64,
    /// Done after it.
    pub done_late: u64,
    /// Done, with no day to hold them against.
    pub done_undated: u64,
    /// Will not be done.
    pub dropped: u64,
    /// Were open, and are carried on by later actions that set the same again, which count by themselves.
    pub rolled_over: u64,
    /// Open at the end, overdue ones included.
    pub open: u64,
    /// Of the open ones: overdue.
    pub overdue: u64,
    /// Of the open ones: with nobody to do them.
    pub without_owner: u64,
    /// Of the open ones: with no day that can be told, and not ongoing.
    pub without_day: u64,
    /// Of the open ones: whose day was put off since the first.
    pub put_off: u64,
    /// Of the done ones: with evidence.
    pub evidenced: u64,
    /// Of the done ones: with the difference made.
    pub with_difference: u64,
    /// Of all: earlier actions again.
    pub repeated: u64,
}

impl Counts {
    pub(super) fn one(standing: Standing, ended: Ended, state: &State, repeated: bool) -> Self {
        let (is_open, is_done) = (ended.is_open(), ended.is_done());
        Self {
            carried: (standing == Standing::Carried).into(),
            new: (standing == Standing::New).into(),
            reopened: (standing == Standing::Reopened).into(),
            done_on_time: (ended == Ended::OnTime).into(),
            done_late: (ended == Ended::Late).into(),
            done_undated: (ended == Ended::Undated).into(),
            dropped: (ended == Ended::Dropped).into(),
            rolled_over: (ended == Ended::RolledOver).into(),
            open: is_open.into(),
            overdue: (ended == Ended::Overdue).into(),
            without_owner: (is_open && state.owner.is_none()).into(),
            without_day: (is_open && matches!(state.when.due, super::Due::Untold(_))).into(),
            put_off: (is_open && state.was_put_off()).into(),
            evidenced: (is_done && state.evidence.is_some()).into(),
            with_difference: (is_done && state.difference.is_some()).into(),
            repeated: repeated.into(),
        }
    }

    /// All that the period had to deal with.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.carried + self.new + self.reopened
    }

    /// All that were done.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done_on_time + self.done_late + self.done_undated
    }

    /// Those of which it can be said whether they were done in time: done with a day to hold them against, or overdue.
    #[must_use]
    pub fn judged(&self) -> u64 {
        self.done_on_time + self.done_late + self.overdue
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.carried += other.carried;
        self.new += other.new;
        self.reopened += other.reopened;
        self.done_on_time += other.done_on_time;
        self.done_late += other.done_late;
        self.done_undated += other.done_undated;
        self.dropped += other.dropped;
        self.rolled_over += other.rolled_over;
        self.open += other.open;
        self.overdue += other.overdue;
        self.without_owner += other.without_owner;
        self.without_day += other.without_day;
        self.put_off += other.put_off;
        self.evidenced += other.evidenced;
        self.with_difference += other.with_difference;
        self.repeated += other.repeated;
    }
}

/// The actions of a period, counted: all, and by owner and team; the empty name is of those that have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// All of them.
    pub all: Counts,
    /// By who does them.
    pub by_owner: BTreeMap<String, Counts>,
    /// By the team they concern.
    pub by_team: BTreeMap<String, Counts>,
}

impl Summary {
    pub(super) fn add(&mut self, state: &State, counts: Counts) {
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        self.all += counts;
        *self.by_owner.entry(name(&state.owner)).or_default() += counts;
        *self.by_team.entry(name(&state.team)).or_default() += counts;
    }

    /// Adds the counts of other actions; it makes no difference how they were parted.
    pub fn merge(&mut self, other: &Self) {
        self.all += other.all;
        for (into, from) in [
            (&mut self.by_owner, &other.by_owner),
            (&mut self.by_team, &other.by_team),
        ] {
            for (name, counts) in from {
                *into.entry(name.clone()).or_default() += *counts;
            }
        }
    }
}
