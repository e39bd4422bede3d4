//! What expressions of measures came to, remembered by what they looked at.
//!
//! Most rows lie outside the period, and the same few dates and words come up again and again. An expression is given nothing but
//! the case, the row, the period and the day; the last two stand still while measures are counted. So whoever sees the same values
//! in the same order gets the same result, and it need not be worked out again.

mod tree;

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use tree::{MOST_LOOKS, Remembered};

use super::value::ScriptValue;
use crate::model::{Case, Event, FactValue};

/// Something of a case that an expression looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A field of the row that is counted.
    Own(Arc<str>),
    /// A field of a row of the history: its list, its place there, its name.
    Field(Arc<str>, usize, Arc<str>),
    /// How many rows a list has.
    Rows(Arc<str>),
    /// A fact.
    Fact(Arc<str>),
}

/// What it saw there.
#[derive(Clone, Copy)]
enum Seen<'a> {
    Nothing,
    Date(NaiveDate),
    Text(&'a str),
    Number(i128, i128),
    Rows(usize),
    /// A number of more than two machine words: not worth remembering by.
    Huge,
}

/// What is looked at: a case, and the row that is counted.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    case: &'a Case,
    own: Option<&'a Event>,
}

thread_local! {
    /// What the expression that runs on this thread has looked at, in order, each once; absent where nobody asks.
    static LOOKED: RefCell<Option<Vec<Look>>> = const { RefCell::new(None) };
}

/// Notes what is looked at, where somebody asks.
pub(super) fn note(look: impl FnOnce() -> Look) {
    LOOKED.with_borrow_mut(|all| {
        let Some(all) = all.as_mut().filter(|all| all.len() <= MOST_LOOKS) else {
            return;
        };
        let look = look();
        if !all.contains(&look) {
            all.push(look);
        }
    });
}

fn watched<T>(run: impl FnOnce() -> T) -> (T, Vec<Look>) {
    let outer = LOOKED.replace(Some(Vec::new()));
    let result = run();
    let looked = LOOKED.replace(outer);
    (result, looked.unwrap_or_default())
}

impl<'a> Sight<'a> {
    pub(super) fn new(case: &'a Case, own: Option<&'a Event>) -> Self {
        Self { case, own }
    }

    fn at(self, look: &Look) -> Seen<'a> {
        let rows = |list: &Arc<str>| self.case.history.get(&**list);
        let value = match look {
            Look::Own(name) => self.own.and_then(|row| row.values.get(&**name)),
            Look::Field(list, at, name) => rows(list)
                .and_then(|rows| rows.get(*at))
                .and_then(|row| row.values.get(&**name)),
            Look::Rows(list) => return Seen::Rows(rows(list).map_or(0, Vec::len)),
            Look::Fact(name) => self.case.facts.get(&**name),
        };
        match value {
            None => Seen::Nothing,
            Some(FactValue::Date(day)) => Seen::Date(*day),
            Some(FactValue::Text(text)) => Seen::Text(text),
            Some(FactValue::Number(number)) => number
                .parts()
                .map_or(Seen::Huge, |(n, of)| Seen::Number(n, of)),
        }
    }
}

/// What the expressions of measures came to, while one period is counted as on one day.
///
/// Measures that say the same of the same rows share it: the same expression with the same script has the same key.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// By the measures that were loaded together, whose keys are numbers from nought.
    known: Vec<(Loaded, Vec<Vec<Remembered>>)>,
}

/// Measures that were loaded together, told from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loaded(u64);

impl Loaded {
    pub(super) fn next() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed))
    }
}

/// An expression: of which measures, and which of theirs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) of: Loaded,
    pub(super) nth: usize,
}

impl Memory {
    /// What an expression comes to for rows of the list at a place among the measure's lists: remembered, or else worked out.
    pub(super) fn recall<E>(
        &mut self,
        key: Key,
        list: usize,
        sight: Sight<'_>,
        run: impl FnOnce() -> Result<ScriptValue, E>,
    ) -> Result<ScriptValue, E> {
        let there = self.known.iter().position(|(of, _)| *of == key.of);
        let at = there.unwrap_or_else(|| {
            self.known.push((key.of, Vec::new()));
            self.known.len() - 1
        });
        let known = self.known.get_mut(at);
        let remembered = known
            .and_then(|(_, known)| slot(known, key.nth))
            .and_then(|lists| slot(lists, list));
        match remembered {
            Some(remembered) => remembered.recall(sight, run),
            None => run(),
        }
    }
}

/// The place with this number; the list is made longer where it has none.
fn slot<T: Default>(all: &mut Vec<T>, at: usize) -> Option<&mut T> {
    if all.len() <= at {
        all.resize_with(at + 1, T::default);
    }
    all.get_mut(at)
}
