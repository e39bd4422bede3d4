//! All actions together.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::count::within;
use super::{Action, Burned, Counts, Light, Origin, Repeat, Row, Status, Summary, repeats};
use crate::calendar::Period;

/// All actions, and which of them are earlier ones again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    actions: Vec<Action>,
    repeats: BTreeMap<String, Repeat>,
}

impl Register {
    /// Takes in all actions: repeats are found among them.
    #[must_use]
    pub fn new(actions: Vec<Action>) -> Self {
        let repeats = repeats(&actions);
        Self { actions, repeats }
    }

    /// The actions, in the order they were given.
    #[must_use]
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// The action with this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|one| one.id() == id)
    }

    /// Whether an action is an earlier one again.
    #[must_use]
    pub fn repeat(&self, id: &str) -> Option<&Repeat> {
        self.repeats.get(id)
    }

    /// Actions that a period had to deal with, as they stood at its end or at `as_at`, where that is earlier.
    ///
    /// Programmes' come first, then those added by hand, then audits'; within each in the order they were given.
    #[must_use]
    pub fn rows(&self, period: Period, as_at: NaiveDate) -> Vec<Row> {
        let last = period.last_day().min(as_at);
        let mut rows: Vec<Row> = self
            .actions
            .iter()
            .filter_map(|action| {
                let (standing, ended, state) = within(action, period, as_at)?;
                let repeat = self.repeats.get(action.id()).cloned();
                Some(Row {
                    id: action.id().to_owned(),
                    origin: action.origin().clone(),
                    standing,
                    ended,
                    computed: Light::computed(&state, last),
                    repeat_words: repeat.as_ref().map(|one| one.words(action.edition())),
                    repeat,
                    state,
                })
            })
            .collect();
        rows.sort_by_key(|row| match row.origin {
            Origin::Programme { .. } => 0,
            Origin::Hand => 1,
            Origin::Audit { .. } => 2,
        });
        rows
    }

    /// The same, counted.
    #[must_use]
    pub fn summary(&self, period: Period, as_at: NaiveDate) -> Summary {
        let mut summary = Summary::default();
        for action in &self.actions {
            if let Some((standing, ended, state)) = within(action, period, as_at) {
                let repeated = self.repeats.contains_key(action.id());
                summary.add(&state, Counts::one(standing, ended, &state, repeated));
            }
        }
        summary
    }

    /// How many actions were open at the end of each of some days.
    #[must_use]
    pub fn burn_down(&self, days: &[NaiveDate]) -> Vec<Burned> {
        let at = |on: NaiveDate| {
            let mut point = Burned {
                on,
                open: 0,
                overdue: 0,
                done: 0,
            };
            for state in self.actions.iter().filter_map(|action| action.as_at(on)) {
                point.open += u64::from(state.status == Status::Open);
                point.overdue += u64::from(state.is_overdue(on));
                point.done += u64::from(state.status == Status::Done);
            }
            point
        };
        days.iter().map(|day| at(*day)).collect()
    }
}
