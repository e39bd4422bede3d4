//! All actions together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::count::within;
use super::{
    Action, Burned, Counts, Ended, Event, Light, Origin, Repeat, Row, State, Summary, repeats,
};
use crate::calendar::Period;

/// All actions, and which of them are earlier ones again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    actions: Vec<Action>,
    repeats: BTreeMap<String, Repeat>,
    /// The action that carries one on, and from which day, by the id of the earlier one.
    rolled: BTreeMap<String, (NaiveDate, String)>,
}

impl Register {
    /// Takes in all actions: repeats are found among them.
    #[must_use]
    pub fn new(actions: Vec<Action>) -> Self {
        let repeats = repeats(&actions);
        let rolled = rolled(&actions, &repeats);
        Self {
            actions,
            repeats,
            rolled,
        }
    }

    /// How an action stood at the end of a day; nothing, before it was made.
    ///
    /// One that was open when a later programme set it again is rolled over: it is the later one that is to be done, and that
    /// counts as open and overdue. Actions of audits are each somebody's own, and are never rolled over.
    #[must_use]
    pub fn stood(&self, action: &Action, day: NaiveDate) -> Option<(Ended, State)> {
        let state = action.as_at(day)?;
        let rolled = self.rolled_on(action.id());
        Some((Ended::of(&state, day, rolled), state))
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

    /// The later action that carries one on, where one does.
    #[must_use]
    pub fn carried_on_by(&self, id: &str) -> Option<&str> {
        self.rolled.get(id).map(|(_, later)| later.as_str())
    }

    fn rolled_on(&self, id: &str) -> Option<NaiveDate> {
        self.rolled.get(id).map(|(day, _)| *day)
    }

    /// Actions that a period had to deal with, as they stood at its end or at `as_at`, where that is earlier.
    ///
    /// Programmes' come first, then those added by hand, then audits'; within each in the order they were given.
    #[must_use]
    pub fn rows(&self, period: Period, as_at: NaiveDate) -> Vec<Row> {
        self.told(period, as_at, |_, _| true).0
    }

    /// The same, counted.
    #[must_use]
    pub fn summary(&self, period: Period, as_at: NaiveDate) -> Summary {
        self.told(period, as_at, |_, _| false).1
    }

    /// All of them counted, and the rows of those that are wanted.
    #[must_use]
    pub fn told(
        &self,
        period: Period,
        as_at: NaiveDate,
        wanted: impl Fn(&Origin, &State) -> bool,
    ) -> (Vec<Row>, Summary) {
        let (mut rows, mut summary) = (Vec::new(), Summary::default());
        let last = period.last_day().min(as_at);
        for action in &self.actions {
            let (id, origin) = (action.id(), action.origin());
            let Some((standing, ended, state)) = within(action, self.rolled_on(id), period, as_at)
            else {
                continue;
            };
            let repeat = self.repeats.get(id);
            summary.add(
                &state,
                Counts::one(standing, ended, &state, repeat.is_some()),
            );
            if wanted(origin, &state) {
                rows.push(Row {
                    id: id.to_owned(),
                    origin: origin.clone(),
                    standing,
                    ended,
                    computed: Light::computed(&state, ended, last),
                    repeat_words: repeat.map(|one| one.words(action.edition())),
                    repeat: repeat.cloned(),
                    carried_on_by: self.carried_on_by(id).map(str::to_owned),
                    state,
                });
            }
        }
        rows.sort_by_key(|row| match row.origin {
            Origin::Programme { .. } => 0,
            Origin::Hand => 1,
            Origin::Audit { .. } => 2,
        });
        (rows, summary)
    }

    /// How many actions were open at the end of each of some days.
    #[must_use]
    pub fn burn_down(&self, days: &[NaiveDate]) -> Vec<Burned> {
        let mut points: Vec<Burned> = days.iter().map(|day| Burned::none(*day)).collect();
        for action in &self.actions {
            let rolled = self.rolled_on(action.id());
            let mut known: Option<(usize, State)> = None;
            for point in &mut points {
                // How it stands is folded anew only where something was recorded since the day before.
                let so_far = |event: &&Event| event.on <= point.on;
                let events = action.events().iter().filter(so_far).count();
                if known.as_ref().is_none_or(|(held, _)| *held != events) {
                    known = action.as_at(point.on).map(|state| (events, state));
                }
                if let Some((_, state)) = &known {
                    let ended = Ended::of(state, point.on, rolled);
                    point.open += u64::from(ended.is_open());
                    point.overdue += u64::from(ended == Ended::Overdue);
                    point.done += u64::from(ended.is_done());
                }
            }
        }
        points
    }
}

/// From which day on each earlier action of a programme or by hand is carried on by one that sets it again.
fn rolled(
    actions: &[Action],
    repeats: &BTreeMap<String, Repeat>,
) -> BTreeMap<String, (NaiveDate, String)> {
    let is_audits = |action: &&Action| matches!(action.origin(), Origin::Audit { .. });
    let own: BTreeSet<&str> = actions
        .iter()
        .filter(|one| !is_audits(one))
        .map(Action::id)
        .collect();
    let mut rolled: BTreeMap<String, (NaiveDate, String)> = BTreeMap::new();
    for later in actions.iter().filter(|one| !is_audits(one)) {
        if let Some(repeat) = repeats.get(later.id())
            && own.contains(repeat.of.as_str())
        {
            let new = (later.made_on(), later.id().to_owned());
            let first = rolled
                .entry(repeat.of.clone())
                .or_insert_with(|| new.clone());
            if new < *first {
                *first = new;
            }
        }
    }
    rolled
}
