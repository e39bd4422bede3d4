//! The rows of one child into its case.

mod about;
mod derive;
mod facts;
mod linked;
mod row;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use sightline_engine::Code;
use sightline_engine::model::{Case, Event};

use crate::check::check;
use crate::date::DateOrder;
use crate::gather::Place;
use crate::id::{Ids, damage};
use crate::layout::{Layout, Rows};
use crate::problem::{Problems, Said};
use crate::reject::Reject;
use crate::spool::Held;
use crate::vocabulary::List;
pub(crate) use about::is_same;
use facts::Facts;
pub(crate) use facts::place;

/// The headings of a list's fields, by place and list.
type Headings = BTreeMap<usize, BTreeMap<String, Arc<BTreeMap<String, String>>>>;

/// What is needed to read a child's rows.
pub(crate) struct Map<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) places: &'a [Place],
    /// The order of dates by place and column of the layout.
    pub(crate) orders: &'a [Vec<Option<DateOrder>>],
    pub(crate) ids: &'a Ids,
    pub(crate) today: Option<chrono::NaiveDate>,
    pub(crate) problems: &'a mut Problems,
    pub(crate) reject: &'a mut dyn FnMut(&Reject),
    pub(crate) n_rejected: &'a mut u64,
    pub(crate) headings: Headings,
}

/// A child's rows as they are read.
#[derive(Default)]
struct Child {
    facts: Facts,
    history: BTreeMap<String, Vec<Event>>,
    /// The file, sheet and row that had the one row of a table with one a child.
    seen: BTreeMap<usize, u64>,
    /// The day of what an id of another table's row stands for, by the kind of id and the id.
    days: BTreeMap<(String, String), NaiveDate>,
}

impl Map<'_> {
    /// Reads a child; nothing where all its rows are refused.
    pub(crate) fn child(&mut self, id: &str, rows: &[Held<'_>]) -> Option<Case> {
        let mut child = Child::default();
        let mut any = false;
        // What has no day of its own takes that of the row it belongs to, which may stand in a later file.
        let (later, first): (Vec<_>, Vec<_>) = rows.iter().partition(|row| self.is_lent_a_day(row));
        for row in first.into_iter().chain(later) {
            any |= self.checked(&mut child, id, row);
        }
        if !any {
            return None;
        }
        for (list, events) in &mut child.history {
            order(list, events);
        }
        derive::spans(self.layout, &mut child.history);
        let mut case = Case {
            id: self.ids.keep(id),
            history: child.history,
            ..Case::default()
        };
        for told in derive::facts(self.layout, &case.history) {
            child.facts.add_told(told);
        }
        child.facts.settle(&mut case, self.problems);
        check(&case, self.today, self.layout.complete, self.problems);
        Some(case)
    }

    /// Whether a row says something of one in another table, and takes its day.
    fn is_lent_a_day(&self, row: &Held<'_>) -> bool {
        let table = self.places.get(row.place);
        let table = table.and_then(|place| self.layout.tables.get(place.table));
        table.is_some_and(linked::is_lent_a_day)
    }

    /// Reads a row unless its id is damaged, or its table has had its one row of this child.
    fn checked(&mut self, child: &mut Child, id: &str, row: &Held<'_>) -> bool {
        let (layout, places) = (self.layout, self.places);
        let Some(place) = places.get(row.place) else {
            return false;
        };
        let Some(table) = layout.tables.get(place.table) else {
            return false;
        };
        let id_at = table.id().map(|(at, _)| at);
        let width = id_at
            .and_then(|at| table.columns.get(at)?.width)
            .or_else(|| place.widths.width());
        if let Some(damage) = damage(id, width) {
            let said = Said::error(Code::DAMAGED_ID, damage.words())
                .help("export the column as text, and never open the CSV in a spreadsheet");
            self.problems.add(&place.at(row.number, id_at), &said);
            self.refuse(row, &said.message);
            return false;
        }
        if table.rows == Rows::OneEach
            && let Some(first) = child.seen.insert(row.place, row.number)
        {
            let said = Said::error(
                Code::DUPLICATE_ROW,
                "the child has a row already in this table, which has one for each",
            );
            self.problems.add(
                &place.at(row.number, id_at),
                &said.help("keep the row that is right"),
            );
            self.refuse(row, &format!("the child is in row {first} already"));
            child.seen.insert(row.place, first);
            return false;
        }
        self.row(child, row)
    }

    /// Refuses a row.
    fn refuse(&mut self, row: &Held<'_>, why: &str) {
        *self.n_rejected += 1;
        self.hand_back(row, why);
    }

    /// Gives a row to whoever puts rows right.
    fn hand_back(&mut self, row: &Held<'_>, why: &str) {
        let (layout, places) = (self.layout, self.places);
        let Some(place) = places.get(row.place) else {
            return;
        };
        let Some(table) = layout.tables.get(place.table) else {
            return;
        };
        let cell = |n: usize| {
            let found = row.cells.iter().find(|(at, _)| *at == n);
            found.map_or(crate::cell::Cell::Blank, |(_, cell)| cell.clone())
        };
        (self.reject)(&Reject::new(table, place, row.number, why, &cell));
    }
}

/// Puts events in the order of their dates; those of one day stay as the files have them.
pub(crate) fn order(list: &str, events: &mut [Event]) {
    let list = List::named(list);
    events.sort_by_key(|event| list.and_then(|list| list.day(&event.values)));
}

/// A date of an event.
pub(crate) fn date(event: &Event, field: &str) -> Option<chrono::NaiveDate> {
    match event.values.get(field) {
        Some(sightline_engine::model::FactValue::Date(date)) => Some(*date),
        _ => None,
    }
}
