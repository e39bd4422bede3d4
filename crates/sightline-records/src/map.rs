//! The rows of one child into its case.

mod derive;
mod facts;
mod linked;
mod read;
mod row;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use sightline_engine::Code;
use sightline_engine::model::{Case, Event};

use crate::check::check;
use crate::codes::Meant;
use crate::date::DateOrder;
use crate::event::order;
use crate::id::damage;
use crate::layout::{Layout, Rows, Table};
use crate::place::Place;
use crate::problem::{Problems, Said};
use crate::reject::Reject;
use crate::spool::Held;
use crate::vocabulary::List;
use facts::Facts;
use linked::Link;

/// The headings of a list's fields, by place and list.
type Headings = BTreeMap<usize, Vec<(&'static List, Arc<BTreeMap<String, String>>)>>;

/// What is needed to read a child's rows.
pub(crate) struct Map<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) places: &'a [Place],
    /// The order of dates by place and column of the layout.
    pub(crate) orders: &'a [Vec<Option<DateOrder>>],
    pub(crate) codes: Meant<'a>,
    pub(crate) today: Option<chrono::NaiveDate>,
    pub(crate) problems: &'a mut Problems,
    pub(crate) reject: &'a mut dyn FnMut(&Reject),
    pub(crate) n_rejected: &'a mut u64,
    pub(crate) headings: Headings,
}

/// A child's rows as they are read.
#[derive(Default)]
struct Child<'a> {
    facts: Facts<'a>,
    history: BTreeMap<&'static str, Vec<Event>>,
    /// The row that a table with one a child had, by place.
    seen: BTreeMap<usize, u64>,
    /// The day of what an id of another table's row stands for.
    days: BTreeMap<Link, NaiveDate>,
}

impl<'a> Map<'a> {
    /// Reads a child, whose id is kept as `kept`; nothing where all its rows are refused.
    pub(crate) fn child(&mut self, id: &str, kept: &str, rows: &[Held<'_>]) -> Option<Case> {
        let mut child = Child::default();
        let mut any = false;
        // What has no day of its own takes that of the row it belongs to, which may stand in a later file.
        for later in [false, true] {
            for row in rows {
                let Some((place, table)) = self.table(row) else {
                    continue;
                };
                if table.roles.is_lent_a_day() == later {
                    any |= self.checked(&mut child, id, (place, table), row);
                }
            }
        }
        if !any {
            return None;
        }
        let history = child.history.into_iter();
        let mut case = Case {
            id: kept.to_owned(),
            history: history
                .map(|(list, events)| (list.to_owned(), events))
                .collect(),
            ..Case::default()
        };
        for (list, events) in &mut case.history {
            order(list, events);
        }
        derive::spans(self.layout, &mut case.history);
        for told in derive::facts(self.layout, &case.history) {
            child.facts.add_told(told);
        }
        child.facts.settle(&mut case, self.problems);
        check(&case, self.today, self.layout.complete, self.problems);
        Some(case)
    }

    /// Where a row stands, and the table that it is of.
    fn table(&self, row: &Held<'_>) -> Option<(&'a Place, &'a Table)> {
        let (layout, places) = (self.layout, self.places);
        let place = places.get(row.place)?;
        Some((place, layout.tables.get(place.table)?))
    }

    /// Reads a row unless its id is damaged, or its table has had its one row of this child.
    fn checked(
        &mut self,
        child: &mut Child<'a>,
        id: &str,
        (place, table): (&'a Place, &'a Table),
        row: &Held<'_>,
    ) -> bool {
        let id_at = table.roles.id;
        let width = table.id().and_then(|(_, column)| column.width);
        if let Some(damage) = damage(id, width.or_else(|| place.widths.width())) {
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
        self.row(child, (place, table), row)
    }

    /// Refuses a row.
    fn refuse(&mut self, row: &Held<'_>, why: &str) {
        *self.n_rejected += 1;
        self.hand_back(row, why);
    }

    /// Gives a row to whoever puts rows right.
    fn hand_back(&mut self, row: &Held<'_>, why: &str) {
        let Some((place, table)) = self.table(row) else {
            return;
        };
        let cell = |n: usize| {
            let found = row.cells.iter().find(|(at, _)| *at == n);
            found.map_or(crate::cell::Cell::Blank, |(_, cell)| cell.clone())
        };
        (self.reject)(&Reject::new(table, place, row.number, why, &cell));
    }
}
