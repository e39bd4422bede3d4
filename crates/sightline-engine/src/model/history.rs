use chrono::NaiveDate;

use super::{Case, Event, FactKind, FactValue, Template};
use crate::source::Span;

/// A list of the case's history that a template declares, with the fields that it may read of each row.
#[derive(Clone, Debug)]
pub struct HistoryList {
    /// As scripts name it.
    pub id: String,
    /// Names and kinds, in the order written.
    pub fields: Vec<(String, FactKind)>,
    /// Where it is written.
    pub at: Span,
}

impl HistoryList {
    /// What a field holds.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FactKind> {
        let mut fields = self.fields.iter();
        fields.find(|(id, _)| id == name).map(|(_, kind)| kind)
    }

    /// The day by which a row is put into order: the first declared date that it has.
    fn day(&self, row: &Event) -> Option<NaiveDate> {
        let dates = self
            .fields
            .iter()
            .filter(|(_, kind)| *kind == FactKind::Date);
        dates
            .into_iter()
            .find_map(|(name, _)| match row.values.get(name)? {
                FactValue::Date(day) => Some(*day),
                FactValue::Text(text) => text.parse().ok(),
                FactValue::Number(_) => None,
            })
    }

    /// The declared fields of all rows, in order of time; rows without a day come last.
    fn seen(&self, rows: &[Event]) -> Vec<Event> {
        let seen = |row: &Event| {
            let fields = self.fields.iter();
            let values = fields.filter_map(|(name, _)| row.values.get_key_value(name));
            Event {
                values: values
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
                origin: row.origin.clone(),
                columns: std::sync::Arc::clone(&row.columns),
            }
        };
        let mut rows: Vec<Event> = rows.iter().map(seen).collect();
        rows.sort_by_key(|row| {
            let day = self.day(row);
            (day.is_none(), day)
        });
        rows
    }
}

impl Template {
    /// The case with what the template declares of it: scripts see nothing else.
    pub(crate) fn sees(&self, case: &Case) -> Case {
        let facts = self.record.iter().filter_map(|fact| {
            let (name, value) = case.facts.get_key_value(&fact.id)?;
            Some((name.clone(), value.clone()))
        });
        let lists = self.history.iter().filter_map(|list| {
            let rows = case.history.get(&list.id)?;
            Some((list.id.clone(), list.seen(rows)))
        });
        Case {
            id: case.id.clone(),
            facts: facts.collect(),
            history: lists.collect(),
            ..Case::default()
        }
    }
}
