//! What expressions of measures came to, remembered by what they looked at.
//!
//! Most rows lie outside the period, and the same few dates and words come up again and again. An expression is given nothing but
//! the case, the row, the period and the day; the last two stand still while measures are counted. So whoever sees the same values
//! in the same order gets the same result, and it need not be worked out again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::value::ScriptValue;
use crate::model::{Case, Event, FactValue};

/// An expression that has looked at more than this is like no other, and is not remembered.
const MOST_LOOKS: usize = 32;

/// So many looks and results are remembered for one expression; five years of dates fit in.
const MOST_REMEMBERED: usize = 16 * 1024;

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

/// What one expression came to, as a tree of what it looked at in turn.
#[derive(Debug, Default)]
struct Remembered {
    first: Option<Node>,
    nodes: usize,
    found: usize,
    missed: usize,
    /// Too many different things are looked at for it to be worth the while.
    is_off: bool,
}

#[derive(Debug)]
enum Node {
    Look(Box<Branch>),
    Result(Known),
}

/// A result in few bytes: what is looked up millions of times should lie close together.
#[derive(Debug)]
enum Known {
    Nothing,
    Bool(bool),
    Date(NaiveDate),
    Other(Box<ScriptValue>),
}

/// What comes next, by what is seen.
#[derive(Debug)]
struct Branch {
    look: Look,
    nothing: Option<Node>,
    dates: HashMap<NaiveDate, Option<Node>>,
    texts: HashMap<Box<str>, Option<Node>>,
    numbers: HashMap<(i128, i128), Option<Node>>,
    rows: HashMap<usize, Option<Node>>,
}

impl Remembered {
    fn recall<E>(
        &mut self,
        sight: Sight<'_>,
        run: impl FnOnce() -> Result<ScriptValue, E>,
    ) -> Result<ScriptValue, E> {
        if self.is_off {
            return run();
        }
        if let Some(result) = self.find(sight) {
            self.found += 1;
            return Ok(result);
        }
        self.missed += 1;
        let (result, looked) = watched(run);
        if let Ok(result) = &result
            && looked.len() <= MOST_LOOKS
        {
            self.keep(&looked, sight, result);
        }
        result
    }

    fn find(&self, sight: Sight<'_>) -> Option<ScriptValue> {
        let mut node = self.first.as_ref()?;
        loop {
            match node {
                Node::Result(known) => return Some(known.value()),
                Node::Look(branch) => node = branch.next(sight.at(&branch.look))?,
            }
        }
    }

    fn keep(&mut self, looked: &[Look], sight: Sight<'_>, result: &ScriptValue) {
        if self.nodes + looked.len() >= MOST_REMEMBERED {
            *self = Self {
                is_off: self.found < 2 * self.missed,
                ..Self::default()
            };
            if self.is_off {
                return;
            }
        }
        let mut slot = &mut self.first;
        for look in looked {
            let node = slot.get_or_insert_with(|| {
                self.nodes += 1;
                Node::Look(Box::new(Branch::new(look.clone())))
            });
            // Whoever has seen the same looks at the same next: anything else is not to be remembered.
            let Node::Look(branch) = node else { return };
            if branch.look != *look {
                return;
            }
            let Some(next) = branch.slot(sight.at(look)) else {
                return;
            };
            slot = next;
        }
        if slot.is_none() {
            self.nodes += 1;
            *slot = Some(Node::Result(Known::of(result)));
        }
    }
}

impl Known {
    fn of(result: &ScriptValue) -> Self {
        match result {
            ScriptValue::Nothing => Self::Nothing,
            ScriptValue::Bool(yes) => Self::Bool(*yes),
            ScriptValue::Date(day) => Self::Date(*day),
            ScriptValue::Number(_)
            | ScriptValue::Points(..)
            | ScriptValue::Text(_)
            | ScriptValue::List(_)
            | ScriptValue::Map(_) => Self::Other(Box::new(result.clone())),
        }
    }

    fn value(&self) -> ScriptValue {
        match self {
            Self::Nothing => ScriptValue::Nothing,
            Self::Bool(yes) => ScriptValue::Bool(*yes),
            Self::Date(day) => ScriptValue::Date(*day),
            Self::Other(other) => ScriptValue::clone(other),
        }
    }
}

impl Branch {
    fn new(look: Look) -> Self {
        Self {
            look,
            nothing: None,
            dates: HashMap::new(),
            texts: HashMap::new(),
            numbers: HashMap::new(),
            rows: HashMap::new(),
        }
    }

    fn next(&self, seen: Seen<'_>) -> Option<&Node> {
        let slot = match seen {
            Seen::Nothing => Some(&self.nothing),
            Seen::Date(day) => self.dates.get(&day),
            Seen::Text(text) => self.texts.get(text),
            Seen::Number(n, of) => self.numbers.get(&(n, of)),
            Seen::Rows(n) => self.rows.get(&n),
            Seen::Huge => None,
        };
        slot?.as_ref()
    }

    fn slot(&mut self, seen: Seen<'_>) -> Option<&mut Option<Node>> {
        Some(match seen {
            Seen::Nothing => &mut self.nothing,
            Seen::Date(day) => self.dates.entry(day).or_default(),
            Seen::Text(text) => self.texts.entry(text.into()).or_default(),
            Seen::Number(n, of) => self.numbers.entry((n, of)).or_default(),
            Seen::Rows(n) => self.rows.entry(n).or_default(),
            Seen::Huge => return None,
        })
    }
}
