//! The order of the dates of each column: as somebody said, as the layout says, as the column itself tells, or to be asked.

use std::sync::Arc;

use super::Settings;
use crate::date::DateOrder;
use crate::layout::Layout;
use crate::place::Place;

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
    /// What was said, or what a column told by itself, to be remembered.
    pub(super) learned: Vec<(String, DateOrder)>,
}

/// The order by place and column, and what has to be asked.
pub(super) fn orders(layout: &Layout, places: &[Place], settings: &Settings<'_>) -> Orders {
    let (mut questions, mut learned) = (Vec::new(), Vec::new());
    let by_place = places.iter().map(|place| {
        let table = layout.tables.get(place.table);
        let columns = table.map_or(&[][..], |table| table.columns.as_slice());
        let table = table.map_or("", |table| table.name.as_str());
        let columns = columns.iter().zip(&place.dates).zip(&place.titles);
        let orders = columns.map(|((column, seen), title)| {
            if !column.is_date() {
                return None;
            }
            let declared = column.dates.or(layout.dates);
            if declared.is_some() {
                return settings.dates.or(declared);
            }
            let source = format!("{}/{table}/{}", layout.id, column.title);
            let told = settings.dates.or_else(|| settings.answers.get(&source));
            // What was said once is not turned round by one mistyped date.
            let known = told.or_else(|| seen.order());
            match known {
                Some(order) if seen.has_numbers() => learned.push((source, order)),
                None if seen.has_numbers() => questions.push(Question {
                    source,
                    file: Arc::clone(&place.file),
                    sheet: place.sheet.clone(),
                    column: title
                        .clone()
                        .unwrap_or_else(|| Arc::from(column.title.as_str())),
                    seen: (seen.day_first, seen.month_first, seen.either),
                }),
                Some(_) | None => {}
            }
            known
        });
        orders.collect()
    });
    let by_place = by_place.collect();
    Orders {
        by_place,
        questions,
        learned,
    }
}
