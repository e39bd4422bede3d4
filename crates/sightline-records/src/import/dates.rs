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

/// What is known of the order of dates.
pub(super) struct Orders {
    /// By place and column of the layout.
    pub(super) by_place: Vec<Vec<Option<DateOrder>>>,
    /// What has to be asked.
    pub(super) questions: Vec<Question>,
    /// What would have to be asked, had it not been said.
    pub(super) answered: Vec<String>,
}

/// The order by place and column, and what has to be asked.
pub(super) fn orders(layout: &Layout, places: &[Place], settings: &Settings<'_>) -> Orders {
    let (mut questions, mut answered) = (Vec::new(), Vec::new());
    let orders = places.iter().map(|place| {
        let columns = layout
            .tables
            .get(place.table)
            .map(|table| table.columns.as_slice())
            .unwrap_or_default();
        let table = layout
            .tables
            .get(place.table)
            .map_or("", |table| table.name.as_str());
        let columns = columns.iter().zip(&place.dates).zip(&place.titles);
        let orders = columns.map(|((column, seen), title)| {
            if !column.is_date() {
                return None;
            }
            let source = format!("{}/{table}/{}", layout.id, column.title);
            let declared = column.dates.or(layout.dates);
            if settings.dates.is_some() && declared.is_none() && seen.is_open() {
                answered.push(source.clone());
            }
            let told = settings
                .dates
                .or(declared)
                .or_else(|| settings.answers.get(&source));
            let known = told.or_else(|| seen.order());
            if known.is_none() && seen.is_open() {
                questions.push(Question {
                    source,
                    file: Arc::clone(&place.file),
                    sheet: place.sheet.clone(),
                    column: title
                        .clone()
                        .unwrap_or_else(|| Arc::from(column.title.as_str())),
                    seen: (seen.day_first, seen.month_first, seen.either),
                });
            }
            known
        });
        orders.collect()
    });
    let by_place = orders.collect();
    Orders {
        by_place,
        questions,
        answered,
    }
}
