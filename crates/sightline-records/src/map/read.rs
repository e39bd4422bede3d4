//! What a row says, before it is known which day it is about.

use std::collections::BTreeMap;

use sightline_engine::model::FactValue;

use crate::layout::Target;
use crate::vocabulary::List;

/// The values of an event by name.
pub(super) type Values = BTreeMap<String, FactValue>;

/// What a row says, before it is known which day it is about.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub(super) facts: Vec<(usize, &'a str, FactValue)>,
    /// What it says of each list, in the order of their names.
    pub(super) events: Vec<(&'static List, Values)>,
    /// Why values were left out.
    pub(super) left_out: Vec<String>,
}

impl<'a> Read<'a> {
    pub(super) fn of(&self, list: &List) -> Option<&Values> {
        let found = self.events.iter().find(|(of, _)| *of == list)?;
        Some(&found.1)
    }

    pub(super) fn add(&mut self, column: usize, to: &'a Target, value: FactValue) {
        match to {
            Target::Fact { name, .. } => self.facts.push((column, name, value)),
            Target::Field { list, field, .. } => {
                let at = self.events.iter().position(|(of, _)| of == list);
                let at = at.unwrap_or_else(|| {
                    self.events.push((list, Values::new()));
                    self.events.len() - 1
                });
                if let Some((_, values)) = self.events.get_mut(at) {
                    values.insert(field.clone(), value);
                }
            }
            Target::Case
            | Target::Through(_)
            | Target::Gives(_)
            | Target::Never
            | Target::Ignore => {}
        }
    }
}
