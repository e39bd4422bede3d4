//! What one expression came to, by what it saw in turn.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Look, Seen, Sight, watched};
use crate::script::value::ScriptValue;

/// An expression that has looked at more than this is like no other, and is not remembered.
pub(super) const MOST_LOOKS: usize = 32;

/// So many looks and results are remembered for one expression; five years of dates fit in.
const MOST_REMEMBERED: usize = 16 * 1024;

/// What one expression came to, as a tree of what it looked at in turn.
#[derive(Debug, Default)]
pub(super) struct Remembered {
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
    pub(super) fn recall<E>(
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
