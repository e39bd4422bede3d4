//! What the expressions of measures see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Names;
use crate::model::{FactKind, Timescales, Vocabulary};

/// The names that every measure over rows sees.
const OF_ROWS: [&str; 5] = ["history", "period", "record", "row", "today"];

/// The names that every measure over cases sees.
const OF_CASES: [&str; 4] = ["history", "period", "record", "today"];

impl Names {
    /// What the expressions of measures may name; `row` are the lists that they go through.
    pub(in super::super) fn of_measure(
        vocabulary: &Vocabulary,
        timescales: &Arc<Timescales>,
        row: &[String],
    ) -> Self {
        Self {
            questions: Vec::new(),
            places: BTreeMap::new(),
            sections: Vec::new(),
            themes: Vec::new(),
            grades: None,
            facts: vocabulary
                .facts
                .iter()
                .enumerate()
                .map(|(at, (id, kind))| (id.clone(), (at, kind.clone())))
                .collect(),
            timescales: Arc::clone(timescales),
            globals: if row.is_empty() { &OF_CASES } else { &OF_ROWS },
            lists: vocabulary.lists.clone(),
            columns: BTreeSet::new(),
            row: row.to_vec(),
        }
    }

    /// What a field of the row holds that a measure looks at.
    pub(in super::super) fn field(&self, name: &str) -> Option<&FactKind> {
        let mut lists = self.row.iter().filter_map(|list| self.lists.get(list));
        lists.find_map(|fields| fields.get(name))
    }
}
