//! What somebody was asked once about a source, for whoever embeds this to keep.

use std::collections::BTreeMap;

use crate::date::DateOrder;

/// How dates are written, by source: the layout, the table and the column's heading.
///
/// Files of one source carry another name each quarter, so it is not the name that is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, DateOrder>);

impl Answers {
    /// Reads what was kept; lines that mean nothing are left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| {
            let (source, order) = line.split_once(": ")?;
            Some((source.to_owned(), DateOrder::named(order.trim())?))
        });
        Self(lines.collect())
    }

    /// What is to be kept, a line for each source.
    #[must_use]
    pub fn write(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|(source, order)| format!("{source}: {}\n", order.name()));
        lines.collect()
    }

    /// Whether nothing was asked yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answer for a source.
    #[must_use]
    pub fn get(&self, source: &str) -> Option<DateOrder> {
        self.0.get(source).copied()
    }

    /// Remembers an answer.
    pub fn remember(&mut self, source: &str, order: DateOrder) {
        self.0.insert(source.to_owned(), order);
    }
}
