//! How an action stands after some events.

use std::fmt;

use chrono::NaiveDate;

use super::{Change, Due, Event, Light, Repeats, Status, When};

/// How an action stands.
#[derive(Clone, PartialEq, Eq)]
pub struct State {
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub owner: Option<String>,
    /// The team it concerns.
    pub team: Option<String>,
    /// By when.
    pub when: When,
    /// Whether it is open.
    pub status: Status,
    /// The color that a person gave it.
    pub rag: Option<Light>,
    /// What is said of its progress.
    pub commentary: Option<String>,
    /// What shows that it was done.
    pub evidence: Option<String>,
    /// What is better for children since.
    pub difference: Option<String>,
    /// What a person said of its being an earlier action again.
    pub repeats: Option<Repeats>,
    /// The day it was done or dropped, where it is.
    pub closed_on: Option<NaiveDate>,
    /// Whether it was closed already when it was entered, so that nobody knows when it really was.
    pub was_entered_closed: bool,
    /// The first day it was to be done by.
    pub first_due: Option<NaiveDate>,
}

impl fmt::Debug for State {
    /// Hides the words: what auditors agreed may name a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("when", &self.when)
            .field("status", &self.status)
            .field("rag", &self.rag)
            .field("closed_on", &self.closed_on)
            .finish_non_exhaustive()
    }
}

impl State {
    /// Folds events, in the order they were recorded.
    pub(super) fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut state = Self {
            what: String::new(),
            owner: None,
            team: None,
            when: When::unwritten(),
            status: Status::Open,
            rag: None,
            commentary: None,
            evidence: None,
            difference: None,
            repeats: None,
            closed_on: None,
            was_entered_closed: false,
            first_due: None,
        };
        for (n, event) in events.into_iter().enumerate() {
            state.apply(event);
            state.was_entered_closed =
                state.status != Status::Open && (n == 0 || state.was_entered_closed);
        }
        state
    }

    fn apply(&mut self, event: &Event) {
        let change = &event.change;
        let put = |to: &mut Option<String>, new: &Option<String>| {
            if let Some(new) = new {
                *to = Some(new.clone()).filter(|new| !new.is_empty());
            }
        };
        if let Some(what) = &change.what {
            self.what.clone_from(what);
        }
        put(&mut self.owner, &change.owner);
        put(&mut self.team, &change.team);
        put(&mut self.commentary, &change.commentary);
        put(&mut self.evidence, &change.evidence);
        put(&mut self.difference, &change.difference);
        if let Some(when) = &change.when {
            self.when = when.clone();
            self.first_due = self.first_due.or(when.due.day());
        }
        self.rag = change.rag.or(self.rag);
        if let Some(repeats) = &change.repeats {
            self.repeats = Some(repeats.clone());
        }
        if let Some(status) = change.status {
            // Saying again that it is done does not move the day on which it was.
            if status != self.status {
                self.closed_on = (status != Status::Open).then_some(event.on);
            }
            self.status = status;
        }
    }

    /// Whether it is open though it was to be done before this day.
    #[must_use]
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        self.status == Status::Open && matches!(self.when.due, Due::By(due) if due < day)
    }

    /// Whether the day was put off since the first one.
    #[must_use]
    pub fn was_put_off(&self) -> bool {
        self.first_due
            .zip(self.when.due.day())
            .is_some_and(|(first, now)| now > first)
    }

    /// What of a change is otherwise than here.
    #[must_use]
    pub fn differing(&self, wanted: &Change) -> Change {
        let text = |now: &Option<String>, wanted: &Option<String>| {
            wanted
                .clone()
                .filter(|wanted| *wanted != *now.as_deref().unwrap_or_default())
        };
        Change {
            what: wanted.what.clone().filter(|wanted| *wanted != self.what),
            owner: text(&self.owner, &wanted.owner),
            team: text(&self.team, &wanted.team),
            when: wanted.when.clone().filter(|wanted| *wanted != self.when),
            status: wanted.status.filter(|wanted| *wanted != self.status),
            rag: wanted.rag.filter(|wanted| Some(*wanted) != self.rag),
            commentary: text(&self.commentary, &wanted.commentary),
            evidence: text(&self.evidence, &wanted.evidence),
            difference: text(&self.difference, &wanted.difference),
            repeats: wanted
                .repeats
                .clone()
                .filter(|wanted| Some(wanted) != self.repeats.as_ref()),
        }
    }
}
