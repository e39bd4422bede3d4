//! The order of the dates of each column: as somebody said, as the layout says, as the column itself tells, or to be asked.

use std::sync::Arc;

use super::Settings;
use crate::date::DateOrder;
use crate::gather::Place;
use crate::layout::Layout;

/// A column whose dates can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is remembered: the layout, the table and the heading.
    pub source: String,
    /// The file.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The column's heading.
    pub column: Arc<str>,
    /// How many of its dates are day-first and no other, month-first and no other, and either.
    pub seen: (u64, u64, u64),
}

/// The order by place and column, and what has to be asked.
pub(super) fn orders(
    layout: &Layout,
    places: &[Place],
    settings: &Settings<'_>,
) -> (Vec<Vec<Option<DateOrder>>>, Vec<Question>) {
    let mut questions = Vec::new();
    let orders = places.iter().map(|place| {
        let columns = layout.tables.get(place.table).map(|table| table.columns.as_slice()).unwrap_or_default();
        let table = layout.tables.get(place.table).map_or("", |table| table.name.as_str());
        let columns = columns.iter().zip(&place.dates).zip(&place.titles);
        let orders = columns.map(|((column, seen), title)| {
            if !column.is_date() {
                return None;
            }
            let source = format!("{}/{table}/{}", layout.id, column.title);
            let said = settings.dates.or(column.dates).or(layout.dates);
            let known = said.or_else(|| settings.answers.get(&source)).or_else(|| seen.order());
            if known.is_none() && seen.is_open() {
                questions.push(Question {
                    source,
                    file: Arc::clone(&place.file),
                    sheet: place.sheet.clone(),
                    column: title.clone().unwrap_or_else(|| Arc::from(column.title.as_str())),
                    seen: (seen.day_first, seen.month_first, seen.either),
                });
            }
            known
        });
        orders.collect()
    });
    let orders = orders.collect();
    (orders, questions)
}
